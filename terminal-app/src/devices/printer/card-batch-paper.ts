/** The card terminal's settlement (批结算) on paper: part of a shift's report, and a paper of its own. Pure. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type { CardDifference, CardSettlement, CardSums } from '../../counter/model.ts';
import { type CardBatchWords, cardBatchWords } from './card-batch-words.ts';
import { type PaperFormat, type PaperLine, paperBytes, presetFormat } from './paper.ts';
import { localTime } from './receipt.ts';
import type { ShiftPaper } from './shift-report.ts';

/** So many differences are named on paper; the rest by their count. */
const namedMax = 10;

export const cardBatchBytes = (
  paper: Omit<ShiftPaper, 'shift'>,
  settlement: CardSettlement,
  format: PaperFormat = presetFormat,
): Uint8Array => paperBytes(cardBatchLines(paper, settlement), format);

export function cardBatchLines(paper: Omit<ShiftPaper, 'shift'>, settlement: CardSettlement): PaperLine[] {
  const words = cardBatchWords[paper.language];
  return [
    { kind: 'large', text: words.title },
    pair(paper.till.storeName, paper.till.tillName),
    pair(words.operator, paper.operatorName(settlement.operatorId)),
    ...settlementLines(settlement, paper),
    { kind: 'rule' },
    pair(words.printed, localTime(paper.nowMs)),
    // Under it the entry in the books is found.
    { kind: 'text', text: settlement.settlementId },
    { kind: 'feed' },
    { kind: 'text', text: `${words.signature} ______________________________` },
  ];
}

/** Below a line of its own; what has no end yet says what it waits for. */
export function settlementLines(
  settlement: CardSettlement,
  { till, language }: Pick<ShiftPaper, 'till' | 'language'>,
): PaperLine[] {
  const words = cardBatchWords[language];
  const { currency } = till;
  const money = (minor: bigint) => decimalFromMinor(minor, currency);
  const { state, batches, own, differences, differenceCount } = settlement;
  const head: PaperLine[] = [{ kind: 'rule' }, centred(words.title)];
  switch (state) {
    case 'nothing':
      return [];
    case 'due':
    case 'under_way':
    case 'unknown':
      return [...head, centred(words.notYet), { kind: 'text', text: words[state] }];
    case 'settled':
    case 'differs':
      return [
        ...head,
        pair(words.at, localTime(settlement.endedAtMs)),
        ...batches.flatMap((batch): PaperLine[] => [
          pair(`${words.terminal} ${batch.cardTerminalId}`, `${words.batch} ${String(batch.batch).padStart(6, '0')}`),
          pair(`  ${words.sales} x ${batch.debitCount}`, money(batch.debitMinor)),
          pair(`  ${words.refunds} x ${batch.creditCount}`, money(batch.creditMinor)),
          pair(`  ${words.acquirer}`, batch.agrees ? words.agrees : words.differs),
        ]),
        ...(own.length > 0 ? [{ kind: 'text', text: words.own } as const] : []),
        ...own.flatMap((sums) => sumLines(sums, words, money)),
        { kind: 'large', text: state === 'settled' ? words.agrees : words.differs },
        ...differences.slice(0, namedMax).flatMap((difference) => differenceLines(difference, words, currency)),
        ...(differenceCount > namedMax ? [pair(words.more, String(differenceCount - namedMax))] : []),
      ];
  }
}

function sumLines(sums: CardSums, words: CardBatchWords, money: (minor: bigint) => string): PaperLine[] {
  const scheme = words.schemes[sums.scheme] ?? sums.scheme;
  return [
    ...(sums.saleCount > 0 ? [pair(`  ${scheme} ${words.sales} x ${sums.saleCount}`, money(sums.saleMinor))] : []),
    ...(sums.refundCount > 0
      ? [pair(`  ${scheme} ${words.refunds} x ${sums.refundCount}`, money(sums.refundMinor))]
      : []),
  ];
}

function differenceLines(difference: CardDifference, words: CardBatchWords, currency: Currency): PaperLine[] {
  const { kind, hereMinor, thereMinor, maskedPan, atMs, receiptNo, key } = difference;
  const money = (minor: bigint | null) => (minor === null ? '-' : decimalFromMinor(minor, currency));
  const amount = kind === 'amount' ? `${money(hereMinor)} / ${money(thereMinor)}` : money(hereMinor ?? thereMinor);
  const about = [atMs > 0 ? localTime(atMs) : '', maskedPan, receiptNo].filter((text) => text !== '');
  return [
    pair(words.kinds[kind], amount),
    ...(about.length > 0 ? [{ kind: 'text', text: `  ${about.join(' ')}` } as const] : []),
    { kind: 'text', text: `  ${key}` },
  ];
}

const pair = (left: string, right: string): PaperLine => ({ kind: 'pair', left, right });
const centred = (text: string): PaperLine => ({ kind: 'text', text, align: 'center' });
