import { describe, expect, it } from 'vitest';
import { closedShift, moveRequest, nowMs, shift } from '../../counter/test-samples.ts';
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
    'training-cash-slip-zh': paperBytes(markTraining(movementSlipLines(paper, move))),
  };
  for (const [name, bytes] of Object.entries(goldens)) {
    it(name, async () => {
      await expect(hexOf(bytes)).toMatchFileSnapshot(`golden/${name}.hex`);
    });
  }
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
