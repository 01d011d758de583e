/** Requests of the wire in our words. Nothing is guessed: what is missing or odd is refused by its field. */
import {
  channelEnum,
  integerFrom,
  isWalletChannel,
  type Money,
  moneyFromMessage,
  type PaymentKey,
  protoError,
  type RefundKey,
  tenderEnum,
  uuid7From,
  type WalletChannel,
} from '@qiantai/protos';
import { type EncryptedCard, type ReasonCode, reasonCodes } from '../channels/port.ts';
import type { CashTaken, OfflineTaking, PayRequest, RefundRequest, WaitOptions } from '../payment/payment-service.ts';
import type { PayMessage, Received, RefundMessage } from './messages.ts';

/** How long a call may be held open for an outcome. */
export const waitMsMax = 30_000;

/**
 * `complete` where the payment is to be taken now; a request that is only given up may come without what the
 * agent no longer keeps, the code or the card.
 */
export function decodePay(message: PayMessage, completeness: 'complete' | 'given_up'): PayRequest {
  const tender = tenderEnum.fromMessage(message.tender, 'tender');
  if (tender === 'cash')
    throw protoError('PROTO_BAD_MESSAGE', { field: 'tender', why: 'cash goes through the journal' });
  const complete = completeness === 'complete';
  const orderTotal = positiveMoney(message.orderTotal, 'order_total');
  const amount = positiveMoney(message.amount, 'amount');
  sameCurrency(amount, orderTotal);
  if (amount.amountMinor > orderTotal.amountMinor) {
    throw protoError('PROTO_BAD_MONEY', { field: 'amount', why: 'it is above order_total' });
  }
  return {
    paymentKey: uuid7From<PaymentKey>(message.paymentKey, 'payment_key'),
    orderNo: name(message.orderNo, 'order_no'),
    orderTotal,
    amount,
    tender,
    terminalId: name(message.terminalId, 'terminal_id'),
    operatorId: name(message.operatorId, 'operator_id'),
    businessDate: businessDate(message.businessDate),
    requestedAtMs: integerFrom(message.requestedAtMs, 'requested_at_ms', { min: 1 }),
    description: text(message.description, 'description', 127),
    ...((tender === 'payment_code' || tender === 'balance') &&
      (complete || message.paymentCode) && { paymentCode: paymentCode(message) }),
    ...(tender === 'qr' && { channel: wallet(message) }),
    ...(tender === 'card' && (complete || message.card) && { card: decodeCard(message.card) }),
    ...(message.offline && { offline: offlineTaking(message.offline, tender) }),
  };
}

function offlineTaking(taking: NonNullable<PayMessage['offline']>, tender: string): OfflineTaking {
  if (tender !== 'card') {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'offline', why: 'only a card is taken while the line is down' });
  }
  return {
    takenAtMs: integerFrom(taking.takenAtMs, 'offline.taken_at_ms', { min: 1 }),
    brand: name(taking.brand, 'offline.brand'),
    forced: taking.forced,
  };
}

export function decodeRefund(message: RefundMessage): RefundRequest {
  return {
    refundKey: uuid7From<RefundKey>(message.refundKey, 'refund_key'),
    paymentKey: uuid7From<PaymentKey>(message.paymentKey, 'payment_key'),
    amount: positiveMoney(message.amount, 'amount'),
    terminalId: name(message.terminalId, 'terminal_id'),
    operatorId: name(message.operatorId, 'operator_id'),
    reason: text(message.reason, 'reason', 200),
    businessDate: businessDate(message.businessDate),
    requestedAtMs: integerFrom(message.requestedAtMs, 'requested_at_ms', { min: 1 }),
    ...(message.card && { card: decodeCard(message.card) }),
  };
}

export function decodeCash(message: Received<'AcquiringService', 'RecordCash'>): CashTaken {
  const orderTotal = positiveMoney(message.orderTotal, 'order_total');
  const amount = positiveMoney(message.amount, 'amount');
  sameCurrency(amount, orderTotal);
  return {
    paymentKey: uuid7From<PaymentKey>(message.paymentKey, 'payment_key'),
    orderNo: name(message.orderNo, 'order_no'),
    orderTotal,
    amount,
    terminalId: name(message.terminalId, 'terminal_id'),
    operatorId: name(message.operatorId, 'operator_id'),
    businessDate: businessDate(message.businessDate),
    takenAtMs: integerFrom(message.takenAtMs, 'taken_at_ms', { min: 1 }),
  };
}

export function decodeReason(value: string): ReasonCode {
  const reason = reasonCodes.find((known) => known === value);
  if (!reason) throw protoError('PROTO_BAD_ENUM', { field: 'reason_code', value: value.slice(0, 40) });
  return reason;
}

/** Versions begin at 1: who knows none sends 0 or less. */
export function decodeWait(message: { waitMs: number; knownVersion?: string; askChannel?: boolean }): WaitOptions {
  const knownVersion = integerFrom(message.knownVersion, 'known_version', { min: -1 });
  return {
    waitMs: integerFrom(message.waitMs, 'wait_ms', { max: waitMsMax }),
    ...(knownVersion > 0 && { knownVersion }),
    ...(message.askChannel && { askChannel: true }),
  };
}

/** An id, a number or a name of ours: something, at most 64 characters, none of them blank or of control. */
export function name(value: string, field: string): string {
  if (!/^[\x21-\x7e]{1,64}$/.test(value)) {
    throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it is not 1 to 64 visible characters of ASCII' });
  }
  return value;
}

/** Words for a person. The database takes no NUL and no half of a surrogate pair. */
export function text(value: string, field: string, lengthMax: number): string {
  if (value.length > lengthMax) throw protoError('PROTO_BAD_MESSAGE', { field, why: `it is longer than ${lengthMax}` });
  if (!value.isWellFormed() || controlCharacter.test(value)) {
    throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it has characters that no text has' });
  }
  return value;
}

const controlCharacter = /\p{Cc}/u;

function positiveMoney(message: PayMessage['amount'], field: string): Money {
  const money = moneyFromMessage(message, field);
  if (money.amountMinor <= 0n) throw protoError('PROTO_BAD_MONEY', { field, why: 'the amount is not above zero' });
  return money;
}

function sameCurrency(amount: Money, orderTotal: Money): void {
  if (amount.currency !== orderTotal.currency) {
    throw protoError('PROTO_BAD_MONEY', { field: 'amount', why: 'its currency is not that of order_total' });
  }
}

/** A day that the calendar has, `YYYY-MM-DD`. */
function businessDate(value: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'business_date', why: 'it is not a day written YYYY-MM-DD' });
  }
  return value;
}

/** 16 to 24 digits: WeChat Pay's are 18, Alipay's 16 to 24, UnionPay's 19, our own wallet's 20. */
function paymentCode(message: PayMessage): string {
  if (!/^[0-9]{16,24}$/.test(message.paymentCode)) {
    throw protoError('PROTO_BAD_MESSAGE', { field: 'payment_code', why: 'it is not 16 to 24 digits' });
  }
  return message.paymentCode;
}

function wallet(message: PayMessage): WalletChannel {
  const channel = channelEnum.fromMessage(message.channel, 'channel');
  if (!isWalletChannel(channel)) {
    throw protoError('PROTO_BAD_ENUM', { field: 'channel', value: message.channel });
  }
  return channel;
}

const entryModes = ['chip', 'contactless', 'magnetic'] as const;

function decodeCard(card: PayMessage['card']): EncryptedCard {
  if (!card) throw protoError('PROTO_BAD_MESSAGE', { field: 'card', why: 'it is missing' });
  const entryMode = entryModes.find((mode) => mode === card.entryMode);
  if (!entryMode) throw protoError('PROTO_BAD_ENUM', { field: 'card.entry_mode', value: card.entryMode.slice(0, 40) });
  return {
    entryMode,
    maskedPan: matching(card.maskedPan, /^[0-9]{6}\*{2,9}[0-9]{4}$/, 'card.masked_pan'),
    encryptedTrack2Hex: matching(card.encryptedTrack2Hex, /^([0-9A-Fa-f]{16}){1,8}$/, 'card.encrypted_track2_hex'),
    keySerialNumberHex: matching(
      card.keySerialNumberHex,
      /^([0-9A-Fa-f]{20}|[0-9A-Fa-f]{24})$/,
      'card.key_serial_number_hex',
    ),
    pinBlockHex: matching(card.pinBlockHex, /^([0-9A-Fa-f]{16}){0,2}$/, 'card.pin_block_hex'),
    emvHex: matching(card.emvHex, /^([0-9A-Fa-f]{2}){0,512}$/, 'card.emv_hex'),
    cardSequenceNumber: matching(card.cardSequenceNumber, /^[0-9]{0,3}$/, 'card.card_sequence_number'),
  };
}

/** What does not match is not repeated in the error: it may be a card number. */
function matching(value: string, pattern: RegExp, field: string): string {
  if (!pattern.test(value)) throw protoError('PROTO_BAD_MESSAGE', { field, why: 'it does not have its form' });
  return value;
}
