/** Views beside the sale, and what lies over every view: a call that waits, training. */
import type { CounterPlaceShown, ShiftShown } from '../contract/counter-contract.ts';
import type { TillSnapshot } from '../contract/till-contract.ts';
import { cardSamples } from './card-samples.ts';

type Counter = TillSnapshot['counter'];

export function counterScenes(base: TillSnapshot, cart: TillSnapshot['sale']) {
  const { nowMs } = base;
  const cards = cardSamples(nowMs);
  const shift: ShiftShown = {
    shiftId: '01890000-0000-7000-8000-0000000000a1',
    status: 'open',
    openedBy: '王小燕',
    operator: '王小燕',
    businessDate: '2026-01-02',
    openedAtMs: nowMs - 7_200_000,
    closedAtMs: 0,
    floatMinor: '50000',
    saleCount: 128,
    saleTotalMinor: '1284050',
    returnCount: 2,
    returnTotalMinor: '4500',
    taken: [
      { channel: 'cash', tender: 'cash', count: 41, amountMinor: '284050' },
      { channel: 'wechat', tender: 'payment_code', count: 52, amountMinor: '600000' },
      { channel: 'alipay', tender: 'qr', count: 35, amountMinor: '400000' },
    ],
    givenBack: [{ channel: 'cash', tender: 'cash', count: 2, amountMinor: '4500' }],
    movedInMinor: '20000',
    movedOutMinor: '100000',
    expectedMinor: null,
    countedMinor: null,
    differenceMinor: null,
    openPaymentCount: 1,
    unsent: 14,
    unsentCashMinor: '38250',
    cardSettlements: [cards.due],
  };
  const closed: ShiftShown = {
    ...shift,
    shiftId: `${shift.shiftId.slice(0, -1)}0`,
    status: 'closed',
    closedAtMs: nowMs,
    expectedMinor: '249550',
    countedMinor: '249050',
    differenceMinor: '-500',
    openPaymentCount: 0,
    unsent: 0,
    cardSettlements: [cards.settled],
  };
  const even: ShiftShown = {
    ...closed,
    cardSettlements: [cards.due],
    shiftId: `${shift.shiftId.slice(0, -1)}2`,
    differenceMinor: '0',
  };
  const counted: Pick<Counter, 'counts' | 'countedMinor'> = {
    counts: base.counter.counts.map((one, at) => ({ ...one, count: [21, 4, 6, 3, 9, 12, 7, 5, 0, 0, 0][at] ?? 0 })),
    countedMinor: '242200',
  };
  const sale = (at: number, part: Partial<ListedSale>): ListedSale => ({
    receiptNo: `S1-T2-20260102-00${42 - at}`,
    kind: 'sale',
    terminalId: 'till-1',
    operatorName: '王小燕',
    completedAtMs: nowMs - at * 240_000,
    totalMinor: String(5290 - at * 310),
    itemCount: 8 - at,
    tenders: ['payment_code'],
    unsent: false,
    ...part,
  });
  const row = {
    kind: 'journal' as const,
    key: 'till-1 1042',
    terminalId: 'till-1',
    recordedAtMs: nowMs - 240_000,
    tries: 3,
    nextTryAtMs: nowMs + 30_000,
    lastCode: 'OFFLINE',
  };
  const at = (place: CounterPlaceShown, part: Partial<Counter> = {}): TillSnapshot => ({
    ...base,
    view: 'counter',
    counter: { ...base.counter, place, ...part },
  });
  const call: NonNullable<Counter['call']> = {
    kind: 'move_cash',
    at: 'kept',
    right: '',
    amountMinor: '60000',
    sinceMs: nowMs - 60_000,
    reasonCode: 'AGENT_GONE',
    operator: '王小燕',
    canGiveUp: false,
  };
  const found: NonNullable<Extract<CounterPlaceShown, { name: 'day_payment' }>['found']> = {
    keyEnd: '9a4f2b6c01d2',
    status: 'paid',
    channel: 'wechat',
    amountMinor: '5290',
    refundedMinor: '1000',
    reasonCode: '',
    updatedAtMs: nowMs - 600_000,
    receiptNo: 'S1-T2-20260102-0041',
    confirmedByServer: true,
  };
  return {
    shift_asking: at({ name: 'shift_asking' }),
    shift_none: at({ name: 'shift_none' }, { running: null }),
    shift_open: at({ name: 'shift_open', shift }),
    shift_open_x: at({ name: 'shift_open', shift: { ...shift, expectedMinor: '249550' } }),
    shift_counting: at({ name: 'shift_counting', shift: { ...shift, status: 'closing' } }, counted),
    shift_checking: at({ name: 'shift_checking', shift: { ...shift, status: 'closing' } }, counted),
    shift_naming: at({
      name: 'shift_naming',
      shift: { ...shift, status: 'closing' },
      unsettled: [
        {
          what: 'payment',
          key: 'x-9a4f2b6c01d2',
          amountMinor: '5290',
          sinceMs: nowMs - 900_000,
          reasonCode: 'CHANNEL_SILENT',
        },
        { what: 'journal', key: 'till-1 1042', amountMinor: null, sinceMs: nowMs - 240_000, reasonCode: '' },
        { what: 'refund', key: 'x-7b1e7c3d9a4f', amountMinor: null, sinceMs: 0, reasonCode: 'OFFLINE' },
      ],
    }),
    shift_closed: at({ name: 'shift_closed', shift: closed }, { running: null }),
    shift_closed_even: at({ name: 'shift_closed', shift: even }, { running: null }),
    shift_earlier: at({ name: 'shift_earlier', shifts: [shift, closed, even] }),
    cards: at({ name: 'cards', ...cards.report }),
    cards_due: at({ name: 'cards', ...cards.report, settlements: [cards.due, cards.settled] }),
    cards_none: at({ name: 'cards', open: [], settlements: [], offlineCount: 0, offlineMinor: '0' }, { running: null }),
    shift_earlier_none: at({ name: 'shift_earlier', shifts: [] }),
    shift_kept: {
      ...at({ name: 'shift_open', shift }, { call }),
      connection: { ...base.connection, agent: false, goneSinceMs: nowMs - 90_000, reasonCode: 'AGENT_GONE' },
    },
    shift_approval: at(
      { name: 'shift_open', shift },
      { call: { ...call, at: 'approval', right: 'cash.move', canGiveUp: true } },
    ),
    day: at({
      name: 'day',
      text: '',
      allDates: false,
      ownOnly: true,
      sales: [
        sale(1, { unsent: true }),
        sale(2, { kind: 'return', tenders: ['cash'] }),
        sale(3, { tenders: ['cash', 'card'] }),
        sale(4, {}),
      ],
      more: true,
    }),
    day_none: at({ name: 'day', text: '面', allDates: true, ownOnly: false, sales: [], more: false }),
    day_sale: at({
      name: 'day_sale',
      sale: {
        receiptNo: 'S1-T2-20260102-0041',
        kind: 'sale',
        operator: '王小燕',
        completedAtMs: nowMs - 600_000,
        totalMinor: '5290',
        originalReceiptNo: '',
        slipCount: 1,
        lines: cart.lines.map((line, index) => ({
          lineNo: line.lineNo,
          nameZh: line.nameZh,
          nameEn: line.nameEn,
          quantity: line.quantity,
          weightG: index === 3 ? 1250 : 0,
          unitPriceMinor: line.unitPriceMinor,
          amountMinor: line.amountMinor,
          returnedQuantity: index === 0 ? 1 : 0,
        })),
        tenders: [
          { tender: 'cash', channel: 'cash', amountMinor: '2000', offline: false, keyEnd: '9a4f2b6c01d1' },
          { tender: 'card', channel: 'card', amountMinor: '3290', offline: true, keyEnd: '9a4f2b6c01d2' },
        ],
      },
    }),
    day_payment: at({ name: 'day_payment', number: '4200001234202601021234567890', found }),
    day_payment_unknown: at({
      name: 'day_payment',
      number: '4200001234202601021234567890',
      found: { ...found, status: 'unknown', reasonCode: 'CHANNEL_SILENT', receiptNo: '', confirmedByServer: false },
    }),
    day_payment_none: at({ name: 'day_payment', number: '4200001234202601021234567890', found: null }),
    queue: at({
      name: 'queue',
      waiting: [row, { ...row, kind: 'refund', key: 'x-7b1e7c3d9a4f', nextTryAtMs: 0, lastCode: '' }],
      dead: [
        {
          ...row,
          key: 'till-1 0997',
          lastCode: 'JOURNAL_BAD_HASH',
          can: ['retry', 'correct'],
          entryKind: 'sale.completed',
        },
        {
          ...row,
          kind: 'pay',
          key: 'x-9a4f2b6c01d2',
          lastCode: 'ORDER_CLOSED',
          can: ['retry', 'write_off'],
          entryKind: '',
        },
      ],
      alarms: [
        { alarmId: 7, code: 'STORE_LOW', details: '812 MB', firstAtMs: nowMs - 3_600_000, lastAtMs: nowMs, count: 4 },
      ],
    }),
    queue_empty: at({ name: 'queue', waiting: [], dead: [], alarms: [] }),
    training_sale: { ...base, sale: cart, counter: { ...base.counter, trainingSinceMs: nowMs - 60_000 } },
    training_tender: {
      ...base,
      view: 'tender',
      sale: cart,
      counter: { ...base.counter, trainingSinceMs: nowMs - 60_000 },
    },
    sale_counting: {
      ...base,
      sale: cart,
      counter: { ...base.counter, running: { operator: '王小燕', openedAtMs: nowMs - 7_200_000, counting: true } },
    },
    drawer_kept: {
      ...base,
      sale: cart,
      counter: { ...base.counter, call: { ...call, kind: 'drawer', amountMinor: null, canGiveUp: true } },
    },
  } as const satisfies Record<string, TillSnapshot>;
}

type ListedSale = Extract<CounterPlaceShown, { name: 'day' }>['sales'][number];
