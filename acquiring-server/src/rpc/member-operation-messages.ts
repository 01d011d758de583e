/** Member operations between the wire's words and ours. Nothing is guessed: what is missing or odd is refused. */
import {
  currencySchema,
  integerFrom,
  type Money,
  moneyFromMessage,
  moneyToMessage,
  protoError,
  uuid7From,
} from '@qiantai/protos';
import type { ChargeRecord } from '../balance-payments/charge-record.ts';
import type { CardView, OperationDetails } from '../member-operations/member-operation-service.ts';
import type { OperationRecord } from '../member-operations/operation-record.ts';
import {
  type OperationKind,
  type OperationStatus,
  operationKinds,
  rechargeStatuses,
  transferStatuses,
  withdrawalStatuses,
} from '../member-operations/operation-states.ts';
import type { OperationTerms } from '../member-operations/operation-terms.ts';
import { name, text } from './decode.ts';
import type { Answered, Received } from './messages.ts';

type OperationMessage = Answered<'MemberOperationService', 'Recharge'>;
type DetailsMessage = Answered<'MemberOperationService', 'GetOperation'>;
type ChargeMessage = Answered<'MemberOperationService', 'ConfirmBalanceCharge'>;
type CardMessage = Answered<'MemberOperationService', 'RegisterOwnCard'>;
type TermsMessage = Answered<'MemberOperationService', 'GetTerms'>;
type TermsReceived = NonNullable<Received<'MemberOperationService', 'SetTerms'>['terms']>;

const wordsLengthMax = 200;

export function positiveMoney(message: Received<'MemberOperationService', 'Recharge'>['amount']): Money {
  const money = moneyFromMessage(message, 'amount');
  if (money.amountMinor <= 0n) throw protoError('PROTO_BAD_MONEY', { field: 'amount', why: 'it is not above zero' });
  return money;
}

export function keyFrom(message: { operationKey: string }): string {
  return uuid7From(message.operationKey, 'operation_key');
}

export function words(value: string, field: string): string {
  return text(value, field, wordsLengthMax);
}

export function accountFrom(value: string, field: string): string {
  if (!/^[1-9][0-9]{16}$/.test(value)) throw bad(field, 'it is not an account number of 17 digits');
  return value;
}

export function chargeNoFrom(value: string): string {
  if (!/^[0-9]{28}$/.test(value)) throw bad('charge_no', 'it is not 28 digits');
  return value;
}

export function encodeCharge(charge: ChargeRecord): ChargeMessage {
  const { chargeNo, status, reasonCode, description, storeId, amountMinor, currency } = charge;
  return {
    ...{ chargeNo, status, reasonCode, description, storeId },
    codeId: charge.codeId ?? '',
    accountNumber: charge.accountNumber ?? '',
    amount: moneyToMessage({ amountMinor, currency }),
    refundedMinor: charge.refundedMinor.toString(),
    createdAtMs: String(charge.createdAtMs),
    expiresAtMs: String(charge.expiresAtMs ?? 0),
  };
}

export function kindFrom(value: string): OperationKind {
  const kind = operationKinds.find((known) => known === value);
  if (!kind) throw protoError('PROTO_BAD_ENUM', { field: 'kind', value: value.slice(0, 40) });
  return kind;
}

export function statusFrom(value: string): OperationStatus {
  const all = [...rechargeStatuses, ...withdrawalStatuses, ...transferStatuses];
  const status = all.find((known) => known === value);
  if (!status) throw protoError('PROTO_BAD_ENUM', { field: 'status', value: value.slice(0, 40) });
  return status;
}

export function termsKeyFrom(message: { companyId: string; typeCode: string; kind: string; currency: string }) {
  const currency = currencySchema.safeParse(message.currency);
  if (!currency.success) throw bad('currency', 'it is none that is taken');
  if (!/^[1-9][0-9]{2}$/.test(message.typeCode)) throw bad('type_code', 'it is not three digits');
  return {
    companyId: name(message.companyId, 'company_id'),
    typeCode: message.typeCode,
    kind: kindFrom(message.kind),
    currency: currency.data,
  };
}

export function termsFrom(message: TermsReceived | null): OperationTerms {
  if (!message) throw bad('terms', 'they are missing');
  return {
    amountMinMinor: minor(message.amountMinMinor, 'amount_min_minor'),
    amountMaxMinor: minor(message.amountMaxMinor, 'amount_max_minor'),
    dayAmountMaxMinor: optional(message.dayAmountMaxMinor, (value) => minor(value, 'day_amount_max_minor')),
    dayCountMax: optional(message.dayCountMax, (value) => integerFrom(value, 'day_count_max', { max: 1_000_000 })),
    fee: {
      basisPoints: integerFrom(message.feeBasisPoints, 'fee_basis_points', { max: 10_000 }),
      minimumMinor: minor(message.feeMinimumMinor, 'fee_minimum_minor'),
      maximumMinor: optional(message.feeMaximumMinor, (value) => minor(value, 'fee_maximum_minor')),
      freePerMonthMinor: minor(message.freePerMonthMinor, 'free_per_month_minor'),
    },
    reviewFromMinor: optional(message.reviewFromMinor, (value) => minor(value, 'review_from_minor')),
  };
}

export function encodeTerms(terms: OperationTerms): TermsMessage {
  const { fee } = terms;
  return {
    amountMinMinor: String(terms.amountMinMinor),
    amountMaxMinor: String(terms.amountMaxMinor),
    feeBasisPoints: fee.basisPoints,
    feeMinimumMinor: String(fee.minimumMinor),
    freePerMonthMinor: String(fee.freePerMonthMinor),
    ...(terms.dayAmountMaxMinor !== null && { dayAmountMaxMinor: String(terms.dayAmountMaxMinor) }),
    ...(terms.dayCountMax !== null && { dayCountMax: terms.dayCountMax }),
    ...(fee.maximumMinor !== null && { feeMaximumMinor: String(fee.maximumMinor) }),
    ...(terms.reviewFromMinor !== null && { reviewFromMinor: String(terms.reviewFromMinor) }),
  };
}

/** Fields by the loader's names, for read masks. */
export const operationFields = {
  companyId: true,
  operationKey: true,
  kind: true,
  status: true,
  version: true,
  accountNumber: true,
  payeeAccountNumber: true,
  amount: { amountMinor: true, currency: true },
  feeMinor: true,
  shortfallMinor: true,
  recoveredMinor: true,
  remark: true,
  requestedBy: true,
  cardId: true,
  payerUrl: true,
  channelNumber: true,
  channelTransactionId: true,
  reasonCode: true,
  channelMessage: true,
  exceptionCode: true,
  deadlineMs: true,
  createdAtMs: true,
  updatedAtMs: true,
} as const;

export const detailsFields = {
  operation: operationFields,
  history: {
    version: true,
    event: true,
    fromStatus: true,
    toStatus: true,
    detail: true,
    byName: true,
    atMs: true,
  },
  reviews: { role: true, byName: true, agreed: true, why: true, atMs: true },
} as const;

export function encodeOperation(operation: OperationRecord): OperationMessage {
  return {
    companyId: operation.companyId,
    operationKey: operation.operationKey,
    kind: operation.kind,
    status: operation.status,
    version: String(operation.version),
    accountNumber: operation.accountNumber,
    payeeAccountNumber: operation.payeeAccountNumber ?? '',
    amount: moneyToMessage(operation),
    feeMinor: String(operation.feeMinor),
    shortfallMinor: String(operation.shortfallMinor),
    recoveredMinor: String(operation.recoveredMinor),
    remark: operation.remark,
    requestedBy: operation.requestedBy,
    cardId: operation.cardId ?? '',
    payerUrl: operation.payerUrl,
    channelNumber: operation.channelNumber,
    channelTransactionId: operation.channelTransactionId,
    reasonCode: operation.reasonCode,
    channelMessage: operation.channelMessage,
    exceptionCode: operation.exceptionCode,
    deadlineMs: String(operation.deadlineMs ?? 0),
    createdAtMs: String(operation.createdAtMs),
    updatedAtMs: String(operation.updatedAtMs),
  };
}

export function encodeDetails({ operation, steps, reviews }: OperationDetails): DetailsMessage {
  return {
    operation: encodeOperation(operation),
    history: steps.map((step) => ({
      version: String(step.version),
      event: step.event,
      fromStatus: step.fromStatus ?? '',
      toStatus: step.toStatus,
      detail: step.detail,
      byName: step.byName,
      atMs: String(step.atMs),
    })),
    reviews: reviews.map((review) => ({
      role: review.role,
      byName: review.byName,
      agreed: review.decision === 'agreed',
      why: review.why,
      atMs: String(review.atMs),
    })),
  };
}

export function encodeCard(card: CardView): CardMessage {
  return {
    cardId: card.cardId,
    accountNumber: card.accountNumber,
    kind: card.kind,
    corporate: card.payeeKind === 'corporate',
    holderName: card.holderName,
    bankCode: card.bankCode,
    cardMasked: card.cardMasked,
    entrustmentReference: card.entrustmentReference,
    registeredAtMs: String(card.registeredAtMs),
  };
}

function minor(value: string | number, field: string): bigint {
  return BigInt(integerFrom(value, field, { max: 999_999_999_999 }));
}

function optional<From, To>(value: From | undefined | null, decode: (value: From) => To): To | null {
  return value === undefined || value === null ? null : decode(value);
}

function bad(field: string, why: string) {
  return protoError('PROTO_BAD_MESSAGE', { field, why });
}
