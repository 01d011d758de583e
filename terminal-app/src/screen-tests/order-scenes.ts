/** Snapshots of orders that were pushed to the till: they wait, one is in hand, one was left. */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Order = TillSnapshot['orders'][number];

export function orderScenes({ base, cart }: { base: TillSnapshot; cart: TillSnapshot['sale'] }) {
  const order = (at: number, part: Partial<Order>): Order => ({
    orderId: `0195a9c2-0000-7c3d-9a4f-0000000000${40 + at}`,
    status: 'waiting',
    title: '四号桌',
    source: 'app:table-app',
    externalRef: 'T4-17',
    totalMinor: '11800',
    itemCount: 4,
    lines: [
      { name: '红烧牛肉面', quantity: 2 },
      { name: 'Lemon tea, less ice', quantity: 1 },
      { name: '凉拌黄瓜', quantity: 1 },
    ],
    lineCount: 3,
    createdAtMs: base.nowMs - at * 240_000,
    expiresAtMs: base.nowMs + 3_600_000,
    ...part,
  });
  const orders = [
    order(3, { status: 'taken_up', title: 'WEB-20260314-0042', source: 'merchant', externalRef: 'SO-88431' }),
    order(2, {}),
    order(1, {
      ...{ title: '门店自提 138****2231', source: 'merchant', externalRef: 'SO-88440', totalMinor: '1234500' },
      ...{ itemCount: 27, lineCount: 12 },
    }),
  ];
  const byOrder = cart.lines.map((line) => ({ ...line, articleId: '-', barcode: '' }));
  const inHand: TillSnapshot['sale'] = {
    ...{ ...cart, lines: byOrder, selectedLineNo: null },
    order: {
      orderId: '0195a9c2-0000-7c3d-9a4f-000000000099',
      ...{ externalRef: 'SO-88440', title: '门店自提 138****2231', source: 'merchant' },
    },
  };
  const empty = { ...cart, lines: [], selectedLineNo: null, itemCount: 0, totalMinor: '0', dueMinor: '0' };
  const training = { ...base.counter, trainingSinceMs: base.nowMs - 60_000 };
  return {
    orders_wait: { ...base, sale: { ...empty, discounts: [] }, orders },
    orders_one_waits: { ...base, sale: cart, orders: orders.slice(1, 2) },
    orders_training: { ...base, sale: { ...empty, discounts: [] }, orders: orders.slice(1), counter: training },
    order_in_hand: { ...base, sale: inHand, orders: orders.slice(1) },
    order_tender: { ...base, view: 'tender', sale: inHand, orders: orders.slice(1) },
  } as const satisfies Record<string, TillSnapshot>;
}
