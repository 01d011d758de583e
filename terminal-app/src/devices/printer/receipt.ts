/** What stands on paper: receipts of sales and returns, copies, and the slip of an unknown result. Pure. */
import { decimalFromMinor, type SaleRecord, type TenderName } from '@qiantai/protos';
import type { TillInfo } from '../../edge/convert.ts';
import { type PaperLine, paperBytes } from './paper.ts';
import { type PaperWords, paperWords } from './words.ts';

/** `kept`: the agent is gone, the receipt number is still to come. */
export type ReceiptKind = 'original' | 'copy' | 'kept';

export interface Receipt {
  record: SaleRecord;
  till: Pick<TillInfo, 'storeName' | 'tillName' | 'receiptHeader' | 'receiptFooter'>;
  operatorName: string;
  language: 'zh' | 'en';
  kind: ReceiptKind;
}

export function receiptBytes(receipt: Receipt): Uint8Array {
  return paperBytes(receiptLines(receipt));
}

export function receiptLines({ record, till, operatorName, language, kind }: Receipt): PaperLine[] {
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
    ...record.lines.flatMap((line): PaperLine[] => [
      { kind: 'text', text: language === 'zh' ? line.nameZh : line.nameEn || line.nameZh },
      { kind: 'pair', left: `  ${line.quantity} x ${money(line.unitPriceMinor)}`, right: money(line.amountMinor) },
    ]),
    { kind: 'rule' },
    { kind: 'pair', left: words.items, right: String(record.lines.reduce((sum, line) => sum + line.quantity, 0)) },
    { kind: 'large', text: `${isReturn ? words.givenBack : words.total} ${moneyWithCurrency(record)}` },
    ...record.tenders.flatMap((tender) => tenderLines(tender, words, money)),
    ...(record.tenders.some((tender) => tender.offline) ? [centredLine(words.offline)] : []),
    { kind: 'rule' },
    ...till.receiptFooter.map(centredLine),
    { kind: 'qr', text: record.receiptNo },
  ];
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
function localTime(instantMs: number): string {
  return new Date(instantMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
