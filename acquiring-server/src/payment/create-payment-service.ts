/** Wires the payment core: requests in, drivers over the channels, the worker for what is due. */

import { errorText } from '@qiantai/foundation';
import { finalPaymentStatuses } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import { acceptCancellation, acceptPayment } from './accept-payment.ts';
import { acceptRefund } from './accept-refund.ts';
import { createAlarm } from './alarm.ts';
import { createCashFacts } from './cash-facts.ts';
import { createDueWorker } from './due-worker.ts';
import { findPayment } from './find-payment.ts';
import { createOfflineCards, type OfflineCards } from './offline-cards/offline-card-cases.ts';
import { recordOfflineCard } from './offline-cards/record-offline-card.ts';
import type { PaymentDeps } from './payment-deps.ts';
import { createPaymentDriver } from './payment-driver.ts';
import { type PaymentWithAttempt, paymentView, type RefundRecord, refundView } from './payment-record.ts';
import type { PaymentService, WaitOptions } from './payment-service.ts';
import { type PaymentRef, readPayment, readPayments } from './payment-store.ts';
import { createRefundDriver } from './refund-driver.ts';
import { type RefundRef, readRefund } from './refund-store.ts';
import { takeNotice } from './take-notice.ts';
import { defaultTimings, type PaymentTimings } from './timings.ts';
import { createWakeups, paymentWakeKey, readUntil, refundWakeKey } from './wakeups.ts';

export type PaymentServiceDeps = Omit<
  PaymentDeps,
  'timings' | 'instanceId' | 'paymentWakeups' | 'refundWakeups' | 'alarm'
> & {
  timings?: Partial<PaymentTimings>;
  /** Names this server among those over one database, the same after a restart. */
  instanceId?: string;
};

export interface PaymentCore extends PaymentService {
  /** What finance does with cards that were taken offline. */
  offlineCards: OfflineCards;
  /** Takes up what was under way when the server ended, and works on what is due from then on. */
  start(): Promise<void>;
  /** Begins nothing new, and resolves when what is under way is committed. */
  stop(): Promise<void>;
  /** Does everything that is due now; for tests, and where `start` was not called. */
  runDue(): Promise<number>;
}

export function createPaymentService(given: PaymentServiceDeps): PaymentCore {
  const deps: PaymentDeps = {
    ...given,
    timings: { ...defaultTimings, ...given.timings },
    instanceId: given.instanceId ?? 'server',
    paymentWakeups: createWakeups(),
    refundWakeups: createWakeups(),
    alarm: createAlarm(given.clock),
  };
  const payments = createPaymentDriver(deps);
  const refunds = createRefundDriver(deps);
  const cash = createCashFacts(deps);
  const worker = createDueWorker(deps, payments, refunds);

  /** The caller waits for the state, not for this work; what fails is due again when its lease ends. */
  const handOff = (ref: object, work: Promise<void>): void => {
    work.catch((error: unknown) => deps.log.error({ ...ref, error: errorText(error) }, 'payment.step_failed'));
  };

  return {
    pay: async (caller, request, wait) => {
      const { payment, accepted } = await acceptPayment(deps, caller, request);
      const ref = refOf(payment);
      if (accepted) handOff(ref, payments.begin(accepted));
      return paymentView(await waitForPayment(deps, ref, { wait, enough: hasOutcome, inHand: payment }));
    },
    getPayment: async (caller, paymentKey, wait) => {
      const ref = { merchantId: caller.merchantId, paymentKey };
      const wake = () => deps.paymentWakeups.wake(paymentWakeKey(ref));
      const asked = askInBackground(deps, { ref, wait, wake }, async () => await payments.ask(ref));
      const enough = ({ payment }: PaymentWithAttempt) =>
        payment.version > (wait.knownVersion ?? (wait.askChannel ? payment.version : -1)) || asked.done;
      return paymentView(await waitForPayment(deps, ref, { wait, enough }));
    },
    cancelPayment: async (caller, request, reason, wait) => {
      const payment = await acceptCancellation(deps, caller, request, reason);
      const ref = refOf(payment);
      if (!isFinal(payment)) handOff(ref, payments.drive(ref));
      return paymentView(await waitForPayment(deps, ref, { wait, enough: isFinal, inHand: payment }));
    },
    getPayments: async (caller, paymentKeys) =>
      (await readPayments(deps.database.pool, caller.merchantId, paymentKeys)).map(paymentView),
    findPayment: async (caller, number) => {
      const found = await findPayment(deps.database.pool, caller.merchantId, number);
      return found && paymentView(found);
    },
    recordCash: cash.take,
    recordCashHandedBack: cash.handBack,
    recordOfflineCard: async (caller, fact, offences) => await recordOfflineCard(deps, caller, fact, offences),
    offlineCards: createOfflineCards(deps, (ref) => handOff(ref, payments.drive(ref, { now: true }))),
    requestRefund: async (caller, request, wait) => {
      const { refund, isNew } = await acceptRefund(deps, caller, request);
      const ref = { merchantId: refund.merchantId, refundKey: refund.refundKey };
      if (isNew) handOff(ref, refunds.drive(ref, { now: true }));
      return refundView(await waitForRefund(deps, ref, wait, hasRefundOutcome));
    },
    getRefund: async (caller, refundKey, wait) => {
      const ref = { merchantId: caller.merchantId, refundKey };
      const wake = () => deps.refundWakeups.wake(refundWakeKey(ref));
      const asked = askInBackground(deps, { ref, wait, wake }, async () => await refunds.drive(ref, { now: true }));
      const enough = (refund: RefundRecord) =>
        refund.version > (wait.knownVersion ?? (wait.askChannel ? refund.version : -1)) || asked.done;
      return refundView(await waitForRefund(deps, ref, wait, enough));
    },
    takeNotice: async (account, request) => await takeNotice(deps, account, request),
    start: worker.start,
    stop: async () => {
      await worker.stop();
      await Promise.all([payments.idle(), refunds.idle(), cash.drained()]);
    },
    runDue: worker.runDue,
  };
}

function refOf({ payment }: PaymentWithAttempt): PaymentRef {
  return { merchantId: payment.merchantId, paymentKey: payment.paymentKey };
}

function hasOutcome({ payment }: PaymentWithAttempt): boolean {
  return payment.status !== 'created' && payment.status !== 'processing';
}

function isFinal({ payment }: PaymentWithAttempt): boolean {
  return finalPaymentStatuses.has(payment.status);
}

function hasRefundOutcome(refund: RefundRecord): boolean {
  return refund.stepCount > 0 || (refund.status !== 'created' && refund.status !== 'processing');
}

function askInBackground(
  deps: PaymentDeps,
  asked: { ref: object; wait: WaitOptions; wake: () => void },
  ask: () => Promise<void>,
): { readonly done: boolean } {
  const state = { done: false };
  if (!asked.wait.askChannel) return state;
  const finish = () => {
    state.done = true;
    asked.wake();
  };
  ask().then(finish, (error: unknown) => {
    deps.log.error({ ...asked.ref, error: errorText(error) }, 'payment.ask_failed');
    finish();
  });
  return state;
}

async function waitForPayment(
  deps: PaymentDeps,
  ref: PaymentRef,
  options: { wait: WaitOptions; enough: (payment: PaymentWithAttempt) => boolean; inHand?: PaymentWithAttempt },
): Promise<PaymentWithAttempt> {
  const { wait, ...known } = options;
  return await readUntil({
    ...known,
    read: async () => {
      const found = await readPayment(deps.database.pool, ref);
      if (!found) throw serverError('PAYMENT_NOT_FOUND', { paymentKey: ref.paymentKey });
      return found;
    },
    waitMs: wait.waitMs,
    key: paymentWakeKey(ref),
    wakeups: deps.paymentWakeups,
    clock: deps.clock,
  });
}

async function waitForRefund(
  deps: PaymentDeps,
  ref: RefundRef,
  wait: WaitOptions,
  enough: (refund: RefundRecord) => boolean,
): Promise<RefundRecord> {
  return await readUntil({
    read: async () => {
      const found = await readRefund(deps.database.pool, ref);
      if (!found) throw serverError('REFUND_NOT_FOUND', { refundKey: ref.refundKey });
      return found;
    },
    enough,
    waitMs: wait.waitMs,
    key: refundWakeKey(ref),
    wakeups: deps.refundWakeups,
    clock: deps.clock,
  });
}
