import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convenienceShelf } from '../catalogue/convenience-catalogue.ts';
import { inHouseBarcodes, isEan13 } from '../catalogue/ean13.ts';
import { sampleRollPath } from './sample-roll.ts';
import { tenderFromText } from './tender-names.ts';
import { readTillRoll, rollTotal } from './till-roll.ts';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const roll = (...lines: string[]) => readTillRoll([header, ...lines].join('\n'), 'GBP');
const good = '536365,85123A,"HOLDER, WHITE",6,12/1/10 8:26,2.55,17850,United Kingdom';

describe('a till roll', () => {
  it('is read line by line into invoices', () => {
    const { invoices, rejectedLines } = roll(good, '536365,71053,LANTERN,1,12/1/10 8:26,3.39,17850,UK');
    expect(rejectedLines).toEqual([]);
    expect(invoices).toHaveLength(1);
    expect(invoices[0]?.lines[0]).toEqual({
      fileLine: 2,
      stockCode: '85123A',
      description: 'HOLDER, WHITE',
      quantity: 6,
      unitPriceMinor: 255n,
    });
    expect(rollTotal(invoices[0]?.lines ?? [])).toBe(6n * 255n + 339n);
  });

  it.each([
    ['536366,1,X,1,12/1/10 8:26', 'ROLL_BAD_COLUMNS'],
    ['536366,1,X,1,12/1/10 8:26,1.00,1,UK,more', 'ROLL_BAD_COLUMNS'],
    [',1,X,1,12/1/10 8:26,1.00,1,UK', 'ROLL_BAD_INVOICE'],
    ['536366,,X,1,12/1/10 8:26,1.00,1,UK', 'ROLL_BAD_STOCK_CODE'],
    ['536366,1,X,1.5,12/1/10 8:26,1.00,1,UK', 'ROLL_BAD_QUANTITY'],
    ['536366,1,X,0,12/1/10 8:26,1.00,1,UK', 'ROLL_BAD_QUANTITY'],
    ['536366,1,X,-1,12/1/10 8:26,1.00,1,UK', 'ROLL_BAD_QUANTITY'],
    ['C536366,1,X,1,12/1/10 8:26,1.00,1,UK', 'ROLL_BAD_QUANTITY'],
    ['536366,1,X,1,13/1/10 8:26,1.00,1,UK', 'ROLL_BAD_DATE'],
    ['536366,1,X,1,2/30/10 8:26,1.00,1,UK', 'ROLL_BAD_DATE'],
    ['536366,1,X,1,12/1/10 8:26,1.005,1,UK', 'ROLL_BAD_PRICE'],
    ['536366,1,X,1,12/1/10 8:26,-1.00,1,UK', 'ROLL_BAD_PRICE'],
    ['536366,1,X,1,12/1/10 8:26,abc,1,UK', 'ROLL_BAD_PRICE'],
    ['536366,1,X,1000000,12/1/10 8:26,99999999.99,1,UK', 'ROLL_INVOICE_TOO_DEAR'],
    ['536366,1,"open,1,12/1/10 8:26,1.00,1,UK', 'ROLL_OPEN_QUOTE'],
  ])('reports %s as %s with its number and keeps the rest', (line, code) => {
    const { invoices, rejectedLines } = roll(good, line, '536367,2,Y,1,12/1/10 8:26,1.00,1,UK');
    expect(rejectedLines.map((rejected) => [rejected.fileLine, rejected.code])).toEqual([[3, code]]);
    expect(invoices.map(({ invoiceNo }) => invoiceNo)).toEqual(['536365', '536367']);
  });

  it('takes zeros behind the last digit of a price, and yen without digits', () => {
    expect(roll('1,1,X,1,12/1/10 8:26,2.5500,1,UK').invoices[0]?.lines[0]?.unitPriceMinor).toBe(255n);
    const yen = readTillRoll(`${header}\n1,1,X,1,2010-12-01 08:26,120,1,JP\n2,1,X,1,12/1/10 8:26,1.5,1,JP`, 'JPY');
    expect(yen.invoices[0]?.lines[0]?.unitPriceMinor).toBe(120n);
    expect(yen.rejectedLines[0]?.code).toBe('ROLL_BAD_PRICE');
  });

  it('refuses lines that contradict their invoice', () => {
    const text = `${header},Store,Tender\n1,1,X,1,12/1/10 8:26,1,1,UK,A,cash\n1,2,Y,1,12/1/10 8:26,1,1,UK,B,cash\n1,3,Z,1,12/1/10 8:26,1,1,UK,A,card`;
    const { rejectedLines } = readTillRoll(text, 'GBP');
    expect(rejectedLines.map(({ code }) => code)).toEqual(['ROLL_STORE_DIFFERS', 'ROLL_TENDER_DIFFERS']);
  });

  it('says which columns are missing', () => {
    expect(() => readTillRoll('a,b,c\n1,2,3', 'GBP')).toThrow(/InvoiceNo, StockCode/);
  });

  it('maps other tenders by the documented rule', () => {
    expect(['WeChat Pay', '支付宝', '云闪付', 'UnionPay', 'VISA', 'Cash', 'voucher'].map(tenderFromText)).toEqual([
      'wechat',
      'alipay',
      'unionpay',
      'card',
      'card',
      'cash',
      'cash',
    ]);
  });

  it.skipIf(!existsSync(sampleRollPath))('reads the real roll as an independent count does', () => {
    const { invoices, rejectedLines } = readTillRoll(readFileSync(sampleRollPath, 'utf8'), 'GBP');
    expect(rejectedLines).toEqual([]);
    expect(invoices).toHaveLength(66);
    expect(invoices.reduce((count, { lines }) => count + lines.length, 0)).toBe(999);
  });
});

describe('barcodes', () => {
  it('of the shelf are valid and unique', () => {
    expect(convenienceShelf.every(({ barcode }) => isEan13(barcode))).toBe(true);
    expect(new Set(convenienceShelf.map(({ barcode }) => barcode)).size).toBe(convenienceShelf.length);
  });

  it('made in house are valid, unique, clear of scale codes, and the same in any order', () => {
    const article = fc.record({
      stockCode: fc.string({ minLength: 1, maxLength: 6 }),
      unitPriceMinor: fc.bigInt({ min: 0n, max: 30n }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(article, { selector: (a) => `${a.stockCode}/${a.unitPriceMinor}`, maxLength: 60 }),
        (articles) => {
          const codes = inHouseBarcodes(articles);
          expect(new Set(codes.values()).size).toBe(articles.length);
          for (const code of codes.values()) expect(isEan13(code) && code.startsWith('20')).toBe(true);
          const shuffled = articles.toReversed();
          for (const one of articles) expect(inHouseBarcodes(shuffled).get(one)).toBe(codes.get(one));
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });
});
