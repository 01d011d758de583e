/**
 * Where other modules have the bank told to pay: within their own transaction, so that what they record and the
 * instruction stand together or not at all. What became of it reaches them in the transaction that records it.
 */
import { payloadHash } from '@qiantai/foundation';
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import { beijingDate } from '../payment/beijing-date.ts';
import { fingerprintPurpose, readBankAccount, readConnection, sealPurpose } from './bank-account-store.ts';
import {
  type BankAccountRecord,
  type InstructionPurpose,
  type InstructionRecord,
  maskAccountNumber,
  type Payee,
} from './bank-records.ts';
import type { CustodyDeps, OutcomeHandler } from './custody-deps.ts';
import { hasBooksOfItsOwn } from './instruction-changes.ts';
import { instructionPosting } from './instruction-postings.ts';
import {
  insertInstruction,
  readInstruction,
  readInstructionOfSubject,
  writeInstructionHistory,
} from './instruction-store.ts';

export interface InstructRequest {
  purpose: InstructionPurpose;
  /** The platform's account that pays. */
  bankAccountId: string;
  /** Somebody's account, or another one of the platform's. */
  payee: Payee | { bankAccountId: string };
  amountMinor: bigint;
  /** What it is for, once for each purpose: the same again gives the same instruction. */
  subjectReference: string;
  /** At most 100 characters, shown to the payee by the bank. */
  remark?: string;
  merchantId?: string;
  /** `YYYY-MM-DD` of the merchant; the platform's day where it is not given. */
  businessDate?: string;
  requestedBy?: string;
}

export interface InstructionDesk {
  /**
   * Writes an instruction within the caller's transaction, and posts what its purpose posts at that; the bank is
   * told after the commit. The instruction's number is minted here and stays.
   * @throws CodedError CUSTODY_BAD_REQUEST, CUSTODY_ACCOUNT_NOT_FOUND, CUSTODY_KEY_CONFLICT, CUSTODY_NO_HANDLER
   */
  instruct(client: Queryable, request: InstructRequest): Promise<InstructionRecord>;
  /**
   * Has `handler` run in the transaction of every outcome of a purpose: confirmed, rejected, and returned (退票).
   * It posts what the purpose posts; what it throws undoes the transition, which is tried again. Set at start.
   */
  onOutcome(purpose: InstructionPurpose, handler: OutcomeHandler): void;
  read(instructionId: string): Promise<InstructionRecord | undefined>;
}

/** Long enough for the caller's commit; a look that comes too early is made up by the sweep. */
const commitGraceMs = 50;

export function createInstructionDesk(deps: CustodyDeps): InstructionDesk {
  return {
    instruct: async (client, request) => {
      const instruction = await write(deps, client, request);
      deps.alarm.ringAt(deps.clock.nowMs() + commitGraceMs);
      return instruction;
    },
    onOutcome: (purpose, handler) => {
      deps.handlers.set(purpose, handler);
    },
    read: async (instructionId) => await readInstruction(deps.database.pool, instructionId),
  };
}

async function write(deps: CustodyDeps, client: Queryable, request: InstructRequest): Promise<InstructionRecord> {
  const payer = await openAccount(client, request.bankAccountId);
  const { payee, payeeAccount } = await payeeOf(deps, client, request);
  check(deps, request, payer, payeeAccount);
  const record = recordOf(deps, request, payer, payee);
  if (!(await insertInstruction(client, record))) {
    const held = await readInstructionOfSubject(client, request);
    if (!held?.payloadHash.equals(record.payloadHash)) {
      const { purpose, subjectReference } = request;
      throw serverError('CUSTODY_KEY_CONFLICT', { purpose, subjectReference });
    }
    return held;
  }
  await writeInstructionHistory(client, {
    instructionId: record.instructionId,
    version: record.version,
    event: 'instructed',
    from: null,
    to: 'created',
    detail: request.requestedBy ?? '',
    atMs: record.createdAtMs,
  });
  const posting = instructionPosting(record, 'created', record.platformDate);
  if (posting) await deps.ledger.post(client, [posting]);
  return record;
}

async function openAccount(client: Queryable, bankAccountId: string): Promise<BankAccountRecord> {
  const account = await readBankAccount(client, bankAccountId);
  if (account?.status !== 'open') throw serverError('CUSTODY_ACCOUNT_NOT_FOUND', { bankAccountId });
  return account;
}

async function payeeOf(
  deps: CustodyDeps,
  client: Queryable,
  request: InstructRequest,
): Promise<{ payee: Payee; payeeAccount?: BankAccountRecord }> {
  if (!('bankAccountId' in request.payee)) return { payee: request.payee };
  const account = await openAccount(client, request.payee.bankAccountId);
  const { accountNumber } = await readConnection(client, deps.secretBox, account.bankAccountId);
  const payee: Payee = { name: account.holderName, bank: account.bank, accountNumber, kind: 'corporate' };
  return { payee, payeeAccount: account };
}

function check(
  deps: CustodyDeps,
  request: InstructRequest,
  payer: BankAccountRecord,
  payeeAccount: BankAccountRecord | undefined,
): void {
  const { purpose } = request;
  const bad = (why: string) => serverError('CUSTODY_BAD_REQUEST', { why });
  if (request.amountMinor <= 0n) throw bad('the amount is not above zero');
  if (payer.purpose !== (purpose === 'own_money_paid_in' ? 'own' : 'custody')) {
    throw bad(`a ${purpose} is not paid from an account that is ${payer.purpose}`);
  }
  const payeePurpose = purpose === 'fees_withdrawn' ? 'own' : purpose === 'own_money_paid_in' ? 'custody' : undefined;
  if (payeeAccount?.purpose !== payeePurpose) throw bad(`a ${purpose} goes to another kind of account`);
  if (payeeAccount && payeeAccount.currency !== payer.currency) throw bad('the accounts have different currencies');
  if (purpose === 'settlement' && !request.merchantId) throw bad('a settlement is a merchant’s');
  if (!hasBooksOfItsOwn(request) && !deps.handlers.has(purpose)) throw serverError('CUSTODY_NO_HANDLER', { purpose });
}

function recordOf(
  deps: CustodyDeps,
  request: InstructRequest,
  payer: BankAccountRecord,
  payee: Payee,
): InstructionRecord {
  const nowMs = deps.clock.nowMs();
  const instructionId = deps.ids.uuid7();
  const platformDate = beijingDate(nowMs);
  const { purpose, amountMinor, subjectReference, bankAccountId, merchantId = '', remark = '' } = request;
  const fingerprint = deps.secretBox.fingerprint(fingerprintPurpose, payee.accountNumber);
  const hash = payloadHash({
    bankAccountId,
    amountMinor,
    merchantId,
    payee: { name: payee.name, bank: payee.bank, kind: payee.kind, account: fingerprint.toString('hex') },
  });
  return {
    instructionId,
    purpose,
    bankAccountId,
    payeeBankAccountId: 'bankAccountId' in request.payee ? request.payee.bankAccountId : null,
    payeeName: payee.name,
    payeeBank: payee.bank,
    payeeKind: payee.kind,
    payeeAccountSealed: deps.secretBox.seal(sealPurpose.payee(instructionId), Buffer.from(payee.accountNumber)),
    payeeAccountMasked: maskAccountNumber(payee.accountNumber),
    payeeAccountFingerprint: fingerprint,
    amountMinor,
    currency: payer.currency,
    remark: remark.slice(0, 100),
    merchantId,
    subjectReference,
    payloadHash: Buffer.from(hash, 'hex'),
    businessDate: request.businessDate ?? platformDate,
    platformDate,
    status: 'created',
    version: 1n,
    waitsFor: '',
    bankReference: '',
    reasonCode: '',
    reasonText: '',
    settledOn: null,
    returnedOn: null,
    stepCount: 0,
    dueAtMs: nowMs,
    driver: '',
    sentAtMs: null,
    requestedBy: request.requestedBy ?? '',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
