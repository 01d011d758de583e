/**
 * Cash that was taken or handed back at a till: a fact, always taken, with an exception for a person where it
 * offends a rule. Cash taken goes through the batch lane: payment, order, posting, history and outbox of a
 * whole batch commit together, and the answers leave after that commit.
 */
import type { PaymentKey } from '@qiantai/protos';
import { z } from 'zod';
import { serverError } from '../errors.ts';
import { type BatchLane, createBatchLane } from '../ledger/batch-lane.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import { checkTerminal, hashOf } from './accept-payment.ts';
import { type CashItem, insertCash, markException } from './cash-store.ts';
import { applyChange } from './payment-changes.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { type PaymentRecord, paymentView, type RefundRecord, refundView } from './payment-record.ts';
import type { Caller, CashHandedBack, CashTaken, FactTaken, PaymentView, RefundView } from './payment-service.ts';
import { lockPayment, type Queryable, readPayments } from './payment-store.ts';
import { openException, refundPayload, writeHistory, writeOutbox } from './record-store.ts';
import { insertRefund, readRefund } from './refund-store.ts';
import { paymentWakeKey } from './wakeups.ts';

type CashResult = { kind: 'taken'; fact: FactTaken<PaymentView> } | { kind: 'conflict' };

export interface CashFacts {
  /** @throws CodedError PAYMENT_KEY_CONFLICT for the key with another fact, LEDGER_BUSY when too much waits */
  take(caller: Caller, fact: CashTaken): Promise<FactTaken<PaymentView>>;
  handBack(caller: Caller, fact: CashHandedBack): Promise<FactTaken<RefundView>>;
  drained(): Promise<void>;
}

export function createCashFacts(deps: PaymentDeps): CashFacts {
  const lane: BatchLane<CashItem, CashResult> = createBatchLane({
    execute: async (items) => (await takeBatch(deps, items)).map((result) => ({ result })),
    // Two parts of one order: what the second one offends depends on the first.
    keysOf: (item) => [`payment/${keyOf(item)}`, `order/${item.merchantId}/${item.orderNo}`],
  });
  return {
    take: async (caller, fact) => {
      checkFact(caller, fact);
      if (fact.orderTotal.amountMinor <= 0n)
        throw serverError('PAYMENT_BAD_REQUEST', { why: 'orderTotal: not above 0' });
      const result = await lane.add({
        ...fact,
        merchantId: caller.merchantId,
        storeId: caller.storeId,
        requestHash: hashOf(fact),
        eventId: deps.ids.uuid7(),
      });
      if (result.kind === 'conflict') throw serverError('PAYMENT_KEY_CONFLICT', { paymentKey: fact.paymentKey });
      return result.fact;
    },
    handBack: async (caller, fact) => {
      checkFact(caller, fact);
      const taken = await handBack(deps, caller, fact);
      const { paymentKey } = fact;
      if (paymentKey) deps.paymentWakeups.wake(paymentWakeKey({ merchantId: caller.merchantId, paymentKey }));
      return taken;
    },
    drained: lane.drained,
  };
}

const factSchema = z.object({
  terminalId: z.string().min(1).max(64),
  operatorId: z.string().max(64),
  businessDate: z.iso.date(),
  amount: z.object({ amountMinor: z.bigint().positive() }),
});

function checkFact(caller: Caller, fact: CashTaken | CashHandedBack): void {
  checkTerminal(caller, fact.terminalId);
  const checked = factSchema.safeParse(fact);
  if (checked.success) return;
  const [issue] = checked.error.issues;
  throw serverError('PAYMENT_BAD_REQUEST', { why: `${issue?.path.join('.')}: ${issue?.message}` });
}

async function takeBatch(deps: PaymentDeps, items: readonly CashItem[]): Promise<CashResult[]> {
  const nowMs = deps.clock.nowMs();
  const postings = new Map(items.map((item) => [keyOf(item), cashPosting(item)]));
  await deps.ledger.openAccounts([...postings.values()]);
  const inserted = await deps.database.transaction(async (client) => {
    const rows = await insertCash(client, items, nowMs);
    await deps.ledger.post(
      client,
      rows.map((row) => postings.get(keyOf(row))).filter((posting) => posting !== undefined),
    );
    for (const row of rows) {
      if (row.exceptionCode !== '') await recordException(deps, client, { ...row, nowMs });
    }
    return new Map(rows.map((row) => [keyOf(row), row.exceptionCode]));
  });
  const before = await readHeld(
    deps,
    items.filter((item) => !inserted.has(keyOf(item))),
  );
  return items.map((item) => {
    const exceptionCode = inserted.get(keyOf(item));
    if (exceptionCode !== undefined) {
      return { kind: 'taken', fact: { view: viewOf(item, nowMs), replayed: false, exceptionCode } };
    }
    const held = before.get(keyOf(item));
    if (held?.requestHash !== item.requestHash) return { kind: 'conflict' };
    const view = paymentView({ payment: held, attempt: undefined });
    return { kind: 'taken', fact: { view, replayed: true, exceptionCode: held.exceptionCode } };
  });
}

function keyOf(item: { merchantId: string; paymentKey: PaymentKey }): string {
  return `${item.merchantId}/${item.paymentKey}`;
}

function cashPosting(item: CashItem): PostingEvent {
  return {
    kind: 'cash_sale',
    reference: item.paymentKey,
    merchantId: item.merchantId,
    currency: item.amount.currency,
    amounts: { amount: item.amount.amountMinor },
    subjects: { terminalId: item.terminalId },
    businessDate: item.businessDate,
  };
}

async function recordException(
  deps: PaymentDeps,
  client: Queryable,
  fact: { merchantId: string; paymentKey: PaymentKey; exceptionCode: string; nowMs: number },
): Promise<void> {
  await markException(client, fact);
  await openException(client, deps.ids, {
    merchantId: fact.merchantId,
    code: fact.exceptionCode,
    subjectKey: fact.paymentKey,
    detail: '',
    atMs: fact.nowMs,
  });
}

async function readHeld(deps: PaymentDeps, items: readonly CashItem[]): Promise<Map<string, PaymentRecord>> {
  const held = new Map<string, PaymentRecord>();
  for (const merchantId of new Set(items.map((item) => item.merchantId))) {
    const keys = items.filter((item) => item.merchantId === merchantId).map((item) => item.paymentKey);
    for (const { payment } of await readPayments(deps.database.pool, merchantId, keys))
      held.set(keyOf(payment), payment);
  }
  return held;
}

/** As `paymentView` of the row that went in. */
function viewOf(item: CashItem, nowMs: number): PaymentView {
  return {
    paymentKey: item.paymentKey,
    orderNo: item.orderNo,
    status: 'paid',
    version: 1,
    amount: item.amount,
    tender: 'cash',
    channel: 'cash',
    channelTransactionId: '',
    channelOrderNo: '',
    reasonCode: '',
    channelMessage: '',
    qrText: '',
    deadlineMs: 0,
    maskedPan: '',
    authorisationCode: '',
    cardReference: '',
    refundedMinor: 0n,
    updatedAtMs: nowMs,
  };
}

async function handBack(deps: PaymentDeps, caller: Caller, fact: CashHandedBack): Promise<FactTaken<RefundView>> {
  const { merchantId } = caller;
  const requestHash = hashOf(fact);
  return await deps.database.transaction(async (client) => {
    const held = fact.paymentKey ? await lockPayment(client, { merchantId, paymentKey: fact.paymentKey }) : undefined;
    const nowMs = deps.clock.nowMs();
    const exceptionCode = offence(fact, held?.payment);
    const refund = handedBackRecord({ caller, fact, requestHash, exceptionCode, nowMs });
    if (!(await insertRefund(client, refund))) {
      const before = await readRefund(client, { merchantId, refundKey: fact.refundKey });
      if (before?.requestHash !== requestHash) {
        throw serverError('REFUND_KEY_CONFLICT', { refundKey: fact.refundKey });
      }
      return { view: refundView(before), replayed: true, exceptionCode: before.exceptionCode };
    }
    await writeHistory(client, {
      merchantId,
      subject: 'refund',
      subjectKey: refund.refundKey,
      version: 1,
      event: 'cash_handed_back',
      fromStatus: null,
      toStatus: 'succeeded',
      attemptNo: 0,
      detail: exceptionCode,
      atMs: nowMs,
    });
    if (held && exceptionCode === '') {
      const refundedMinor = held.payment.refundedMinor + fact.amount.amountMinor;
      const change = { event: 'refund_reserved' as const, detail: fact.refundKey, payment: { refundedMinor } };
      await applyChange(deps, client, { current: held, change, nowMs });
    }
    if (exceptionCode !== '') {
      await openException(client, deps.ids, {
        merchantId,
        code: exceptionCode,
        subjectKey: fact.refundKey,
        detail: fact.paymentKey ?? '',
        atMs: nowMs,
      });
    }
    await deps.ledger.post(client, [
      {
        kind: 'cash_handed_back',
        reference: fact.refundKey,
        merchantId,
        currency: fact.amount.currency,
        amounts: { amount: fact.amount.amountMinor },
        subjects: { terminalId: fact.terminalId },
        businessDate: fact.businessDate,
      },
    ]);
    await writeOutbox(client, deps.ids, { merchantId, payload: refundPayload(refund) });
    return { view: refundView(refund), replayed: false, exceptionCode };
  });
}

/** What handing this cash back offends. A return without an original is a rule of the shop, not an offence. */
function offence(fact: CashHandedBack, payment: PaymentRecord | undefined): string {
  if (!fact.paymentKey) return '';
  if (!payment) return 'CASH_BACK_NO_PAYMENT';
  if (payment.tender !== 'cash') return 'CASH_BACK_NOT_CASH';
  if (payment.status !== 'paid') return 'CASH_BACK_NOT_PAID';
  const leftMinor = payment.amount.amountMinor - payment.refundedMinor;
  const fits = fact.amount.currency === payment.amount.currency && fact.amount.amountMinor <= leftMinor;
  return fits ? '' : 'CASH_BACK_EXCEEDS';
}

function handedBackRecord(input: {
  caller: Caller;
  fact: CashHandedBack;
  requestHash: string;
  exceptionCode: string;
  nowMs: number;
}): RefundRecord {
  const { caller, fact, nowMs } = input;
  return {
    merchantId: caller.merchantId,
    refundKey: fact.refundKey,
    requestHash: input.requestHash,
    paymentKey: fact.paymentKey ?? null,
    attemptNo: 0,
    origin: 'cash',
    storeId: caller.storeId,
    terminalId: fact.terminalId,
    operatorId: fact.operatorId,
    businessDate: fact.businessDate,
    channel: 'cash',
    amount: fact.amount,
    shortfallMinor: 0n,
    reason: '',
    requestedAtMs: fact.handedBackAtMs,
    status: 'succeeded',
    version: 1,
    channelRefundNo: '',
    channelRefundId: '',
    particulars: null,
    sentAtMs: null,
    reasonCode: '',
    channelMessage: '',
    exceptionCode: input.exceptionCode,
    dueAtMs: null,
    stepCount: 0,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}
