/** MemberOperationService: decode, ask the operations of members, encode. */
import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { integerFrom, uuid7From } from '@qiantai/protos';
import type { MemberRef, WalletDesk } from '../balance-payments/wallet-desk.ts';
import type { MemberOperations } from '../member-operations/create-member-operations.ts';
import type { CardRequest, OperationCaller } from '../member-operations/member-operation-service.ts';
import type { OperatorRole } from '../operators/operator-roles.ts';
import { name, text } from './decode.ts';
import {
  accountFrom,
  chargeNoFrom,
  detailsFields,
  encodeCard,
  encodeCharge,
  encodeDetails,
  encodeOperation,
  encodeTerms,
  keyFrom,
  kindFrom,
  operationFields,
  positiveMoney,
  statusFrom,
  termsFrom,
  termsKeyFrom,
  words,
} from './member-operation-messages.ts';
import type { Answered, Received } from './messages.ts';
import { type Operator, type OperatorContext, operatorCall } from './operator.ts';
import { readMaskOf } from './read-mask.ts';

type Method = keyof typeof methods;
type Request<Name extends Method> = Received<'MemberOperationService', Name>;
type Reply<Name extends Method> = Answered<'MemberOperationService', Name>;

const keepers = ['operations', 'integration'] as const;

/** The roles that a method asks for; undefined: reading, for every operator. */
const methods = {
  Recharge: keepers,
  GiveUpRecharge: keepers,
  RecoverShortfall: ['finance'],
  Withdraw: keepers,
  CancelWithdrawal: keepers,
  ReviewWithdrawal: ['risk', 'finance'],
  ResolveWithdrawal: ['finance'],
  Transfer: keepers,
  AcceptTransfer: keepers,
  DeclineTransfer: keepers,
  GetOperation: undefined,
  ListOperations: undefined,
  RegisterEntrustedCard: keepers,
  RegisterOwnCard: keepers,
  ListCards: undefined,
  RemoveCard: keepers,
  IssuePaymentCode: ['integration'],
  ListBalanceCharges: undefined,
  ConfirmBalanceCharge: ['integration'],
  RefuseBalanceCharge: ['integration'],
  GetTerms: undefined,
  SetTerms: ['finance'],
} as const satisfies Record<string, readonly OperatorRole[] | undefined>;

export type MemberOperationParts = Pick<MemberOperations, 'service' | 'facts'> & { wallet: WalletDesk };

const pageSizeDefault = 100;
const pageSizeMax = 500;

export function memberOperationHandlers(
  context: OperatorContext,
  operations: MemberOperationParts,
): UntypedServiceImplementation {
  const answer = <Name extends Method>(
    method: Name,
    handle: (message: Request<Name>, caller: OperationCaller, operator: Operator) => Promise<Reply<Name>>,
  ) => {
    const role = methods[method];
    return operatorCall<Request<Name>, Reply<Name>>(
      context,
      role === undefined ? {} : { role },
      async (operator, message) =>
        await handle(message, callerOf(message as { companyId: string }, operator), operator),
    );
  };
  return {
    Recharge: answer('Recharge', async (message, caller) =>
      encodeOperation(
        await operations.service.recharge(caller, {
          operationKey: keyFrom(message),
          accountNumber: accountFrom(message.accountNumber, 'account_number'),
          amount: positiveMoney(message.amount),
          remark: words(message.remark, 'remark'),
        }),
      ),
    ),
    GiveUpRecharge: answer('GiveUpRecharge', async (message, caller) =>
      encodeOperation(await operations.service.giveUpRecharge(caller, stepOf(message))),
    ),
    RecoverShortfall: answer('RecoverShortfall', async (message, caller) => ({
      recoveredMinor: String(await operations.facts.recoverShortfall(caller, keyFrom(message))),
    })),
    Withdraw: answer('Withdraw', async (message, caller) =>
      encodeOperation(
        await operations.service.withdraw(caller, {
          operationKey: keyFrom(message),
          accountNumber: accountFrom(message.accountNumber, 'account_number'),
          amount: positiveMoney(message.amount),
          cardId: uuid7From(message.cardId, 'card_id'),
          remark: words(message.remark, 'remark'),
          password: text(message.password, 'password', 64),
        }),
      ),
    ),
    CancelWithdrawal: answer('CancelWithdrawal', async (message, caller) =>
      encodeOperation(await operations.service.cancelWithdrawal(caller, stepOf(message))),
    ),
    ReviewWithdrawal: answer('ReviewWithdrawal', async (message, caller, operator) =>
      encodeOperation(
        await operations.service.reviewWithdrawal(
          { ...caller, roles: [...operator.roles] },
          { ...stepOf(message), decision: message.agreed ? 'agreed' : 'refused' },
        ),
      ),
    ),
    ResolveWithdrawal: answer('ResolveWithdrawal', async (message, caller) =>
      encodeOperation(await operations.service.resolveWithdrawal(caller, stepOf(message))),
    ),
    Transfer: answer('Transfer', async (message, caller) =>
      encodeOperation(
        await operations.service.transfer(caller, {
          operationKey: keyFrom(message),
          payerAccountNumber: accountFrom(message.payerAccountNumber, 'payer_account_number'),
          payeeAccountNumber: accountFrom(message.payeeAccountNumber, 'payee_account_number'),
          amount: positiveMoney(message.amount),
          remark: words(message.remark, 'remark'),
          acceptWithinMs: integerFrom(message.acceptWithinMs, 'accept_within_ms'),
        }),
      ),
    ),
    AcceptTransfer: answer('AcceptTransfer', async (message, caller) =>
      encodeOperation(await operations.service.acceptTransfer(caller, accountStepOf(message))),
    ),
    DeclineTransfer: answer('DeclineTransfer', async (message, caller) =>
      encodeOperation(await operations.service.declineTransfer(caller, accountStepOf(message))),
    ),
    GetOperation: answer('GetOperation', async (message, caller) => {
      const mask = readMaskOf(message.readMask, detailsFields);
      return mask.apply(encodeDetails(await operations.service.getOperation(caller, keyFrom(message))));
    }),
    ListOperations: answer('ListOperations', async (message, caller) => {
      const mask = readMaskOf(message.readMask, operationFields);
      const page = await operations.service.listOperations(caller, queryOf(message));
      return {
        operations: page.operations.map((operation) => mask.apply(encodeOperation(operation))),
        nextPageToken: page.nextPageToken,
      };
    }),
    RegisterEntrustedCard: answer('RegisterEntrustedCard', async (message, caller) =>
      encodeCard(await operations.service.registerCard(caller, cardOf(message, 'entrusted'))),
    ),
    RegisterOwnCard: answer('RegisterOwnCard', async (message, caller) =>
      encodeCard(await operations.service.registerCard(caller, cardOf(message, 'own'))),
    ),
    ListCards: answer('ListCards', async (message, caller) => ({
      cards: (await operations.service.listCards(caller, accountFrom(message.accountNumber, 'account_number'))).map(
        encodeCard,
      ),
    })),
    RemoveCard: answer('RemoveCard', async (message, caller) => {
      await operations.service.removeCard(caller, uuid7From(message.cardId, 'card_id'));
      return {};
    }),
    IssuePaymentCode: answer('IssuePaymentCode', async (message, caller) => {
      const { codeId, code, expiresAtMs } = await operations.wallet.issueCode(memberOf(message, caller));
      return { codeId, code, expiresAtMs: String(expiresAtMs) };
    }),
    ListBalanceCharges: answer('ListBalanceCharges', async (message, caller) => {
      const codeId = message.codeId === '' ? '' : uuid7From(message.codeId, 'code_id');
      return { charges: (await operations.wallet.charges(memberOf(message, caller), codeId)).map(encodeCharge) };
    }),
    ConfirmBalanceCharge: answer('ConfirmBalanceCharge', async (message, caller) =>
      encodeCharge(
        await operations.wallet.confirm(memberOf(message, caller), {
          chargeNo: chargeNoFrom(message.chargeNo),
          password: text(message.password, 'password', 64),
        }),
      ),
    ),
    RefuseBalanceCharge: answer('RefuseBalanceCharge', async (message, caller) =>
      encodeCharge(
        await operations.wallet.refuse(memberOf(message, caller), { chargeNo: chargeNoFrom(message.chargeNo) }),
      ),
    ),
    GetTerms: answer('GetTerms', async (message) =>
      encodeTerms(await operations.service.readTerms(termsKeyFrom(message))),
    ),
    SetTerms: answer('SetTerms', async (message, caller) => {
      const key = termsKeyFrom(message);
      await operations.service.writeTerms(caller, key, termsFrom(message.terms));
      return encodeTerms(await operations.service.readTerms(key));
    }),
  };
}

function memberOf(message: { accountNumber: string }, { companyId }: OperationCaller): MemberRef {
  return { companyId, accountNumber: accountFrom(message.accountNumber, 'account_number') };
}

/** Operators speak for members of every company; the request says of which one. */
function callerOf(message: { companyId: string }, operator: Operator): OperationCaller {
  return { companyId: name(message.companyId, 'company_id'), by: operator.name };
}

function stepOf(message: { operationKey: string; why: string }): { operationKey: string; why: string } {
  return { operationKey: keyFrom(message), why: words(message.why, 'why') };
}

function accountStepOf(message: { operationKey: string; accountNumber: string; why: string }) {
  return { ...stepOf(message), accountNumber: accountFrom(message.accountNumber, 'account_number') };
}

function queryOf(message: Request<'ListOperations'>) {
  return {
    pageSize: integerFrom(message.pageSize, 'page_size', { max: pageSizeMax }) || pageSizeDefault,
    pageToken: message.pageToken,
    ...(message.accountNumber !== '' && { accountNumber: accountFrom(message.accountNumber, 'account_number') }),
    ...(message.kind !== '' && { kind: kindFrom(message.kind) }),
    ...(message.status !== '' && { status: statusFrom(message.status) }),
  };
}

function cardOf(message: Request<'RegisterOwnCard'>, kind: CardRequest['kind']): CardRequest {
  return {
    cardId: uuid7From(message.cardId, 'card_id'),
    accountNumber: accountFrom(message.accountNumber, 'account_number'),
    kind,
    payeeKind: message.corporate ? 'corporate' : 'personal',
    holderName: text(message.holderName, 'holder_name', 100),
    bankCode: name(message.bankCode, 'bank_code'),
    cardNumber: text(message.cardNumber, 'card_number', 32),
    entrustmentReference: text(message.entrustmentReference, 'entrustment_reference', 200),
  };
}
