/** What waits for the server and what persons do with what it refused: decode, ask, encode. */
import { integerFrom } from '@qiantai/protos';
import type { Person__Output } from '@qiantai/protos/generated/qiantai/edge/v1/Person.ts';
import type { QueueRow as QueueRowMessage } from '@qiantai/protos/generated/qiantai/edge/v1/QueueRow.ts';
import type { QueueServiceHandlers } from '@qiantai/protos/generated/qiantai/edge/v1/QueueService.ts';
import { agentError } from '../errors.ts';
import type { Mender, Mending, RowRef } from '../queue/mending.ts';
import type { QueueKind, QueueRow } from '../queue/queue-store.ts';
import type { Waiting } from '../queue/waiting.ts';
import type { Alarms } from '../status/alarms.ts';
import { type CallContext, type CallOptions, unaryHandlers } from './calls.ts';
import { type Asker, textFrom } from './decode.ts';

export interface QueueDesks {
  mending: Mending;
  waiting: Pick<Waiting, 'oldest'>;
  alarms: Pick<Alarms, 'last' | 'acknowledge'>;
  /** @throws CodedError RIGHT_MISSING */
  insistOnRight: (operatorId: string, right: string) => void;
}

const rowsMax = 200;
const payloadCharactersMax = 1_000_000;
const kinds: readonly QueueKind[] = ['journal', 'pay', 'cancel', 'refund'];

export function queueHandlers(
  desks: QueueDesks,
  asker: (context: CallContext) => Asker,
  options: CallOptions,
): QueueServiceHandlers {
  const { mending } = desks;
  return unaryHandlers<QueueServiceHandlers>(
    {
      ListWaiting: (request, context) => {
        asker(context);
        return { rows: desks.waiting.oldest(limitFrom(request.limit)).map(rowMessage) };
      },
      ListDead: (request, context) => {
        asker(context);
        return {
          rows: mending.list(limitFrom(request.limit)).map((row) => ({
            row: rowMessage(row),
            can: [...row.can],
            entryKind: row.entryKind,
            payloadJson: row.payloadJson,
          })),
        };
      },
      Mend: async (request, context) => {
        const by = { operatorId: asker(context).operatorId };
        const row = rowFrom(request);
        const reason = reasonFrom(request.reason);
        if (request.action === 'retry') {
          await mending.retry(row, by, reason);
          return { journalSequence: 0 };
        }
        if (request.action !== 'correct') {
          throw agentError('REQUEST_BAD', { field: 'action', why: 'retry or correct' });
        }
        const payloadJson = textFrom(request.payloadJson, 'payload_json', { max: payloadCharactersMax });
        const entry = await mending.correct(row, by, { reason, ...(payloadJson === '' ? {} : { payloadJson }) });
        return { journalSequence: entry.sequence };
      },
      WriteOff: async (request, context) => {
        asker(context);
        const persons = [personFrom(request.first, 'first'), personFrom(request.second, 'second')] as const;
        return { outcome: await mending.writeOff(rowFrom(request), persons, reasonFrom(request.reason)) };
      },
      ListAlarms: (_request, context) => {
        asker(context);
        return {
          alarms: desks.alarms.last().map(({ alarmId, code, details, firstAtMs, atMs, count }) => ({
            ...{ alarmId, code, details, firstAtMs, count },
            lastAtMs: atMs,
          })),
        };
      },
      AcknowledgeAlarm: (request, context) => {
        const { operatorId } = asker(context);
        desks.insistOnRight(operatorId, 'queue.mend');
        desks.alarms.acknowledge(integerFrom(request.alarmId, 'alarm_id', { min: 1 }), operatorId);
        return {};
      },
    },
    options,
  ) as QueueServiceHandlers;
}

function limitFrom(value: number): number {
  return integerFrom(value, 'limit', { max: rowsMax }) || rowsMax;
}

function rowFrom(request: { kind: string; key: string }): RowRef {
  const kind = kinds.find((one) => one === request.kind);
  if (!kind) throw agentError('REQUEST_BAD', { field: 'kind', why: kinds.join(', ') });
  return { kind, key: textFrom(request.key, 'key', { min: 1, max: 100 }) };
}

/** Whoever reads the journal later wants to know why. */
function reasonFrom(value: string): string {
  return textFrom(value.trim(), 'reason', { min: 1, max: 200 });
}

function personFrom(person: Person__Output | null, field: string): Mender {
  if (!person) throw agentError('REQUEST_BAD', { field, why: 'number and PIN of a person' });
  return { number: person.number, pin: person.pin };
}

function rowMessage(row: QueueRow): QueueRowMessage {
  const { kind, key, terminalId, status, recordedAtMs, unansweredCount, rejectedCount, nextTryAtMs } = row;
  const { lastCode, lastMessage } = row;
  return {
    ...{ kind, key, terminalId, status, recordedAtMs, unansweredCount, rejectedCount, nextTryAtMs },
    ...{ lastCode, lastMessage },
  };
}
