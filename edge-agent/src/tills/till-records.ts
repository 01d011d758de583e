/**
 * What a till took by itself while this agent was gone. Each record is taken once, by its key and the hash of its
 * content; whatever becomes of it, its content is durable here when the till is answered:
 *
 * - taken: its effect (cash, a sale) stands in the journal
 * - set aside: its effect was refused by a rule, such as a sale that does not add up; a person looks
 * - conflict: another content was offered under the key before; a person looks
 */
import { CodedError, canonicalJson, type JsonValue, type Log, payloadHash } from '@qiantai/foundation';
import { type OwnRecord, ownRecordKey, ownRecordSchema } from '@qiantai/protos';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { TillRecordStore } from './till-record-store.ts';

export interface OfferedRecord {
  key: string;
  hash: string;
  recordJson: string;
}

export interface OfferOutcome {
  known: boolean;
  /** Empty where the record was taken. */
  code: string;
}

export type TillRecords = ReturnType<typeof openTillRecords>;

export function openTillRecords(parts: {
  store: Store;
  records: TillRecordStore;
  nowMs: () => number;
  alarm: RaiseAlarm;
  log: Log;
}) {
  const { store, records, alarm, log } = parts;

  /** @param take the record's effect; runs in one transaction with its row. @throws CodedError TILL_RECORD_BAD */
  function offer(terminalId: string, offered: OfferedRecord, take: (record: OwnRecord) => void): OfferOutcome {
    const record = readRecord(offered);
    const { key, hash } = offered;
    const before = records.ofKey(key);
    const same = before.find((row) => row.hash === hash && row.terminalId === terminalId);
    if (same) return { known: true, code: same.status === 'taken' ? '' : same.code };
    const { kind } = record;
    const recordJson = canonicalJson(record as JsonValue);
    const row = { terminalId, key, hash, kind, recordJson, offeredAtMs: parts.nowMs() };
    if (before.length > 0) {
      records.insert({ ...row, status: 'conflict', code: 'TILL_RECORD_CONFLICT' });
      alarm('TILL_RECORD_CONFLICT', { terminalId, key });
      return { known: false, code: 'TILL_RECORD_CONFLICT' };
    }
    try {
      store.transact(() => {
        take(record);
        records.insert({ ...row, status: 'taken', code: '' });
      });
      log.info({ terminalId, kind, key }, 'till_record.taken');
      return { known: false, code: '' };
    } catch (error) {
      // What may go well later is asked again by the till; a refusal for good is kept for a person.
      if (!(error instanceof CodedError) || error.definition.retryable) throw error;
      records.insert({ ...row, status: 'set_aside', code: error.code });
      alarm('TILL_RECORD_SET_ASIDE', { terminalId, key, code: error.code });
      return { known: false, code: error.code };
    }
  }

  return { offer };
}

function readRecord({ key, hash, recordJson }: OfferedRecord): OwnRecord {
  let json: unknown;
  try {
    json = JSON.parse(recordJson);
  } catch (error) {
    throw agentError('TILL_RECORD_BAD', { why: 'it is not JSON' }, { cause: error });
  }
  const parsed = ownRecordSchema.safeParse(json);
  if (!parsed.success) throw agentError('TILL_RECORD_BAD', { why: z.prettifyError(parsed.error).slice(0, 300) });
  if (payloadHash(parsed.data as JsonValue) !== hash)
    throw agentError('TILL_RECORD_BAD', { why: 'its hash is another' });
  if (ownRecordKey(parsed.data) !== key) throw agentError('TILL_RECORD_BAD', { why: 'its key is another' });
  return parsed.data;
}
