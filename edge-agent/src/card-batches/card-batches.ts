/**
 * 批结算 of a till's card terminal: due with the end of a shift or by hand, asked of the server while no card is under
 * way at the till, compared with the till's own book, written down. One settlement of a terminal at a time; what has no
 * end is asked on until it has, over restarts and power cuts. A shift closes without it.
 */
import { type Cancel, type Clock, errorText, type Log } from '@qiantai/foundation';
import type { Currency, IdMint, JournalPayload } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { RefundStore } from '../payments/refund-store.ts';
import type { Signals } from '../signals.ts';
import type { Store } from '../store/database.ts';
import type { CallOutcome } from '../sync/outcome.ts';
import type { CardBatchStore, KnownCard, SettlementRow } from './card-batch-store.ts';
import { type Comparison, compareBatches, type SchemeSum, type ServerBatches, sumsOf } from './compare-batch.ts';
import { isSettlementOpen, nextSettlementState, type SettlementEvent } from './settlement-states.ts';

export type SettledPayload = JournalPayload<'cards.settled'>;

export interface SettlementReport {
  row: SettlementRow;
  /** Of one that has an end. */
  result: SettledPayload | undefined;
  /** What is known here of each difference, by its key. */
  cards: Map<string, KnownCard>;
}

export interface CardBatchReport {
  open: SchemeSum[];
  settlements: SettlementReport[];
  offline: { count: number; amountMinor: bigint };
  currency: Currency;
}

interface ShiftName {
  shiftId: string;
  terminalId: string;
  /** 0 while it runs. */
  closedAtMs: number;
}

interface Actor {
  terminalId: string;
  operatorId: string;
  nowMs: number;
}

export interface CardBatchesParts {
  store: Store;
  journal: Journal;
  cards: CardBatchStore;
  payments: Pick<PaymentStore, 'open'>;
  refunds: Pick<RefundStore, 'open'>;
  /** The shift that runs at a terminal. */
  currentShiftId: (terminalId: string) => string | undefined;
  currency: () => Currency | undefined;
  settleCards: (ask: {
    settlementId: string;
    terminalId: string;
    keys: readonly string[];
  }) => Promise<CallOutcome<ServerBatches>> | undefined;
  isOnline: () => boolean;
  signals: Signals;
  ids: IdMint;
  clock: Pick<Clock, 'nowMs' | 'setTimeout'>;
  log: Log;
}

/** As the server takes them. */
const keysMax = 2000;
/** A card that no batch holds by then is for the reconciliation. */
const lookBackMs = 45 * 86_400_000;
const shownMax = 10;
/** A settlement that is not to be had is asked for again after so long. */
const againMs = [15_000, 30_000, 60_000, 120_000, 300_000];
/** A card waits so long for a settlement that is under way. */
const freeWaitMs = 5_000;

export type CardBatches = ReturnType<typeof openCardBatches>;

export function openCardBatches(parts: CardBatchesParts) {
  const { store, journal, cards, signals, clock, log } = parts;
  let running: Promise<void> | undefined;
  let wanted = false;
  let stopped = false;
  let cancelTimer: Cancel | undefined;

  // What was under way when the agent ended may have been done.
  for (const row of cards.open())
    if (row.state === 'under_way') move(row, 'restarted', { reasonCode: 'CARDS_NO_ANSWER' });
  const stopListening = signals.listen('line', () => {
    if (parts.isOnline()) kick();
  });
  kick();

  const topicOf = (terminalId: string) => `cards:${terminalId}` as const;
  const unsettledOf = (terminalId: string) => cards.unsettled(terminalId, keyAt(clock.nowMs() - lookBackMs), keysMax);

  function move(row: SettlementRow, event: SettlementEvent, change: Partial<SettlementRow> = {}): SettlementRow {
    const after = { ...row, state: nextSettlementState(row.state, event), ...change };
    cards.update(after);
    return after;
  }

  /** The settlement that has no end, or a new one. */
  function due(actor: Actor, asked: 'shift' | 'hand', settlementId: string): SettlementRow {
    return store.transact(() => {
      const shiftId = parts.currentShiftId(actor.terminalId) ?? '';
      const open = cards.openOf(actor.terminalId);
      if (open) {
        // What an earlier shift left is settled with this one's.
        const after = shiftId === '' ? open : { ...open, shiftId };
        cards.update(after);
        return after;
      }
      const row: SettlementRow = {
        ...{ settlementId, shiftId, asked, terminalId: actor.terminalId, operatorId: actor.operatorId },
        ...{ state: 'due', reasonCode: '', tries: 0, askedAtMs: actor.nowMs, endedAtMs: 0, resultJson: '' },
      };
      cards.insert(row);
      return row;
    });
  }

  /** Also where it can't have one now: nobody waits for a line that is down. */
  const isAtRest = (settlementId: string) => () => {
    const row = cards.find(settlementId);
    return !row || !isSettlementOpen(row.state) || (row.state !== 'under_way' && row.reasonCode !== '');
  };

  /** By hand. @throws CodedError CARDS_CONFLICT */
  async function ask(actor: Actor, settlementId: string, waitMs: number): Promise<void> {
    const before = cards.find(settlementId);
    if (before && before.terminalId !== actor.terminalId) throw agentError('CARDS_CONFLICT', { id: settlementId });
    if (before && !isSettlementOpen(before.state)) return;
    const row = before ?? due(actor, 'hand', settlementId);
    const fresh = { ...row, reasonCode: '' };
    if (row.state !== 'under_way') cards.update(fresh);
    kick();
    await signals.until(topicOf(actor.terminalId), isAtRest(row.settlementId), waitMs);
  }

  /** With the end of a shift: due where cards wait for it. Waits a while for its end, and never stands in the way. */
  async function atClose(actor: Actor, waitMs: number): Promise<void> {
    const { terminalId } = actor;
    try {
      if (!cards.openOf(terminalId) && unsettledOf(terminalId).length === 0) return;
      const row = due(actor, 'shift', parts.ids.uuid7());
      if (row.state !== 'under_way') cards.update({ ...row, reasonCode: '' });
      kick();
      await signals.until(topicOf(terminalId), isAtRest(row.settlementId), waitMs);
    } catch (error) {
      log.error({ terminalId, error: errorText(error) }, 'cards.not_due');
    }
  }

  function kick(): void {
    if (stopped) return;
    wanted = true;
    // Not within the transaction that makes it due.
    running ??= Promise.resolve()
      .then(run)
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'cards.settlement_failed'))
      .finally(() => {
        running = undefined;
        if (wanted) kick();
      });
  }

  async function run(): Promise<void> {
    try {
      while (wanted && !stopped) {
        wanted = false;
        for (const row of cards.open()) {
          if (stopped) return;
          await settleOne(row.settlementId);
        }
      }
    } finally {
      if (!stopped) schedule();
    }
  }

  function schedule(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const open = cards.open();
    if (stopped || open.length === 0) return;
    const tries = Math.min(...open.map((row) => row.tries));
    cancelTimer = clock.setTimeout(kick, againMs[Math.min(tries, againMs.length - 1)] as number);
  }

  async function settleOne(settlementId: string): Promise<void> {
    const found = cards.find(settlementId);
    if (!found || !isSettlementOpen(found.state)) return;
    // One at a time: what is under way here was left so by a fault, such as a full disk, when its end was written down.
    const row = found.state === 'under_way' ? move(found, 'restarted', { reasonCode: 'CARDS_NO_ANSWER' }) : found;
    const { terminalId } = row;
    const hindrance = hindranceOf(terminalId);
    if (hindrance !== '') return wait(row, hindrance);
    const own = unsettledOf(terminalId);
    const call = parts.settleCards({ settlementId, terminalId, keys: own.map(({ key }) => key) });
    if (!call) return wait(row, 'CARDS_LINE_DOWN');
    const begun = move(row, 'begun', { reasonCode: '', tries: row.tries + 1 });
    signals.changed(topicOf(terminalId));
    const outcome = await call.catch((error: unknown) => {
      log.error({ error: errorText(error) }, 'cards.settlement_failed');
      return { kind: 'unanswered' as const, left: true, why: 'a fault' };
    });
    if (stopped) return;
    take(begun, { own, outcome, mayBeDone: row.state === 'unknown' });
    signals.changed(topicOf(terminalId));
  }

  function hindranceOf(terminalId: string): string {
    if (!parts.isOnline()) return 'CARDS_LINE_DOWN';
    const pays = parts.payments.open(terminalId).some((one) => one.tender === 'card' && !one.takenOffline);
    const givesBack = parts.refunds.open(terminalId).some((one) => !one.cash);
    return pays || givesBack ? 'CARDS_UNDER_WAY' : '';
  }

  /** As it is, and why. */
  function wait(row: SettlementRow, reasonCode: string): void {
    if (row.reasonCode !== reasonCode) cards.update({ ...row, reasonCode });
    signals.changed(topicOf(row.terminalId));
  }

  function take(
    row: SettlementRow,
    asked: { own: readonly KnownCard[]; outcome: CallOutcome<ServerBatches>; mayBeDone: boolean },
  ): void {
    const { own, outcome, mayBeDone } = asked;
    if (outcome.kind !== 'answered') {
      const notDone = outcome.kind === 'refused' || (outcome.kind === 'unanswered' && !outcome.left);
      const reasonCode = outcome.kind === 'refused' ? outcome.code : notDone ? 'CARDS_LINE_DOWN' : 'CARDS_NO_ANSWER';
      move(row, notDone && !mayBeDone ? 'put_off' : 'lost', { reasonCode });
      return;
    }
    const { terminalId, settlementId } = row;
    const before = cards.newest(terminalId, 50).flatMap((one) => resultOf(one)?.batches ?? []);
    const compared = compareBatches({
      told: outcome.value,
      own,
      known: (key) => cards.known(terminalId, key),
      isKnownBatch: ({ cardTerminalId, batch }) =>
        before.some((one) => one.agrees && one.cardTerminalId === cardTerminalId && one.batch === batch),
    });
    store.transact(() => end(row, compared));
    log.info({ settlementId, terminalId, outcome: compared.kind }, 'cards.settled');
  }

  function end(row: SettlementRow, compared: Comparison): void {
    const { settlementId, terminalId, shiftId, operatorId, asked } = row;
    if (compared.kind === 'put_off' || compared.kind === 'lost') {
      move(row, compared.kind, { reasonCode: compared.reasonCode });
      return;
    }
    const endedAtMs = clock.nowMs();
    cards.markSettled(compared.settledKeys, settlementId);
    if (compared.kind === 'found_nothing') {
      move(row, 'found_nothing', { endedAtMs });
      return;
    }
    const payload: SettledPayload = {
      ...{ settlementId: settlementId as SettledPayload['settlementId'], operatorId, asked, ...compared.result },
      ...(shiftId === '' ? {} : { shiftId: shiftId as SettledPayload['settlementId'] }),
      outcome: compared.kind === 'agreed' ? 'agrees' : 'differs',
      currency: parts.currency() ?? 'CNY',
      settledAtMs: endedAtMs,
    };
    journal.append({ terminalId, kind: 'cards.settled', payload });
    move(row, compared.kind, { endedAtMs, resultJson: JSON.stringify(payload) });
  }

  function reportOf(row: SettlementRow): SettlementReport {
    const result = resultOf(row);
    const known = (result?.differences ?? []).flatMap(({ key }) => cards.known(row.terminalId, key) ?? []);
    return { row, result, cards: new Map(known.map((card) => [card.key, card])) };
  }

  return {
    ask,
    atClose,
    /** The drawer is being counted: the cards are settled meanwhile. */
    begin: (actor: Actor): void => void atClose(actor, 0),
    report(terminalId: string): CardBatchReport {
      const offline = parts.payments.open(terminalId).filter((one) => one.takenOffline);
      return {
        open: sumsOf(unsettledOf(terminalId)),
        settlements: cards.newest(terminalId, shownMax).map(reportOf),
        offline: { count: offline.length, amountMinor: offline.reduce((sum, one) => sum + one.amountMinor, 0n) },
        currency: parts.currency() ?? 'CNY',
      };
    },
    /** Those of a shift, and what an earlier one left to it; of one that left its own, the one that took it along. */
    ofShift({ shiftId, terminalId, closedAtMs }: ShiftName): SettlementReport[] {
      const own = cards.ofShift(shiftId);
      const taken = closedAtMs > 0 && own.length === 0 ? cards.endedAfter(terminalId, closedAtMs) : undefined;
      const left = closedAtMs === 0 ? cards.openOf(terminalId) : undefined;
      const other = [taken, left].flatMap((row) => (row && row.shiftId !== shiftId ? [row] : []));
      return [...other, ...own].filter((row) => row.state !== 'nothing').map(reportOf);
    },
    /** A card begins: not while the terminal is settled. @throws CodedError CARDS_SETTLING */
    async insistFree(terminalId: string): Promise<void> {
      const isFree = () => cards.openOf(terminalId)?.state !== 'under_way';
      await signals.until(topicOf(terminalId), isFree, freeWaitMs);
      if (!isFree()) throw agentError('CARDS_SETTLING');
    },
    stop: async () => {
      stopped = true;
      cancelTimer?.();
      stopListening();
      await running;
    },
  };
}

function resultOf(row: SettlementRow): SettledPayload | undefined {
  return row.resultJson === '' ? undefined : (JSON.parse(row.resultJson) as SettledPayload);
}

/** The least key that is made at an instant (RFC 9562, version 7: 48 bits of milliseconds first). */
function keyAt(atMs: number): string {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
