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
import { type PaperLine, paperBytes } from './paper.ts';
import { type PaperWords, paperWords } from './words.ts';

/** `kept`: the agent is gone, the receipt number is still to come. */
export type ReceiptKind = 'original' | 'copy' | 'kept';

export interface Receipt {
  record: SaleRecord;
  /** The promotions of the sale with their names; a record holds their ids. */
  discounts?: readonly CartDiscount[];
  till: Pick<TillInfo, 'storeName' | 'tillName' | 'receiptHeader' | 'receiptFooter' | 'taxes'>;
  operatorName: string;
  language: 'zh' | 'en';
  kind: ReceiptKind;
}

export function receiptBytes(receipt: Receipt): Uint8Array {
  return paperBytes(receiptLines(receipt));
}

export function receiptLines(receipt: Receipt): PaperLine[] {
  const { record, till, operatorName, language, kind } = receipt;
  const words = paperWords[language];
  const money = (minor: string) => decimalFromMinor(BigInt(minor), record.currency);
  const isReturn = record.kind === 'return';
  return [
    { kind: 'large', text: till.storeName },
    ...till.receiptHeader.map(centredLine),
    ...(isReturn ? [{ kind: 'large', text: words.return } as const] : []),
    ...(kind === 'copy' ? [centredLine(words.copy)] : []),
    ...(kind === 'kept' ? [centredLine(words.kept)] : []),
    { kind: 'rule' },
    { kind: 'pair', left: kind === 'kept' ? words.orderNo : words.receiptNo, right: record.receiptNo },
    ...(record.originalReceiptNo
      ? [{ kind: 'pair', left: words.originalReceiptNo, right: record.originalReceiptNo } as const]
      : []),
    { kind: 'pair', left: localTime(record.completedAtMs), right: `${till.tillName} ${operatorName}`.trim() },
    { kind: 'rule' },
    ...record.lines.flatMap((line) => lineLines(line, receipt, money)),
    { kind: 'rule' },
    { kind: 'pair', left: words.items, right: String(record.lines.reduce((sum, line) => sum + line.quantity, 0)) },
    { kind: 'large', text: `${isReturn ? words.givenBack : words.total} ${moneyWithCurrency(record)}` },
    ...taxLines(receipt, money),
    ...record.tenders.flatMap((tender) => tenderLines(tender, words, money)),
    ...(record.tenders.some((tender) => tender.offline) ? [centredLine(words.offline)] : []),
    { kind: 'rule' },
    ...till.receiptFooter.map(centredLine),
    { kind: 'qr', text: record.receiptNo },
  ];
}

/** Gross on the line, and below it what promotions took off, so that the customer can follow the sum. */
function lineLines(line: SaleLineRecord, receipt: Receipt, money: (minor: string) => string): PaperLine[] {
  const words = paperWords[receipt.language];
  const gross = lineGrossMinor(line).toString();
  const lines: PaperLine[] = [
    { kind: 'text', text: receipt.language === 'zh' ? line.nameZh : line.nameEn || line.nameZh },
    { kind: 'pair', left: `  ${measureText(line, money)}`, right: money(gross) },
  ];
  if (line.discountMinor !== undefined && line.discountMinor !== '0') {
    const names = promotionNames(line, receipt) || words.discount;
    lines.push({ kind: 'pair', left: `  ${names}`, right: `-${money(line.discountMinor)}` });
  }
  return lines;
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

/** One for each rate, as the prices hold it. */
function taxLines({ record, till, language }: Receipt, money: (minor: string) => string): PaperLine[] {
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
    return [{ kind: 'pair', left, right: money(sum.toString()) }];
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
export function unknownSlipBytes(slip: UnknownSlip): Uint8Array {
  return paperBytes(unknownSlipLines(slip));
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
