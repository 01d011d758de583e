/**
 * What finance does with a card that was taken offline and declined: have the issuer asked once more, note that
 * the customer paid otherwise, or write it off, which takes two persons. Every step names the version that the
 * person looked at, so that two who work on one case do not overtake each other.
 */
import type { PaymentKey } from '@qiantai/protos';
import { serverError } from '../../errors.ts';
import type { PostingEvent } from '../../ledger/posting.ts';
import { beijingDate } from '../beijing-date.ts';
import { applyChange } from '../payment-changes.ts';
import type { PaymentDeps } from '../payment-deps.ts';
import type { PaymentWithAttempt } from '../payment-record.ts';
import { lockPayment, type PaymentRef, type Queryable, readSecret, secretDelete } from '../payment-store.ts';
import { openException } from '../record-store.ts';
import { paymentWakeKey } from '../wakeups.ts';
import { writeTogether } from '../write-store.ts';
import { declinedPosting, recoveredPosting, writtenOffPosting } from './offline-card-postings.ts';
import type { OfflineCardRecord, OfflineCardStep } from './offline-card-record.ts';
import {
  listOfflineCards,
  lockOfflineCard,
  readCardsToForget,
  readOfflineCard,
  readOfflineCardSteps,
  settleDeclineCase,
  updateOfflineCard,
} from './offline-card-store.ts';
import type { OfflineCardEvent } from './offline-card-transitions.ts';
import { type CardMove, mayBeRepresented, moveCard } from './settle-offline-card.ts';

/** Who does what to which card, as they saw it. */
export interface CardWork {
  merchantId: string;
  paymentKey: PaymentKey;
  version: number;
  why: string;
  byName: string;
}

export interface OfflineCards {
  list(asked: Parameters<typeof listOfflineCards>[1]): Promise<OfflineCardRecord[]>;
  /** @throws CodedError OFFLINE_CARD_NOT_FOUND */
  get(ref: PaymentRef): Promise<{ card: OfflineCardRecord; steps: OfflineCardStep[] }>;
  /**
   * A new attempt of the same payment. What the issuer says comes later, by the card's state.
   * @throws CodedError OFFLINE_CARD_NOT_REPRESENTABLE where the card is not kept any more
   */
  represent(work: CardWork): Promise<OfflineCardRecord>;
  /**
   * A card whose payment never came: a receivable that cannot be presented.
   * @throws CodedError OFFLINE_CARD_IS_PRESENTED where its payment is here
   */
  giveUp(work: CardWork): Promise<OfflineCardRecord>;
  recover(work: CardWork, paid: { way: 'cash' | 'bank'; businessDate: string }): Promise<OfflineCardRecord>;
  requestWriteOff(work: CardWork): Promise<OfflineCardRecord>;
  /** @throws CodedError OFFLINE_CARD_SAME_PERSON */
  approveWriteOff(work: CardWork): Promise<OfflineCardRecord>;
  refuseWriteOff(work: CardWork): Promise<OfflineCardRecord>;
  /** Deletes the cards that are kept no longer; answers how many. */
  forgetOld(): Promise<number>;
}

const forgottenAtOnceMax = 500;

export function createOfflineCards(deps: PaymentDeps, drive: (ref: PaymentRef) => void): OfflineCards {
  /** Locks payment and card in their order, checks the version, and does one step of the table. */
  async function work(
    asked: CardWork,
    event: OfflineCardEvent,
    step: (client: Queryable, held: Held) => Promise<CardMove & { postings?: PostingEvent[] }>,
  ): Promise<OfflineCardRecord> {
    return await deps.database.transaction(async (client) => {
      const payment = await lockPayment(client, asked);
      const card = await lockOfflineCard(client, asked);
      if (!card) throw serverError('OFFLINE_CARD_NOT_FOUND', { paymentKey: asked.paymentKey });
      if (card.version !== asked.version) {
        throw serverError('OFFLINE_CARD_CHANGED', { paymentKey: asked.paymentKey, version: card.version });
      }
      const nowMs = deps.clock.nowMs();
      const { postings = [], ...move } = await step(client, { payment, card, nowMs });
      const after = await moveCard(client, card, event, move);
      if (!after) throw serverError('OFFLINE_CARD_BAD_STEP', { status: card.status, event });
      await deps.ledger.post(client, postings);
      return after;
    });
  }

  const moveBy = (asked: CardWork, nowMs: number): CardMove => ({ nowMs, why: asked.why, byName: asked.byName });

  /** The case is over and the card is needed no more. */
  async function end(client: Queryable, ref: PaymentRef): Promise<void> {
    await settleDeclineCase(client, ref);
    await writeTogether(client, [secretDelete(ref)]);
  }

  return {
    list: async (asked) => await listOfflineCards(deps.database.pool, asked),
    get: async (ref) => {
      const card = await readOfflineCard(deps.database.pool, ref);
      if (!card) throw serverError('OFFLINE_CARD_NOT_FOUND', { paymentKey: ref.paymentKey });
      return { card, steps: await readOfflineCardSteps(deps.database.pool, ref) };
    },
    represent: async (asked) => {
      const after = await work(asked, 'represented', async (client, { payment, card, nowMs }) => {
        await checkRepresentable(client, { payment, card, nowMs });
        if (payment && card.status === 'declined') await beginAnew(deps, client, payment, { asked, nowMs });
        return { ...moveBy(asked, nowMs), presentations: card.presentations + 1 };
      });
      deps.paymentWakeups.wake(paymentWakeKey(asked));
      drive(asked);
      return after;
    },
    giveUp: async (asked) =>
      await work(asked, 'declined', async (client, { payment, card, nowMs }) => {
        const { merchantId, paymentKey } = asked;
        if (payment) throw serverError('OFFLINE_CARD_IS_PRESENTED', { paymentKey });
        const detail = `given up by ${asked.byName}: ${asked.why}`;
        const code = 'OFFLINE_CARD_DECLINED';
        await openException(client, deps.ids, { merchantId, code, subjectKey: paymentKey, detail, atMs: nowMs });
        return { ...moveBy(asked, nowMs), reasonCode: 'NEVER_PRESENTED', postings: [declinedPosting(card)] };
      }),
    recover: async (asked, paid) =>
      await work(asked, 'recovered', async (client, { card, nowMs }) => {
        if (card.status === 'declined') await end(client, asked);
        return { ...moveBy(asked, nowMs), postings: [recoveredPosting(card, paid)] };
      }),
    requestWriteOff: async (asked) =>
      await work(asked, 'write_off_requested', async (_, { nowMs }) => ({
        ...moveBy(asked, nowMs),
        writeOffRequestedBy: asked.byName,
      })),
    approveWriteOff: async (asked) =>
      await work(asked, 'written_off', async (client, { card, nowMs }) => {
        if (card.writeOffRequestedBy === asked.byName) throw serverError('OFFLINE_CARD_SAME_PERSON');
        if (card.status === 'write_off_requested') await end(client, asked);
        return { ...moveBy(asked, nowMs), postings: [writtenOffPosting(card, beijingDate(nowMs))] };
      }),
    refuseWriteOff: async (asked) =>
      await work(asked, 'write_off_refused', async (_, { nowMs }) => moveBy(asked, nowMs)),
    forgetOld: async () => {
      const refs = await readCardsToForget(deps.database.pool, deps.clock.nowMs(), forgottenAtOnceMax);
      for (const ref of refs) await forget(deps, ref);
      return refs.length;
    },
  };
}

interface Held {
  payment: PaymentWithAttempt | undefined;
  card: OfflineCardRecord;
  nowMs: number;
}

async function checkRepresentable(client: Queryable, { payment, card, nowMs }: Held): Promise<void> {
  if (card.status !== 'declined') return;
  const kept = card.representableUntilMs !== null && card.representableUntilMs > nowMs;
  const readable = payment && kept && (await readSecret(client, card)).card !== null;
  if (!readable || !mayBeRepresented(card)) {
    throw serverError('OFFLINE_CARD_NOT_REPRESENTABLE', { paymentKey: card.paymentKey, times: card.presentations });
  }
}

async function beginAnew(
  deps: PaymentDeps,
  client: Queryable,
  current: PaymentWithAttempt,
  { asked, nowMs }: { asked: CardWork; nowMs: number },
): Promise<void> {
  const { attemptNo } = current.payment;
  const payment = { presentedAfter: attemptNo, reasonCode: '' as const, channelMessage: '', dueAtMs: nowMs };
  const change = { event: 'represented' as const, detail: `by ${asked.byName}`, payment };
  const after = await applyChange(deps, client, { current, change, nowMs });
  if (after.payment.status !== 'created') {
    throw serverError('OFFLINE_CARD_NOT_REPRESENTABLE', { paymentKey: asked.paymentKey, times: 0 });
  }
}

async function forget(deps: PaymentDeps, ref: PaymentRef): Promise<void> {
  await deps.database.transaction(async (client) => {
    await lockPayment(client, ref);
    const card = await lockOfflineCard(client, ref);
    if (card?.representableUntilMs == null || card.representableUntilMs > deps.clock.nowMs()) return;
    await updateOfflineCard(client, { ...card, representableUntilMs: null });
    await writeTogether(client, [secretDelete(ref)]);
  });
}
