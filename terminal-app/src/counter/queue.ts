/** What waits for the server and what it refused: look, try again, put facts right, write off. */
import { correctedPayload, factsOf } from './facts.ts';
import { go, type Handler, refuse, stay, withReason } from './situation.ts';

export const refresh: Handler<'queue', 'refresh_queue'> = ({ state }) => stay(state, [{ kind: 'read_queue' }]);

export const told: Handler<'queue' | 'queue_row', 'queue_told'> = ({ state }, { queue }) =>
  go(state, { status: 'queue', queue });

export const syncNow: Handler<'queue', 'sync_now'> = ({ state }) => stay(state, [{ kind: 'sync_now' }]);

export const retryRow: Handler<'queue', 'retry_row'> = ({ state }, { row, reason }) =>
  withReason(state, reason, (why) =>
    stay(state, [{ kind: 'mend', row, action: 'retry', reason: why, payloadJson: '' }]),
  );

export const showRow: Handler<'queue', 'show_row'> = ({ state, stage }, { row }) => {
  const found = stage.queue.dead.find(({ kind, key }) => kind === row.kind && key === row.key);
  if (!found?.can.includes('correct')) return refuse(state, 'QUEUE_ROW_NOT_FOUND');
  return go(state, { status: 'queue_row', queue: stage.queue, row: found });
};

/** Nothing to put right: the fact is right, and its hash or signature is not. */
export const correctRow: Handler<'queue_row', 'correct_row'> = ({ state, stage }, { changes, reason }) =>
  withReason(state, reason, (why) => {
    const { kind, key, entryKind, payloadJson } = stage.row;
    const send = (corrected: string) =>
      stay(state, [{ kind: 'mend', row: { kind, key }, action: 'correct', reason: why, payloadJson: corrected }]);
    if (changes.length === 0 && factsOf(entryKind, payloadJson).every(({ fault }) => fault === '')) return send('');
    const corrected = correctedPayload(entryKind, payloadJson, changes);
    if ('wrong' in corrected) return refuse(state, 'FACT_NOT_RIGHT', { path: corrected.wrong });
    return send(corrected.payloadJson);
  });

export const writeOff: Handler<'queue', 'write_off'> = ({ state }, { row, reason, first, second }) =>
  withReason(state, reason, (why) => {
    if (first.number === second.number) return refuse(state, 'QUEUE_TWO_PERSONS');
    return stay(state, [{ kind: 'write_off', row, reason: why, first, second }]);
  });

export const acknowledge: Handler<'queue', 'acknowledge_alarm'> = ({ state }, { alarmId }) =>
  stay(state, [{ kind: 'acknowledge_alarm', alarmId }]);
