import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../device/device.fixture.ts';
import { maskPan } from '../reader/card-data.ts';
import { demoCards, shownCard } from '../reader/cards.ts';
import { MemoryKeptStore } from '../reader/kept.ts';
import { CardReader } from '../reader/reader.ts';
import { TestTill } from '../reader/till.fixture.ts';
import { WalletReader } from './wallet-reader.ts';

function newReader(model?: string) {
  const bare = bareDevice(
    (ports) =>
      new WalletReader(
        { ...ports, modelOf: (own) => model ?? own },
        (readerPorts) =>
          new CardReader(readerPorts, {
            serial: 'R1',
            baseKeyHex: '0123456789ABCDEFFEDCBA9876543210',
            initialKeySerialNumberHex: 'FFFF9876543210E00000',
            kept: new MemoryKeptStore(),
          }),
      ),
  );
  const till = new TestTill({ write: (bytes) => bare.device.receive(bytes), takeSent: bare.takeSent });
  till.shakeHands();
  const ask = (key: string) =>
    till.ask({
      op: 'read_card',
      key,
      amountMinor: '1250',
      currency: 'CNY',
      purpose: 'sale',
      timeoutMs: 60_000,
      language: 'zh',
    });
  return { ...bare, till, ask };
}

describe('the wallet', () => {
  it('has cards that a check digit and a masked number tell apart, each with its outcome in both languages', () => {
    const luhn = (pan: string) =>
      [...pan].reverse().reduce((sum, digit, place) => {
        const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1);
        return sum + (doubled > 9 ? doubled - 9 : doubled);
      }, 0) % 10;
    expect(demoCards.filter(({ pan }) => luhn(pan) !== 0)).toEqual([]);
    expect(new Set(demoCards.map(({ pan }) => maskPan(pan))).size).toBe(demoCards.length);
    expect(new Set(demoCards.map(({ name }) => name)).size).toBe(demoCards.length);
    expect(
      demoCards.filter(({ outcomeZh, outcomeEn }) => !/[\u4e00-\u9fff]/.test(outcomeZh) || outcomeEn === ''),
    ).toEqual([]);
  });

  it('falls back from a broken chip to the stripe', () => {
    const { device, till, ask } = newReader();
    expect(shownCard(demoCards.find(({ name }) => name === 'chip-broken') as never).entryModes).toContain('chip');
    ask('k1');
    device.hand('insert', { card: 'chip-broken' });
    expect(till.listen()).toEqual([{ ev: 'error', key: 'k1', code: 'CARD_UNREADABLE' }]);
    ask('k2');
    device.hand('tap', { card: maskPan('6200000000005004') });
    expect(till.listen()).toEqual([{ ev: 'error', key: 'k2', code: 'CARD_UNREADABLE' }]);
    ask('k3');
    device.hand('swipe', { card: 'chip-broken' });
    expect(till.listen()[0]).toMatchObject({ ev: 'card', entryMode: 'magnetic', maskedPan: '620000******5004' });
  });
});

describe('a card that is removed', () => {
  it('while its PIN is asked ends the read', () => {
    const { device, till, ask } = newReader();
    ask('k1');
    device.hand('insert', { card: 'unionpay' });
    till.listen();
    expect(device.snapshot()).toMatchObject({ cardInside: true });
    expect(device.hand('remove', {})).toEqual({ removed: true, tooSoon: true });
    expect(till.listen()).toEqual([{ ev: 'error', key: 'k1', code: 'CANCELLED' }]);
    expect(device.snapshot()).toMatchObject({ status: 'idle', cardInside: false });
  });

  it('before the till has asked is not read', () => {
    const { device, till, ask } = newReader();
    device.hand('insert', { card: 'visa' });
    expect(device.hand('remove', {})).toMatchObject({ tooSoon: true });
    ask('k1');
    expect(till.listen()).toEqual([]);
    expect(device.snapshot()).toMatchObject({ status: 'waiting_card' });
  });

  it('after it was read leaves the read to the till; at the end it is in time', () => {
    const { device, till, ask, notes } = newReader();
    ask('k1');
    device.hand('insert', { card: 'visa' });
    till.listen();
    expect(device.hand('remove', {})).toMatchObject({ tooSoon: true });
    expect(till.listen()).toEqual([]);
    expect(notes).toContain('card removed too soon');
    till.ask({ op: 'finish', key: 'k1', outcome: 'approved' });
    expect(thrownCode(() => device.hand('remove', {}))).toBe('HAND_REFUSED');

    const other = newReader();
    other.ask('k1');
    other.device.hand('insert', { card: 'visa' });
    other.till.listen();
    other.till.ask({ op: 'finish', key: 'k1', outcome: 'approved' });
    expect(other.device.hand('remove', {})).toEqual({ removed: true, tooSoon: false });
  });

  it('is none where none is, where one was tapped, or where the power went', () => {
    const { device, ask } = newReader();
    const remove = () => thrownCode(() => device.hand('remove', {}));
    expect(remove()).toBe('HAND_REFUSED');
    ask('k1');
    device.hand('tap', { card: 'visa' });
    expect(remove()).toBe('HAND_REFUSED');
    device.powerCut();
    device.hand('insert', { card: 'visa' });
    device.powerCut();
    device.powerBack();
    expect(remove()).toBe('HAND_REFUSED');
  });
});

describe('the model', () => {
  it('is its own, or the wrong one, and the rest of the frame is right', () => {
    const info = { ev: 'info', serial: 'R1', model: 'QT-R1', firmware: '1.0.0' };
    expect(newReader().till.ask({ op: 'info' })).toEqual([info]);
    expect(newReader('OTHER-9').till.ask({ op: 'info' })).toEqual([{ ...info, model: 'OTHER-9' }]);
  });
});
