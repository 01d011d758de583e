/** How requests for payments come in: checked, written down once by their key, or refused with a code. */

import { type JsonValue, payloadHash } from '@qiantai/foundation';
import { amountMinorMax } from '@qiantai/protos';
import { z } from 'zod';
import type { ReasonCode } from '../channels/port.ts';
import { serverError } from '../errors.ts';
import { beginOfflineCard } from './offline-cards/begin-offline-card.ts';
import { lockOrder, orderReserve, orderTake } from './order-store.ts';
import { applyChange } from './payment-changes.ts';
import { giveUp } from './payment-decisions.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { PaymentRecord, PaymentSecret, PaymentWithAttempt } from './payment-record.ts';
import type { Caller, CashHandedBack, CashTaken, PayRequest, RefundRequest } from './payment-service.ts';
import { lockPayment, paymentInsert, type Queryable, readPayment, secretInsert } from './payment-store.ts';
import { historyInsert, outboxInsert, paymentPayload, type Transition } from './record-store.ts';
import { paymentWakeKey } from './wakeups.ts';
import { type Write, writeTogether } from './write-store.ts';

/** A payment that was just written down, with what opens it. */
export interface AcceptedPayment {
  payment: PaymentRecord;
  secret: PaymentSecret;
}

/** Writes the payment down where its key is new; the same key with the same request changes nothing. */
export async function acceptPayment(
  deps: PaymentDeps,
  caller: Caller,
  request: PayRequest,
): Promise<{ payment: PaymentWithAttempt; accepted?: AcceptedPayment }> {
  checkRequest(caller, request);
  checkTender(request);
  return await deps.database.transaction(async (client) => {
    const payment = newPayment(deps, caller, request);
    const { merchantId, orderNo, createdAtMs: nowMs } = payment;
    const { orderTotal: total, amount } = request;
    const secret = { paymentCode: request.paymentCode ?? null, card: request.card ?? null };
    const place = { merchantId, orderNo, total, reservedMinor: amount.amountMinor, nowMs };
    const done = await writeTogether(client, [
      paymentInsert(payment),
      payment.offline ? orderTake(place, 'payment+') : orderReserve(place, 'payment+'),
      secretInsert(payment, secret, 'payment+'),
      creation(payment, 'accepted'),
    ]);
    if (!done.has('payment+')) return { payment: await heldPayment(client, payment) };
    if (payment.offline) await beginOfflineCard(deps, client, payment);
    else if (!done.has('order+')) throw await orderRefusal(client, payment);
    return { payment: { payment, attempt: undefined }, accepted: { payment, secret } };
  });
}

/**
 * Gives a payment up. A key that was never seen is written down closed, so that a late request takes nothing.
 * The request may come without the code or the card, which the agent does not keep for long.
 */
export async function acceptCancellation(
  deps: PaymentDeps,
  caller: Caller,
  request: PayRequest,
  reasonCode: ReasonCode,
): Promise<PaymentWithAttempt> {
  checkRequest(caller, request);
  // The goods are gone: what there is to give up is the money, and that is for finance.
  if (request.offline) return await heldOffline(deps, caller, request);
  const result = await deps.database.transaction(async (client) => {
    const closed: PaymentRecord = {
      ...newPayment(deps, caller, request),
      status: 'closed',
      counted: false,
      reasonCode,
      dueAtMs: null,
      driver: '',
    };
    const told = { merchantId: closed.merchantId, payload: paymentPayload(closed) };
    const done = await writeTogether(client, [
      paymentInsert(closed),
      creation(closed, 'given_up'),
      outboxInsert(deps.ids, told, 'payment+'),
    ]);
    if (done.has('payment+')) return { payment: closed, attempt: undefined };
    const current = await heldPayment(client, closed);
    const nowMs = deps.clock.nowMs();
    const change = giveUp(reasonCode)(current, nowMs);
    return change ? await applyChange(deps, client, { current, change, nowMs }) : current;
  });
  deps.paymentWakeups.wake(paymentWakeKey(result.payment), result);
  return result;
}

async function heldOffline(deps: PaymentDeps, caller: Caller, request: PayRequest): Promise<PaymentWithAttempt> {
  const payment = newPayment(deps, caller, request);
  const held = await readPayment(deps.database.pool, payment);
  if (!held) throw badRequest('a card that was taken offline is not given up');
  if (!isSameRequest(held.payment.requestHash, payment.requestHash)) {
    throw serverError('PAYMENT_KEY_CONFLICT', { paymentKey: payment.paymentKey });
  }
  return held;
}

const money = z.strictObject({
  amountMinor: z.bigint().positive().max(amountMinorMax),
  currency: z.string(),
});
const name = z.string().min(1).max(64);
const requestSchema = z.object({
  orderNo: name,
  orderTotal: money,
  amount: money,
  terminalId: name,
  operatorId: z.string().max(64),
  businessDate: z.iso.date(),
  requestedAtMs: z.number().int().min(0).max(8.64e15),
  description: z.string().max(200),
  paymentCode: z
    .string()
    .regex(/^[0-9]{10,32}$/, 'not the digits of a payment code')
    .optional(),
});

function checkRequest(caller: Caller, request: PayRequest): void {
  checkTerminal(caller, request.terminalId);
  const checked = requestSchema.safeParse(request);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw badRequest(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (request.amount.currency !== request.orderTotal.currency) throw badRequest('two currencies');
  if (request.amount.amountMinor > request.orderTotal.amountMinor) throw badRequest('more than the order');
}

/** What a payment that is to be taken needs beside. */
function checkTender(request: PayRequest): void {
  const needsCode = request.tender === 'payment_code' || request.tender === 'balance';
  if (needsCode && !request.paymentCode) throw badRequest('no payment code');
  if (request.tender === 'qr' && !request.channel) throw badRequest('no channel for the QR code');
  if (request.tender === 'card' && !request.card) throw badRequest('no card');
  if (request.offline && request.tender !== 'card') throw badRequest('only a card is taken offline');
}

export function checkTerminal(caller: Caller, terminalId: string): void {
  if (!caller.terminalIds.has(terminalId)) throw serverError('PAYMENT_TERMINAL_NOT_YOURS', { terminalId });
}

function badRequest(why: string): Error {
  return serverError('PAYMENT_BAD_REQUEST', { why });
}

function newPayment(deps: PaymentDeps, caller: Caller, request: PayRequest): PaymentRecord {
  const nowMs = deps.clock.nowMs();
  return {
    merchantId: caller.merchantId,
    paymentKey: request.paymentKey,
    requestHash: payHash(request),
    storeId: caller.storeId,
    terminalId: request.terminalId,
    operatorId: request.operatorId,
    orderNo: request.orderNo,
    orderTotalMinor: request.orderTotal.amountMinor,
    businessDate: request.businessDate,
    tender: request.tender,
    channel: request.tender === 'qr' ? (request.channel ?? null) : null,
    amount: request.amount,
    description: request.description,
    maskedPan: request.card?.maskedPan ?? '',
    requestedAtMs: request.requestedAtMs,
    offline: request.offline ?? null,
    presentedAfter: 0,
    status: 'created',
    version: 1,
    attemptNo: 0,
    counted: true,
    reasonCode: '',
    channelMessage: '',
    qrText: '',
    deadlineMs: nowMs + deps.timings.payerDeadlineMs[request.tender],
    refundedMinor: 0n,
    exceptionCode: '',
    dueAtMs: nowMs + deps.timings.callLeaseMs,
    stepCount: 0,
    driver: deps.instanceId,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

/** `BODY/SECRET`: the hash of the request without its code or card, and theirs where they are there. */
function payHash(request: PayRequest): string {
  const { paymentCode, card, ...body } = request;
  const secret = paymentCode ?? card;
  return `${payloadHash(body as unknown as JsonValue)}/${secret ? payloadHash(secret as unknown as JsonValue) : ''}`;
}

/** One request, also where one of the two came without its secret, to be given up. */
function isSameRequest(one: string, other: string): boolean {
  const [oneBody, oneSecret] = one.split('/');
  const [otherBody, otherSecret] = other.split('/');
  return oneBody === otherBody && (!oneSecret || !otherSecret || oneSecret === otherSecret);
}

/** SHA-256 of the canonical JSON of a request, hexadecimal. */
export function hashOf(request: RefundRequest | CashTaken | CashHandedBack): string {
  // An interface has no index signature, though its members are all JSON (bigints as text).
  return payloadHash(request as unknown as JsonValue);
}

/** @throws CodedError PAYMENT_KEY_CONFLICT where the key was used with another request */
async function heldPayment(client: Queryable, payment: PaymentRecord): Promise<PaymentWithAttempt> {
  const held = await lockPayment(client, payment);
  if (!held || !isSameRequest(held.payment.requestHash, payment.requestHash)) {
    throw serverError('PAYMENT_KEY_CONFLICT', { paymentKey: payment.paymentKey });
  }
  return held;
}

/** Why the order had no place for the payment. */
async function orderRefusal(client: Queryable, payment: PaymentRecord): Promise<Error> {
  const { orderNo } = payment;
  const order = await lockOrder(client, payment);
  const isSame = order?.totalMinor === payment.orderTotalMinor && order.currency === payment.amount.currency;
  return serverError(isSame ? 'PAYMENT_ORDER_EXCEEDED' : 'PAYMENT_ORDER_DIFFERS', { orderNo });
}

/** Written only with the payment, whose key may be taken. */
function creation(payment: PaymentRecord, event: string): Write {
  const transition: Transition = {
    merchantId: payment.merchantId,
    subject: 'payment',
    subjectKey: payment.paymentKey,
    version: payment.version,
    event,
    fromStatus: null,
    toStatus: payment.status,
    attemptNo: 0,
    detail: payment.reasonCode,
    atMs: payment.createdAtMs,
  };
  return historyInsert(transition, 'payment+');
}
