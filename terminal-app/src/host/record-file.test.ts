import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Stage } from '../sale/model.ts';
import { samples } from '../sale/test-samples.ts';
import { lockFolder } from './instance-lock.ts';
import { RecordFile } from './record-file.ts';
import { recordOf, resume } from './till-record.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const { stages, state, context } = samples('record');

describe('the record of the sale in hand', () => {
  it('brings every state with a payment or refund in hand back under its key', () => {
    for (const [status, stage] of Object.entries(stages) as [string, Stage][]) {
      const before = state(stage);
      const record = recordOf(before);
      new RecordFile(folder).save(record);
      const loaded = new RecordFile(folder).load();
      expect(loaded, status).toEqual(record);
      if (!loaded) continue;
      const fresh = { ...state(stages.selling), session: null };
      const { state: after, effects } = resume(loaded, fresh, context);
      expect(after.sale, status).toEqual(before.sale);
      const key = 'attempt' in stage ? stage.attempt.key : null;
      if (key && status !== 'declined') expect('attempt' in after.stage && after.stage.attempt.key, status).toBe(key);
      if (key && status !== 'declined') expect(effects, status).toHaveLength(1);
    }
  });

  it('completes the same sale again, to the millisecond: the agent may have it already', () => {
    const record = recordOf(state(stages.completing));
    if (!record) throw new Error('no record');
    const { effects } = resume(record, state(stages.selling), { ...context, nowMs: context.nowMs + 90_000 });
    expect(effects).toMatchObject([
      { kind: 'complete_sale', draft: { completedAtMs: stages.completing.completedAtMs } },
    ]);
  });

  it('is nothing while only a cart is in hand, and after the sale was written down', () => {
    expect(recordOf(state(stages.selling))).toBeNull();
    expect(recordOf(state(stages.tendering))).toBeNull();
    expect(recordOf(state(stages.completed))).toBeNull();
    const file = new RecordFile(folder);
    file.save(recordOf(state(stages.paying)));
    file.save(null);
    expect(new RecordFile(folder).load()).toBeNull();
  });

  it('holds neither payment code nor card', () => {
    const paying = state(stages.paying, { usedPaymentCodes: ['134567890123456789'] });
    expect(
      JSON.stringify(recordOf(paying), (_name, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain('134567890123456789');
  });

  it('that cannot be read stops the till instead of being forgotten', () => {
    for (const text of ['', '{', '{"version":2}', '{"version":1,"session":null,"sale":null,"step":{"kind":"cart"}}']) {
      writeFileSync(join(folder, 'sale-in-hand.json'), text);
      expect(() => new RecordFile(folder).load()).toThrow(expect.objectContaining({ code: 'TILL_BAD_RECORD' }));
    }
  });

  it('keeps following what was given up, without a sale', () => {
    const { attempt } = stages.unknown;
    const givenUp = [{ attempt, saleId: state(stages.selling).sale.saleId, fate: { status: 'open' as const } }];
    const record = recordOf(state(stages.selling, { givenUp }));
    expect(record?.sale).toBeNull();
    if (!record) throw new Error('no record');
    const { effects } = resume(record, state(stages.selling), context);
    expect(effects).toEqual([{ kind: 'follow_given_up', key: attempt.key }]);
  });
});

it.skipIf(process.platform !== 'linux')(
  'a folder is one till’s until it is given back (named sockets of Linux)',
  async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'TILL_FOLDER_BUSY' });
    await unlock();
    await (await lockFolder(folder))();
  },
);
