/** Papers of a shift: X and Z report, the slip of a cash movement, the slip of a hand-over. Pure. */
import { decimalFromMinor } from '@qiantai/protos';
import type { CashMovement, Shift, TenderSum } from '../../counter/model.ts';
import type { TillInfo } from '../../edge/convert.ts';
import { settlementLines } from './card-batch-paper.ts';
import { type PaperFormat, type PaperLine, paperBytes, presetFormat } from './paper.ts';
import { localTime } from './receipt.ts';
import { type ShiftWords, shiftWords } from './shift-words.ts';
import { paperWords } from './words.ts';

export interface ShiftPaper {
  shift: Shift;
  till: Pick<TillInfo, 'storeName' | 'tillName' | 'currency'>;
  /** A person's name by the id of the operator. */
  operatorName(operatorId: string): string;
  language: 'zh' | 'en';
  nowMs: number;
}

/** `x`: where the shift stands; `z`: it is closed; `z_copy`: that once more. */
export type ReportKind = 'x' | 'z' | 'z_copy';

export const reportBytes = (paper: ShiftPaper, kind: ReportKind, format: PaperFormat = presetFormat): Uint8Array =>
  paperBytes(reportLines(paper, kind), format);

export function reportLines(paper: ShiftPaper, kind: ReportKind): PaperLine[] {
  const { shift, language, till } = paper;
  const words = shiftWords[language];
  const money = (minor: bigint) => decimalFromMinor(minor, till.currency);
  const open: PaperLine[] =
    shift.openPaymentKeys.length > 0 || shift.unsent > 0 ? [centred(words.notSettled), ...unsettledLines(paper)] : [];
  return [
    ...headLines(paper, kind === 'x' ? words.x : words.z),
    ...(kind === 'z_copy' ? [centred(words.copy)] : []),
    { kind: 'rule' },
    pair(words.businessDate, shift.businessDate),
    pair(words.opened, `${localTime(shift.openedAtMs)} ${paper.operatorName(shift.openedById)}`),
    ...(shift.closedAtMs > 0 ? [pair(words.closed, localTime(shift.closedAtMs))] : []),
    pair(words.operator, paper.operatorName(shift.operatorId)),
    { kind: 'rule' },
    pair(words.float, money(shift.floatMinor)),
    pair(`${words.sales} x ${shift.saleCount}`, money(shift.saleTotalMinor)),
    ...shift.taken.map((sum) => tenderLine(sum, paper)),
    pair(`${words.returns} x ${shift.returnCount}`, money(shift.returnTotalMinor)),
    ...shift.givenBack.map((sum) => tenderLine(sum, paper)),
    pair(words.movedIn, money(shift.movedInMinor)),
    pair(words.movedOut, money(shift.movedOutMinor)),
    ...countLines(paper, words),
    ...shift.cardSettlements.flatMap((settlement) => settlementLines(settlement, paper)),
    ...open,
    ...footLines(paper, words),
  ];
}

/** What was counted, note by note, and what it says against what was expected. */
function countLines({ shift, till }: ShiftPaper, words: ShiftWords): PaperLine[] {
  const money = (minor: bigint) => decimalFromMinor(minor, till.currency);
  const { expectedMinor, countedMinor, differenceMinor } = shift;
  const lines: PaperLine[] = shift.counts.map(({ denominationMinor, count }) =>
    pair(`  ${money(denominationMinor)} x ${count}`, money(denominationMinor * BigInt(count))),
  );
  if (expectedMinor !== null) lines.push(pair(words.expected, money(expectedMinor)));
  if (countedMinor !== null) lines.push(pair(words.counted, money(countedMinor)));
  if (differenceMinor !== null) lines.push({ kind: 'large', text: differenceText(differenceMinor, words, money) });
  return lines.length > 0 ? [{ kind: 'rule' }, ...lines] : [];
}

function differenceText(minor: bigint, words: ShiftWords, money: (minor: bigint) => string): string {
  if (minor === 0n) return words.even;
  return minor > 0n ? `${words.over} ${money(minor)}` : `${words.short} ${money(-minor)}`;
}

function unsettledLines({ shift, till, language }: ShiftPaper): PaperLine[] {
  const words = shiftWords[language];
  const keys: PaperLine[] = shift.openPaymentKeys.map((key) => ({ kind: 'text', text: `  ${key}` }));
  return [
    ...(keys.length > 0 ? [pair(words.openPayments, String(keys.length)), ...keys] : []),
    ...(shift.unsent > 0
      ? [pair(`${words.unsent} x ${shift.unsent}`, decimalFromMinor(shift.unsentCashMinor, till.currency))]
      : []),
  ];
}

function footLines(paper: ShiftPaper, words: ShiftWords): PaperLine[] {
  const { shift } = paper;
  return [
    ...(shift.approvedById === '' ? [] : [pair(words.approvedBy, paper.operatorName(shift.approvedById))]),
    { kind: 'rule' },
    pair(words.printed, localTime(paper.nowMs)),
    // Both ends of a shift's id: whoever reads the paper finds it in the books.
    { kind: 'text', text: `${words.shift} ${shift.shiftId}` },
    ...signatureLines(words),
  ];
}

function tenderLine({ channel, tender, count, amountMinor }: TenderSum, { till, language }: ShiftPaper): PaperLine {
  const { channels, tenders } = paperWords[language];
  const name = channel === tender ? channels[channel] : `${channels[channel]} ${tenders[tender]}`;
  return pair(`  ${name} x ${count}`, decimalFromMinor(amountMinor, till.currency));
}

export const movementSlipBytes = (
  paper: ShiftPaper,
  move: CashMovement,
  format: PaperFormat = presetFormat,
): Uint8Array => paperBytes(movementSlipLines(paper, move), format);

export function movementSlipLines(paper: ShiftPaper, move: CashMovement): PaperLine[] {
  const { till, language, shift } = paper;
  const words = shiftWords[language];
  return [
    ...headLines(paper, move.direction === 'in' ? words.cashIn : words.cashOut),
    { kind: 'rule' },
    pair(localTime(paper.nowMs), paper.operatorName(shift.operatorId)),
    { kind: 'large', text: `${decimalFromMinor(move.amountMinor, till.currency)} ${till.currency}` },
    pair(words.reason, words.reasons[move.reason]),
    ...(move.note === '' ? [] : [{ kind: 'text', text: `${words.note} ${move.note}` } as const]),
    { kind: 'text', text: move.movementId },
    ...signatureLines(words),
  ];
}

export const handOverSlipBytes = (
  paper: ShiftPaper,
  fromOperatorId: string,
  format: PaperFormat = presetFormat,
): Uint8Array => paperBytes(handOverSlipLines(paper, fromOperatorId), format);

export function handOverSlipLines(paper: ShiftPaper, fromOperatorId: string): PaperLine[] {
  const { shift, language } = paper;
  const words = shiftWords[language];
  return [
    ...headLines(paper, words.handOver),
    { kind: 'rule' },
    { kind: 'text', text: localTime(paper.nowMs) },
    pair(words.from, paper.operatorName(fromOperatorId)),
    pair(words.to, paper.operatorName(shift.operatorId)),
    { kind: 'text', text: `${words.shift} ${shift.shiftId}` },
    ...signatureLines(words),
    ...signatureLines(words),
  ];
}

function headLines({ till }: ShiftPaper, title: string): PaperLine[] {
  return [{ kind: 'large', text: title }, pair(till.storeName, till.tillName)];
}

const signatureLines = (words: ShiftWords): PaperLine[] => [
  { kind: 'feed' },
  { kind: 'text', text: `${words.signature} ______________________________` },
];
const pair = (left: string, right: string): PaperLine => ({ kind: 'pair', left, right });
const centred = (text: string): PaperLine => ({ kind: 'text', text, align: 'center' });
