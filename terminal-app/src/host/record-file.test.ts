import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptySale } from '../sale/cart.ts';
import type { Sale, Stage } from '../sale/model.ts';
import { samples } from '../sale/test-samples.ts';
import { lockFolder } from './instance-lock.ts';
import { RecordFile } from './record-file.ts';
import { isOnlyCart, recordOf, resume } from './till-record.ts';

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
      if (!loaded || isOnlyCart(loaded)) continue;
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

  it('is nothing after the sale was written down', () => {
    expect(recordOf(state(stages.completed))).toBeNull();
    const file = new RecordFile(folder);
    file.save(recordOf(state(stages.paying)));
    file.save(null);
    expect(new RecordFile(folder).load()).toBeNull();
  });

  it('is a cart alone without its operator, which gives way to a payment and comes back behind it', () => {
    const cart = recordOf(state(stages.selling));
    expect(cart && isOnlyCart(cart)).toBe(true);
    expect(recordOf(state(stages.tendering))).toEqual(cart);
    const paying = recordOf(state(stages.paying));
    const file = new RecordFile(folder);
    for (const record of [cart, paying, cart, null, cart]) {
      file.save(record);
      expect(new RecordFile(folder).load()).toEqual(record);
      expect(readdirSync(folder)).toHaveLength(record ? 1 : 0);
    }
    const old = { ...state(stages.selling), session: null };
    const again = resume(cart as NonNullable<typeof cart>, old, context).state;
    expect([again.session, again.stage.status]).toEqual([null, 'selling']);
    expect(again.sale).toEqual(state(stages.selling).sale);
  });

  it('goes before a cart that stands beside it, and a cart that a power cut tore is none', () => {
    const file = new RecordFile(folder);
    file.save(recordOf(state(stages.selling)));
    const cart = readFileSync(join(folder, 'cart-in-hand.json'), 'utf8');
    const paying = recordOf(state(stages.paying));
    file.save(paying);
    writeFileSync(join(folder, 'cart-in-hand.json'), cart);
    const next = new RecordFile(folder);
    expect(next.load()).toEqual(paying);
    next.save(null);
    expect(readdirSync(folder)).toEqual([]);
    for (const torn of ['', cart.slice(0, 40), JSON.stringify(JSON.parse(cart.replace('"cart"', '"other"')))]) {
      writeFileSync(join(folder, 'cart-in-hand.json'), torn);
      expect(new RecordFile(folder).load()).toBeNull();
    }
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
    expect(recordOf(state(stages.selling, { givenUp }))?.sale).not.toBeNull();
    const record = recordOf({
      ...state(stages.selling, { givenUp }),
      sale: emptySale(givenUp[0]?.saleId as Sale['saleId']),
    });
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
