import { describe, expect, it } from 'vitest';
import { closedShift, differing, due, moveRequest, nowMs, settled, shift } from '../../counter/test-samples.ts';
import { cardBatchBytes, cardBatchLines, settlementLines } from './card-batch-paper.ts';
import { type PaperLine, paperBytes, widthOf } from './paper.ts';
import {
  handOverSlipBytes,
  movementSlipBytes,
  movementSlipLines,
  reportBytes,
  reportLines,
  type ShiftPaper,
} from './shift-report.ts';
import { markTraining } from './training-mark.ts';

const names: Readonly<Record<string, string>> = { O1: '小王', O2: '小李', O9: '陈店长' };
const paper: ShiftPaper = {
  shift,
  till: { storeName: '望京店', tillName: '收银台 1', currency: 'CNY' },
  operatorName: (operatorId) => names[operatorId] ?? operatorId,
  language: 'zh',
  nowMs,
};
if (moveRequest.kind !== 'move_cash') throw new Error('samples');
const { move } = moveRequest;
const owing: ShiftPaper = {
  ...paper,
  language: 'en',
  shift: {
    ...closedShift,
    openPaymentKeys: [move.movementId],
    unsent: 2,
    unsentCashMinor: 900n,
    approvedById: 'O9',
  },
};

/** Bytes as lines of hexadecimal, 32 a line: a golden file that shows where it changed. */
const hexOf = (bytes: Uint8Array) =>
  `${Buffer.from(bytes)
    .toString('hex')
    .match(/.{1,64}/g)
    ?.join('\n')}\n`;
const textsOf = (lines: readonly PaperLine[]) =>
  lines.map((line) => (line.kind === 'pair' ? `${line.left}|${line.right}` : 'text' in line ? line.text : ''));

describe('golden papers of a shift', () => {
  const goldens: Record<string, Uint8Array> = {
    'shift-x-zh': reportBytes(paper, 'x'),
    'shift-z-zh': reportBytes({ ...paper, shift: closedShift }, 'z'),
    'shift-z-copy-en': reportBytes(owing, 'z_copy'),
    'cash-slip-zh': movementSlipBytes(paper, move),
    'cash-slip-note-en': movementSlipBytes(
      { ...paper, language: 'en' },
      { ...move, direction: 'in', reason: 'other', note: 'Found under the drawer' },
    ),
    'hand-over-zh': handOverSlipBytes({ ...paper, shift: { ...shift, operatorId: 'O2' } }, 'O1'),
    'shift-z-cards-zh': reportBytes({ ...paper, shift: { ...closedShift, cardSettlements: [settled] } }, 'z'),
    'shift-z-cards-due-en': reportBytes(
      { ...paper, language: 'en', shift: { ...closedShift, cardSettlements: [due] } },
      'z',
    ),
    'card-batch-zh': cardBatchBytes(paper, differing),
    'training-cash-slip-zh': paperBytes(markTraining(movementSlipLines(paper, move))),
  };
  for (const [name, bytes] of Object.entries(goldens)) {
    it(name, async () => {
      await expect(hexOf(bytes)).toMatchFileSnapshot(`golden/${name}.hex`);
    });
  }
});

describe('a card settlement', () => {
  it('stands in the report with its number, counts and sums, and whether it agrees', () => {
    const texts = textsOf(reportLines({ ...paper, shift: { ...closedShift, cardSettlements: [settled] } }, 'z'));
    for (const text of [
      '终端 10000001|批次 000007',
      '  消费 x 12|1234.50',
      '  退货撤销 x 1|50.00',
      '  收单行|账平',
      '  银联 消费 x 9|1000.00',
      '账平',
    ]) {
      expect(texts).toContain(text);
    }
  });

  it('that has no end says so, and one of nothing says nothing', () => {
    for (const state of ['due', 'under_way', 'unknown'] as const) {
      expect(textsOf(settlementLines({ ...due, state }, paper))).toContain('** 批结算未完成 **');
    }
    expect(settlementLines({ ...due, state: 'nothing' }, paper)).toEqual([]);
  });

  it('names what differs, and counts what it does not name', () => {
    const many = Array.from({ length: 12 }, (_, number) => ({
      ...(differing.differences[0] as (typeof differing.differences)[number]),
      key: `k${number}`,
    }));
    const texts = textsOf(cardBatchLines(paper, { ...differing, differences: many }));
    expect(texts.filter((text) => text === '收单行没有|52.90')).toHaveLength(10);
    expect(texts).toContain('另有差异|4');
    expect(textsOf(cardBatchLines(paper, differing))).toEqual(
      expect.arrayContaining(['本机没有|2.50', '金额不同|10.00 / 1.00', '账不平']),
    );
  });
});

describe('a report', () => {
  it('is silent about what is expected while that is not to be seen', () => {
    const texts = textsOf(reportLines(paper, 'x'));
    expect(texts).toEqual(expect.arrayContaining(['销售 x 3|45.00', '  微信支付 付款码 x 1|20.00', '存入|100.00']));
    expect(texts.join()).not.toContain('应有');
    expect(textsOf(reportLines({ ...paper, shift: { ...shift, expectedMinor: 57_300n } }, 'x'))).toContain(
      '应有现金|573.00',
    );
  });

  it('holds the count, the difference, and what was taken over by whose word', () => {
    const texts = textsOf(reportLines(owing, 'z_copy'));
    expect(texts).toEqual(
      expect.arrayContaining([
        '** COPY **',
        '  100.00 x 5|500.00',
        'Cash expected|573.00',
        'Cash counted|570.00',
        'SHORT 3.00',
        '** NOT ALL IS SETTLED **',
        `  ${move.movementId}`,
        'Not yet sent x 2|9.00',
        'Approved by|陈店长',
      ]),
    );
    const even = { ...closedShift, differenceMinor: 0n };
    expect(textsOf(reportLines({ ...paper, shift: even }, 'z'))).toContain('账实相符');
    const over = { ...closedShift, differenceMinor: 5n };
    expect(textsOf(reportLines({ ...paper, shift: over }, 'z'))).toContain('长款 0.05');
  });
});

it('a paper in training says so on every line that has words, and holds no code', () => {
  const marked = markTraining([
    { kind: 'text', text: 'a' },
    { kind: 'large', text: 'b' },
    { kind: 'pair', left: '  c', right: '1.00' },
    { kind: 'rule' },
    { kind: 'qr', text: 'R1' },
    { kind: 'feed' },
  ]);
  expect(marked.some(({ kind }) => kind === 'qr')).toBe(false);
  for (const text of textsOf(marked.filter(({ kind }) => kind !== 'feed'))) expect(text).toContain('培训');
  for (const line of marked) if (line.kind === 'text') expect(widthOf(line.text)).toBeLessThanOrEqual(48);
});
