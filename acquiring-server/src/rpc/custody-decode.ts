/** Requests to custody in our words. What is missing or odd is refused by its field. */
import { type Currency, currencySchema, type Money, moneyFromMessage, protoError, uuid7From } from '@qiantai/protos';
import type { NewBankAccount } from '../custody/bank-account-store.ts';
import { instructionPurposes, type Payee } from '../custody/bank-records.ts';
import type { InstructionFilter } from '../custody/instruction-store.ts';
import { instructionStatuses } from '../custody/instruction-transitions.ts';
import type { OwnMoneyRequest, SettlementRequest } from '../custody/settlements.ts';
import type { SuspenseTarget } from '../custody/suspense-store.ts';
import { serverError } from '../errors.ts';
import { name, text } from './decode.ts';
import type { Received } from './messages.ts';

type Message<
  Method extends
    | 'CreateBankAccount'
    | 'SetSettlementAccount'
    | 'InstructSettlement'
    | 'MoveOwnMoney'
    | 'ListInstructions'
    | 'ClearSuspense',
> = Received<'CustodyService', Method>;

export function decodeBankAccount(
  message: Message<'CreateBankAccount'>,
): Omit<NewBankAccount, 'createdAtMs' | 'createdBy'> {
  const hours = message.corporateHours ?? { opensMinute: 0, closesMinute: 1440, weekdaysOnly: false };
  if (hours.opensMinute < 0 || hours.closesMinute > 1440 || hours.opensMinute >= hours.closesMinute) {
    throw bad('corporate_hours', 'they are not minutes of a day, opening before closing');
  }
  return {
    bankAccountId: name(message.bankAccountId, 'bank_account_id'),
    purpose: oneOf(message.purpose, 'purpose', ['custody', 'own'] as const),
    bank: some(message.bank, 'bank', 100),
    holderName: some(message.holderName, 'holder_name', 100),
    accountNumber: accountNumber(message.accountNumber, 'account_number'),
    currency: currency(message.currency),
    corporateOpensMinute: hours.opensMinute,
    corporateClosesMinute: hours.closesMinute,
    corporateWeekdaysOnly: hours.weekdaysOnly,
    credentials: {
      baseUrl: url(message.baseUrl, 'base_url'),
      clientId: some(message.clientId, 'client_id', 100),
      secret: some(message.secret, 'secret', 200),
    },
  };
}

export function decodeSettlementAccount(message: Message<'SetSettlementAccount'>): {
  merchantId: string;
  currency: Currency;
  payee: Payee;
} {
  const { payee } = message;
  if (!payee) throw bad('payee', 'it is missing');
  return {
    merchantId: name(message.merchantId, 'merchant_id'),
    currency: currency(message.currency),
    payee: {
      name: some(payee.name, 'payee.name', 100),
      bank: some(payee.bank, 'payee.bank', 100),
      accountNumber: accountNumber(payee.accountNumber, 'payee.account_number'),
      kind: payeeKind(payee.kind, 'payee.kind'),
    },
  };
}

/** The currency of an amount is that of the bank account, which the caller must mean. */
export function decodeSettlement(
  message: Message<'InstructSettlement'>,
): Omit<SettlementRequest, 'requestedBy'> & { currency: Currency | undefined } {
  const amount = message.amount ? positive(message.amount, 'amount') : undefined;
  return {
    settlementKey: uuid7From(message.settlementKey, 'settlement_key'),
    merchantId: name(message.merchantId, 'merchant_id'),
    bankAccountId: name(message.bankAccountId, 'bank_account_id'),
    amountMinor: amount?.amountMinor ?? 'all',
    currency: amount?.currency,
  };
}

export function decodeOwnMoney(
  message: Message<'MoveOwnMoney'>,
): Omit<OwnMoneyRequest, 'requestedBy'> & { currency: Currency } {
  const amount = positive(message.amount, 'amount');
  return {
    moveKey: uuid7From(message.moveKey, 'move_key'),
    direction: oneOf(message.direction, 'direction', ['out_of_custody', 'into_custody'] as const),
    custodyAccountId: name(message.custodyAccountId, 'custody_account_id'),
    ownAccountId: name(message.ownAccountId, 'own_account_id'),
    amountMinor: amount.amountMinor,
    currency: amount.currency,
  };
}

export function decodeInstructionFilter(message: Message<'ListInstructions'>): InstructionFilter {
  return {
    ...(message.status && { status: oneOf(message.status, 'status', instructionStatuses) }),
    ...(message.purpose && { purpose: oneOf(message.purpose, 'purpose', instructionPurposes) }),
    ...(message.bankAccountId && { bankAccountId: name(message.bankAccountId, 'bank_account_id') }),
    ...(message.merchantId && { merchantId: name(message.merchantId, 'merchant_id') }),
  };
}

export type SuspenseStep = { step: 'propose'; target: SuspenseTarget } | { step: 'approve' } | { step: 'decline' };

export function decodeSuspenseStep(message: Message<'ClearSuspense'>): SuspenseStep {
  if (message.approve) return { step: 'approve' };
  if (message.decline) return { step: 'decline' };
  const target = message.propose;
  if (!target) throw bad('step', 'it is missing');
  return { step: 'propose', target: suspenseTarget(target) };
}

function suspenseTarget(target: NonNullable<Message<'ClearSuspense'>['propose']>): SuspenseTarget {
  const { member, merchant, clearing, back, income } = target;
  if (member) {
    const account = name(member.accountNumber, 'member.account_number');
    return { to: 'member', code: name(member.code, 'member.code'), accountNumber: account };
  }
  if (merchant) {
    const businessDate = day(merchant.businessDate, 'merchant.business_date');
    return { to: 'merchant', merchantId: name(merchant.merchantId, 'merchant.merchant_id'), businessDate };
  }
  if (clearing) {
    return {
      to: 'clearing',
      merchantId: name(clearing.merchantId, 'clearing.merchant_id'),
      channelAccountId: name(clearing.channelAccountId, 'clearing.channel_account_id'),
    };
  }
  if (back) {
    const payeeBank = some(back.payeeBank, 'back.payee_bank', 100);
    return { to: 'back', payeeBank, payeeKind: payeeKind(back.payeeKind, 'back.payee_kind') };
  }
  if (income) return { to: 'income' };
  throw bad('propose.target', 'it is missing');
}

/** A day that the calendar has, `YYYY-MM-DD`. */
export function day(value: string, field: string): string {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== value) {
    throw bad(field, 'it is not a day written YYYY-MM-DD');
  }
  return value;
}

export function currency(value: string): Currency {
  const parsed = currencySchema.safeParse(value);
  if (!parsed.success) throw bad('currency', 'it is missing or not taken');
  return parsed.data;
}

/** @throws CodedError CUSTODY_BAD_REQUEST where an amount is of another currency than the account. */
export function sameCurrency(amount: Currency | undefined, account: { currency: Currency } | undefined): void {
  if (amount === undefined || !account || amount === account.currency) return;
  throw serverError('CUSTODY_BAD_REQUEST', { why: `the account is kept in ${account.currency}` });
}

function positive(message: Parameters<typeof moneyFromMessage>[0], field: string): Money {
  const money = moneyFromMessage(message, field);
  if (money.amountMinor <= 0n) throw protoError('PROTO_BAD_MONEY', { field, why: 'the amount is not above zero' });
  return money;
}

function payeeKind(value: string, field: string): Payee['kind'] {
  return oneOf(value, field, ['personal', 'corporate'] as const);
}

function oneOf<Word extends string>(value: string, field: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === value);
  if (!word) throw bad(field, `it is none of ${words.join(', ')}`);
  return word;
}

function some(value: string, field: string, lengthMax: number): string {
  if (value.trim() === '') throw bad(field, 'it is missing');
  return text(value, field, lengthMax);
}

/** What does not match is not repeated in the error. */
function accountNumber(value: string, field: string): string {
  if (!/^[0-9A-Z]{4,34}$/.test(value)) throw bad(field, 'it does not have the form of an account number');
  return value;
}

function url(value: string, field: string): string {
  if (value.length > 200 || !/^https?:\/\/[^\s/]+/.test(value)) throw bad(field, 'it is no http(s) address');
  return value;
}

function bad(field: string, why: string) {
  return protoError('PROTO_BAD_MESSAGE', { field, why });
}
