/** How requests for payments come in: checked, written down once by their key, or refused with a code. */

import { type JsonValue, payloadHash } from '@qiantai/foundation';
import { amountMinorMax } from '@qiantai/protos';
import { z } from 'zod';
import type { ReasonCode } from '../channels/port.ts';
import { serverError } from '../errors.ts';
import { moveOrder, openOrder } from './order-store.ts';
import { applyChange } from './payment-changes.ts';
import { giveUp } from './payment-decisions.ts';
import type { PaymentDeps } from './payment-deps.ts';
import type { PaymentRecord, PaymentSecret, PaymentWithAttempt } from './payment-record.ts';
import type { Caller, CashHandedBack, CashTaken, PayRequest, RefundRequest } from './payment-service.ts';
import { insertPayment, insertSecret, lockPayment, type Queryable } from './payment-store.ts';
import { paymentPayload, writeHistory, writeOutbox } from './record-store.ts';
import { paymentWakeKey } from './wakeups.ts';

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
    if (!(await insertPayment(client, payment))) {
      return { payment: await heldPayment(client, payment) };
    }
    await reserveInOrder(client, request, payment);
    const secret = { paymentCode: request.paymentCode ?? null, card: request.card ?? null };
    await insertSecret(client, payment, secret);
    await writeCreation(client, payment, 'accepted');
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
  const result = await deps.database.transaction(async (client) => {
    const closed: PaymentRecord = {
      ...newPayment(deps, caller, request),
      status: 'closed',
      counted: false,
      reasonCode,
      dueAtMs: null,
      driver: '',
    };
    if (await insertPayment(client, closed)) {
      await writeCreation(client, closed, 'given_up');
      await writeOutbox(client, deps.ids, { merchantId: closed.merchantId, payload: paymentPayload(closed) });
      return { payment: closed, attempt: undefined };
    }
    const current = await heldPayment(client, closed);
    const nowMs = deps.clock.nowMs();
    const change = giveUp(reasonCode)(current, nowMs);
    return change ? await applyChange(deps, client, { current, change, nowMs }) : current;
  });
  deps.paymentWakeups.wake(paymentWakeKey(result.payment), result);
  return result;
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
  if (request.tender === 'payment_code' && !request.paymentCode) throw badRequest('no payment code');
  if (request.tender === 'qr' && !request.channel) throw badRequest('no channel for the QR code');
  if (request.tender === 'card' && !request.card) throw badRequest('no card');
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

async function reserveInOrder(client: Queryable, request: PayRequest, payment: PaymentRecord): Promise<void> {
  const { merchantId, orderNo } = payment;
  const nowMs = payment.createdAtMs;
  const order = await openOrder(client, { merchantId, orderNo, total: request.orderTotal, nowMs });
  if (order.totalMinor !== request.orderTotal.amountMinor || order.currency !== request.orderTotal.currency) {
    throw serverError('PAYMENT_ORDER_DIFFERS', { orderNo });
  }
  if (order.status === 'closed' || order.reservedMinor + request.amount.amountMinor > order.totalMinor) {
    throw serverError('PAYMENT_ORDER_EXCEEDED', { orderNo });
  }
  await moveOrder(client, {
    merchantId,
    orderNo,
    reservedDeltaMinor: request.amount.amountMinor,
    paidDeltaMinor: 0n,
    nowMs,
  });
}

async function writeCreation(client: Queryable, payment: PaymentRecord, event: string): Promise<void> {
  await writeHistory(client, {
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
  });
}
