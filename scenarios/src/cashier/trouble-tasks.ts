/** What goes wrong in the middle of a sale, and the end of a shift. */
import type { TillSnapshot } from '@qiantai/terminal-app/contract';
import { expect } from 'vitest';
import { convenienceShelf } from '../catalogue/convenience-catalogue.ts';
import { readShiftBooks } from '../faults/shift-books.ts';
import { demoOperators } from '../suite/chain.ts';
import { bookmark, outcomeSince, papersOf } from './books.ts';
import { type Cashier, view } from './cashier.ts';
import { type Desk, tillId } from './desk.ts';
import { papersNow } from './selling-tasks.ts';
import { looks, payInCash, steps, type Task } from './task.ts';

const code = (at: number): string => convenienceShelf[at]?.barcode ?? '';
const chipCard = '6216261000000000018';
const otherCard = '6200000000000005';
/** What the till has to print it has handed to a printer that is well: nothing more comes by itself. */
const hasNothingToPrint = ({ devices }: TillSnapshot) =>
  devices.some(({ kind, state, health }) => kind === 'printer' && state === 'connected' && health?.waiting === 0);

const paperOut: Task = {
  no: 7,
  name: 'the paper ends in the middle of a receipt',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    await desk.hands.device(`${tillId}-printer`, 'paper-ends-soon');
    await cashier.scan(code(12), looks.sale.shown);
    await payInCash(cashier);
    await cashier.goOn();
    await cashier.look({ ...looks.empty, name: 'paper-out', shown: `${looks.empty.shown}, .printer-banner` });
    await cashier.sees('.printer-banner');
    const banner = (await cashier.page.locator('.printer-banner').textContent()) ?? '';
    expect(banner).toMatch(cashier.language === 'zh' ? /缺纸.*装上纸卷.*1 张/ : /out of paper.*Put in a roll.*1/);
    await cashier.look({ ...looks.empty, name: 'paper-out' });
    expect(await desk.papers()).toHaveLength(mark.papers);
    await desk.hands.device(`${tillId}-printer`, 'paper-in');
    await papersNow(desk, mark.papers + 1);
    await cashier.page.locator('.printer-banner').waitFor({ state: 'detached' });
    const idle = await desk.till.waitFor(hasNothingToPrint, 20_000);
    expect(idle).toBeDefined();
    const { told, sales, papers, sound } = await outcomeSince(desk, mark);
    expect(told).toEqual([{ kind: 'sale', total: '590', tenders: [['cash', '590']] }]);
    // One paper, whole: the head of the receipt once, and its number.
    expect(papers).toHaveLength(1);
    expect(papersOf(papers, sales[0]?.receiptNo)).toBe(1);
    expect(papers[0]?.match(/5\.90/g)?.length).toBeGreaterThanOrEqual(2);
    expect(sound).toBe(true);
  },
};

const cardGone: Task = {
  no: 8,
  name: 'the card is pulled out too soon',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    const reader = `${tillId}-reader`;
    await cashier.scan(code(13), looks.sale.shown);
    await cashier.do(steps.pay, looks.tender.shown);
    await cashier.do(steps.card, '.payment[data-phase="present_card"]');
    await desk.hands.device(reader, 'insert', { card: chipCard });
    await cashier.look({ name: 'pin', shown: '.payment[data-phase="enter_pin"]' });
    await desk.hands.device(reader, 'remove');
    await cashier.look({ name: 'card-gone', shown: '.result .result-go' });
    await cashier.reads();
    await cashier.do(steps.enter(['Enter'], ['result.understood']), looks.tender.shown);
    await cashier.do(steps.card, '.payment[data-phase="present_card"]');
    await desk.hands.tap(tillId, otherCard);
    await cashier.sees(looks.paid.shown);
    await papersNow(desk, mark.papers + 1);
    const { told, sound } = await outcomeSince(desk, mark);
    expect(told).toEqual([{ kind: 'sale', total: '890', tenders: [['card', '890']] }]);
    expect(sound).toBe(true);
    await cashier.goOn();
  },
};

const lineGone: Task = {
  no: 9,
  name: 'the line is down: cash goes on, and is sent when the line is back',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    desk.store.line?.cut();
    await desk.waitForLine(false);
    await cashier.scan(code(18), looks.sale.shown);
    await cashier.sees('.offline-banner');
    await cashier.look({ ...looks.sale, name: 'offline' });
    await cashier.do(steps.pay, looks.tender.shown);
    await cashier.look({ ...looks.tender, name: 'tender-offline' });
    await cashier.do(steps.cash, looks.cash.shown);
    await cashier.do(steps.exactCash, looks.paid.shown);
    await cashier.look({ ...looks.paid, name: 'paid-offline' });
    await papersNow(desk, mark.papers + 1);
    expect(desk.journals().waiting).toBeGreaterThan(0);
    await cashier.goOn();
    desk.store.line?.restore();
    await desk.waitForLine(true);
    const { told, sales, papers, sound } = await outcomeSince(desk, mark);
    await cashier.page.locator('.offline-banner').waitFor({ state: 'detached' });
    expect(told).toEqual([{ kind: 'sale', total: '790', tenders: [['cash', '790']] }]);
    expect(papersOf(papers, sales[0]?.receiptNo)).toBe(1);
    expect(sound).toBe(true);
  },
};

const handOver: Task = {
  no: 10,
  name: 'a shift: float, a sale, X, hand-over, blind count, Z',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    await cashier.enter(steps.shift, { name: 'shift-none', shown: '.counter[data-place="shift"] .counter-go' });
    await cashier.do(
      steps.enter([...'300', 'F12'], [{ pad: '300' }, 'shift.open']),
      '.counter[data-place="shift"] .shift-open',
    );
    await cashier.look({ name: 'shift-open', shown: '.shift-open' });
    await cashier.do(steps.enter(['Escape'], ['shell.back']), view('sale'));
    await cashier.scan(code(20), looks.sale.shown);
    await payInCash(cashier);
    await cashier.goOn();
    await cashier.do(steps.shift, '.shift-open');
    await cashier.do(steps.enter(['4'], ['shift.x']));
    await papersNow(desk, mark.papers + 2);
    await handToColleague(cashier, desk);
    await countAndClose(cashier);
    await papersNow(desk, mark.papers + 3);
    await checkShift(desk, mark);
    await cashier.do(steps.enter(['Enter'], ['closed.done']), view('sale'));
  },
};

async function handToColleague(cashier: Cashier, desk: Desk): Promise<void> {
  const now = desk.till.snapshot?.operator?.operatorId;
  const colleague = demoOperators.find(({ id }) => id !== now) ?? demoOperators[0];
  await cashier.enter(steps.enter(['3'], ['shift.hand_over']), { name: 'hand-over', shown: 'dialog.proof' });
  await cashier.do(
    steps.enter(
      [...colleague.number, 'Enter', ...colleague.pin, 'Enter'],
      [{ pad: colleague.number }, 'proof.next', { pad: colleague.pin }, 'proof.confirm'],
    ),
  );
  await cashier.page.locator('dialog').waitFor({ state: 'detached' });
  await cashier.sees(`.shift-figures:has-text("${colleague.name}")`);
}

async function countAndClose(cashier: Cashier): Promise<void> {
  await cashier.do(steps.enter(['5'], ['shift.begin_count']), '.count-grid');
  // Three notes of 100 and a five.
  const five = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', '1'];
  await cashier.do(steps.enter(['3', ...five], [{ pad: '3' }, { text: '¥5.00' }, { pad: '1' }]));
  await cashier.look({ name: 'count', shown: '.count-grid' });
  await cashier.do(steps.enter(['F12'], ['count.close']), 'dialog.question');
  await cashier.look({ name: 'close-sure', shown: 'dialog.question' });
  await cashier.reads();
  await cashier.do(steps.enter(['Enter'], ['count.close']), '.shift-closed');
  await cashier.look({ name: 'closed', shown: '.shift-closed' });
}

async function checkShift(desk: Desk, mark: Awaited<ReturnType<typeof bookmark>>): Promise<void> {
  const { told, papers, sales, sound } = await outcomeSince(desk, mark);
  expect(told).toEqual([{ kind: 'sale', total: '500', tenders: [['cash', '500']] }]);
  expect(papersOf(papers, sales[0]?.receiptNo)).toBe(1);
  const { shifts } = await readShiftBooks(desk.suite.server.ready.databaseUrl);
  expect(shifts.find(({ shiftId }) => shiftId === sales[0]?.shiftId)).toMatchObject({
    ...{ status: 'closed', floatMinor: 30_000n, expectedMinor: 30_500n, countedMinor: 30_500n, differenceMinor: 0n },
    saleCount: 1,
  });
  expect(papers.filter((text) => text.includes('305.00'))).toHaveLength(2);
  expect(sound).toBe(true);
}

export const troubleTasks: readonly Task[] = [paperOut, cardGone, lineGone, handOver];
