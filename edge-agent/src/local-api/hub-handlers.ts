/** What a till and the agent tell each other to lose nothing: decode, ask, encode. */
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import { integerFrom, type JournalKind, type JournalPayload, type OwnRecord, uuid7From } from '@qiantai/protos';
import type { HubServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/HubService.ts';
import type { TailEntry, TailEntry__Output } from '@qiantai/protos/generated/qiantai/edge/v1/TailEntry.ts';
import { agentError } from '../errors.ts';
import type { StoredEntry } from '../journal/journal-store.ts';
import type { Tails } from '../tills/tails.ts';
import type { HealthBook } from '../tills/till-health.ts';
import type { TillRecords } from '../tills/till-records.ts';
import { type CallOptions, unaryHandlers } from './calls.ts';
import { textFrom } from './decode.ts';
import type { Desks } from './handlers.ts';
import { requestOfCash } from './own-cash.ts';

export interface HubDesks {
  records: TillRecords;
  tails: Tails;
  health: HealthBook;
}

const tailEntriesMax = 200;
const recordCharactersMax = 1_000_000;
const hashPattern = /^[0-9a-f]{64}$/;
const devicesMax = 20;
const countersMax = 20;
const deviceKinds = /^(scanner|reader|printer|drawer|speaker|scale|pole)$/;
const deviceStates = /^(absent|connected|disconnected|fault)$/;

export function hubHandlers(
  hub: HubDesks,
  desks: Pick<Desks, 'payments' | 'sales' | 'settings' | 'shifts'>,
  options: CallOptions,
): HubServiceHandlers {
  function take(terminalId: string, record: OwnRecord): void {
    if (record.kind === 'cash') {
      const currency = desks.settings.theStore()?.currency;
      if (!currency) throw agentError('SETTINGS_MISSING');
      const businessDate = desks.shifts.at(terminalId, record.takenAtMs)?.businessDate ?? record.businessDate;
      desks.payments.takeCash(requestOfCash({ ...record, businessDate }, terminalId, currency));
    }
    if (record.kind === 'sale') {
      const { operatorId, businessDate, draft } = record;
      const shift = desks.shifts.at(terminalId, draft.completedAtMs);
      const signer = {
        terminalId,
        operatorId,
        businessDate: shift?.businessDate ?? businessDate,
        shiftId: shift?.shiftId,
      };
      desks.sales.complete(signer, JSON.stringify(draft), true);
    }
  }

  const handlers = unaryHandlers<HubServiceHandlers>(
    {
      Hello: (request, { terminalId }) => {
        if (request.terminalId !== '' && request.terminalId !== terminalId) {
          throw agentError('TILL_CERTIFICATE_OTHER', { terminalId, named: request.terminalId.slice(0, 64) });
        }
        return hub.tails.hello(terminalId, {
          sequence: integerFrom(request.sequence, 'sequence'),
          hash: textFrom(request.hash, 'hash', { max: 64, pattern: hashPattern }),
          receiptNo: textFrom(request.receiptNo, 'receipt_no', { max: 64 }),
        });
      },
      ReadTail: (request, { terminalId }) => {
        const limit = integerFrom(request.limit, 'limit', { max: tailEntriesMax }) || tailEntriesMax;
        const after = integerFrom(request.afterSequence, 'after_sequence');
        return { entries: hub.tails.read(terminalId, after, limit).map(tailMessage) };
      },
      OfferTail: (request, { terminalId }) => {
        if (request.entries.length > tailEntriesMax) {
          throw agentError('REQUEST_BAD', { field: 'entries', why: `at most ${tailEntriesMax}` });
        }
        return hub.tails.offer(
          terminalId,
          request.entries.map((entry) => entryFrom(terminalId, entry)),
        );
      },
      OfferRecord: (request, { terminalId }) => {
        const key = uuid7From<string>(request.key, 'key');
        const hash = textFrom(request.hash, 'hash', { min: 64, max: 64, pattern: hashPattern });
        const recordJson = textFrom(request.recordJson, 'record_json', { min: 2, max: recordCharactersMax });
        const outcome = hub.records.offer(terminalId, { key, hash, recordJson }, (record) => take(terminalId, record));
        const sale = outcome.code === '' ? desks.sales.ended(key) : undefined;
        return {
          ...outcome,
          receiptNo: sale?.record?.receiptNo ?? '',
          saleJson: sale?.record ? JSON.stringify(sale.record) : '',
        };
      },
      ReportDevices: (request, { terminalId }) => {
        if (request.devices.length > devicesMax) {
          throw agentError('REQUEST_BAD', { field: 'devices', why: `at most ${devicesMax}` });
        }
        hub.health.report(terminalId, {
          appVersion: textFrom(request.appVersion, 'app_version', { max: 64 }),
          devices: request.devices.map((device) => ({
            kind: textFrom(device.kind, 'kind', { min: 1, max: 20, pattern: deviceKinds }),
            state: textFrom(device.state, 'state', { min: 1, max: 20, pattern: deviceStates }),
            reasonCode: textFrom(device.reasonCode, 'reason_code', { max: 64 }),
            lastSeenMs: integerFrom(device.lastSeenMs, 'last_seen_ms'),
            counters: Object.fromEntries(
              Object.entries(device.counters)
                .slice(0, countersMax)
                .map(([name, value]) => [name.slice(0, 40), integerFrom(value, 'counters')]),
            ),
          })),
        });
        return {};
      },
    },
    options,
  );
  return handlers as HubServiceHandlers;
}

function tailMessage(entry: StoredEntry): TailEntry {
  const { entryId, sequence, kind, recordedAtMs, clockOffsetMs, payloadJson, previousHash, hash, signature } = entry;
  return { entryId, sequence, kind, recordedAtMs, clockOffsetMs, payloadJson, previousHash, hash, signature };
}

/** What it claims is checked by whoever takes it up (tills/tails.ts). */
function entryFrom(terminalId: string, message: TailEntry__Output): StoredEntry {
  let payload: JournalPayload;
  try {
    payload = JSON.parse(message.payloadJson) as JournalPayload;
  } catch (error) {
    throw agentError('TILL_TAIL_BAD', { sequence: message.sequence, why: 'its payload is not JSON' }, { cause: error });
  }
  return {
    entryId: uuid7From<string>(message.entryId, 'entry_id'),
    terminalId,
    sequence: integerFrom(message.sequence, 'sequence', { min: 1, max: 4_294_967_295 }),
    kind: message.kind as JournalKind,
    recordedAtMs: integerFrom(message.recordedAtMs, 'recorded_at_ms'),
    clockOffsetMs: integerFrom(message.clockOffsetMs, 'clock_offset_ms', { min: -Number.MAX_SAFE_INTEGER }),
    payload,
    payloadJson: canonicalJson(payload as JsonValue),
    previousHash: textFrom(message.previousHash, 'previous_hash', { min: 64, max: 64, pattern: hashPattern }),
    hash: textFrom(message.hash, 'hash', { min: 64, max: 64, pattern: hashPattern }),
    signature: textFrom(message.signature, 'signature', { min: 128, max: 128, pattern: /^[0-9a-f]+$/ }),
  };
}
