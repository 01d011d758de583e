/** Paper beside receipts: the slip of a card (签购单), and a page that tries the printer. Pure. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import { type PaperFormat, type PaperLine, type PrintJob, paperParts, presetFormat } from './paper.ts';
import { localTime } from './receipt.ts';
import { paperWords, type SlipWord } from './words.ts';

/** What is known of a card's payment; what its answer did not hold is left out. */
export interface CardSlip {
  purpose: 'sale' | 'refund';
  merchantName: string;
  merchantNo?: string;
  terminalNo?: string;
  operatorName?: string;
  /** A number in clear is masked here all the same: six digits, stars, four digits (UnionPay, PCI DSS 3.4). */
  maskedPan: string;
  issuer?: string;
  entryMode?: 'chip' | 'contactless' | 'magnetic';
  expiry?: string;
  batchNo?: string;
  traceNo?: string;
  referenceNo?: string;
  authorisationCode?: string;
  amountMinor: bigint;
  currency: Currency;
  doneAtMs: number;
  /** The payment's or refund's: under it everything about it is found. */
  paymentKey?: string;
  /** Without a PIN the cardholder signs the merchant's copy. */
  wantsSignature: boolean;
  /** Said where nobody signs. */
  verified?: 'pin' | 'none';
  /** Taken while the line was down: the issuer has not been asked. */
  offline?: boolean;
  language: 'zh' | 'en';
  reprint?: boolean;
}

export type SlipCopy = 'merchantCopy' | 'customerCopy';

export function cardSlipJob(
  slip: CardSlip,
  format: PaperFormat = presetFormat,
  copies: readonly SlipCopy[] = ['merchantCopy', 'customerCopy'],
): PrintJob {
  return paperParts(cardSlipLines(slip, copies), format);
}

/** The merchant's copy and the customer's, with a cut between them. */
export function cardSlipLines(slip: CardSlip, copies: readonly SlipCopy[]): PaperLine[] {
  return copies.flatMap((copy, at): PaperLine[] => [
    ...(at > 0 ? [{ kind: 'cut' } as const] : []),
    ...copyLines(slip, copy),
  ]);
}

function copyLines(slip: CardSlip, copy: SlipCopy): PaperLine[] {
  const words = paperWords[slip.language].slip;
  const pair = (word: SlipWord, value: string | undefined): PaperLine[] =>
    value ? [{ kind: 'pair', left: words[word], right: value }] : [];
  const amount = decimalFromMinor(slip.amountMinor, slip.currency);
  const signed = copy === 'merchantCopy' && slip.wantsSignature;
  return [
    { kind: 'large', text: words.title },
    { kind: 'text', text: words[copy], align: 'center' },
    ...(slip.reprint ? [{ kind: 'text', text: words.reprint, align: 'center' } as const] : []),
    { kind: 'rule' },
    ...pair('merchantName', slip.merchantName),
    ...pair('merchantNo', slip.merchantNo),
    ...pair('terminalNo', slip.terminalNo),
    ...pair('operator', slip.operatorName),
    { kind: 'rule' },
    ...pair('type', words[slip.purpose]),
    ...pair('card', maskedPan(slip.maskedPan)),
    ...pair('issuer', slip.issuer),
    ...pair('entry', slip.entryMode && words[slip.entryMode]),
    ...pair('expiry', slip.expiry),
    ...pair('batchNo', slip.batchNo),
    ...pair('traceNo', slip.traceNo),
    ...pair('referenceNo', slip.referenceNo),
    ...pair('authorisation', slip.authorisationCode),
    ...pair('time', localTime(slip.doneAtMs)),
    { kind: 'large', text: `${words.amount} ${slip.currency === 'CNY' ? '￥' : `${slip.currency} `}${amount}` },
    { kind: 'rule' },
    ...(slip.offline ? [{ kind: 'text', text: words.offline, align: 'center' } as const] : []),
    ...(slip.verified ? [{ kind: 'text', text: words[slip.verified], align: 'center' } as const] : []),
    ...(signed ? signatureLines(words) : []),
    ...(slip.paymentKey ? [{ kind: 'text', text: slip.paymentKey, align: 'center' } as const] : []),
  ];
}

const signatureLines = (words: Readonly<Record<SlipWord, string>>): PaperLine[] => [
  { kind: 'text', text: `${words.signature}:` },
  { kind: 'feed' },
  { kind: 'feed' },
  { kind: 'rule' },
  { kind: 'text', text: words.agreed },
];

/** Digits between the first six and the last four never come to paper, whoever let them through. */
export function maskedPan(pan: string): string {
  const digits = pan.replace(/[^0-9]/g, '');
  if (digits.length < 12) return pan;
  return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`;
}

/** Whether the paper is as wide as the till thinks, its Chinese, its codes, and the cut. */
export function testPage(options: { nowMs: number; tillName: string }, format: PaperFormat): PrintJob {
  const { columns } = format;
  const ruler = '1234567890'.repeat(5).slice(0, columns);
  return paperParts(
    [
      { kind: 'large', text: '打印测试 TEST' },
      { kind: 'pair', left: options.tillName, right: localTime(options.nowMs) },
      { kind: 'text', text: ruler },
      { kind: 'text', text: '中'.repeat(columns / 2) },
      { kind: 'pair', left: '合计 Total', right: '￥1,234.50' },
      { kind: 'rule' },
      { kind: 'barcode', text: 'TEST-0001' },
      { kind: 'qr', text: 'TEST-0001' },
    ],
    format,
  );
}
