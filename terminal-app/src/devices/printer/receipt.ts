/** What stands on paper: receipts of sales and returns, copies, and the slip of an unknown result. Pure. */
import {
  decimalFromMinor,
  lineGrossMinor,
  type SaleLineRecord,
  type SaleRecord,
  type TenderName,
} from '@qiantai/protos';
import type { TillInfo } from '../../edge/convert.ts';
import type { CartDiscount } from '../../sale/model.ts';
import { type PaperFormat, type PaperLine, type PrintJob, paperBytes, paperParts, presetFormat } from './paper.ts';
import { type PaperWords, paperWords } from './words.ts';

/** `kept`: the agent is gone, the receipt number is still to come. */
export type ReceiptKind = 'original' | 'copy' | 'kept';

/** How this till's paper is, and what stands on it besides what must. */
export interface PaperSettings extends PaperFormat {
  /** CODE128 of the receipt's number, where the paper is wide enough; the QR code is always there. */
  barcode: boolean;
  tax: boolean;
  member: boolean;
  /** Which slips of cards are printed by themselves: the merchant's where it is signed, both copies of each, none. */
  cardSlip: 'signature' | 'always' | 'never';
  logo: Extract<PaperLine, { kind: 'picture' }> | null;
}

export const presetPaper: PaperSettings = {
  ...presetFormat,
  barcode: true,
  tax: true,
  member: true,
  cardSlip: 'signature',
  logo: null,
};

export interface Receipt {
  record: SaleRecord;
  /** The promotions of the sale with their names; a record holds their ids. */
  discounts?: readonly CartDiscount[];
  till: Pick<TillInfo, 'storeName' | 'tillName' | 'receiptHeader' | 'receiptFooter' | 'taxes'>;
  operatorName: string;
  language: 'zh' | 'en';
  kind: ReceiptKind;
  /** A sale of practice: marked so that it is no voucher for anything. */
  training?: boolean;
}

export function receiptBytes(receipt: Receipt, paper: PaperSettings = presetPaper): Uint8Array {
  return paperBytes(receiptLines(receipt, paper), paper);
}

export function receiptJob(receipt: Receipt, paper: PaperSettings = presetPaper): PrintJob {
  return paperParts(receiptLines(receipt, paper), paper);
}

export function receiptLines(receipt: Receipt, paper: PaperSettings = presetPaper): PaperLine[] {
  const { record, till, operatorName, language, kind, training = false } = receipt;
  const words = paperWords[language];
  const money = moneyOf(record);
  const isReturn = record.kind === 'return';
  const sold = record.lines.filter(({ isBack }) => !isBack);
  return [
    ...(paper.logo ? [paper.logo] : []),
    { kind: 'large', text: till.storeName },
    ...till.receiptHeader.map(centredLine),
    ...(training ? [centredLine(words.training)] : []),
    ...(isReturn ? [{ kind: 'large', text: words.return } as const] : []),
    ...(kind === 'copy' ? [centredLine(words.copy)] : []),
    ...(kind === 'kept' ? [centredLine(words.kept)] : []),
    { kind: 'rule' },
    { kind: 'pair', left: kind === 'kept' ? words.orderNo : words.receiptNo, right: record.receiptNo },
    ...pairWhere(words.originalReceiptNo, record.originalReceiptNo),
    { kind: 'pair', left: localTime(record.completedAtMs), right: `${till.tillName} ${operatorName}`.trim() },
    ...(paper.member ? memberLines(record, words) : []),
    { kind: 'rule' },
    ...record.lines.flatMap((line) => lineLines(line, receipt)),
    { kind: 'rule' },
    { kind: 'pair', left: words.items, right: String(sold.reduce((sum, line) => sum + line.quantity, 0)) },
    ...savedLines(record, words),
    { kind: 'large', text: `${isReturn ? words.givenBack : words.total} ${moneyWithCurrency(record)}` },
    ...(paper.tax ? taxLines(receipt) : []),
    ...record.tenders.flatMap((tender) => tenderLines(tender, words, money)),
    ...(record.tenders.some((tender) => tender.offline) ? [centredLine(words.offline)] : []),
    ...(record.note ? [{ kind: 'text', text: `${words.note}: ${record.note}` } as const] : []),
    { kind: 'rule' },
    ...till.receiptFooter.map(centredLine),
    ...(paper.barcode ? [{ kind: 'barcode', text: record.receiptNo } as const] : []),
    ...(record.receiptNo ? [{ kind: 'qr', text: record.receiptNo } as const] : []),
    // Whoever tears the header off still holds a mark.
    ...(training ? [centredLine(words.training)] : []),
  ];
}

const moneyOf =
  ({ currency }: Pick<SaleRecord, 'currency'>) =>
  (minor: string | bigint): string =>
    decimalFromMinor(BigInt(minor), currency);

const pairWhere = (left: string, right: string | undefined): PaperLine[] =>
  right ? [{ kind: 'pair', left, right }] : [];

/** The phone shows only its ends: a receipt is left lying about. */
function memberLines({ customer }: SaleRecord, words: PaperWords): PaperLine[] {
  const phone = customer?.phone?.replace(/^(.{3}).+(.{4})$|^.+$/, '$1****$2');
  return [...pairWhere(words.member, customer?.memberNo), ...pairWhere(words.phone, phone)];
}

/** Gross on the line, and below it what was taken off and by whom, so that the customer can follow the sum. */
function lineLines(line: SaleLineRecord, receipt: Receipt): PaperLine[] {
  const words = paperWords[receipt.language];
  const money = moneyOf(receipt.record);
  const sign = line.isBack ? -1n : 1n;
  const off = BigInt(line.discountMinor ?? '0');
  const manual = BigInt(line.manualDiscountMinor ?? '0');
  const name = receipt.language === 'zh' ? line.nameZh : line.nameEn || line.nameZh;
  const less = (text: string, minor: bigint): PaperLine[] =>
    minor === 0n ? [] : [{ kind: 'pair', left: `  ${text}`, right: money(-sign * minor) }];
  return [
    { kind: 'text', text: line.isBack ? `${words.back} ${name}` : name },
    { kind: 'pair', left: `  ${measureText(line, money)}`, right: money(sign * lineGrossMinor(line)) },
    ...(line.listPriceMinor !== undefined && line.listPriceMinor !== line.unitPriceMinor
      ? [{ kind: 'text', text: `  ${words.listPrice} ${money(line.listPriceMinor)}` } as const]
      : []),
    ...less(promotionNames(line, receipt) || words.discount, off - manual),
    ...less(words.manualDiscount, manual),
  ];
}

function measureText(line: SaleLineRecord, money: (minor: string) => string): string {
  if (line.codePriceMinor !== undefined) return `1 x ${money(line.codePriceMinor)}`;
  if (line.weightG === undefined) return `${line.quantity} x ${money(line.unitPriceMinor)}`;
  return `${kilograms(line.weightG)} kg x ${money(line.unitPriceMinor)}`;
}

function promotionNames({ promotionIds = [] }: SaleLineRecord, { discounts = [], language }: Receipt): string {
  return discounts
    .filter(({ promotionId }) => promotionIds.includes(promotionId))
    .map(({ nameZh, nameEn }) => (language === 'zh' ? nameZh : nameEn || nameZh))
    .join(language === 'zh' ? '、' : ', ');
}

/** The rounding is spread over the lines like any other discount; here it is said how much of it there was. */
function savedLines(record: SaleRecord, words: PaperWords): PaperLine[] {
  const money = moneyOf(record);
  const saved = record.lines
    .filter(({ isBack }) => !isBack)
    .reduce((sum, { discountMinor = '0' }) => sum + BigInt(discountMinor), 0n);
  const rounding = BigInt(record.roundingMinor ?? '0');
  return [
    ...(saved > 0n ? [{ kind: 'pair', left: words.saved, right: money(saved) } as const] : []),
    ...(rounding > 0n ? [{ kind: 'pair', left: `  ${words.rounding}`, right: money(rounding) } as const] : []),
  ];
}

/** One for each rate, as the prices hold it. */
function taxLines({ record, till, language }: Receipt): PaperLine[] {
  const byTax = Map.groupBy(
    record.lines.filter((line) => line.taxMinor !== undefined),
    ({ taxCode, taxRateBasisPoints }) => `${taxCode} ${taxRateBasisPoints}`,
  );
  return [...byTax.values()].flatMap((lines): PaperLine[] => {
    const [{ taxCode = '', taxRateBasisPoints = 0 }] = lines as [SaleLineRecord];
    const text = till.taxes.find((tax) => tax.taxCode === taxCode);
    const name = (language === 'zh' ? text?.nameZh : text?.nameEn || text?.nameZh) || taxCode;
    const sum = lines.reduce((total, line) => total + BigInt(line.taxMinor ?? '0'), 0n);
    const left = `  ${paperWords[language].taxIncluded} ${name} ${taxRateBasisPoints / 100}%`;
    return [{ kind: 'pair', left, right: moneyOf(record)(sum) }];
  });
}

/** `1.250` for 1250 grams. */
function kilograms(weightG: number): string {
  return `${Math.floor(weightG / 1000)}.${String(weightG % 1000).padStart(3, '0')}`;
}

export interface UnknownSlip {
  key: string;
  tender: TenderName;
  amountMinor: bigint;
  purpose: 'sale' | 'refund';
  till: Pick<TillInfo, 'storeName' | 'tillName' | 'currency'>;
  language: 'zh' | 'en';
  nowMs: number;
}

/** For the customer's pocket: what is not known yet, under which key it is looked for, and what happens. */
export function unknownSlipBytes(slip: UnknownSlip, format: PaperFormat = presetFormat): Uint8Array {
  return paperBytes(unknownSlipLines(slip), format);
}

export function unknownSlipLines(slip: UnknownSlip): PaperLine[] {
  const words = paperWords[slip.language];
  const amount = `${decimalFromMinor(slip.amountMinor, slip.till.currency)} ${slip.till.currency}`;
  return [
    { kind: 'large', text: words.unknownTitle },
    { kind: 'pair', left: slip.till.storeName, right: slip.till.tillName },
    { kind: 'text', text: localTime(slip.nowMs) },
    { kind: 'rule' },
    { kind: 'pair', left: words.tenders[slip.tender], right: amount },
    { kind: 'text', text: slip.purpose === 'sale' ? words.unknownSale : words.unknownRefund },
    { kind: 'text', text: slip.key },
    { kind: 'qr', text: slip.key },
  ];
}

/** The yen sign of GB18030 is the full-width one; U+00A5 prints rubbish on Chinese code pages. */
function moneyWithCurrency({ totalMinor, currency }: Pick<SaleRecord, 'totalMinor' | 'currency'>): string {
  const amount = decimalFromMinor(BigInt(totalMinor), currency);
  return currency === 'CNY' ? `￥${amount}` : `${currency} ${amount}`;
}

function tenderLines(
  tender: SaleRecord['tenders'][number],
  words: PaperWords,
  money: (minor: string) => string,
): PaperLine[] {
  const name = tender.channel === 'cash' ? words.channels.cash : words.channels[tender.channel];
  const left = tender.offline && tender.tender === 'card' ? `${name} ${words.cardOffline}` : name;
  const lines: PaperLine[] = [{ kind: 'pair', left, right: money(tender.amountMinor) }];
  if (tender.tenderedMinor !== undefined && tender.tenderedMinor !== tender.amountMinor) {
    lines.push({ kind: 'pair', left: `  ${words.tendered}`, right: money(tender.tenderedMinor) });
    lines.push({ kind: 'pair', left: `  ${words.change}`, right: money(tender.changeMinor ?? '0') });
  }
  return lines;
}

const centredLine = (text: string): PaperLine => ({ kind: 'text', text, align: 'center' });

/** The shop's wall clock: China has one zone and no summer time, UTC+8. */
export function localTime(instantMs: number): string {
  return new Date(instantMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
