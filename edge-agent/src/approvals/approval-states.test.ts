import { describe, expect, test } from 'vitest';
import { type Approval, approvalFinding, approvalLifeMs, type Claim } from './approval-states.ts';

const approval: Approval = {
  approvalId: 'a',
  terminalId: 'till-1',
  right: 'line.discount',
  operatorId: 'op-1',
  approvedById: 'op-2',
  saleId: 'sale-1',
  givenAtMs: 1000,
};
const claim: Claim = {
  terminalId: 'till-1',
  right: 'line.discount',
  operatorId: 'op-1',
  saleId: 'sale-1',
  ofSaleAlone: false,
  atMs: 1000,
};
const free = { ...approval, saleId: '' };

describe('an approval', () => {
  test.each<[string, Approval | undefined, Partial<Claim>, string]>([
    ['is good where it was given for', approval, {}, 'good'],
    ['that is not known is none', undefined, {}, 'other'],
    ['is of its till', approval, { terminalId: 'till-2' }, 'other'],
    ['is of its right', approval, { right: 'cart.discount' }, 'other'],
    ['is of whoever asked', approval, { operatorId: 'op-3' }, 'other'],
    ['goes with its sale to another operator', approval, { operatorId: undefined, ofSaleAlone: true }, 'good'],
    ['is of its sale', approval, { saleId: 'sale-2' }, 'other'],
    ['of a sale is none for a deed of no sale', approval, { saleId: '' }, 'other'],
    ['of no sale is good for a deed within one', free, {}, 'good'],
    ['of no sale is good for a deed of none', free, { saleId: '' }, 'good'],
    ['of no sale is none for the lines of a sale', free, { ofSaleAlone: true }, 'other'],
    ['is good to its last millisecond', approval, { atMs: 1000 + approvalLifeMs - 1 }, 'good'],
    ['is over after its time', approval, { atMs: 1000 + approvalLifeMs }, 'over'],
    ['of another right is none, over or not', approval, { right: 'x', atMs: 9e12 }, 'other'],
  ])('%s', (_what, given, change, finding) => {
    expect(approvalFinding(given, { ...claim, ...change })).toBe(finding);
  });
});
