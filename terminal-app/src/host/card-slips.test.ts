import { beforeEach, expect, it } from 'vitest';
import { presetPaper } from '../devices/printer/receipt.ts';
import { decodePaper } from '../devices/printer/test-decoder.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { CardRead } from '../sale/events.ts';
import { CardSlips } from './card-slips.ts';
import { noDevices, type PrinterPort } from './till-devices.ts';

const card: CardRead = {
  entryMode: 'contactless',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: 'AA',
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '',
  cardSequenceNumber: '',
};
const facts = { merchantName: '钱台便利', merchantId: 'M1', terminalId: 'T1', currency: 'CNY' } as TillInfo;
const done = {
  key: 'K1',
  purpose: 'sale',
  amountMinor: 1230n,
  card: { maskedPan: '', authorisationCode: '654321', cardReference: '123456789012' },
} as const;

let jobs: string[];
const slipsWith = (paper: PrinterPort['paper']) =>
  new CardSlips({
    devices: {
      ...noDevices,
      printer: {
        ...(paper ? { paper } : {}),
        print: (job) => {
          const bytes = job instanceof Uint8Array ? job : Buffer.concat([...job]);
          jobs.push(decodePaper(bytes, 48).lines.join('\n'));
        },
        openDrawer: () => undefined,
      },
    },
    facts: () => facts,
    language: () => 'zh',
    operatorName: () => '小王',
    nowMs: () => 0,
  });

beforeEach(() => {
  jobs = [];
});

it('a card’s payment has its slip, once, with what the reader and the issuer said', () => {
  const slips = slipsWith({ ...presetPaper, cardSlip: true });
  slips.read('K1', card);
  slips.done(done);
  slips.done(done);
  expect(jobs).toHaveLength(1);
  for (const words of ['钱台便利', '621626*********0018', '挥卡', '654321', '123456789012', '12.30', '持卡人签名']) {
    expect(jobs[0]).toContain(words);
  }
});

it('with a PIN nobody signs; without the reader’s word somebody does', () => {
  const slips = slipsWith({ ...presetPaper, cardSlip: true });
  slips.read('K1', { ...card, pinBlockHex: '1B9C1845EB993A7A' });
  slips.done(done);
  slips.done({ ...done, key: 'K2', purpose: 'refund', card: undefined });
  expect(jobs[0]).not.toContain('持卡人签名');
  expect(jobs[1]).toMatch(/退货[\s\S]*持卡人签名/);
});

it('is printed again with a copy of its receipt, marked so', () => {
  const slips = slipsWith({ ...presetPaper, cardSlip: true });
  slips.done(done);
  slips.again(['K1', 'K9']);
  expect(jobs).toHaveLength(2);
  expect(jobs[0]).not.toContain('重打印');
  expect(jobs[1]?.match(/重打印/g)).toHaveLength(2);
});

it('a till whose printer is not set to prints none', () => {
  for (const paper of [undefined, presetPaper]) {
    const slips = slipsWith(paper);
    slips.done(done);
    slips.again(['K1']);
  }
  expect(jobs).toEqual([]);
});
