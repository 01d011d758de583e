import { describe, expect, it } from 'vitest';
import { counterStep } from './machine.ts';
import { counterSamples, deadRow, testContext } from './test-samples.ts';

const { stages, state } = counterSamples();
const context = testContext();

describe('an entry that was refused', () => {
  const at = state(stages.queue_row);
  const put = { kind: 'correct_row', reason: 'mended', changes: [{ path: '/status', value: 'failed' }] } as const;

  it('is shown with its facts where it can be corrected, and left to the queue', () => {
    const row = { kind: deadRow.kind, key: deadRow.key };
    expect(counterStep(state(stages.queue), { kind: 'show_row', row }, context).state.stage).toEqual(stages.queue_row);
    const other = counterStep(state(stages.queue), { kind: 'show_row', row: { kind: 'pay', key: 'K' } }, context);
    expect(other.refused?.code).toBe('QUEUE_ROW_NOT_FOUND');
    expect(counterStep(at, { kind: 'leave_place' }, context).state.stage.status).toBe('queue');
  });

  it('is written again with the facts put right, and a reason', () => {
    const { effects } = counterStep(at, put, context);
    const { status, amountMinor } = JSON.parse((effects[0] as { payloadJson: string }).payloadJson);
    expect(effects).toMatchObject([{ kind: 'mend', action: 'correct', reason: 'mended', row: { key: deadRow.key } }]);
    expect([status, amountMinor]).toEqual(['failed', '400']);
    expect(counterStep(at, { ...put, reason: '' }, context).refused?.code).toBe('REASON_NEEDED');
  });

  it('stays while a fact is not right, or a sum would change', () => {
    for (const changes of [[], [{ path: '/status', value: 'lost' }], [{ path: '/amountMinor', value: '1' }]]) {
      const { effects, refused } = counterStep(at, { ...put, changes }, context);
      expect([refused?.code, effects]).toEqual(['FACT_NOT_RIGHT', []]);
    }
  });

  it('whose facts are right goes as it is', () => {
    const payloadJson = deadRow.payloadJson.replace('"gone"', '"failed"');
    const right = state({ ...stages.queue_row, row: { ...deadRow, payloadJson } });
    expect(counterStep(right, { ...put, changes: [] }, context).effects).toMatchObject([{ payloadJson: '' }]);
  });
});
