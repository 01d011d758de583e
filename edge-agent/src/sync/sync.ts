/** Everything between this store and the server: the line, the drainer, the follower, the settings. */
import type { KeyObject } from 'node:crypto';
import type { Clock, Random } from '@qiantai/foundation';
import type { Rebaser } from '../journal/rebase.ts';
import type { Line } from '../offline/policy.ts';
import type { BookParts, PaymentBook } from '../payments/payment-book.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { RefundBook } from '../payments/refund-book.ts';
import type { RefundStore } from '../payments/refund-store.ts';
import { openAcknowledgementStore } from '../queue/acknowledgement-store.ts';
import type { CorrectionStore } from '../queue/correction-store.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { Waiting } from '../queue/waiting.ts';
import type { SettingsStager } from '../settings/settings-stager.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { Restoration } from '../store/restore.ts';
import { openClockOffset, type Reading } from './clock-offset.ts';
import { openDrainer } from './drainer.ts';
import { openFollower } from './follower.ts';
import { openIntentSender } from './intent-sender.ts';
import { openJournalReconciler } from './journal-reconciler.ts';
import { openJournalSender } from './journal-sender.ts';
import { type LineTiming, type LineWatch, lineTiming, watchLine } from './line.ts';
import { nextTryAtMs, type RetryTiming, retryTiming, type Tried } from './retry.ts';
import type { ProbeAnswer, ServerClient } from './server-client.ts';
import { openSettingsPuller } from './settings-puller.ts';

export interface SyncTiming {
  line: LineTiming;
  retry: RetryTiming;
}

export interface Sync {
  line: LineWatch;
  /** The cashier cannot wait: asks the server (and through it the channel) about one payment or refund now. */
  askNow(kind: 'payment' | 'refund', key: string): Promise<void>;
  /** Another agent with this identity must be at work: the till takes no cards offline. */
  isTwinned(terminalId: string): boolean;
  clockOffsetMs(): number;
  /** 0: never. */
  lastContactMs(): number;
  /** Everything is pulled anew. */
  reloadSettings(): void;
  /** Looks at the line and sends whatever waits, not minding its backoff. */
  syncNow(): Promise<void>;
  stop(): Promise<void>;
}

/** The last contact is stored again when it is this old. */
const contactStepMs = 60_000;

export function openSync(
  parts: BookParts & {
    forwarding: ForwardingStore;
    corrections: CorrectionStore;
    waiting: Waiting;
    facts: FactStore;
    settings: SettingsStore;
    stager: SettingsStager;
    payments: { book: PaymentBook; store: PaymentStore };
    refunds: { book: RefundBook; store: RefundStore };
    client: () => ServerClient | undefined;
    /** Nothing comes over the client's connection. */
    reconnect: () => void;
    alarm: RaiseAlarm;
    /** Proves entries that come back from the server. */
    publicKey: KeyObject;
    rebaser: Rebaser;
    restoration?: Restoration | undefined;
    clock: Clock;
    random: Random;
    /** Whoever wants to know what the server says of this agent. */
    fleet: {
      heard(answer: ProbeAnswer): void;
      refused(code: string): void;
      lineChanged(line: Line): void;
      probeIntervalMs(): number | undefined;
    };
    timing?: SyncTiming;
  },
): Sync {
  const { waiting, facts, signals, clock, random, log, nowMs } = parts;
  const timing = parts.timing ?? { line: lineTiming, retry: retryTiming };
  const offset = openClockOffset({
    clock,
    stored: facts.number('clock_offset_ms'),
    store: (offsetMs) => facts.set('clock_offset_ms', offsetMs),
  });
  let contactMs = facts.number('last_contact_ms');

  const isOnline = () => line.isOnline();
  const onSilence = () => void line.lookNow();
  const nextTry = (row: Tried) => nextTryAtMs(row, nowMs(), timing.retry, random);
  const common = { ...parts, timing: timing.retry, nextTryAtMs: nextTry, onAlarm: parts.alarm, isOnline, onSilence };
  const follower = openFollower(common);
  const puller = openSettingsPuller({ ...parts, onShown: () => signals.changed('settings') });
  const onSettled = () => {
    signals.changed('queue');
    follower.look();
  };
  const reconciler = openJournalReconciler({
    ...{ store: parts.store, forwarding: parts.forwarding, rebaser: parts.rebaser, publicKey: parts.publicKey },
    restoration: parts.restoration,
    ...{ client: parts.client, onAlarm: parts.alarm, nowMs, log },
    journal: parts.journal.read,
    onChanged: onSettled,
  });
  // What was acknowledged when the server was asked where the journals stand.
  let marksAtProbe: ReadonlyMap<string, number> = new Map();
  const drainer = openDrainer({
    ...common,
    journalSender: openJournalSender({
      ...common,
      journal: parts.journal.read,
      acknowledgements: openAcknowledgementStore(parts.store),
      onSettled,
      onApart: () => void line.lookNow(),
    }),
    intentSender: openIntentSender({ ...common, payments: parts.payments.book, refunds: parts.refunds.book }),
    onSettled,
  });
  waiting.recover(nowMs());

  const line = watchLine({
    client: parts.client,
    waiting: () => {
      marksAtProbe = reconciler.marks();
      const now = waiting.summary();
      return {
        waiting: now.waiting,
        oldestAgeMs: now.waiting === 0 ? 0 : Math.max(0, nowMs() - now.oldestRecordedAtMs),
        settingsVersion: parts.settings.version(),
      };
    },
    onAnswer: takeProbe,
    onRefused: parts.fleet.refused,
    onStuck: parts.reconnect,
    probeIntervalMs: parts.fleet.probeIntervalMs,
    onChange: (now) => {
      parts.fleet.lineChanged(now);
      signals.changed('line');
      if (now.status === 'online') cameBack();
      else letGo();
    },
    clock,
    random,
    log,
    timing: timing.line,
  });
  const stopListening = signals.listen('queue', drainer.kick);

  function cameBack(): void {
    waiting.makeDue(nowMs());
    drainer.kick();
    follower.look();
  }

  /** What was being followed is not known any more: the tills are told. */
  function letGo(): void {
    for (const payment of parts.payments.store.open()) parts.payments.book.lineLost(payment.paymentKey);
    for (const refund of parts.refunds.store.open()) parts.refunds.book.lineLost(refund.refundKey);
  }

  function takeProbe(answer: ProbeAnswer, sent: Reading): void {
    offset.measured(answer.serverTimeMs, sent);
    const heardAtMs = nowMs();
    // Both ways: the machine's clock may have been put back.
    if (Math.abs(heardAtMs - contactMs) >= contactStepMs) facts.set('last_contact_ms', heardAtMs);
    contactMs = heardAtMs;
    reconciler.compare(answer.heads, marksAtProbe);
    puller.pullTo(answer.settingsVersion);
    parts.fleet.heard(answer);
  }

  return {
    line,
    askNow: async (kind, key) => {
      if (!line.isOnline()) await line.lookNow();
      // A request that waits for its next try is the question itself.
      waiting.makeDue(nowMs());
      drainer.kick();
      await follower.askNow(kind, key);
    },
    isTwinned: parts.rebaser.isTwinned,
    clockOffsetMs: offset.ms,
    lastContactMs: () => contactMs,
    reloadSettings: () => {
      parts.stager.beginAnew();
      void line.lookNow();
    },
    syncNow: async () => {
      if ((await line.lookNow()).status === 'online') cameBack();
    },
    stop: async () => {
      stopListening();
      await Promise.all([line.stop(), drainer.stop(), follower.stop(), puller.stop(), reconciler.stop()]);
    },
  };
}
