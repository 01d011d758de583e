/** The list of pushed orders follows the agent's word; an order in hand outlives the till. */
import { silentLog } from '@qiantai/foundation';
import { beforeEach, describe, expect, test } from 'vitest';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { LineStatus } from '../edge/convert.ts';
import type { PushedOrder } from '../edge/order-client.ts';
import { emptySale } from '../sale/cart.ts';
import { step } from '../sale/machine.ts';
import type { TillState } from '../sale/model.ts';
import { samples } from '../sale/test-samples.ts';
import { OrderDesk } from './order-desk.ts';
import { recordOf, resume, tillRecordSchema } from './till-record.ts';

const orderId = '0190a5c0-0000-7000-8000-000000000001';
const order = (change: Partial<PushedOrder> = {}): PushedOrder => ({
  ...{ orderId, source: 'app:table-app', externalRef: 'T4-17', title: '四号桌', currency: 'CNY', status: 'waiting' },
  lines: [1, 2, 3, 4].map((at) => ({ name: `Dish ${at}`, quantity: at, unitPriceMinor: 100n })),
  ...{ totalMinor: 1000n, revision: 7, createdAtMs: 1, expiresAtMs: 2, changedAtMs: 3 },
  ...{ saleId: '', receiptNo: '', payments: [], reason: '', ...change },
});
const status = (ordersRevision: number) => ({ ordersRevision }) as LineStatus;

function emptyTill(): TillState {
  const { state, stages, context } = samples('order desk');
  return { ...state(stages.selling), sale: emptySale(context.mint.saleId()), heldCarts: [] };
}

describe('the list', () => {
  let answers: Array<() => Promise<PushedOrder[]>>;
  let changes: number;
  let till: TillState;
  let desk: OrderDesk;
  const nobody = () => Promise.reject(new Error('not asked for'));
  const settle = async () => {
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  beforeEach(() => {
    [answers, changes, till] = [[], 0, emptyTill()];
    desk = new OrderDesk({
      orders: { list: () => (answers.shift() ?? nobody)(), takeUp: nobody, putBack: nobody, refuse: nobody },
      log: silentLog,
      sale: () => till.sale,
      onChange: () => {
        changes += 1;
      },
    });
  });

  test('is read once for each word of a change', async () => {
    answers.push(async () => [order()]);
    desk.look(null);
    desk.look(status(5));
    desk.look(status(5));
    await settle();
    expect(changes).toBe(1);
    expect(desk.shown()).toEqual([
      {
        ...{ orderId, status: 'waiting', title: '四号桌', source: 'app:table-app', externalRef: 'T4-17' },
        ...{ createdAtMs: 1, expiresAtMs: 2, totalMinor: '1000', itemCount: 10, lineCount: 4 },
        lines: [1, 2, 3].map((at) => ({ name: `Dish ${at}`, quantity: at })),
      },
    ]);
    desk.look(status(5));
    await settle();
    expect(changes).toBe(1);
  });

  test('is read again for what changed while it was read', async () => {
    let first: (orders: PushedOrder[]) => void = () => {};
    answers.push(
      () =>
        new Promise((resolve) => {
          first = resolve;
        }),
      async () => [],
    );
    desk.look(status(5));
    desk.look(status(6));
    first([order()]);
    await settle();
    await settle();
    expect([changes, desk.shown(), answers]).toEqual([2, [], []]);
  });

  test('that was not read is read at the next word, whatever it says', async () => {
    answers.push(
      () => Promise.reject(new AgentFailure('gone', 'AGENT_GONE', 'gone')),
      async () => [order()],
    );
    desk.look(status(5));
    await settle();
    expect([changes, desk.shown()]).toEqual([0, []]);
    desk.look(status(5));
    await settle();
    expect(desk.shown()).toHaveLength(1);
  });

  test('leaves out what is in hand, and what has an end', async () => {
    const other = '0190a5c0-0000-7000-8000-000000000002';
    answers.push(async () => [order(), order({ orderId: other, status: 'taken_up' }), order({ status: 'paid' })]);
    desk.look(status(5));
    await settle();
    const inHand = { orderId, externalRef: '', title: '', source: 'merchant' };
    till = { ...till, sale: { ...till.sale, order: inHand } };
    expect(desk.shown().map((one) => [one.orderId, one.status])).toEqual([[other, 'taken_up']]);
  });
});

test('an order in hand stands in the till’s record from the moment that it is taken up', () => {
  const { context } = samples('order record');
  const before = emptyTill();
  const { saleId } = before.sale;
  const { externalRef, title, source, lines } = order();
  const taken = step(
    before,
    { kind: 'order_taken_up', saleId, order: { orderId, externalRef, title, source, lines } },
    context,
  );
  expect(recordOf(before)).toBeNull();
  const text = JSON.stringify(recordOf(taken.state), (_name, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  const record = tillRecordSchema.parse(JSON.parse(text));
  const resumed = resume(record, emptyTill(), context);
  expect(resumed.state.sale).toEqual(taken.state.sale);
  expect(resumed.state.stage.status).toBe('selling');
  expect(resumed.effects).toEqual([]);
  // Its price stands with it: nobody has to be asked before it is paid.
  expect(step(resumed.state, { kind: 'begin_tender' }, context).state.stage.status).toBe('tendering');
});
