import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { samples } from '../../sale/test-samples.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { drawerBytes, pair, widthOf, wrap } from './paper.ts';
import { type Receipt, receiptBytes, receiptLines, unknownSlipBytes } from './receipt.ts';
import { ReceiptPrinter } from './receipt-printer.ts';

const { stages } = samples('receipt');
const sold = stages.choosing_return.original.record;
const till = {
  storeName: '望京店',
  tillName: '收银台 1',
  currency: 'CNY' as const,
  receiptHeader: ['欢迎光临'],
  receiptFooter: ['谢谢惠顾'],
  taxes: [{ taxCode: 'std', nameZh: '增值税', nameEn: 'VAT' }],
};
const cash = {
  tender: 'cash' as const,
  channel: 'cash' as const,
  amountMinor: '400',
  tenderedMinor: '1000',
  changeMinor: '600',
  offline: true,
};
/** A weighed line, one that its code priced, one with a promotion; two rates of tax. */
const measured: Receipt['record'] = {
  ...sold,
  lines: [
    {
      ...(sold.lines[0] as (typeof sold.lines)[number]),
      discountMinor: '50',
      promotionIds: ['P1', 'P2'],
      amountMinor: '350',
      taxCode: 'std',
      taxRateBasisPoints: 1300,
      taxMinor: '40',
    },
    {
      lineNo: 2,
      articleId: 'W1',
      barcode: '',
      nameZh: '红富士苹果',
      nameEn: 'Fuji apples',
      quantity: 1,
      unitPriceMinor: '1990',
      weightG: 1250,
      amountMinor: '2488',
      taxCode: 'farm',
      taxRateBasisPoints: 900,
      taxMinor: '205',
    },
    {
      lineNo: 3,
      articleId: 'W2',
      barcode: '',
      nameZh: '鲜肉',
      nameEn: 'Pork',
      quantity: 1,
      unitPriceMinor: '3990',
      codePriceMinor: '999',
      amountMinor: '999',
    },
  ],
  totalMinor: '3837',
  tenders: [{ ...(sold.tenders[0] as (typeof sold.tenders)[number]), amountMinor: '3837' }],
};
const discounts = [
  { promotionId: 'P1', nameZh: '第二件半价', nameEn: 'Second at half price', amountMinor: 40n },
  { promotionId: 'P2', nameZh: '满减', nameEn: '', amountMinor: 10n },
];
const receipt: Receipt = { record: sold, till, operatorName: '小王', language: 'zh', kind: 'original' };

/** Bytes as lines of hexadecimal, 32 a line: a golden file that shows where it changed. */
const hexOf = (bytes: Uint8Array) =>
  `${Buffer.from(bytes)
    .toString('hex')
    .match(/.{1,64}/g)
    ?.join('\n')}\n`;

describe('golden receipts', () => {
  const key = sold.tenders[0]?.key ?? '';
  const goldens: Record<string, Uint8Array> = {
    'sale-zh': receiptBytes(receipt),
    'sale-en-copy-cash-offline': receiptBytes({
      ...receipt,
      language: 'en',
      kind: 'copy',
      record: { ...sold, tenders: [{ key, ...cash }] },
    }),
    'return-zh': receiptBytes({ ...receipt, record: { ...sold, kind: 'return', originalReceiptNo: sold.receiptNo } }),
    'measured-zh': receiptBytes({ ...receipt, record: measured, discounts }),
    'measured-en': receiptBytes({ ...receipt, language: 'en', record: measured, discounts }),
    'unknown-slip-zh': unknownSlipBytes({
      key,
      tender: 'payment_code',
      amountMinor: 400n,
      purpose: 'sale',
      till,
      language: 'zh',
      nowMs: sold.completedAtMs,
    }),
    drawer: drawerBytes(),
  };
  for (const [name, bytes] of Object.entries(goldens)) {
    it(name, async () => {
      await expect(hexOf(bytes)).toMatchFileSnapshot(`golden/${name}.hex`);
    });
  }

  it('let the customer follow the sums: weights, what promotions took off, the tax that is in them', () => {
    const texts = receiptLines({ ...receipt, record: measured, discounts }).map((line) =>
      line.kind === 'pair' ? `${line.left}|${line.right}` : 'text' in line ? line.text : '',
    );
    expect(texts).toEqual(
      expect.arrayContaining([
        '  2 x 2.00|4.00',
        '  第二件半价、满减|-0.50',
        '  1.250 kg x 19.90|24.88',
        '  1 x 9.99|9.99',
        '  其中 增值税 13%|0.40',
        '  其中 farm 9%|2.05',
      ]),
    );
  });

  it('hold Chinese in GB18030 after FS &, the number as a QR code, and a cut', () => {
    const hex = Buffer.from(receiptBytes(receipt)).toString('hex');
    expect(hex).toContain('1c26');
    // 望京店, by another program's GB18030.
    expect(hex).toContain('cdfbbea9b5ea');
    expect(hex).toContain('1d286b');
    expect(hex).toContain(Buffer.from(sold.receiptNo, 'latin1').toString('hex'));
    expect(hex).toContain('1d56');
  });
});

describe('lines', () => {
  it('are as wide as the paper, Chinese counting two', () => {
    expect(widthOf('合计 8.00')).toBe(9);
    expect(widthOf(pair('合计', '8.00')[0] ?? '')).toBe(48);
    expect(pair('很'.repeat(24), '1')).toEqual(['很'.repeat(24), `${' '.repeat(47)}1`]);
    expect(wrap('农夫山泉', 5)).toEqual(['农夫', '山泉']);
    expect(wrap('Look it up under', 8)).toEqual(['Look it', 'up under']);
  });

  it('take no commands from a name', () => {
    expect(wrap('a\u001b@\u0010\u0004b', 48)).toEqual(['a@b']);
  });
});

describe('the printer', () => {
  async function start() {
    const clock = new FakeClock();
    const transport = new TestTransport();
    const printer = new ReceiptPrinter({
      transport,
      clock,
      nowMs: () => clock.nowMs(),
      random: new SeededRandom(1),
      log: silentLog,
      onState: () => undefined,
    });
    const device = { paper: 0x12, cause: 0x12, silent: false };
    transport.onWrite = (bytes) => {
      if (bytes[0] !== 0x10 || device.silent) return;
      const answer = bytes[2] === 4 ? device.paper : device.cause;
      setImmediate(() => transport.say(Uint8Array.of(answer)));
    };
    printer.start();
    await clock.advance(100);
    const jobs = () => transport.written.filter((bytes) => bytes[0] !== 0x10 && bytes.length > 5);
    return { clock, transport, printer, device, jobs };
  }
  const job = receiptBytes(receipt);

  it('prints, asks how it went, and opens the drawer at once', async () => {
    const { clock, transport, printer, jobs } = await start();
    printer.openDrawer();
    printer.print(job);
    await clock.advance(2_100);
    expect(jobs()).toEqual([job]);
    expect(printer.waiting).toBe(0);
    expect(transport.written).toContainEqual(drawerBytes());
    await printer.stop();
  });

  it('tells that the paper is out, keeps the receipt, and prints it when paper is back', async () => {
    const { clock, printer, device, jobs } = await start();
    device.paper = 0x12 | 0x60;
    await clock.advance(2_100);
    expect(printer.state).toMatchObject({ state: 'fault', reasonCode: 'PAPER_OUT' });
    expect(printer.drawer.state).toBe('connected');
    printer.print(job);
    await clock.advance(5_000);
    expect(jobs()).toEqual([]);
    device.paper = 0x12;
    await clock.advance(4_100);
    expect(jobs()).toEqual([job]);
    await printer.stop();
  });

  it('prints anew what the paper ended within, and what was cut off by the plug', async () => {
    const { clock, transport, printer, device, jobs } = await start();
    transport.onWrite = new Proxy(transport.onWrite, {
      apply: (target, self, [bytes]: [Uint8Array]) => {
        if (bytes.length > 5 && jobs().length === 1) device.paper = 0x12 | 0x60;
        Reflect.apply(target, self, [bytes]);
      },
    });
    printer.print(job);
    await clock.advance(3_000);
    expect(printer.waiting).toBe(1);
    device.paper = 0x12;
    await clock.advance(3_000);
    expect(jobs()).toHaveLength(2);
    expect(printer.waiting).toBe(0);
    device.silent = true;
    printer.print(job);
    transport.unplug();
    device.silent = false;
    await clock.advance(2_000);
    expect(printer.waiting).toBe(1);
    transport.plug();
    await clock.advance(5_000);
    expect(printer.waiting).toBe(0);
    await printer.stop();
  });

  it('says that the cover is open, and that nobody answers', async () => {
    const { clock, printer, device } = await start();
    device.cause = 0x12 | 0x04;
    await clock.advance(2_100);
    expect(printer.state.reasonCode).toBe('COVER_OPEN');
    device.silent = true;
    await clock.advance(12_000);
    expect(printer.state.reasonCode).toBe('NO_ANSWER');
    await printer.stop();
  });
});
