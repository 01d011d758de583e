/**
 * Tells the stores' speakers of payments: the outbox becomes announcements, an announcement is sent until its
 * speaker has accepted it, by the same id each time, so that it is said once.
 */
import { backoffMs, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import type { SpeakerName } from '../merchants/speaker-store.ts';
import { outboxPayloadSchema } from '../payment/outbox-event.ts';
import type { AnnouncementStore, NewAnnouncement, OutboxRow } from './announcement-store.ts';
import type { SpeakerBroker } from './speaker-broker.ts';
import type { SpeakerMessage } from './speaker-messages.ts';
import { paidSpeech, speechRequest } from './speech.ts';

export interface AnnouncerOptions {
  store: AnnouncementStore;
  /** States are dated by this clock. */
  clock: Clock;
  /** How often the tables are looked at goes by the machine's clock: that is load, not business. */
  pace: Clock;
  random: Random;
  log: Log;
}

const outboxRowsPerTurn = 500;
const announcementsPerTurn = 100;
const turnEveryMs = 200;
/** An event that is not understood is looked at again by a later version. */
const notUnderstoodAgainMs = 3_600_000;
/** Some forty minutes of a speaker that listens and does not answer. */
const triesMax = 14;
const retry = { firstMs: 3000, maxMs: 300_000 };
/** Yesterday's payments are no news to a speaker that was off. */
const ageMsMax = 86_400_000;

export class Announcer {
  private readonly options: AnnouncerOptions;

  constructor(options: AnnouncerOptions) {
    this.options = options;
  }

  /** Runs until stopped. */
  async run(broker: Pick<SpeakerBroker, 'listening' | 'publish'>, stopping: AbortSignal): Promise<void> {
    const { pace, log } = this.options;
    while (!stopping.aborted) {
      let taken = 0;
      try {
        taken = await this.turn(broker);
      } catch (error) {
        log.error({ error: errorText(error) }, 'announcer.turn_failed');
      }
      // A full page means that more wait.
      if (taken < outboxRowsPerTurn) await pace.sleep(turnEveryMs, stopping).catch(() => undefined);
    }
  }

  /** One look at the outbox and at what is due; answers how many outbox rows it took. */
  async turn(broker: Pick<SpeakerBroker, 'listening' | 'publish'>): Promise<number> {
    const { store, clock, random, log } = this.options;
    const nowMs = clock.nowMs();
    const page = { nowMs, limit: outboxRowsPerTurn, againAfterMs: notUnderstoodAgainMs };
    const taken = await store.drainOutbox(page, (row) => this.read(row));
    const given = await store.giveUp({ tries: triesMax, createdBeforeMs: nowMs - ageMsMax }, nowMs);
    if (given > 0) log.warn({ count: given }, 'announcement.given_up');
    const due = await store.leaseDue(broker.listening(), {
      nowMs,
      limit: announcementsPerTurn,
      untilMs: (tries) => nowMs + backoffMs(tries, retry, random),
    });
    for (const { speaker, speech, tries } of due) {
      await broker.publish(speaker, speechRequest(speech));
      log.info({ speechId: speech.speechId, ...speaker, tries }, 'announcement.sent');
    }
    return taken;
  }

  /** A speaker began to listen: it is told at once what waits for it. */
  onListening(speaker: SpeakerName): void {
    this.handOff(speaker, this.options.store.makeDue(speaker, this.options.clock.nowMs()));
  }

  onMessage(speaker: SpeakerName, message: SpeakerMessage): void {
    if (message.kind === 'answer' && !message.accepted) {
      this.options.log.warn({ ...speaker, speechId: message.speechId }, 'announcement.not_understood');
      return;
    }
    this.handOff(speaker, this.advance(speaker, message.speechId, message.kind === 'played' ? 'played' : 'accepted'));
  }

  private async advance(speaker: SpeakerName, speechId: string, to: 'accepted' | 'played'): Promise<void> {
    const { store, clock, log } = this.options;
    if (await store.advance(speaker, speechId, to, clock.nowMs()))
      log.info({ ...speaker, speechId }, `announcement.${to}`);
  }

  /** Nobody waits for it: what is lost here is sent again, by the same id. */
  private handOff(speaker: SpeakerName, work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.options.log.error({ ...speaker, error: errorText(error) }, 'announcement.not_recorded');
    });
  }

  private read(row: OutboxRow): NewAnnouncement | 'nothing_to_say' | undefined {
    const event = outboxPayloadSchema.safeParse(row.payload);
    if (!event.success) {
      this.options.log.error({ eventId: row.eventId }, 'outbox.not_understood');
      return undefined;
    }
    const payload = event.data;
    if (payload.kind !== 'payment' || payload.status !== 'paid') return 'nothing_to_say';
    if (payload.channel === null || payload.channel === 'cash') return 'nothing_to_say';
    const { paymentKey, channel, currency } = payload;
    const speech = paidSpeech({ paymentKey, channel, currency, amountMinor: BigInt(payload.amountMinor) });
    return { merchantId: row.merchantId, storeId: payload.storeId, speech };
  }
}
