import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PaperSettings, presetPaper } from '../devices/printer/receipt.ts';
import { decodePaper } from '../devices/printer/test-decoder.ts';
import type { TillInfo } from '../edge/convert.ts';
import type { CardRead } from '../sale/events.ts';
import { CardSlips } from './card-slips.ts';
import { SlipFile, slipsKeptMax } from './slip-file.ts';
import type { PrinterPort } from './till-devices.ts';

const card: CardRead = {
  entryMode: 'contactless',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: 'C0FFEE00',
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '',
  cardSequenceNumber: '',
};
const pin = '1B9C1845EB993A7A';
const facts = { merchantName: '钱台便利', merchantId: 'M1', terminalId: 'T1', currency: 'CNY' } as TillInfo;
const done = {
  key: 'K1',
  purpose: 'sale',
  amountMinor: 1230n,
  card: { maskedPan: '', authorisationCode: '654321', cardReference: '123456789012' },
} as const;

let folder: string;
let jobs: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slips-'));
  jobs = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const slipsWith = (cardSlip: PaperSettings['cardSlip'] | undefined) => {
  const paper: PrinterPort['paper'] = cardSlip && { ...presetPaper, cardSlip };
  return new CardSlips({
    file: new SlipFile(folder),
    devices: {
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
};
const file = () => readFileSync(join(folder, 'card-slips.jsonl'), 'utf8');

describe('the slip of a card', () => {
  it('is printed once, with what the reader and the issuer said', () => {
    const slips = slipsWith('always');
    slips.read('K1', card);
    slips.done(done);
    slips.done(done);
    expect(jobs).toHaveLength(1);
    for (const words of ['钱台便利', '621626*********0018', '挥卡', '654321', '123456789012', '12.30', '持卡人签名']) {
      expect(jobs[0]).toContain(words);
    }
    expect(jobs[0]).toContain('商户存根');
    expect(jobs[0]).toContain('持卡人存根');
  });

  it('is signed where the reader says so or says nothing, and not with a PIN', () => {
    const slips = slipsWith('always');
    slips.read('K1', { ...card, pinBlockHex: pin });
    slips.done(done);
    slips.done({ ...done, key: 'K2', purpose: 'refund', card: undefined });
    slips.read('K3', { ...card, emvHex: '9F34031F0302' });
    slips.done({ ...done, key: 'K3' });
    slips.read('K4', { ...card, pinBlockHex: pin, emvHex: '9F3403050302' });
    slips.done({ ...done, key: 'K4' });
    expect(jobs[0]).toContain('已输密码');
    expect(jobs[0]).not.toContain('持卡人签名');
    expect(jobs[1]).toMatch(/退货[\s\S]*持卡人签名/);
    expect(jobs[2]).toContain('免密免签');
    expect(jobs[2]).not.toContain('持卡人签名');
    expect(jobs[3]).toContain('持卡人签名');
  });

  it('comes by itself as the printer is set to: the merchant’s where it is signed, each, or none', () => {
    const signed = slipsWith('signature');
    signed.read('K1', card);
    signed.done(done);
    signed.read('K2', { ...card, pinBlockHex: pin });
    signed.done({ ...done, key: 'K2' });
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toContain('商户存根');
    expect(jobs[0]).not.toContain('持卡人存根');
    slipsWith('never').done({ ...done, key: 'K3' });
    slipsWith(undefined).done({ ...done, key: 'K4' });
    expect(jobs).toHaveLength(1);
    // All of them are kept.
    expect(['K1', 'K2', 'K3', 'K4'].filter((key) => slipsWith('never').has(key))).toHaveLength(4);
  });

  it('says that the issuer was not asked', () => {
    slipsWith('always').done({ ...done, offline: true, card: undefined });
    expect(jobs[0]).toContain('离线交易');
  });

  it('is printed again after a restart, both copies, marked so; one that is not here is not', () => {
    const before = slipsWith('never');
    before.read('K1', card);
    before.done(done);
    const after = slipsWith('signature');
    expect([after.has('K1'), after.has('K9')]).toEqual([true, false]);
    after.again(['K1', 'K9']);
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.match(/重印 COPY/g)).toHaveLength(2);
    expect(jobs[0]).toContain('持卡人签名');
    // What was made before the restart is not made again.
    after.done(done);
    expect(jobs).toHaveLength(1);
  });

  it('knows after a power cut between the read and the answer how its holder was verified', () => {
    slipsWith('always').read('K1', { ...card, pinBlockHex: pin, entryMode: 'chip' });
    slipsWith('always').done(done);
    expect(jobs[0]).toMatch(/插卡[\s\S]*已输密码/);
  });
});

describe('what is kept', () => {
  it('holds no number in clear, no track, no PIN', () => {
    const slips = slipsWith('never');
    slips.read('K1', { ...card, maskedPan: '6216261000000000018', pinBlockHex: pin, emvHex: '9F34031F0302' });
    slips.done({ ...done, card: { ...done.card, maskedPan: '6216261000000000018' } });
    expect(file()).toContain('621626*********0018');
    for (const secret of ['6216261000000000018', 'C0FFEE00', 'FFFF9876543210E00001', pin, '9F34']) {
      expect(file()).not.toContain(secret);
    }
  });

  it('outlives a line that was torn at any byte, and goes on behind it', () => {
    slipsWith('never').done(done);
    const first = file();
    slipsWith('never').done({ ...done, key: 'K2' });
    const both = file();
    const path = join(folder, 'card-slips.jsonl');
    for (let cut = first.length; cut < both.length; cut += 7) {
      writeFileSync(path, Buffer.from(both).subarray(0, Buffer.byteLength(both.slice(0, cut))));
      const slips = slipsWith('never');
      expect(slips.has('K1'), `cut at ${cut}`).toBe(true);
      slips.done({ ...done, key: 'K3' });
      const after = slipsWith('never');
      expect([after.has('K1'), after.has('K3')], `cut at ${cut}`).toEqual([true, true]);
    }
  });

  it('is bounded: the oldest gives way', () => {
    const line = file_(done.key);
    const many = Array.from({ length: slipsKeptMax + 5 }, (_, number) => line.replaceAll('K1', `N${number}.`));
    appendFileSync(join(folder, 'card-slips.jsonl'), many.join(''));
    const slips = slipsWith('never');
    expect([slips.has('N4.'), slips.has('N5.'), slips.has(`N${slipsKeptMax + 4}.`)]).toEqual([false, true, true]);
  });
});

/** One line as the file has it, alone in it and then gone. */
function file_(key: string): string {
  slipsWith('never').done({ ...done, key });
  const line = file();
  rmSync(join(folder, 'card-slips.jsonl'));
  return line;
}
