/** Settlements of a card terminal as a screen is shown them. */
import type { CardReportShown, CardSettlementShown } from '../contract/counter-contract.ts';

export function cardSamples(nowMs: number) {
  const settled: CardSettlementShown = {
    settlementId: '01890000-0000-7000-8000-0000000000c1',
    state: 'settled',
    reasonCode: '',
    operator: '王小燕',
    askedAtMs: nowMs - 86_400_000,
    endedAtMs: nowMs - 86_399_000,
    batches: [
      {
        ...{ cardTerminalId: '10000001', batch: 6, agrees: true, debitCount: 31, debitMinor: '412300' },
        ...{ creditCount: 1, creditMinor: '2500' },
      },
    ],
    own: [
      { scheme: 'unionpay', saleCount: 24, saleMinor: '300300', refundCount: 1, refundMinor: '2500' },
      { scheme: 'visa', saleCount: 7, saleMinor: '112000', refundCount: 0, refundMinor: '0' },
    ],
    differences: [],
    differenceCount: 0,
  };
  const differs: CardSettlementShown = {
    ...settled,
    settlementId: '01890000-0000-7000-8000-0000000000c2',
    state: 'differs',
    askedAtMs: nowMs - 3_600_000,
    endedAtMs: nowMs - 3_599_000,
    batches: settled.batches.map((batch) => ({ ...batch, batch: 7, agrees: false })),
    differences: [
      {
        ...{ keyEnd: '9a4f2b6c01d2', refund: false, kind: 'missing_there', hereMinor: '5290', thereMinor: null },
        ...{ maskedPan: '622202*********0018', atMs: nowMs - 7_200_000, receiptNo: 'S1-T2-20260102-0041' },
      },
      {
        ...{ keyEnd: '7b1e7c3d9a4f', refund: true, kind: 'missing_here', hereMinor: null, thereMinor: '250' },
        ...{ maskedPan: '', atMs: 0, receiptNo: '' },
      },
      {
        ...{ keyEnd: '1c2d3e4f5a6b', refund: false, kind: 'amount', hereMinor: '1000', thereMinor: '100' },
        ...{ maskedPan: '424242******4242', atMs: nowMs - 9_000_000, receiptNo: '' },
      },
    ],
    differenceCount: 3,
  };
  const due: CardSettlementShown = {
    ...{
      ...settled,
      settlementId: '01890000-0000-7000-8000-0000000000c3',
      state: 'due',
      reasonCode: 'CARDS_LINE_DOWN',
    },
    ...{ askedAtMs: nowMs - 60_000, endedAtMs: 0, batches: [], own: [] },
  };
  const report: CardReportShown = {
    open: settled.own,
    settlements: [differs, settled],
    offlineCount: 2,
    offlineMinor: '3300',
  };
  return { settled, differs, due, report };
}
