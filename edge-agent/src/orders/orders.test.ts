/** Orders pushed to a till, over the wire: offered by apps, fetched from the server, taken up, paid, put back, refused. */
import { systemClock } from '@qiantai/foundation';
import type { TerminalOrder__Output } from '@qiantai/protos/generated/qiantai/common/v1/TerminalOrder.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  cashRequest,
  type Fixture,
  ids,
  money,
  openFixture,
  serviceCall,
  setSettings,
  until,
} from '../testing/fixture.ts';
import { openOrdersMax } from './order-desk.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

type Terminal = keyof Fixture['identities'];

function orders<Reply = TerminalOrder__Output>(
  name: string,
  request: object,
  how: { terminal?: Terminal; session?: string } = {},
): Promise<Reply> {
  const { terminal = 'till-1', session = fixture.till.session } = how;
  const keys = fixture.identities[terminal];
  return serviceCall<Reply>(fixture.agent.grpcPort, 'TerminalOrderService', keys, { name, request, session });
}

const offered = (change: object = {}) => ({
  orderId: ids.uuid7(),
  app: 'table-app',
  externalRef: 'T4-17',
  title: '四号桌',
  lines: [
    { name: '牛肉面', quantity: 2, unitPrice: money(1500) },
    { name: 'Tea', quantity: 1, unitPrice: money(250) },
  ],
  total: money(3250),
  validMs: 600_000,
  ...change,
});

const offer = async (change: object = {}) => await send(offered(change));
const send = async ({ app, ...order }: ReturnType<typeof offered>) => await orders('OfferOrder', { order, app });
const get = (orderId: string, more: object = {}) => orders('GetOrder', { orderId, ...more });
const list = async (terminal?: Terminal) =>
  (await orders<{ orders: TerminalOrder__Output[] }>('ListOrders', {}, terminal ? { terminal } : {})).orders;

/** The sale of an order, with cash that was taken for it. */
async function cashSale(saleId: string, change: object = {}) {
  const request = { ...cashRequest(undefined, 3250), saleId };
  const orderNo = `O${saleId.replaceAll('-', '').slice(0, 20)}`;
  await fixture.till.call('TakeCash', { ...request, orderNo });
  const line = (lineNo: number, name: string, quantity: number, unit: number) => ({
    ...{ lineNo, articleId: '-', barcode: '', nameZh: name, nameEn: name, quantity },
    ...{ unitPriceMinor: String(unit), amountMinor: String(quantity * unit) },
  });
  const { paymentKey: key } = request;
  return {
    ...{ kind: 'sale', saleId, orderNo, currency: 'CNY', startedAtMs: 1, completedAtMs: 2 },
    lines: [line(1, '牛肉面', 2, 1500), line(2, 'Tea', 1, 250)],
    totalMinor: '3250',
    tenders: [{ key, tender: 'cash', channel: 'cash', amountMinor: '3250', offline: false }],
    ...change,
  };
}
const complete = (sale: object) => fixture.till.call('CompleteSale', { saleJson: JSON.stringify(sale) });

describe('an order of an app', () => {
  test('waits at its till, once, and is seen there alone', async () => {
    const request = offered();
    const order = await send(request);
    expect(order).toMatchObject({
      ...{ orderId: request.orderId, terminalId: 'till-1', source: 'app:table-app', externalRef: 'T4-17' },
      ...{ title: '四号桌', total: money(3250), status: 'waiting', saleId: '', receiptNo: '', reason: '' },
    });
    expect(Number(order.expiresAtMs) - Number(order.createdAtMs)).toBe(600_000);
    expect((await send(request)).revision).toBe(order.revision);
    await expect(send({ ...request, title: 'x' })).rejects.toThrow('ORDER_CONFLICT');
    expect((await list()).map(({ orderId }) => orderId)).toEqual([request.orderId]);
    expect(await list('till-2')).toEqual([]);
    await expect(orders('GetOrder', { orderId: request.orderId }, { terminal: 'till-2' })).rejects.toThrow(
      'ORDER_NOT_FOUND',
    );
    await expect(get(request.orderId, { app: 'other' })).rejects.toThrow('ORDER_NOT_FOUND');
    expect(await get(request.orderId, { app: 'table-app' })).toEqual(order);
  });

  test.each<[string, object, RegExp]>([
    ['whose lines are not its total', { total: money(3251) }, /ORDER_BAD/],
    ['without lines', { lines: [] }, /ORDER_BAD/],
    ['of nothing', { lines: [{ name: 'x', quantity: 1, unitPrice: money(0) }], total: money(0) }, /ORDER_BAD/],
    ['in two currencies', { total: { amountMinor: '3250', currency: 'USD' } }, /PROTO_BAD_MONEY/],
    ['with a control character', { title: '\u001b@' }, /ORDER_BAD/],
    ['without a title', { title: '' }, /ORDER_BAD/],
    ['of nobody', { app: '' }, /REQUEST_BAD/],
    ['of an app with a strange name', { app: 'a b' }, /REQUEST_BAD/],
    ['that waits no time', { validMs: 0 }, /REQUEST_BAD|PROTO_BAD/],
    ['without a right id', { orderId: 'x' }, /PROTO_BAD/],
  ])('%s is refused', async (_what, change, code) => {
    await expect(offer(change)).rejects.toThrow(code);
  });

  test('is cancelled by its app, while it waits', async () => {
    const { orderId } = await offer();
    await expect(orders('CancelOrder', { orderId, app: 'other' })).rejects.toThrow('ORDER_NOT_FOUND');
    const cancelled = await orders('CancelOrder', { orderId, app: 'table-app' });
    expect(cancelled).toMatchObject({ status: 'cancelled', reason: 'APP_CANCELLED' });
    expect(await orders('CancelOrder', { orderId, app: 'table-app' })).toEqual(cancelled);
    await expect(orders('TakeUpOrder', { orderId, saleId: ids.saleId() })).rejects.toThrow('ORDER_NOT_NOW');
  });

  test('is over when its time is', async () => {
    const order = await offer({ validMs: 1000 });
    const { orderId, revision: knownRevision } = order;
    const over = await get(orderId, { knownRevision, waitMs: 10_000 });
    expect(over.status).toBe('expired');
    expect(Number(over.changedAtMs)).toBeGreaterThanOrEqual(Number(order.expiresAtMs));
  });

  test('is refused with a reason, by somebody who has signed in', async () => {
    const { orderId } = await offer();
    await expect(orders('RefuseOrder', { orderId, reason: 'sold out' }, { session: '' })).rejects.toThrow(
      'SESSION_MISSING',
    );
    await expect(orders('RefuseOrder', { orderId, reason: ' ' })).rejects.toThrow('REQUEST_BAD');
    expect(await orders('RefuseOrder', { orderId, reason: 'sold out' })).toMatchObject({
      ...{ status: 'refused', reason: 'sold out' },
    });
  });
});

describe('an order for a till that trains', () => {
  const deed = (name: string) => {
    const deedId = ids.uuid7();
    const deedJson = JSON.stringify({ deedId, deed: name, doneAtMs: 1 });
    return fixture.till.call('RecordDeed', { deedId, deedJson });
  };

  test('waits and says why, whether it was there before or came meanwhile, until the training ends', async () => {
    const before = await offer();
    const heard = get(before.orderId, { knownRevision: before.revision, waitMs: 10_000 });
    await deed('training_begun');
    expect(await heard).toMatchObject({ status: 'waiting', reason: 'TERMINAL_TRAINING' });
    const { orderId, revision, ...during } = await offer();
    expect(during).toMatchObject({ status: 'waiting', reason: 'TERMINAL_TRAINING' });
    const ended = get(orderId, { knownRevision: revision, waitMs: 10_000 });
    await deed('training_ended');
    expect(await ended).toMatchObject({ status: 'waiting', reason: '' });
    expect((await get(before.orderId)).reason).toBe('');
    for (const id of [before.orderId, orderId]) await orders('CancelOrder', { orderId: id, app: 'table-app' });
  });

  test('is refused with the code where the store’s rule says so', async () => {
    const rule = (value: object) => setSettings(fixture, [['till_rules', 'default', value]]);
    await rule({ currency: 'CNY', ordersInTraining: 'refuse' });
    await deed('training_begun');
    expect(await offer()).toMatchObject({ status: 'refused', reason: 'TERMINAL_TRAINING' });
    await rule({ currency: 'CNY' });
    await deed('training_ended');
    const { orderId } = await offer();
    await orders('CancelOrder', { orderId, app: 'table-app' });
  });

  test('does not wait for a till that sells: its last deed is no longer true', async () => {
    await deed('training_begun');
    const { orderId } = await offer();
    const other = await offer();
    await orders('TakeUpOrder', { orderId: other.orderId, saleId: ids.saleId() });
    expect(await get(orderId)).toMatchObject({ status: 'waiting', reason: '' });
    await orders('PutBackOrder', { orderId: other.orderId });
    await orders('CancelOrder', { orderId: other.orderId, app: 'table-app' });
    await orders('CancelOrder', { orderId, app: 'table-app' });
  });
});

describe('an order that is taken up', () => {
  test('is bound to its sale, is paid with it, and the sale carries its number', async () => {
    const waiting = await offer();
    const { orderId } = waiting;
    const saleId = ids.saleId();
    await expect(orders('TakeUpOrder', { orderId, saleId }, { session: '' })).rejects.toThrow('SESSION_MISSING');
    const heard = get(orderId, { knownRevision: waiting.revision, waitMs: 10_000, app: 'table-app' });
    const taken = await orders('TakeUpOrder', { orderId, saleId });
    expect(taken).toMatchObject({ status: 'taken_up', saleId });
    expect(await heard).toEqual(taken);
    expect(await orders('TakeUpOrder', { orderId, saleId })).toEqual(taken);
    await expect(orders('TakeUpOrder', { orderId, saleId: ids.saleId() })).rejects.toThrow('ORDER_TAKEN_UP');
    await expect(orders('CancelOrder', { orderId, app: 'table-app' })).rejects.toThrow('ORDER_TAKEN_UP');
    await expect(orders('RefuseOrder', { orderId, reason: 'x' })).rejects.toThrow('ORDER_TAKEN_UP');

    const sale = await cashSale(saleId);
    // The operator has no right to sell by price alone: the order is the authority, for its own lines.
    const [first, second] = sale.lines as [object, object];
    const swapped = { ...sale, lines: [second, first] };
    await expect(complete(swapped)).rejects.toThrow('SALE_BAD');
    await expect(complete({ ...sale, externalRef: 'another' })).rejects.toThrow('SALE_BAD');
    const { receiptNo, saleJson } = await complete(sale);
    expect(JSON.parse(saleJson)).toMatchObject({ externalRef: 'T4-17', receiptNo });
    const paid = await get(orderId);
    expect(paid).toMatchObject({ status: 'paid', saleId, receiptNo });
    expect(paid.payments).toEqual([
      { tender: 'TENDER_CASH', channel: 'CHANNEL_CASH', amount: money(3250), maskedPan: '' },
    ]);
    expect((await complete(sale)).receiptNo).toBe(receiptNo);
    expect((await get(orderId)).revision).toBe(paid.revision);
    await expect(orders('PutBackOrder', { orderId })).rejects.toThrow('ORDER_NOT_NOW');
    expect((await list()).map((one) => one.orderId)).not.toContain(orderId);
  });

  test('waits again where its sale is given up, and that sale is not taken again', async () => {
    const { orderId } = await offer();
    const saleId = ids.saleId();
    await orders('TakeUpOrder', { orderId, saleId });
    await fixture.till.call('AbandonSale', { saleId, reasonCode: 'CASHIER' });
    expect(await get(orderId)).toMatchObject({ status: 'waiting', saleId: '', reason: 'CASHIER' });
    await expect(orders('TakeUpOrder', { orderId, saleId })).rejects.toThrow('SALE_CONFLICT');
    const again = ids.saleId();
    await orders('TakeUpOrder', { orderId, saleId: again });
    expect(await orders('PutBackOrder', { orderId })).toMatchObject({ status: 'waiting', saleId: '' });
    expect(await orders('PutBackOrder', { orderId })).toMatchObject({ status: 'waiting' });
    await orders('CancelOrder', { orderId, app: 'table-app' });
  });

  test('is not put back while money of its sale is here', async () => {
    const { orderId } = await offer();
    const saleId = ids.saleId();
    await orders('TakeUpOrder', { orderId, saleId });
    const sale = await cashSale(saleId);
    await expect(orders('PutBackOrder', { orderId })).rejects.toThrow('SALE_HAS_PAID_PARTS');
    expect(await get(orderId)).toMatchObject({ status: 'taken_up', saleId });
    await complete(sale);
    expect(await get(orderId)).toMatchObject({ status: 'paid' });
  });

  test('stands as it stood after a power cut', async () => {
    const { orderId } = await offer();
    const saleId = ids.saleId();
    await orders('TakeUpOrder', { orderId, saleId });
    await fixture.restart();
    expect(await get(orderId)).toMatchObject({ status: 'taken_up', saleId });
    await complete(await cashSale(saleId));
    await fixture.restart();
    expect(await get(orderId)).toMatchObject({ status: 'paid' });
  });
});

test('the status says how many wait for the till, and that something changed', async () => {
  const stream = fixture.till.watchStatus();
  const seen: Array<{ ordersWaiting: number; ordersRevision: string }> = [];
  stream.on('data', (status) => seen.push(status));
  stream.on('error', () => undefined);
  try {
    await until(() => seen.length > 0, 'a first status');
    const first = seen.at(-1);
    const { orderId } = await offer();
    await until(() => seen.at(-1)?.ordersWaiting === (first?.ordersWaiting ?? 0) + 1, 'one more waits');
    const before = seen.at(-1)?.ordersRevision;
    await orders('CancelOrder', { orderId, app: 'table-app' });
    await until(() => seen.at(-1)?.ordersWaiting === first?.ordersWaiting, 'it does not any more');
    expect(seen.at(-1)?.ordersRevision).not.toBe(before);
  } finally {
    stream.cancel();
  }
});

describe('an order of the merchant', () => {
  beforeEach(() => {
    fixture.server.orders.waiting = [];
    fixture.server.orders.reports = [];
    fixture.server.orders.answer = undefined;
  });

  const pushed = (change: object = {}) => {
    const createdAtMs = systemClock.nowMs();
    return {
      ...{ orderId: ids.uuid7(), terminalId: 'till-1', source: 'merchant', externalRef: 'WEB-9', title: 'Web 9' },
      lines: [{ name: 'Cake', quantity: 1, unitPriceMinor: '3250' }],
      ...{ totalMinor: '3250', currency: 'CNY', createdAtMs, expiresAtMs: createdAtMs + 600_000 },
      ...change,
    };
  };
  const push = (order: object, cancelAsked = false) =>
    fixture.server.orders.waiting.push({ orderJson: JSON.stringify(order), cancelAsked });
  const statuses = (orderId: string) =>
    fixture.server.orders.reports.filter((report) => report.orderId === orderId).map(({ status }) => status);
  const told = (orderId: string, status: string) =>
    until(() => statuses(orderId).at(-1) === status, `the server hears that it is ${status}`);

  test('is fetched, told as it goes, and its end comes with the receipt and the payments', async () => {
    const order = pushed();
    fixture.server.orders.loseReports = 2;
    push(order);
    await told(order.orderId, 'waiting');
    await until(() => fixture.server.orders.waiting.length === 0, 'the report was taken');
    expect(await get(order.orderId)).toMatchObject({ source: 'merchant', title: 'Web 9', status: 'waiting' });
    const saleId = ids.saleId();
    await orders('TakeUpOrder', { orderId: order.orderId, saleId });
    await told(order.orderId, 'taken_up');
    const sale = await cashSale(saleId);
    const line = { ...(sale.lines[0] as object), nameZh: 'Cake', nameEn: 'Cake', quantity: 1 };
    const lines = [{ ...line, unitPriceMinor: '3250', amountMinor: '3250' }];
    const { receiptNo } = await complete({ ...sale, lines });
    await told(order.orderId, 'paid');
    expect(fixture.server.orders.reports.at(-1)).toMatchObject({
      ...{ status: 'paid', saleId, receiptNo },
      payments: [{ tender: 'cash', channel: 'cash', amountMinor: '3250', maskedPan: '' }],
    });
    // Given again, as by a server that has lost the report: told again, and nothing else.
    const count = statuses(order.orderId).length;
    push(order);
    await until(() => statuses(order.orderId).length > count, 'it is told again');
    expect((await get(order.orderId)).status).toBe('paid');
  });

  test('is cancelled while it waits; a cancel that crosses a taking up loses, and the server is told', async () => {
    const order = pushed();
    push(order, true);
    await told(order.orderId, 'cancelled');
    expect(await get(order.orderId)).toMatchObject({ status: 'cancelled', reason: 'MERCHANT_CANCELLED' });
    const other = pushed();
    push(other);
    await told(other.orderId, 'waiting');
    await orders('TakeUpOrder', { orderId: other.orderId, saleId: ids.saleId() });
    await told(other.orderId, 'taken_up');
    const count = statuses(other.orderId).length;
    push(other, true);
    await until(() => statuses(other.orderId).length > count, 'the server is told again');
    expect(statuses(other.orderId).at(-1)).toBe('taken_up');
    await orders('PutBackOrder', { orderId: other.orderId });
  });

  test('that this store cannot take is refused with the reason', async () => {
    const foreign = pushed({ currency: 'USD' });
    const elsewhere = pushed({ terminalId: 'till-9' });
    push(foreign);
    push(elsewhere);
    await told(foreign.orderId, 'refused');
    await told(elsewhere.orderId, 'refused');
    expect(fixture.server.orders.reports.at(-1)?.reason).toBe('ORDER_BAD');
  });

  test('with the id of an order that an app has here is told so, and that one stays', async () => {
    const { orderId } = await offer();
    push(pushed({ orderId }));
    await told(orderId, 'refused');
    expect(fixture.server.orders.reports.at(-1)?.reason).toBe('ORDER_CONFLICT');
    expect(await get(orderId)).toMatchObject({ source: 'app:table-app', status: 'waiting' });
    await orders('CancelOrder', { orderId, app: 'table-app' });
  });

  test('that has had its end at the server is not waited for here: an older copy of the store may have come back', async () => {
    for (const word of ['cancelled', fixture.server.error('TERMINAL_ORDER_NOT_FOUND', { why: 'none' })]) {
      const order = pushed();
      fixture.server.orders.answer = ({ status }) => (status === 'waiting' ? word : undefined);
      push(order);
      await told(order.orderId, 'cancelled');
      expect(await get(order.orderId)).toMatchObject({ status: 'cancelled', saleId: '' });
    }
  });

  test('is told again where the agent itself was refused', async () => {
    const order = pushed();
    const refused = fixture.server.error('CALLER_CERTIFICATE_EXPIRED', { why: 'over' });
    fixture.server.orders.answer = () => refused;
    push(order);
    await until(() => statuses(order.orderId).length > 2, 'it was told in vain');
    fixture.server.orders.answer = undefined;
    const count = statuses(order.orderId).length;
    await until(() => statuses(order.orderId).length > count, 'it is told again');
    expect(await get(order.orderId)).toMatchObject({ status: 'waiting' });
  });

  test('is paid while the line is down, and the server hears of it afterwards', async () => {
    const order = pushed({ ...{ lines: [{ name: '牛肉面', quantity: 2, unitPriceMinor: '1500' }] } });
    order.lines.push({ name: 'Tea', quantity: 1, unitPriceMinor: '250' });
    push(order);
    await told(order.orderId, 'waiting');
    await fixture.offline();
    const saleId = ids.saleId();
    await orders('TakeUpOrder', { orderId: order.orderId, saleId });
    await complete(await cashSale(saleId));
    expect(statuses(order.orderId)).not.toContain('paid');
    await fixture.online();
    await told(order.orderId, 'paid');
  });
});

test('a till has so many open orders and no more', async () => {
  const held = (await list()).length;
  for (let count = held; count < openOrdersMax; count++) await offer();
  await expect(offer()).rejects.toThrow('ORDER_LIST_FULL');
  for (const { orderId } of await list()) await orders('CancelOrder', { orderId, app: 'table-app' }).catch(() => 0);
});
