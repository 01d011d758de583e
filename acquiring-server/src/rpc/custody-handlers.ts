/** CustodyService: decode, ask custody, encode. */
import { uuid7From } from '@qiantai/protos';
import type { Custody } from '../custody/create-custody.ts';
import {
  currency,
  day,
  decodeBankAccount,
  decodeInstructionFilter,
  decodeOwnMoney,
  decodeSettlement,
  decodeSettlementAccount,
  decodeSuspenseStep,
  sameCurrency,
} from './custody-decode.ts';
import {
  encodeBankAccount,
  encodeException,
  encodeImport,
  encodeInstruction,
  encodePositions,
  encodeProof,
  encodeStoredProof,
  encodeSuspense,
} from './custody-encode.ts';
import { name, text } from './decode.ts';
import type { Answered, Received } from './messages.ts';
import { type OperatorContext, operatorCall } from './operator.ts';
import { cursorUuid, pageOf, pagingOf } from './paging.ts';

type Method =
  | 'CreateBankAccount'
  | 'ListBankAccounts'
  | 'SetSettlementAccount'
  | 'InstructSettlement'
  | 'MoveOwnMoney'
  | 'GetInstruction'
  | 'ListInstructions'
  | 'ImportStatement'
  | 'GetPosition'
  | 'RunDailyProof'
  | 'GetDailyProof'
  | 'ListExceptions'
  | 'ResolveException'
  | 'ListSuspense'
  | 'ClearSuspense';

type Handlers = {
  [One in Method]: ReturnType<typeof operatorCall<Received<'CustodyService', One>, Answered<'CustodyService', One>>>;
};

const finance = { role: 'finance' } as const;
const financeOrOperations = { role: ['finance', 'operations'] } as const;
const everybody = {};

export function custodyHandlers(context: OperatorContext, custody: Custody): Handlers {
  return { ...accountHandlers(context, custody), ...dayHandlers(context, custody), ...caseHandlers(context, custody) };
}

function accountHandlers(context: OperatorContext, custody: Custody) {
  const accountOf = async (id: string) =>
    (await custody.listBankAccounts()).find(({ bankAccountId }) => bankAccountId === id);
  return {
    CreateBankAccount: operatorCall(context, finance, async (operator, message) => {
      const account = { ...decodeBankAccount(message), createdBy: operator.name };
      return encodeBankAccount(await custody.createBankAccount(account));
    }),
    ListBankAccounts: operatorCall(context, everybody, async () => ({
      accounts: (await custody.listBankAccounts()).map(encodeBankAccount),
    })),
    SetSettlementAccount: operatorCall(context, finance, async (operator, message) => {
      await custody.setSettlementAccount({ ...decodeSettlementAccount(message), changedBy: operator.name });
      return {};
    }),
    InstructSettlement: operatorCall(context, finance, async (operator, message) => {
      const { currency: ofAmount, ...request } = decodeSettlement(message);
      sameCurrency(ofAmount, await accountOf(request.bankAccountId));
      return encodeInstruction(await custody.instructSettlement({ ...request, requestedBy: operator.name }));
    }),
    MoveOwnMoney: operatorCall(context, finance, async (operator, message) => {
      const { currency: ofAmount, ...request } = decodeOwnMoney(message);
      sameCurrency(ofAmount, await accountOf(request.custodyAccountId));
      return encodeInstruction(await custody.moveOwnMoney({ ...request, requestedBy: operator.name }));
    }),
    GetInstruction: operatorCall(context, everybody, async (_operator, message) => {
      const found = await custody.getInstruction(uuid7From(message.instructionId, 'instruction_id'));
      return encodeInstruction(found.instruction, found.history);
    }),
    ListInstructions: operatorCall(context, everybody, async (_operator, message) => {
      const filter = decodeInstructionFilter(message);
      const paging = pagingOf(message, ['instructions', { ...filter }]);
      const rows = await custody.listInstructions(filter, pageAsked(paging, 'before'));
      const page = pageOf(rows, paging, ({ instructionId }) => [instructionId]);
      const instructions = page.rows.map((row) => encodeInstruction(row));
      return { instructions, nextPageToken: page.nextPageToken };
    }),
  } satisfies Partial<Handlers>;
}

function dayHandlers(context: OperatorContext, custody: Custody) {
  return {
    ImportStatement: operatorCall(context, financeOrOperations, async (operator, message) => {
      const bankAccountId = name(message.bankAccountId, 'bank_account_id');
      const date = day(message.date, 'date');
      return encodeImport(await custody.importStatement({ bankAccountId, date, importedBy: operator.name }));
    }),
    GetPosition: operatorCall(context, everybody, async (_operator, message) =>
      encodePositions(await custody.position(day(message.date, 'date'))),
    ),
    RunDailyProof: operatorCall(context, financeOrOperations, async (operator, message) => ({
      proofs: (await custody.prove({ date: day(message.date, 'date'), runBy: operator.name })).map(encodeProof),
    })),
    GetDailyProof: operatorCall(context, everybody, async (_operator, message) =>
      encodeStoredProof(
        await custody.getProof({ date: day(message.date, 'date'), currency: currency(message.currency) }),
      ),
    ),
  } satisfies Partial<Handlers>;
}

function caseHandlers(context: OperatorContext, custody: Custody) {
  return {
    ListExceptions: operatorCall(context, everybody, async (_operator, message) => {
      const filter = { openOnly: !message.includeResolved };
      const paging = pagingOf(message, ['custody-exceptions', filter.openOnly]);
      const rows = await custody.listExceptions(filter, pageAsked(paging, 'before'));
      const page = pageOf(rows, paging, ({ exceptionId }) => [exceptionId]);
      return { exceptions: page.rows.map(encodeException), nextPageToken: page.nextPageToken };
    }),
    ResolveException: operatorCall(context, financeOrOperations, async (operator, message) => {
      const exceptionId = uuid7From(message.exceptionId, 'exception_id');
      const note = text(message.note, 'note', 500);
      await custody.resolveException({ exceptionId, operator: operator.name, note });
      return {};
    }),
    ListSuspense: operatorCall(context, everybody, async (_operator, message) => {
      const paging = pagingOf(message, ['suspense']);
      const rows = await custody.suspense.list(pageAsked(paging, 'after'));
      const page = pageOf(rows, paging, ({ suspenseId }) => [suspenseId]);
      return { suspense: page.rows.map(encodeSuspense), nextPageToken: page.nextPageToken };
    }),
    ClearSuspense: operatorCall(context, finance, async (operator, message) => {
      const suspenseId = uuid7From(message.suspenseId, 'suspense_id');
      const step = decodeSuspenseStep(message);
      const by = { suspenseId, operator: operator.name };
      const { suspense } = custody;
      if (step.step === 'approve') return encodeSuspense(await suspense.approve(by));
      if (step.step === 'decline') return encodeSuspense(await suspense.decline(by));
      return encodeSuspense(await suspense.propose({ ...by, target: step.target }));
    }),
  } satisfies Partial<Handlers>;
}

/** One row more than is shown tells whether there is another page. */
function pageAsked<Side extends 'before' | 'after'>(
  paging: { limit: number; after: string[] | undefined },
  side: Side,
): { limit: number } & { [One in Side]?: string } {
  const cursor = paging.after && cursorUuid(paging.after[0]);
  return { limit: paging.limit + 1, ...(cursor && { [side]: cursor }) } as { limit: number } & {
    [One in Side]?: string;
  };
}
