/** Announcements in the database: made from the outbox, leased by the server that the speaker listens to. */
import type { Database } from '../db/database.ts';
import type { SpeakerName } from '../merchants/speaker-store.ts';
import type { Speech } from './speech.ts';

export interface NewAnnouncement {
  merchantId: string;
  storeId: string;
  speech: Speech;
}

export interface DueAnnouncement {
  merchantId: string;
  speaker: SpeakerName;
  speech: Speech;
  /** How often it was sent before. */
  tries: number;
}

/** An outbox row as it stands there; its payload is checked by whoever reads it. */
export interface OutboxRow {
  merchantId: string;
  eventId: string;
  payload: unknown;
}

export class AnnouncementStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /**
   * Takes events out of the outbox and makes announcements of them, both or neither. `read` gives undefined
   * for an event that it does not understand: that one stays, and is looked at again later.
   * @returns how many rows were taken.
   */
  async drainOutbox(
    page: { nowMs: number; limit: number; againAfterMs: number },
    read: (row: OutboxRow) => NewAnnouncement | 'nothing_to_say' | undefined,
  ): Promise<number> {
    return await this.database.transaction(async (client) => {
      const found = await client.query<{ merchant_id: string; event_id: string; payload: unknown }>(
        `SELECT merchant_id, event_id, payload FROM outbox WHERE due_at_ms <= $1
         ORDER BY created_at_ms LIMIT $2 FOR UPDATE SKIP LOCKED`,
        [page.nowMs, page.limit],
      );
      if (found.rows.length === 0) return 0;
      const taken: Named[] = [];
      const left: Named[] = [];
      const announcements: NewAnnouncement[] = [];
      for (const row of found.rows) {
        const event = { merchantId: row.merchant_id, eventId: row.event_id };
        const meaning = read({ ...event, payload: row.payload });
        (meaning === undefined ? left : taken).push(event);
        if (meaning !== undefined && meaning !== 'nothing_to_say') announcements.push(meaning);
      }
      await client.query(
        `INSERT INTO announcement (merchant_id, speech_id, store_id, product_key, device_name, parts, speech_text,
           status, next_try_at_ms, created_at_ms, updated_at_ms)
         SELECT given.merchant_id, given.speech_id, given.store_id, speaker.product_key, speaker.device_name,
           ARRAY (SELECT jsonb_array_elements_text(given.parts)), given.speech_text, 'waiting', $6, $6, $6
         FROM unnest($1::text[], $2::uuid[], $3::text[], $4::jsonb[], $5::text[])
           AS given (merchant_id, speech_id, store_id, parts, speech_text)
         JOIN speaker ON speaker.merchant_id = given.merchant_id AND speaker.store_id = given.store_id
         ON CONFLICT (merchant_id, speech_id) DO NOTHING`,
        [
          announcements.map((one) => one.merchantId),
          announcements.map((one) => one.speech.speechId),
          announcements.map((one) => one.storeId),
          announcements.map((one) => JSON.stringify(one.speech.parts)),
          announcements.map((one) => one.speech.text),
          page.nowMs,
        ],
      );
      await client.query(
        `DELETE FROM outbox USING unnest($1::text[], $2::uuid[]) AS given (merchant_id, event_id)
         WHERE outbox.merchant_id = given.merchant_id AND outbox.event_id = given.event_id`,
        columnsOf(taken),
      );
      await client.query(
        `UPDATE outbox SET tries = tries + 1, due_at_ms = $3
         FROM unnest($1::text[], $2::uuid[]) AS given (merchant_id, event_id)
         WHERE outbox.merchant_id = given.merchant_id AND outbox.event_id = given.event_id`,
        [...columnsOf(left), page.nowMs + page.againAfterMs],
      );
      return found.rows.length;
    });
  }

  /** Announcements whose turn it is at these speakers; the next turn is set in the same statement. */
  async leaseDue(
    speakers: readonly SpeakerName[],
    lease: { nowMs: number; untilMs: (tries: number) => number; limit: number },
  ): Promise<DueAnnouncement[]> {
    if (speakers.length === 0) return [];
    return await this.database.transaction(async (client) => {
      const found = await client.query<{
        merchant_id: string;
        speech_id: string;
        product_key: string;
        device_name: string;
        parts: string[];
        speech_text: string;
        tries: number;
      }>(
        `SELECT merchant_id, speech_id, product_key, device_name, parts, speech_text, tries FROM announcement
         WHERE status = 'waiting' AND next_try_at_ms <= $1 AND (product_key, device_name) IN
           (SELECT * FROM unnest($2::text[], $3::text[]))
         ORDER BY created_at_ms LIMIT $4 FOR UPDATE SKIP LOCKED`,
        [
          lease.nowMs,
          speakers.map((speaker) => speaker.productKey),
          speakers.map((speaker) => speaker.deviceName),
          lease.limit,
        ],
      );
      await client.query(
        `UPDATE announcement SET tries = announcement.tries + 1, next_try_at_ms = given.until_ms, updated_at_ms = $4
         FROM unnest($1::text[], $2::uuid[], $3::bigint[]) AS given (merchant_id, speech_id, until_ms)
         WHERE announcement.merchant_id = given.merchant_id AND announcement.speech_id = given.speech_id`,
        [
          found.rows.map((row) => row.merchant_id),
          found.rows.map((row) => row.speech_id),
          found.rows.map((row) => lease.untilMs(row.tries)),
          lease.nowMs,
        ],
      );
      return found.rows.map((row) => ({
        merchantId: row.merchant_id,
        speaker: { productKey: row.product_key, deviceName: row.device_name },
        speech: { speechId: row.speech_id, parts: row.parts, text: row.speech_text },
        tries: row.tries,
      }));
    });
  }

  /** The speaker began to listen: what waits for it is due now. */
  async makeDue(speaker: SpeakerName, nowMs: number): Promise<void> {
    await this.database.pool.query(
      `UPDATE announcement SET next_try_at_ms = $3
       WHERE product_key = $1 AND device_name = $2 AND status = 'waiting' AND next_try_at_ms > $3`,
      [speaker.productKey, speaker.deviceName, nowMs],
    );
  }

  /** Only the speaker that it was made for can move an announcement, and only forward. */
  async advance(speaker: SpeakerName, speechId: string, to: 'accepted' | 'played', nowMs: number): Promise<boolean> {
    const moved = await this.database.pool.query(
      `UPDATE announcement SET status = $4, updated_at_ms = $5
       WHERE product_key = $1 AND device_name = $2 AND speech_id = $3 AND status = ANY ($6)`,
      [speaker.productKey, speaker.deviceName, speechId, to, nowMs, statusesBefore[to]],
    );
    return moved.rowCount === 1;
  }

  async giveUp(bounds: { tries: number; createdBeforeMs: number }, nowMs: number): Promise<number> {
    const given = await this.database.pool.query(
      `UPDATE announcement SET status = 'given_up', updated_at_ms = $3
       WHERE status = 'waiting' AND next_try_at_ms <= $3 AND (tries >= $1 OR created_at_ms < $2)`,
      [bounds.tries, bounds.createdBeforeMs, nowMs],
    );
    return given.rowCount ?? 0;
  }
}

type Named = Pick<OutboxRow, 'merchantId' | 'eventId'>;

function columnsOf(events: readonly Named[]): [string[], string[]] {
  return [events.map((event) => event.merchantId), events.map((event) => event.eventId)];
}

/** A late answer or event is believed after the announcement was given up, too. */
const statusesBefore = {
  accepted: ['waiting', 'given_up'],
  played: ['waiting', 'accepted', 'given_up'],
} as const;
