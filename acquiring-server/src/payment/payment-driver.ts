/**
 * Takes a payment from where it stands to where it waits or ends: one channel operation at a time, each
 * committed as about to happen before it happens, and its outcome committed after. Nothing here decides a
 * state: `payment-decisions.ts` says what an outcome means, `payment-changes.ts` commits it.
 */
import { errorText, unreachable } from '@qiantai/foundation';
import { channelOrderNo } from '@qiantai/protos';
import type {
  AttemptRef,
  PayOperation,
  PayOutcome,
  QueryOutcome,
  ReasonCode,
  ReverseOutcome,
} from '../channels/port.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import type { AcceptedPayment } from './accept-payment.ts';
import { attemptRefOf } from './attempt-ref.ts';
import { channelPaymentPosting } from './channel-postings.ts';
import { confirmLateSuccess } from './late-success.ts';
import { factsOfPayment } from './offline-cards/keep-offline-card.ts';
import { approvedPostings, declinedPosting } from './offline-cards/offline-card-postings.ts';
import { payDetails, payRequestOf } from './pay-request.ts';
import { changePayment } from './payment-changes.ts';
import {
  afterInquiry,
  afterPayCall,
  afterRefusedReversal,
  afterReversal,
  attemptLeaving,
  giveUp,
  leftWithoutRoute,
  lostItsServer,
  nothingToReverse,
  presentAgainLater,
} from './payment-decisions.ts';
import type { PaymentDeps } from './payment-deps.ts';
import {
  type AttemptRecord,
  isFinalPayment,
  type PaymentRecord,
  type PaymentSecret,
  type PaymentWithAttempt,
} from './payment-record.ts';
import { type PaymentRef, readAttempts, readPayment, readSecret, readUnsettledCardPayments } from './payment-store.ts';
import type { FeeTerms, RoutingDecision } from './ports.ts';
import { createTurns, type Turns } from './turns.ts';

export interface PaymentDriver {
  /** Drives a payment that was just accepted, from what is in hand. */
  begin(accepted: AcceptedPayment): Promise<void>;
  /**
   * Goes on until the payment waits for its next due time or is final. One at a time for each payment.
   * With `now` its next step is done whatever its due time says (a lease has put that off).
   */
  drive(ref: PaymentRef, options?: { now: boolean }): Promise<void>;
  /** Asks the channel now, whatever the schedule says, where there is something to ask. */
  ask(ref: PaymentRef): Promise<void>;
  idle(): Promise<void>;
}

/** What holds for the first step of a drive only. */
interface FirstStep {
  now?: boolean;
  accepted?: AcceptedPayment;
}

interface StepOptions extends FirstStep {
  settleBefore: (payment: PaymentRecord) => Promise<boolean>;
}

/** `later`: due times are written; `again`: the next step can follow at once. */
type StepResult = 'again' | 'later';

/** More than any payment needs; a bound, since a step answers `again`. */
const stepsMax = 50;

export function createPaymentDriver(deps: PaymentDeps): PaymentDriver {
  const turns: Turns = createTurns();

  const drive = async (ref: PaymentRef, first: FirstStep = {}): Promise<void> =>
    await turns.run(turnKey(ref), async () => {
      for (let count = 0; count < stepsMax; count++) {
        if ((await step(deps, ref, { settleBefore, ...(count === 0 ? first : {}) })) === 'later') return;
      }
      deps.log.error({ paymentKey: ref.paymentKey }, 'payment.too_many_steps');
    });

  /**
   * A reversal goes before the next online card payment of its terminal. One that a person was told of bars it here no
   * longer: the card terminal itself lets nothing pass what is open in its batch.
   */
  const settleBefore = async (payment: PaymentRecord): Promise<boolean> => {
    const unsettled = async () =>
      await readUnsettledCardPayments(deps.database.pool, payment, deps.timings.reversalTriesBeforeException);
    for (const open of await unsettled()) await drive(open, { now: true });
    return (await unsettled()).length === 0;
  };

  return {
    begin: async (accepted) => await drive(accepted.payment, { accepted }),
    drive,
    ask: async (ref) => {
      await turns.run(turnKey(ref), async () => {
        const current = await readPayment(deps.database.pool, ref);
        if (current && (current.payment.status === 'awaiting_payer' || current.payment.status === 'unknown')) {
          await inquire(deps, ref, current);
        }
      });
      await drive(ref);
    },
    idle: turns.idle,
  };
}

function turnKey(ref: PaymentRef): string {
  return `${ref.merchantId}/${ref.paymentKey}`;
}

async function step(deps: PaymentDeps, ref: PaymentRef, options: StepOptions): Promise<StepResult> {
  // What is in hand may have changed meanwhile: every change decides on the locked row again.
  const current: PaymentWithAttempt | undefined = options.accepted
    ? { payment: options.accepted.payment, attempt: undefined }
    : await readPayment(deps.database.pool, ref);
  if (!current || isFinalPayment(current.payment)) return 'later';
  const { payment, attempt } = current;
  const nowMs = deps.clock.nowMs();
  const due = options.now || payment.dueAtMs === null || payment.dueAtMs <= nowMs;
  switch (payment.status) {
    case 'created':
      if (payment.offline) return due || options.accepted ? await send(deps, ref, current, options) : 'later';
      if (nowMs >= payment.deadlineMs) return await commit(deps, ref, giveUp('PAYER_TIMED_OUT'));
      return await send(deps, ref, current, options);
    case 'processing':
      if (attempt?.status === 'declined' || attempt?.status === 'not_sent') {
        if (payment.offline && attempt.status === 'not_sent' && !due) return 'later';
        return await send(deps, ref, current, options);
      }
      // We hold the payment's turn, so a call that is under way belongs to another server, or to nobody.
      if (payment.driver !== deps.instanceId && !due) return 'later';
      return await commit(deps, ref, lostItsServer);
    case 'awaiting_payer':
      if (nowMs >= payment.deadlineMs) return await commit(deps, ref, giveUp('PAYER_TIMED_OUT'));
      return due ? await inquire(deps, ref, current) : 'later';
    case 'unknown':
      if (payment.tender === 'card' || nowMs >= payment.deadlineMs) {
        return await commit(deps, ref, giveUp('CHANNEL_SILENT'));
      }
      return due ? await inquire(deps, ref, current) : 'later';
    case 'reversing':
      if (attempt?.status === 'declined' || attempt?.status === 'not_sent') {
        return await commit(deps, ref, nothingToReverse);
      }
      return due ? await reverse(deps, ref, current) : 'later';
    case 'paid':
    case 'failed':
    case 'closed':
      return 'later';
    default:
      return unreachable(payment.status);
  }
}

async function commit(
  deps: PaymentDeps,
  ref: PaymentRef,
  decide: Parameters<typeof changePayment>[2],
): Promise<StepResult> {
  const after = await changePayment(deps, ref, decide);
  return after && !isFinalPayment(after.payment) ? 'again' : 'later';
}

/** Routes the payment, writes the attempt down as sent, calls the channel, and commits the outcome. */
async function send(
  deps: PaymentDeps,
  ref: PaymentRef,
  current: PaymentWithAttempt,
  options: StepOptions,
): Promise<StepResult> {
  const { payment } = current;
  /** Nothing was sent: a cashier may try again at once, a card that was taken offline is presented later. */
  const notSent = async (reasonCode: ReasonCode, why: string, decision?: RoutingDecision): Promise<StepResult> =>
    await commit(
      deps,
      ref,
      payment.offline && !wasRefused(current)
        ? presentAgainLater(deps.timings)
        : leftWithoutRoute(reasonCode, why, decision),
    );
  if (payment.offline && payment.stepCount >= deps.timings.presentationTriesMax) {
    return await commit(deps, ref, leftWithoutRoute('CHANNEL_SILENT', 'it could not be presented in many tries'));
  }
  if (payment.tender === 'card' && !(await options.settleBefore(payment))) {
    return await notSent('CHANNEL_BUSY', 'an earlier card payment is still being reversed');
  }
  let ready: ReadyAttempt | RoutingDecision;
  try {
    ready = await prepareAttempt(deps, payment, await readKept(deps, ref, options.accepted));
  } catch (error) {
    deps.log.error({ paymentKey: ref.paymentKey, error: errorText(error) }, 'payment.not_prepared');
    return await notSent('CHANNEL_BUSY', 'the payment could not be prepared');
  }
  if (!isReady(ready)) {
    deps.log.info({ paymentKey: ref.paymentKey, decision: ready }, 'payment.no_route');
    return await notSent('NO_ROUTE', '', ready);
  }
  const { attempt, operation } = ready;
  const { attemptNo } = attempt;
  // Opened before there is anything to post, so that no posting waits for another's new account.
  await deps.ledger.openAccounts(possiblePostings({ payment, attempt }));
  const sent = await changePayment(
    deps,
    ref,
    attemptLeaving(attempt, { leaseMs: deps.timings.callLeaseMs, driver: deps.instanceId }),
  );
  // Cancelled in between: nothing leaves.
  if (sent?.attempt?.attemptNo !== attemptNo || sent.payment.status !== 'processing') return 'again';

  const outcome = await guarded<PayOutcome>(deps, ref, () => deps.gateway.pay(operation));
  deps.log.info({ paymentKey: ref.paymentKey, attemptNo, outcome: outcome.kind }, 'payment.answered');
  const context = { account: operation.account, attemptNo, timings: deps.timings };
  const after = await changePayment(deps, ref, afterPayCall(outcome, context));
  if (!after || isFinalPayment(after.payment)) {
    // Another server ended it while the call was under way: what the channel holds now decides.
    if (outcome.kind === 'approved' && after?.attempt && after.payment.status !== 'paid') {
      await confirmLateSuccess(deps, operation.account, { found: after, attempt: after.attempt });
    }
    return 'later';
  }
  return 'again';
}

/** The issuer, or a host, refused the present presentation. */
function wasRefused({ payment, attempt }: PaymentWithAttempt): boolean {
  return attempt?.status === 'declined' && attempt.attemptNo > payment.presentedAfter;
}

interface ReadyAttempt {
  attempt: AttemptRecord;
  operation: PayOperation;
}

function isReady(ready: ReadyAttempt | RoutingDecision): ready is ReadyAttempt {
  return 'attempt' in ready && 'operation' in ready;
}

interface KeptOfPayment {
  secret: PaymentSecret;
  tried: AttemptRecord[];
}

function possiblePostings(sent: { payment: PaymentRecord; attempt: AttemptRecord }): PostingEvent[] {
  const { payment } = sent;
  if (!payment.offline) return [channelPaymentPosting(sent, 'taken', sent.attempt.sentAtMs)];
  const card = factsOfPayment(payment);
  return [declinedPosting(card), ...approvedPostings(card, 'taken', sent)];
}

async function readKept(
  deps: PaymentDeps,
  ref: PaymentRef,
  accepted: AcceptedPayment | undefined,
): Promise<KeptOfPayment> {
  if (accepted) return { secret: accepted.secret, tried: [] };
  return { secret: await readSecret(deps.database.pool, ref), tried: await readAttempts(deps.database.pool, ref) };
}

/** The next attempt with its particulars, not written yet; the router's reasons where it has none to offer. */
async function prepareAttempt(
  deps: PaymentDeps,
  payment: PaymentRecord,
  { secret, tried }: KeptOfPayment,
): Promise<ReadyAttempt | RoutingDecision> {
  const routed = await deps.router.route({
    caller: { merchantId: payment.merchantId, storeId: payment.storeId, terminalIds: new Set([payment.terminalId]) },
    request: payRequestOf(payment, secret),
    tried: tried.filter((attempt) => countsAsTried(payment, attempt)).map((attempt) => attempt.channelAccountId),
  });
  if (routed.kind === 'none') return routed.decision;
  const { account, decision } = routed;
  const attemptNo = (tried.at(-1)?.attemptNo ?? 0) + 1;
  const operation = {
    account,
    channelOrderNo: channelOrderNo(payment.paymentKey, attemptNo),
    amount: payment.amount,
    sentAtMs: deps.clock.nowMs(),
    terminalId: payment.terminalId,
    details: payDetails(payment, secret),
    description: payment.description,
    storeId: payment.storeId,
  };
  const [particulars, terms] = await Promise.all([deps.gateway.prepare(operation), deps.feeTerms.feeTerms(account)]);
  return {
    operation: { ...operation, particulars },
    attempt: newAttempt(payment, { attemptNo, operation: { ...operation, particulars }, decision, terms }),
  };
}

/** A card that was taken offline goes to an account again that it never reached, and to all when presented again. */
function countsAsTried(payment: PaymentRecord, attempt: AttemptRecord): boolean {
  return !payment.offline || (attempt.attemptNo > payment.presentedAfter && attempt.status !== 'not_sent');
}

function newAttempt(
  payment: PaymentRecord,
  made: { attemptNo: number; operation: PayOperation; decision: RoutingDecision; terms: FeeTerms },
): AttemptRecord {
  const { operation } = made;
  return {
    merchantId: payment.merchantId,
    paymentKey: payment.paymentKey,
    attemptNo: made.attemptNo,
    // It is written in the very transaction that lets it leave, so `prepared` is never seen in the table.
    status: 'sent',
    channel: operation.account.channel,
    channelAccountId: operation.account.id,
    channelOrderNo: operation.channelOrderNo,
    way: operation.details.way,
    particulars: operation.particulars,
    decision: made.decision,
    ...made.terms,
    sentAtMs: operation.sentAtMs,
    reasonCode: '',
    channelMessage: '',
    channelTransactionId: '',
    authorisationCode: '',
    cardReference: '',
    channelPaidAtMs: null,
    reversalSentAtMs: null,
  };
}

async function inquire(deps: PaymentDeps, ref: PaymentRef, current: PaymentWithAttempt): Promise<StepResult> {
  const asked = await attemptRef(deps, current);
  if (!asked) return 'later';
  const outcome = await guarded<QueryOutcome>(deps, ref, () => deps.gateway.query(asked));
  deps.log.info({ paymentKey: ref.paymentKey, outcome: outcome.kind }, 'payment.inquired');
  return await commit(deps, ref, afterInquiry(outcome, { account: asked.account, timings: deps.timings }));
}

async function reverse(deps: PaymentDeps, ref: PaymentRef, current: PaymentWithAttempt): Promise<StepResult> {
  const asked = await attemptRef(deps, current);
  if (!asked || !current.attempt) return 'later';
  const { way, attemptNo } = current.attempt;
  // From here on a reversal may take effect at any moment, whatever becomes of its answer.
  const ready = await changePayment(deps, ref, ({ payment, attempt }, nowMs) =>
    payment.status === 'reversing' && attempt
      ? {
          attempt: { reversalSentAtMs: attempt.reversalSentAtMs ?? nowMs },
          payment: { dueAtMs: nowMs + deps.timings.callLeaseMs },
        }
      : undefined,
  );
  if (ready?.payment.status !== 'reversing') return 'again';
  const outcome = await guarded<ReverseOutcome>(deps, ref, () => deps.gateway.reverse({ ...asked, way }));
  deps.log.info({ paymentKey: ref.paymentKey, attemptNo, outcome: outcome.kind }, 'payment.reversal_answered');
  if (outcome.kind === 'refused') {
    const now = await guarded<QueryOutcome>(deps, ref, () => deps.gateway.query(asked));
    return await commit(
      deps,
      ref,
      afterRefusedReversal(outcome, now, { account: asked.account, timings: deps.timings }),
    );
  }
  return await commit(deps, ref, afterReversal(outcome, deps.timings));
}

async function attemptRef(deps: PaymentDeps, current: PaymentWithAttempt): Promise<AttemptRef | undefined> {
  return current.attempt ? await attemptRefOf(deps, current.payment, current.attempt) : undefined;
}

/** An adapter that throws has a bug; what it did is unknown, and the payment must not hang on it. */
async function guarded<Outcome>(
  deps: PaymentDeps,
  ref: PaymentRef,
  call: () => Promise<Outcome | { kind: 'unknown'; why: string }>,
): Promise<Outcome | { kind: 'unknown'; why: string }> {
  try {
    return await call();
  } catch (error) {
    deps.log.error({ paymentKey: ref.paymentKey, error: errorText(error) }, 'payment.channel_threw');
    return { kind: 'unknown', why: errorText(error) };
  }
}
