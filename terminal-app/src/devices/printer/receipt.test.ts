import { describe, expect, it } from 'vitest';
import { samples } from '../../sale/test-samples.ts';
import { drawerBytes, type PaperFormat, pair, paperBytes, widthOf, wrap } from './paper.ts';
import {
  type PaperSettings,
  presetPaper,
  type Receipt,
  receiptBytes,
  receiptJob,
  receiptLines,
  unknownSlipBytes,
} from './receipt.ts';
import { cardSlipJob, maskedPan, testPage } from './slips.ts';
import { decodePaper } from './test-decoder.ts';

const { stages } = samples('receipt');
const original = stages.choosing_return.original.record;
/** As an agent numbers it. */
const sold = { ...original, receiptNo: 'T1-20260101-0001' };
const till = {
  storeName: '望京店',
  tillName: '收银台 1',
  currency: 'CNY' as const,
  receiptHeader: ['欢迎光临'],
  receiptFooter: ['谢谢惠顾'],
  taxes: [{ taxCode: 'std', nameZh: '增值税', nameEn: 'VAT' }],
};
const [first] = sold.lines as [(typeof sold.lines)[number]];
const [tender] = sold.tenders as [(typeof sold.tenders)[number]];
const cash = {
  key: tender.key,
  tender: 'cash' as const,
  channel: 'cash' as const,
  amountMinor: '400',
  tenderedMinor: '1000',
  changeMinor: '600',
  offline: true,
};
const plain = { barcode: '', quantity: 1 };
/** Promotion and a person's discount on one line, a weight, a price of a code, a changed price, one that comes back. */
const full: Receipt['record'] = {
  ...sold,
  lines: [
    {
      ...first,
      discountMinor: '53',
      manualDiscountMinor: '3',
      promotionIds: ['P1', 'P2'],
      amountMinor: '347',
      taxCode: 'std',
      taxRateBasisPoints: 1300,
      taxMinor: '40',
    },
    {
      ...plain,
      lineNo: 2,
      articleId: 'W1',
      nameZh: '红富士苹果',
      nameEn: 'Fuji apples',
      unitPriceMinor: '1990',
      weightG: 1250,
      amountMinor: '2488',
      taxCode: 'farm',
      taxRateBasisPoints: 900,
      taxMinor: '205',
    },
    {
      ...plain,
      lineNo: 3,
      articleId: 'W2',
      nameZh: '鲜肉',
      nameEn: 'Pork',
      unitPriceMinor: '3990',
      codePriceMinor: '999',
      amountMinor: '999',
    },
    {
      ...plain,
      lineNo: 4,
      articleId: 'A9',
      nameZh: '一次性雨衣（成人加厚款，蓝色，均码，独立包装）',
      nameEn: 'Disposable rain coat for adults, extra thick, blue, one size, packed singly',
      unitPriceMinor: '800',
      listPriceMinor: '1200',
      amountMinor: '800',
    },
    {
      ...plain,
      lineNo: 5,
      articleId: 'A8',
      nameZh: '可乐',
      nameEn: 'Cola',
      unitPriceMinor: '300',
      discountMinor: '30',
      amountMinor: '-270',
      isBack: true,
    },
  ],
  totalMinor: '4364',
  roundingMinor: '3',
  customer: { memberNo: 'M0007', phone: '13800138000' },
  note: '送货上门',
  tenders: [
    { ...tender, tender: 'card', channel: 'card', amountMinor: '3964' },
    { ...cash, offline: false },
  ],
};
const discounts = [
  { promotionId: 'P1', nameZh: '第二件半价', nameEn: 'Second at half price', amountMinor: 40n },
  { promotionId: 'P2', nameZh: '满减', nameEn: '', amountMinor: 10n },
];
const receipt: Receipt = { record: sold, till, operatorName: '小王', language: 'zh', kind: 'original' };
const narrow: PaperSettings = { ...presetPaper, columns: 32, cut: 'partial' };
const slip = {
  purpose: 'sale',
  merchantName: '钱台便利',
  merchantNo: '898310012345678',
  terminalNo: '00000001',
  operatorName: '小王',
  maskedPan: '6216261000000000018',
  entryMode: 'chip',
  batchNo: '700031',
  traceNo: '000042',
  referenceNo: '123456789012',
  authorisationCode: '654321',
  amountMinor: 3964n,
  currency: 'CNY',
  doneAtMs: sold.completedAtMs,
  paymentKey: tender.key,
  wantsSignature: true,
  language: 'zh',
} as const;

/** Bytes as lines of hexadecimal, 32 a line: a golden file that shows where it changed. */
const hexOf = (bytes: Uint8Array) =>
  `${Buffer.from(bytes)
    .toString('hex')
    .match(/.{1,64}/g)
    ?.join('\n')}\n`;
const whole = (job: ReturnType<typeof receiptJob>) => (job instanceof Uint8Array ? job : Buffer.concat([...job]));

const kinds: Record<string, Receipt> = {
  sale: { ...receipt, record: full, discounts },
  return: { ...receipt, record: { ...sold, kind: 'return', originalReceiptNo: 'T1-20251231-0007' } },
  copy: { ...receipt, kind: 'copy', record: { ...sold, tenders: [cash] } },
};
const papers: Record<string, PaperSettings> = { '80mm': presetPaper, '58mm': narrow };
const matrix = Object.entries(kinds).flatMap(([kind, one]) =>
  Object.entries(papers).flatMap(([width, paper]) =>
    (['zh', 'en'] as const).map((language) => ({
      name: `${kind}-${width}-${language}`,
      of: { ...one, language },
      paper,
    })),
  ),
);

/** The amount at the end of a line of paper, in minor units. */
const amountAt = (line: string) => {
  const found = /(-?[0-9]+)\.([0-9]{2})$/.exec(line);
  return found ? BigInt(`${found[1]}${found[2]}`) : null;
};

describe('golden receipts', () => {
  for (const { name, of, paper } of matrix) {
    it(`${name}, and what an independent reader finds on it`, async () => {
      const bytes = receiptBytes(of, paper);
      await expect(hexOf(bytes)).toMatchFileSnapshot(`golden/${name}.hex`);
      const { record } = of;
      const { lines, qrs, barcodes, cuts } = decodePaper(bytes, paper.columns);
      expect(qrs).toEqual([record.receiptNo]);
      expect(barcodes).toEqual(paper.columns === 48 ? [record.receiptNo] : []);
      expect(cuts).toEqual([paper.cut]);
      // Three characters of double width are twelve columns: so many are left on either side of the store's name.
      expect(lines[0]).toBe(`# ${' '.repeat(paper.columns === 48 ? 18 : 10)}望京店`);
      const rules = lines.flatMap((line, at) => (/^-+$/.test(line) ? [at] : []));
      expect(lines[rules[0] as number]).toHaveLength(paper.columns);
      // Between the second rule and the third stand the goods: what is on paper adds up to the total.
      const goods = lines.slice((rules[1] as number) + 1, rules[2]);
      const sums = goods.flatMap((line) => (/^\s+(原价|instead of)/.test(line) ? [] : (amountAt(line) ?? [])));
      expect(sums.reduce((sum, one) => sum + one, 0n)).toBe(BigInt(record.totalMinor));
      for (const line of record.lines) {
        const text = of.language === 'zh' ? line.nameZh : line.nameEn;
        expect(goods.join('').replaceAll(' ', '')).toContain(text.replaceAll(' ', ''));
      }
      const total = lines.find((line) => line.startsWith('# ') && amountAt(line) !== null) ?? '';
      expect(amountAt(total)).toBe(BigInt(record.totalMinor));
      const below = lines.slice(lines.indexOf(total) + 1).filter((line) => /^[^ *-]/.test(line));
      const paid = below.flatMap((line) => amountAt(line) ?? []).reduce((sum, one) => sum + one, 0n);
      expect(paid).toBe(record.tenders.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n));
      expect(lines.some((line) => line.includes('13800138000'))).toBe(false);
    });
  }

  const slips: Record<string, Uint8Array> = {
    'unknown-slip-zh': unknownSlipBytes({
      key: tender.key,
      tender: 'payment_code',
      amountMinor: 400n,
      purpose: 'sale',
      till,
      language: 'zh',
      nowMs: sold.completedAtMs,
    }),
    'card-slip-80mm-zh': whole(cardSlipJob(slip)),
    'card-slip-58mm-en-reprint': whole(cardSlipJob({ ...slip, language: 'en', reprint: true }, narrow)),
    'test-page-58mm': whole(testPage({ nowMs: sold.completedAtMs, tillName: 'T1' }, narrow)),
    drawer: drawerBytes(),
  };
  for (const [name, bytes] of Object.entries(slips)) {
    it(name, async () => {
      await expect(hexOf(bytes)).toMatchFileSnapshot(`golden/${name}.hex`);
      expect(() => decodePaper(bytes, name.includes('58mm') ? 32 : 48)).not.toThrow();
    });
  }
});

describe('a receipt', () => {
  const read = (one: Receipt, paper: PaperSettings = presetPaper) =>
    decodePaper(receiptBytes(one, paper), paper.columns);

  it('lets the customer follow the sums: weights, what was taken off and by whom, prices that were changed, tax', () => {
    const squeezed = read({ ...receipt, record: full, discounts }).lines.map((line) =>
      line.trim().replace(/ {2,}/g, '|'),
    );
    expect(squeezed).toEqual(
      expect.arrayContaining([
        '2 x 2.00|4.00',
        '第二件半价、满减|-0.50',
        '手工优惠|-0.03',
        '1.250 kg x 19.90|24.88',
        '1 x 9.99|9.99',
        '原价 12.00',
        '[退回] 可乐',
        '1 x 3.00|-3.00',
        '优惠|0.30',
        '件数|5',
        '已优惠|0.53',
        '其中抹零|0.03',
        '其中 增值税 13%|0.40',
        '其中 farm 9%|2.05',
        '会员|M0007',
        '电话|138****8000',
        '备注: 送货上门',
      ]),
    );
  });

  it('is marked where it is a copy, a training, or its number is still to come', () => {
    expect(read({ ...receipt, kind: 'copy' }).lines.map((line) => line.trim())).toContain('** 补打 **');
    const training = read({ ...receipt, training: true }).lines.map((line) => line.trim());
    expect(training.filter((line) => line === '** 培训 不作凭证 **')).toHaveLength(2);
    expect(read({ ...receipt, kind: 'kept', record: { ...sold, receiptNo: '' } }).qrs).toEqual([]);
  });

  it('leaves out what the till’s settings leave out, and begins with the logo', () => {
    const logo = {
      kind: 'picture',
      widthBytes: 2,
      heightDots: 3,
      dots: Uint8Array.of(255, 1, 129, 1, 255, 1),
    } as const;
    const paper = { ...presetPaper, barcode: false, tax: false, member: false, logo };
    const { lines, barcodes, pictures } = read({ ...receipt, record: full }, paper);
    expect({ barcodes, pictures }).toEqual({ barcodes: [], pictures: 1 });
    expect(lines.join()).not.toMatch(/增值税|M0007/);
    const hex = Buffer.from(receiptBytes(receipt, paper)).toString('hex');
    expect(hex).toContain('1d763000' + '0200' + '0300' + 'ff018101ff01');
  });

  it('comes in parts that are the whole when they are joined, a few lines each', () => {
    const job = receiptJob({ ...receipt, record: full, discounts }) as readonly Uint8Array[];
    expect(job.length).toBeGreaterThan(3);
    expect(Buffer.concat([...job])).toEqual(Buffer.from(receiptBytes({ ...receipt, record: full, discounts })));
    for (const part of job.slice(1)) {
      const text = decodePaper(Buffer.concat([Buffer.from([0x1c, 0x26]), part]), 48);
      expect(text.lines.length).toBeLessThan(20);
    }
  });

  it('holds Chinese in GB18030 after FS &, and the full-width yen sign for both', () => {
    const hex = Buffer.from(receiptBytes(receipt)).toString('hex');
    expect(hex).toContain('1c26');
    // 望京店 and ￥, by another program's GB18030.
    expect(hex).toContain('cdfbbea9b5ea');
    expect(hex).toContain('a3a4');
    expect(Buffer.from(paperBytes([{ kind: 'text', text: '¥1' }])).toString('hex')).toContain('a3a431');
  });

  it('has no amount that its lines do not have', () => {
    const lines = receiptLines({ ...receipt, record: { ...full, roundingMinor: '0' } });
    expect(lines.some((line) => line.kind === 'pair' && line.left.includes('抹零'))).toBe(false);
  });
});

describe('the slip of a card', () => {
  it('has a copy for each, a line to sign on the merchant’s only, and never the whole number of the card', () => {
    const { lines, cuts } = decodePaper(whole(cardSlipJob(slip)), 48);
    expect(cuts).toEqual(['full', 'full']);
    const text = lines.join('\n');
    expect(text.match(/持卡人签名/g)).toHaveLength(1);
    expect(text.indexOf('持卡人签名')).toBeLessThan(text.indexOf('持卡人存根'));
    expect(text).not.toContain('6216261000000000018');
    for (const value of ['621626*********0018', '000042', '700031', '123456789012', '654321', '898310012345678']) {
      expect(text.split(value)).toHaveLength(3);
    }
  });

  it('without a signature, without what the answer does not have', () => {
    const { purpose, merchantName, amountMinor, currency, doneAtMs, language } = slip;
    const bare = { purpose, merchantName, amountMinor, currency, doneAtMs, language, maskedPan: '6216**0018' };
    const text = decodePaper(whole(cardSlipJob({ ...bare, wantsSignature: false })), 48).lines.join('\n');
    expect(text).not.toMatch(/签名|批次号|授权码/);
    expect(text).toContain('6216**0018');
  });

  it('masks a number whatever its length', () => {
    expect(maskedPan('4242424242424242')).toBe('424242******4242');
    expect(maskedPan('4242 4242 4242 4242')).toBe('424242******4242');
    expect(maskedPan('621626******0018')).toBe('621626******0018');
    expect(maskedPan('')).toBe('');
  });
});

describe('lines', () => {
  it('are as wide as the paper, Chinese counting two', () => {
    expect(widthOf('合计 8.00')).toBe(9);
    for (const columns of [32, 48]) expect(widthOf(pair('合计', '8.00', columns)[0] ?? '')).toBe(columns);
    expect(pair('很'.repeat(24), '1', 48)).toEqual(['很'.repeat(24), `${' '.repeat(47)}1`]);
    expect(pair('单', '9'.repeat(40), 32)).toEqual(['单', '9'.repeat(32), `${' '.repeat(24)}${'9'.repeat(8)}`]);
    expect(wrap('农夫山泉', 5)).toEqual(['农夫', '山泉']);
    expect(wrap('Look it up under', 8)).toEqual(['Look it', 'up under']);
  });

  it('take no commands from a name', () => {
    expect(wrap('a\u001b@\u0010\u0004b\u009b', 48)).toEqual(['a@b']);
    expect(pair('x\u001b', '\u001d1', 5)).toEqual(['x   1']);
    expect(Buffer.from(paperBytes([{ kind: 'barcode', text: '{C\u001b@' }])).includes('{C')).toBe(false);
  });

  it('end as the cutter is set', () => {
    const cutsOf = (cut: PaperFormat['cut']) =>
      decodePaper(paperBytes([{ kind: 'rule' }], { columns: 48, cut }), 48).cuts;
    expect([cutsOf('full'), cutsOf('partial'), cutsOf('none')]).toEqual([['full'], ['partial'], []]);
  });

  it('kick the drawer on either pin, in units of two milliseconds', () => {
    expect(Buffer.from(drawerBytes()).toString('hex')).toBe('1b700032fa');
    expect(Buffer.from(drawerBytes({ pin: 1, onMs: 200, offMs: 200 })).toString('hex')).toBe('1b70016464');
  });
});
