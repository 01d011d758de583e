import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../device/device.fixture.ts';
import { demoCards } from './cards.ts';
import { dataBytesMax } from './frame.ts';
import { type KeptStore, keptSchema, MemoryKeptStore } from './kept.ts';
import { KeptFile } from './kept-file.ts';
import { CardReader } from './reader.ts';
import { type ReaderMove, type ReaderStatus, readerMoves } from './reader-state.ts';
import { TestTill } from './till.fixture.ts';

function newReader(kept: KeptStore = new MemoryKeptStore()) {
  const bare = bareDevice(
    (ports) =>
      new CardReader(ports, {
        serial: 'R1',
        baseKeyHex: '0123456789ABCDEFFEDCBA9876543210',
        initialKeySerialNumberHex: 'FFFF9876543210E00000',
        kept,
      }),
  );
  const till = new TestTill({ write: (bytes) => bare.device.receive(bytes), takeSent: bare.takeSent });
  till.shakeHands();
  return { ...bare, till, kept };
}

const readCard = (key: string, more: object = {}) => ({
  op: 'read_card',
  key,
  amountMinor: '1250',
  currency: 'CNY',
  purpose: 'sale',
  timeoutMs: 60_000,
  language: 'zh',
  ...more,
});
const present = { ev: 'prompt', key: 'k1', prompt: 'present_card' };
const processing = { ev: 'prompt', key: 'k1', prompt: 'processing' };
const cancelled = { ev: 'error', key: 'k1', code: 'CANCELLED' };

describe('a card reader', () => {
  it('says who it is', () => {
    expect(newReader().till.ask({ op: 'info' })).toEqual([
      { ev: 'info', serial: 'R1', model: 'QT-R1', firmware: '1.0.0' },
    ]);
  });

  it('asks for a card and gives it, encrypted, with the next key', () => {
    const { till, device } = newReader();
    expect(till.ask(readCard('k1'))).toEqual([present]);
    expect(device.hand('tap', { card: 'unionpay-credit' })).toMatchObject({ held: false, entryMode: 'contactless' });
    const [card, prompt] = till.listen();
    expect(card).toMatchObject({
      ev: 'card',
      key: 'k1',
      entryMode: 'contactless',
      maskedPan: '620000******0005',
      keySerialNumberHex: 'FFFF9876543210E00001',
      pinBlockHex: '',
      cardSequenceNumber: '001',
      expiry: '3012',
    });
    expect(prompt).toEqual(processing);
    expect(till.ask({ op: 'finish', key: 'k1', outcome: 'approved' })).toEqual([]);
    expect(device.snapshot()).toMatchObject({ status: 'showing_result', outcome: 'approved' });
  });

  it('of AES keys gives serial numbers of 12 bytes, blocks of 16 and PIN blocks of format 4', () => {
    const bare = bareDevice(
      (ports) =>
        new CardReader(ports, {
          serial: 'R1',
          baseKeyHex: 'FEDCBA9876543210F1F1F1F1F1F1F1F1',
          initialKeySerialNumberHex: '1234567890123456',
          kept: new MemoryKeptStore(),
        }),
    );
    const till = new TestTill({ write: (bytes) => bare.device.receive(bytes), takeSent: bare.takeSent });
    till.shakeHands();
    till.ask(readCard('k1'));
    bare.device.hand('insert', { card: 'unionpay', pin: '1234' });
    const card = till.listen().find((message) => (message as { ev: string }).ev === 'card');
    expect(card).toMatchObject({
      keySerialNumberHex: '123456789012345600000001',
      pinBlockHex: expect.stringMatching(/^[0-9A-F]{32}$/),
      encryptedTrack2Hex: expect.stringMatching(/^([0-9A-F]{32}){3}$/),
    });
  });

  it('asks for the PIN of a card that needs one, and goes back to idle in the end', async () => {
    const { till, device, clock } = newReader();
    till.ask(readCard('k1'));
    device.hand('insert', { card: 'unionpay' });
    expect(till.listen()).toEqual([{ ev: 'prompt', key: 'k1', prompt: 'enter_pin' }]);
    device.hand('enter-pin', { pin: '1234' });
    expect(till.listen()).toEqual([
      expect.objectContaining({ ev: 'card', entryMode: 'chip', pinBlockHex: expect.stringMatching(/^[0-9A-F]{16}$/) }),
      processing,
    ]);
    expect(till.ask({ op: 'finish', key: 'k1', outcome: 'declined' })).toEqual([
      { ev: 'prompt', key: 'k1', prompt: 'remove_card' },
    ]);
    await clock.advance(2500);
    expect(device.snapshot()).toMatchObject({ status: 'idle' });
  });

  it('gives every demo card in every way it can be read, in one frame, and no number in the clear', () => {
    const { till, device, sent, notes, heard } = newReader();
    let reads = 0;
    for (const card of demoCards.filter(({ unreadable }) => !unreadable)) {
      for (const [hand, entryMode] of [
        ['tap', 'contactless'],
        ['insert', 'chip'],
        ['swipe', 'magnetic'],
      ] as const) {
        if (!card.entryModes.includes(entryMode)) continue;
        till.ask(readCard(`key-${reads++}`, { amountMinor: '999999999999' }));
        device.hand(hand, { card: card.name, pin: '123456789012' });
        expect(sent.every(({ bytes }) => bytes.length <= dataBytesMax)).toBe(true);
        const said = JSON.stringify(till.listen()) + notes.join() + heard.join() + JSON.stringify(device.snapshot());
        expect(said).toContain('"ev":"card"');
        expect(said).not.toContain(card.pan);
        expect(said).not.toContain('123456789012');
        const emv = /"emvHex":"([0-9A-F]*)"/.exec(said)?.[1] ?? '';
        expect(tagsOf(emv).filter((tag) => forbiddenTags.includes(tag))).toEqual([]);
        expect(emv === '').toBe(entryMode === 'magnetic');
      }
    }
    expect(device.snapshot()).toMatchObject({ keyCounter: reads });
  });

  it('reads a card and takes a PIN that were there before the till asked', () => {
    const { till, device } = newReader();
    expect(device.hand('insert', { card: 'unionpay' })).toMatchObject({ held: true });
    expect(device.hand('enter-pin', { pin: '1234' })).toEqual({ held: true });
    const said = till.ask(readCard('k1')) as Array<{ ev: string; prompt?: string }>;
    expect(said.map(({ ev, prompt }) => prompt ?? ev)).toEqual(['present_card', 'enter_pin', 'card', 'processing']);
  });

  it('holds them for 30 s only', async () => {
    const { till, device, clock } = newReader();
    device.hand('tap', { card: 'visa' });
    device.hand('enter-pin', { pin: '1234' });
    await clock.advance(30_000);
    expect(device.snapshot()).toMatchObject({ held: { card: '', pin: false } });
    till.shakeHands();
    expect(till.ask(readCard('k1'))).toEqual([present]);
  });

  it('tells of a card that cannot be read, of the red key, and of time running out', async () => {
    const { till, device, clock } = newReader();
    till.ask(readCard('k1'));
    device.hand('tap', { card: 'damaged' });
    expect(till.listen()).toEqual([{ ev: 'error', key: 'k1', code: 'CARD_UNREADABLE' }]);
    till.ask(readCard('k2'));
    device.hand('cancel', {});
    expect(till.listen()).toEqual([{ ev: 'error', key: 'k2', code: 'CANCELLED' }]);
    till.ask(readCard('k3', { timeoutMs: 1000 }));
    await clock.advance(1000);
    expect(till.listen()).toEqual([{ ev: 'error', key: 'k3', code: 'TIMED_OUT' }]);
  });

  it('is cancelled by the till, before a card and while the PIN is asked for', () => {
    const { till, device } = newReader();
    till.ask(readCard('k1'));
    expect(till.ask({ op: 'cancel', key: 'k1' })).toEqual([cancelled]);
    expect(till.ask({ op: 'cancel', key: 'k1' })).toEqual([cancelled]);
    till.ask(readCard('k2'));
    device.hand('swipe', { card: 'unionpay' });
    till.listen();
    expect(till.ask({ op: 'cancel', key: 'k2' })).toEqual([{ ev: 'error', key: 'k2', code: 'CANCELLED' }]);
    expect(device.snapshot()).toMatchObject({ status: 'idle' });
  });

  it('answers a cancel that came behind the card with the card', () => {
    const { till, device } = newReader();
    till.ask(readCard('k1'));
    device.hand('tap', { card: 'visa' });
    const [card] = till.listen();
    expect(till.ask({ op: 'cancel', key: 'k1' })).toEqual([card]);
  });

  it('is busy for another key, and repeats itself for a known one', () => {
    const { till, device } = newReader();
    till.ask(readCard('k1'));
    expect(till.ask(readCard('k2'))).toEqual([{ ev: 'error', key: 'k2', code: 'BUSY' }]);
    expect(till.ask(readCard('k1'))).toEqual([present]);
    device.hand('insert', { card: 'unionpay' });
    till.listen();
    expect(till.ask(readCard('k1'))).toEqual([{ ev: 'prompt', key: 'k1', prompt: 'enter_pin' }]);
    device.hand('enter-pin', { pin: '1234' });
    const [card] = till.listen();
    expect(till.ask(readCard('k1'))).toEqual([card]);
  });

  it('answers what it does not understand', () => {
    const { till } = newReader();
    expect(till.ask({ op: 'dance' })).toEqual([{ ev: 'error', key: '', code: 'BAD_MESSAGE' }]);
    expect(till.ask(readCard('k1', { amountMinor: '12.50' }))).toEqual([
      { ev: 'error', key: 'k1', code: 'BAD_MESSAGE' },
    ]);
    expect(till.ask('')).toEqual([{ ev: 'error', key: '', code: 'BAD_MESSAGE' }]);
  });

  it('knows its hands from wrong ones', () => {
    const { device, till } = newReader();
    expect(thrownCode(() => device.hand('tap', { card: 'nobody' }))).toBe('CARD_UNKNOWN');
    expect(thrownCode(() => device.hand('tap', { card: 'magnetic-only' }))).toBe('HAND_REFUSED');
    expect(thrownCode(() => device.hand('tap', {}))).toBe('HAND_BAD_INPUT');
    expect(thrownCode(() => device.hand('enter-pin', { pin: '12' }))).toBe('HAND_BAD_INPUT');
    expect(thrownCode(() => device.hand('cancel', {}))).toBe('HAND_REFUSED');
    till.ask(readCard('k1'));
    device.hand('insert', { card: 'unionpay' });
    expect(thrownCode(() => device.hand('tap', { card: 'visa' }))).toBe('HAND_REFUSED');
  });
});

describe('the last result', () => {
  const ask = { op: 'last_result', key: 'k1' };
  const answer = { ev: 'last_result', key: 'k1', card: null, code: '' };

  it('is told in each state', () => {
    const { till, device } = newReader();
    expect(till.ask(ask)).toEqual([{ ...answer, state: 'none' }]);
    till.ask(readCard('k1'));
    expect(till.ask(ask)).toEqual([{ ...answer, state: 'in_progress' }]);
    device.hand('tap', { card: 'visa' });
    const [card] = till.listen() as [Record<string, unknown>];
    const { ev: _ev, key: _key, ...members } = card;
    expect(till.ask(ask)).toEqual([{ ...answer, state: 'read', card: members }]);
    till.ask(readCard('k2'));
    expect(till.ask(ask)).toEqual([{ ...answer, state: 'none' }]);
    till.ask({ op: 'cancel', key: 'k2' });
    expect(till.ask({ ...ask, key: 'k2' })).toEqual([{ ...answer, key: 'k2', state: 'failed', code: 'CANCELLED' }]);
  });

  it('outlives a power cut; what was under way has failed', () => {
    const { till, device } = newReader();
    till.ask(readCard('k1'));
    device.hand('tap', { card: 'visa' });
    till.listen();
    device.powerCut();
    till.shakeHands();
    expect(till.ask(ask)).toEqual([expect.objectContaining({ state: 'read' })]);
    till.ask(readCard('k2'));
    device.powerCut();
    till.shakeHands();
    expect(till.ask({ ...ask, key: 'k2' })).toEqual([{ ...answer, key: 'k2', state: 'failed', code: 'CANCELLED' }]);
  });

  it('goes on through a line that broke, and is asked for when it is back', () => {
    const { till, device } = newReader();
    till.ask(readCard('k1'));
    device.peerLeft();
    device.hand('tap', { card: 'visa' });
    till.shakeHands();
    expect(till.ask(ask)).toEqual([expect.objectContaining({ state: 'read' })]);
  });

  it('and the counter of keys outlive the process, in a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reader-'));
    try {
      const file = join(folder, 'deep', 'r1.json');
      const first = newReader(new KeptFile(file, keptSchema));
      first.till.ask(readCard('k1'));
      first.device.hand('tap', { card: 'visa' });
      const [card] = first.till.listen();
      const second = newReader(new KeptFile(file, keptSchema));
      expect(second.till.ask(readCard('k1'))).toEqual([card]);
      second.till.ask(readCard('k2'));
      second.device.hand('tap', { card: 'visa' });
      expect(second.till.listen()[0]).toMatchObject({ keySerialNumberHex: 'FFFF9876543210E00002' });
      writeFileSync(file, '{"keyCounter":');
      expect(thrownCode(() => newReader(new KeptFile(file, keptSchema)))).toBe('KEPT_FILE_UNREADABLE');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the table of moves', () => {
  it('reaches every state from idle, and leads back from every one', () => {
    const reached = (from: ReaderStatus) => {
      const seen = new Set<ReaderStatus>([from]);
      for (const status of seen) for (const next of Object.values(readerMoves[status])) seen.add(next);
      return seen;
    };
    const all = Object.keys(readerMoves) as ReaderStatus[];
    expect([...reached('idle')].sort()).toEqual([...all].sort());
    expect(all.every((status) => reached(status).has('idle'))).toBe(true);
  });

  it('takes every message and every hand in every state without a fault', async () => {
    const into: Record<ReaderStatus, (reader: ReturnType<typeof newReader>) => void> = {
      idle: () => undefined,
      waiting_card: ({ till }) => till.ask(readCard('k1')),
      entering_pin: ({ till, device }) => {
        till.ask(readCard('k1'));
        device.hand('insert', { card: 'unionpay' });
      },
      processing: ({ till, device }) => {
        till.ask(readCard('k1'));
        device.hand('tap', { card: 'visa' });
      },
      showing_result: ({ till, device }) => {
        till.ask(readCard('k1'));
        device.hand('tap', { card: 'visa' });
        till.listen();
        till.ask({ op: 'finish', key: 'k1', outcome: 'approved' });
      },
    };
    type Event = (reader: ReturnType<typeof newReader>) => unknown;
    const events: Record<string, Event> = {
      read: ({ till }) => till.ask(readCard('k2')),
      cancel: ({ till }) => till.ask({ op: 'cancel', key: 'k1' }),
      finish: ({ till }) => till.ask({ op: 'finish', key: 'k1', outcome: 'unknown' }),
      lastResult: ({ till }) => till.ask({ op: 'last_result', key: 'k1' }),
      tap: ({ device }) => device.hand('tap', { card: 'visa' }),
      pin: ({ device }) => device.hand('enter-pin', { pin: '1234' }),
      red: ({ device }) => device.hand('cancel', {}),
      powerCut: ({ device }) => device.powerCut(),
      lineClosed: ({ device }) => device.peerLeft(),
    };
    const ends: Record<string, string> = {};
    for (const [status, enter] of Object.entries(into)) {
      for (const [name, act] of Object.entries(events)) {
        const reader = newReader();
        enter(reader);
        reader.till.listen();
        expect(reader.device.snapshot()).toMatchObject({ status });
        const code = thrownCode(() => act(reader));
        expect([undefined, 'HAND_REFUSED']).toContain(code);
        ends[`${status} ${name}`] = code ?? String(reader.device.snapshot()['status']);
        await reader.clock.advance(120_000);
        expect(reader.device.snapshot()).toMatchObject({ status: 'idle' });
      }
    }
    expect(ends).toMatchSnapshot();
  });

  it('has no move but the named ones', () => {
    const moves = new Set(Object.values(readerMoves).flatMap((row) => Object.keys(row)));
    expect([...moves].sort()).toEqual([
      'asked',
      'done',
      'failed',
      'finished',
      'presented',
      'read',
    ] satisfies ReaderMove[]);
  });
});

/** Tags that may not leave the reader in field 55. */
const forbiddenTags = ['56', '57', '5A', '5F20', '5F24', '99', '9F0B', '9F1F', '9F20'];

function tagsOf(hex: string): string[] {
  const bytes = Buffer.from(hex, 'hex');
  const tags: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = ((bytes[at] ?? 0) & 0x1f) === 0x1f ? 2 : 1;
    tags.push(
      bytes
        .subarray(at, at + size)
        .toString('hex')
        .toUpperCase(),
    );
    at += size + 1 + (bytes[at + size] ?? 0);
  }
  return tags;
}
