/** Selling, giving back, putting aside, changing a price, printing again. */
import { expect } from 'vitest';
import { convenienceShelf } from '../catalogue/convenience-catalogue.ts';
import { waitFor } from '../faults/wait-for.ts';
import { demoSupervisor } from '../suite/chain.ts';
import { bookmark, outcomeSince, papersOf } from './books.ts';
import { type Cashier, view } from './cashier.ts';
import { type Desk, tillId } from './desk.ts';
import { looks, payInCash, steps, type Task } from './task.ts';

const code = (at: number): string => convenienceShelf[at]?.barcode ?? '';
const line = (lineNo: number) => `[data-line-no="${lineNo}"]`;
const customersCard = '4242424242424242';

/** Papers come a moment after the result. */
export async function papersNow(desk: Desk, count: number): Promise<void> {
  await waitFor(async () => (await desk.papers()).length >= count, `paper ${count}`);
}

const fiveArticles: Task = {
  no: 1,
  name: 'five articles by their codes, one typed, paid by payment code',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    for (const [at, index] of [0, 1, 2, 3].entries()) await cashier.scan(code(index), line(at + 1));
    const typed = code(4);
    const byPad = ['sale.keypad', { pad: typed }, 'sale.add'] as const;
    await cashier.do(steps.enter([...typed, 'Enter'], byPad), line(5));
    await cashier.look(looks.sale);
    await cashier.enter(steps.pay, looks.tender);
    await cashier.scan(await desk.hands.paymentCode('wechat', 'pay'), looks.paid.shown);
    await cashier.look(looks.paid);
    await papersNow(desk, mark.papers + 1);
    const { told, papers, sales, sound } = await outcomeSince(desk, mark);
    expect(told).toEqual([{ kind: 'sale', total: '1720', tenders: [['wechat', '1720']] }]);
    expect(papersOf(papers, sales[0]?.receiptNo)).toBe(1);
    expect(papers[0]).toContain('17.20');
    expect(sound).toBe(true);
    await cashier.goOn();
  },
};

const splitTender: Task = {
  no: 2,
  name: 'a part in cash, the rest by card',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    await cashier.scan(code(6), line(1));
    await cashier.do(steps.pay, looks.tender.shown);
    await cashier.enter(steps.cash, looks.cash);
    await cashier.do(steps.enter(['5', 'Enter'], [{ pad: '5' }, { place: '.pad-enter' }]), '.result .result-go');
    await cashier.look({ name: 'part-paid', shown: '.result .result-go' });
    await cashier.goOn();
    await cashier.look({ ...looks.tender, name: 'rest' });
    await cashier.do(steps.card, '.payment[data-phase="present_card"]');
    await cashier.look({ name: 'present-card', shown: '.payment[data-phase="present_card"]' });
    await desk.hands.tap(tillId, customersCard);
    await cashier.sees(looks.paid.shown);
    await papersNow(desk, mark.papers + 1);
    const { told, sound } = await outcomeSince(desk, mark);
    const tenders = [
      ['cash', '500'],
      ['card', '490'],
    ];
    expect(told).toEqual([{ kind: 'sale', total: '990', tenders }]);
    expect(sound).toBe(true);
    await cashier.goOn();
  },
};

const returnOne: Task = {
  no: 3,
  name: 'one of three comes back with its receipt',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    await cashier.uncounted(async () => {
      for (let at = 0; at < 3; at++) {
        await cashier.scan(code(8), cashier.itemsShown(at + 1));
      }
      await payInCash(cashier);
    });
    await cashier.goOn();
    await papersNow(desk, mark.papers + 1);
    const receiptNo = desk.till.snapshot?.lastReceiptNo ?? '';
    await cashier.enter(steps.enter(['F8'], ['sale.return']), { name: 'return', shown: view('return_lookup') });
    await cashier.scan(receiptNo, view('return_lines'));
    await cashier.do(steps.enter(['+'], ['sale.one_more']), '.return-go:not(:disabled)');
    await cashier.look({ name: 'return-lines', shown: view('return_lines') });
    await cashier.do(steps.enter(['Enter'], ['return.give_back']), '.result[data-outcome="refunded"]');
    await cashier.look({ name: 'refunded', shown: '.result[data-outcome="refunded"] .result-go' });
    await papersNow(desk, mark.papers + 2);
    const { told, sales, papers, sound } = await outcomeSince(desk, mark);
    expect(told).toEqual([
      { kind: 'sale', total: '1350', tenders: [['cash', '1350']] },
      { kind: 'return', total: '450', tenders: [['cash', '450']] },
    ]);
    expect(sales[1]?.originalReceiptNo).toBe(receiptNo);
    expect(papers[1]).toContain('4.50');
    expect(sound).toBe(true);
    await cashier.goOn();
  },
};

const holdAndRecall: Task = {
  no: 4,
  name: 'a cart put aside, another customer served, the cart taken up again',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    await cashier.scan(code(10), line(1));
    await cashier.do(steps.enter(['F6'], ['deed.hold']), looks.empty.shown);
    await cashier.look({ ...looks.empty, name: 'held' });
    await cashier.scan(code(11), line(1));
    await payInCash(cashier);
    await cashier.goOn();
    await cashier.enter(steps.enter(['F7'], ['deed.recall']), { name: 'recall', shown: 'dialog.held' });
    await cashier.do(steps.enter(['Enter'], ['held.recall']), looks.sale.shown);
    await payInCash(cashier);
    await papersNow(desk, mark.papers + 2);
    const { told, deeds, sound } = await outcomeSince(desk, mark);
    expect(told.map(({ total }) => total)).toEqual(['200', '250']);
    expect(deeds).toEqual(['sale_held', 'sale_recalled']);
    expect(sound).toBe(true);
    await cashier.goOn();
  },
};

const wrongPrice: Task = {
  no: 5,
  name: 'two wrong prices, one approved by the supervisor’s PIN, one by the card',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    await cashier.scan(code(16), line(1));
    await askForPrice(cashier, 'first');
    const pin = [...demoSupervisor.pin];
    const byPin = steps.enter(
      [...demoSupervisor.number, ...pin, 'Enter'],
      [{ text: demoSupervisor.name }, { pad: demoSupervisor.pin }, 'approval.allow'],
    );
    await cashier.do(byPin, `${line(1)} .cart-line-list`);
    await cashier.look({ ...looks.sale, name: 'repriced' });
    await cashier.scan(code(17), line(2));
    await askForPrice(cashier);
    await cashier.scan(demoSupervisor.cardCode, `${line(2)} .cart-line-list`);
    await payInCash(cashier);
    await papersNow(desk, mark.papers + 1);
    const { told, sales, sound } = await outcomeSince(desk, mark);
    expect(told).toEqual([{ kind: 'sale', total: '1300', tenders: [['cash', '1300']] }]);
    expect(sales[0]?.lines.map(({ unitPriceMinor, listPriceMinor }) => [unitPriceMinor, listPriceMinor])).toEqual([
      ['650', '1080'],
      ['650', '720'],
    ]);
    expect(sales[0]?.approvalIds).toHaveLength(2);
    expect(sound).toBe(true);
    await cashier.goOn();
  },
};

async function askForPrice(cashier: Cashier, first?: string): Promise<void> {
  const price = { name: 'price', shown: 'dialog.deed' };
  const approval = { name: 'approval', shown: 'dialog.approval' };
  const open = steps.enter(['F4'], ['deed.price']);
  await (first ? cashier.enter(open, price) : cashier.do(open, price.shown));
  await cashier.do(steps.enter([...'6.5', 'Enter'], [{ pad: '6.5' }, 'quantity.set']), approval.shown);
  if (first) await cashier.look(approval);
}

const reprint: Task = {
  no: 6,
  name: 'the last receipt once more',
  async play(cashier, desk) {
    const mark = await bookmark(desk);
    const receiptNo = desk.till.snapshot?.lastReceiptNo ?? '';
    await cashier.enter(steps.menu, { name: 'menu', shown: 'dialog.more' });
    await cashier.do(steps.enter(['2'], ['sale.reprint']), looks.empty.shown);
    await papersNow(desk, mark.papers + 1);
    await cashier.look({ ...looks.empty, name: 'reprinted' });
    const { told, papers, deeds, sound } = await outcomeSince(desk, mark);
    expect(told).toEqual([]);
    expect(deeds).toEqual(['receipt_reprinted']);
    expect(papersOf(papers, receiptNo)).toBe(1);
    expect(papers[0]).toMatch(/补打|COPY/);
    expect(sound).toBe(true);
  },
};

export const sellingTasks: readonly Task[] = [fiveArticles, splitTender, returnOne, holdAndRecall, wrongPrice, reprint];
