/** Requests of tills as this agent's own types. Everything is bounded; what is not right is refused by name. */
import { payloadHash } from '@qiantai/foundation';
import {
  amountMinorMax,
  type Currency,
  channelEnum,
  integerFrom,
  isWalletChannel,
  type Money,
  type MoneyMessage,
  moneyFromMessage,
  tenderEnum,
  uuid7From,
} from '@qiantai/protos';
import type { CardData__Output } from '@qiantai/protos/generated/qiantai/common/v1/CardData.ts';
import type { ReturnCashRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/ReturnCashRequest.ts';
import type { StartPaymentRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/StartPaymentRequest.ts';
import type { StartRefundRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/StartRefundRequest.ts';
import type { TakeCashRequest__Output } from '@qiantai/protos/generated/qiantai/edge/v1/TakeCashRequest.ts';
import { agentError } from '../errors.ts';
import type { CardBlob, IntentSecret, PaymentRequest, RefundRequest } from '../payments/records.ts';

export const waitMsMax = 30_000;

/** Who asks, and when: from the token, the session and the clock, never from the request. */
export interface Asker {
  terminalId: string;
  operatorId: string;
  /** Of the shift that runs, else of the sign-in. */
  businessDate: string;
  /** Undefined without a shift. */
  shiftId?: string | undefined;
  nowMs: number;
  currency: Currency;
}

export function waitMsFrom(value: number | string): number {
  return integerFrom(value, 'wait_ms', { max: waitMsMax });
}

export function textFrom(value: string, field: string, range: { min?: number; max: number; pattern?: RegExp }): string {
  if (value.length < (range.min ?? 0) || value.length > range.max) {
    throw agentError('REQUEST_BAD', { field, why: `${range.min ?? 0} to ${range.max} characters` });
  }
  if (range.pattern && value !== '' && !range.pattern.test(value)) {
    throw agentError('REQUEST_BAD', { field, why: `does not look like ${range.pattern.source}` });
  }
  return value;
}

export const reasonPattern = /^[A-Z][A-Z0-9_]*$/;

export function paymentFrom(
  message: StartPaymentRequest__Output,
  asker: Asker,
): { request: PaymentRequest; secret: IntentSecret } {
  const tender = tenderEnum.fromMessage(message.tender, 'tender');
  const channel = message.channel === 'CHANNEL_UNSPECIFIED' ? '' : channelEnum.fromMessage(message.channel, 'channel');
  const secret: IntentSecret = {};
  if (tender === 'payment_code' || tender === 'balance') {
    secret.paymentCode = textFrom(message.paymentCode, 'payment_code', { min: 12, max: 32, pattern: /^[0-9]+$/ });
  }
  if (tender === 'qr' && !isWalletChannel(channel)) {
    throw agentError('REQUEST_BAD', {
      field: 'channel',
      why: 'a QR code is for the wallet of WeChat, Alipay or UnionPay',
    });
  }
  if (tender === 'card') secret.card = cardFrom(message.card);
  const common = paymentCommon(message, asker);
  const asked = {
    ...common,
    tender,
    channel: tender === 'qr' ? channel : ('' as const),
    description: textFrom(message.description, 'description', { max: 120 }),
    maskedPan: secret.card?.maskedPan ?? '',
    tenderedMinor: 0n,
  };
  // Consent is a part of what was asked: with it, a payment is another one.
  const hashed = { ...asked, ...secretJson(secret), ...(message.acceptOffline ? { acceptOffline: true } : {}) };
  const card = secret.card && {
    entryMode: secret.card.entryMode,
    expiry: textFrom(message.cardExpiry, 'card_expiry', { max: 4, pattern: /^[0-9]{4}$/ }),
    onlinePin: secret.card.pinBlockHex !== '',
  };
  return { request: { ...asked, card, ...signature(asker), requestHash: payloadHash(hashed) }, secret };
}

export function cashFrom(message: TakeCashRequest__Output, asker: Asker): PaymentRequest {
  const common = paymentCommon(message, asker);
  const tendered = moneyOf(message.tendered, 'tendered', asker.currency, 0n).amountMinor;
  if (tendered < common.amountMinor) {
    throw agentError('REQUEST_BAD', { field: 'tendered', why: 'less than the amount that the sale keeps' });
  }
  const asked = {
    ...common,
    tender: 'cash' as const,
    channel: 'cash' as const,
    description: '',
    maskedPan: '',
    tenderedMinor: tendered,
  };
  return { ...asked, card: undefined, ...signature(asker), requestHash: payloadHash(asked) };
}

export function refundFrom(
  message: StartRefundRequest__Output,
  asker: Asker,
): { request: RefundRequest; secret: IntentSecret } {
  const secret: IntentSecret = message.card ? { card: cardFrom(message.card) } : {};
  const asked = {
    refundKey: uuid7From(message.refundKey, 'refund_key') as string,
    returnSaleId: uuid7From(message.returnSaleId, 'return_sale_id') as string,
    paymentKey: uuid7From(message.paymentKey, 'payment_key') as string,
    ...amountOf(message.amount, asker.currency),
    cash: false,
    reason: textFrom(message.reason, 'reason', { max: 200 }),
  };
  const request = { ...asked, ...signature(asker), requestHash: payloadHash({ ...asked, ...secretJson(secret) }) };
  return { request, secret };
}

export function cashBackFrom(message: ReturnCashRequest__Output, asker: Asker): RefundRequest {
  const asked = {
    refundKey: uuid7From(message.refundKey, 'refund_key') as string,
    returnSaleId: uuid7From(message.returnSaleId, 'return_sale_id') as string,
    paymentKey: message.paymentKey === '' ? '' : (uuid7From(message.paymentKey, 'payment_key') as string),
    ...amountOf(message.amount, asker.currency),
    cash: true,
    reason: '',
  };
  return { ...asked, ...signature(asker), requestHash: payloadHash(asked) };
}

function paymentCommon(
  message: Pick<TakeCashRequest__Output, 'paymentKey' | 'saleId' | 'orderNo' | 'orderTotal' | 'amount'>,
  asker: Asker,
) {
  const { amountMinor, currency } = amountOf(message.amount, asker.currency);
  const orderTotalMinor = moneyOf(message.orderTotal, 'order_total', asker.currency, 1n).amountMinor;
  if (orderTotalMinor < amountMinor) {
    throw agentError('REQUEST_BAD', { field: 'order_total', why: 'less than this part of it' });
  }
  return {
    paymentKey: uuid7From(message.paymentKey, 'payment_key') as string,
    saleId: uuid7From(message.saleId, 'sale_id') as string,
    orderNo: textFrom(message.orderNo, 'order_no', { min: 1, max: 64, pattern: /^[A-Za-z0-9._-]+$/ }),
    orderTotalMinor,
    amountMinor,
    currency,
  };
}

function signature(asker: Asker) {
  const { terminalId, operatorId, businessDate } = asker;
  return { terminalId, operatorId, businessDate, requestedAtMs: asker.nowMs };
}

function amountOf(message: MoneyMessage | null, currency: Currency) {
  return { amountMinor: moneyOf(message, 'amount', currency, 1n).amountMinor, currency };
}

export function moneyOf(message: MoneyMessage | null, field: string, currency: Currency, min: bigint): Money {
  const money = moneyFromMessage(message, field);
  if (money.currency !== currency) throw agentError('REQUEST_BAD', { field, why: `this store takes ${currency}` });
  if (money.amountMinor < min || money.amountMinor > amountMinorMax) {
    throw agentError('REQUEST_BAD', { field, why: `${min} to ${amountMinorMax} minor units` });
  }
  return money;
}

const hex = /^[0-9A-Fa-f]+$/;

function cardFrom(card: CardData__Output | null): CardBlob {
  if (!card) throw agentError('REQUEST_BAD', { field: 'card', why: 'missing' });
  return {
    entryMode: textFrom(card.entryMode, 'card.entry_mode', {
      min: 1,
      max: 20,
      pattern: /^(chip|contactless|magnetic)$/,
    }),
    // No digits in the middle: a number in the clear has no way in here.
    maskedPan: textFrom(card.maskedPan, 'card.masked_pan', { min: 10, max: 23, pattern: /^[0-9]{4,6}\*+[0-9]{4}$/ }),
    encryptedTrack2Hex: textFrom(card.encryptedTrack2Hex, 'card.encrypted_track2_hex', {
      min: 16,
      max: 256,
      pattern: hex,
    }),
    keySerialNumberHex: textFrom(card.keySerialNumberHex, 'card.key_serial_number_hex', {
      min: 20,
      max: 24,
      pattern: hex,
    }),
    pinBlockHex: textFrom(card.pinBlockHex, 'card.pin_block_hex', { max: 32, pattern: hex }),
    emvHex: textFrom(card.emvHex, 'card.emv_hex', { max: 2048, pattern: hex }),
    cardSequenceNumber: textFrom(card.cardSequenceNumber, 'card.card_sequence_number', { max: 3, pattern: /^[0-9]+$/ }),
  };
}

function secretJson(secret: IntentSecret) {
  return {
    ...(secret.paymentCode === undefined ? {} : { paymentCode: secret.paymentCode }),
    ...(secret.card ? { card: { ...secret.card } } : {}),
  };
}
