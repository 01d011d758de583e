/** Whole days: through the devices, with faults, cuts and kills, down to the channels' bills. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleRollPath } from '../till-roll/sample-roll.ts';
import { readTillRoll } from '../till-roll/till-roll.ts';
import { dayTimeoutMs, expectSound, play } from './day.fixture.ts';

describe('a day', () => {
  it.skipIf(!existsSync(sampleRollPath))(
    'of a real shop comes out to the cent though server and agent are killed (skipped where its roll is absent)',
    async () => {
      const text = readFileSync(sampleRollPath, 'utf8');
      const kills = [
        { who: 'server', atPercent: 30 },
        { who: 'agent', atPercent: 60 },
      ];
      const report = await play(readTillRoll(text, 'GBP'), '7', { currency: 'GBP', kills });
      expectSound(report);
      // An independent sum: quantity times price of every line, taken apart from the right, where no quotes are.
      const sums = { sale: 0n, return: 0n };
      const invoices = { sale: new Set<string>(), return: new Set<string>() };
      for (const line of text.split(/\r?\n/).slice(1).filter(Boolean)) {
        const kind = line.startsWith('C') ? 'return' : 'sale';
        const found = /,(-?\d+),[^,]+,(\d+)(?:\.(\d{1,2}))?,[^,]*,[^,]*$/.exec(line);
        const pence = BigInt(`${found?.[2]}${(found?.[3] ?? '').padEnd(2, '0')}`);
        sums[kind] += BigInt(found?.[1] ?? '') * pence;
        invoices[kind].add(line.split(',')[0] as string);
      }
      expect([report.sales, report.returns]).toEqual([invoices.sale.size, invoices.return.size]);
      expect([BigInt(report.salesMinor), -BigInt(report.returnsMinor)]).toEqual([sums.sale, sums.return]);
      const net = Object.values(report.byTender).reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
      expect(net).toBe(sums.sale + sums.return);
      expect(report.offline.queued).toBeGreaterThan(0);
      expect(report.offline.refused).toBeGreaterThan(0);
    },
    dayTimeoutMs,
  );

  it(
    'with stores and tenders of its own keeps each tender, gives back to it, and reports bad lines',
    async () => {
      const { text, expected } = namedRoll();
      const report = await play(readTillRoll(text, 'CNY'), '3');
      expectSound(report);
      expect(report.byTender).toEqual(expected);
      expect(report.rejectedLines.map(({ code }) => code)).toEqual(['ROLL_BAD_QUANTITY', 'ROLL_BAD_COLUMNS']);
    },
    dayTimeoutMs,
  );
});

/** Three stores, every tender in each, a return to each tender, and two bad lines. */
function namedRoll() {
  const tenders = ['cash', 'card', 'WeChat Pay', '支付宝', '云闪付'];
  const names = ['cash', 'card', 'wechat', 'alipay', 'unionpay'];
  const lines = ['InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Store,Tender'];
  const expected = Object.fromEntries(names.map((name) => [name, { count: 0, amountMinor: '0' }]));
  const add = (name: string, count: number, minor: bigint) => {
    const held = expected[name] as { count: number; amountMinor: string };
    expected[name] = { count: held.count + count, amountMinor: (BigInt(held.amountMinor) + minor).toString() };
  };
  let number = 500;
  for (const store of ['East', 'West', 'North']) {
    tenders.forEach((tender, index) => {
      for (let sale = 0; sale < 2; sale++) {
        number += 1;
        lines.push(`${number},A${index},TEA,2,12/1/10 8:26,3.50,1,CN,${store},${tender}`);
        lines.push(`${number},B${sale},CUP,1,12/1/10 8:26,12.05,1,CN,${store},${tender}`);
        add(names[index] as string, 1, 1905n);
      }
      if (store === 'East') {
        lines.push(`C${number},A${index},TEA,-1,12/1/10 9:26,3.50,1,CN,${store},${tender}`);
        add(names[index] as string, 0, -350n);
      }
    });
  }
  lines.push('900,A1,TEA,none,12/1/10 8:26,3.50,1,CN,East,cash', '901,A1,TEA,1');
  return { text: lines.join('\n'), expected };
}
