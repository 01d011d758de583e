import { describe, expect, it } from 'vitest';
import { bareDevice, thrownCode } from '../device/device.fixture.ts';
import { Scale } from './scale.ts';

const newScale = (options: { capacityGrams?: number; divisionGrams?: number } = {}) =>
  bareDevice((ports) => new Scale(ports, { capacityGrams: 15_000, divisionGrams: 1, settleMs: 600, ...options }));
type Bare = ReturnType<typeof newScale>;

const ask = (scale: Bare, letters: string) => {
  scale.device.receive(Buffer.from(letters, 'ascii'));
  return Buffer.from(scale.takeSent()).toString('hex').toUpperCase();
};
const settled = async (scale: Bare, grams: number) => {
  scale.device.hand('put', { grams });
  await scale.clock.advance(600);
};

describe('a scale', () => {
  it('says what lies on it when it has settled (vectors of the page)', async () => {
    const scale = newScale();
    expect(ask(scale, 'W')).toBe('0230302E3030300D');
    scale.device.hand('put', { grams: 1250 });
    expect(ask(scale, 'W')).toBe('023F410D');
    await scale.clock.advance(599);
    expect(ask(scale, 'W')).toBe('023F410D');
    await scale.clock.advance(1);
    expect(ask(scale, 'W')).toBe('0230312E3235300D');
  });

  it('says over capacity, under zero, and both with motion', async () => {
    const scale = newScale();
    scale.device.hand('overload', {});
    expect(ask(scale, 'W')).toBe('023F430D');
    await scale.clock.advance(600);
    expect(ask(scale, 'W')).toBe('023F420D');
    scale.device.hand('negative', {});
    await scale.clock.advance(600);
    expect(ask(scale, 'W')).toBe('023F440D');
    expect(scale.device.snapshot()).toMatchObject({ shownGrams: -50, status: 'under zero' });
  });

  it('weighs net of its tare, by the till and by its own keys', async () => {
    const scale = newScale();
    await settled(scale, 200);
    expect(ask(scale, 'T')).toBe('023F600D');
    await settled(scale, 1450);
    expect(ask(scale, 'W')).toBe('0230312E3235304E0D');
    expect(ask(scale, 'C')).toBe('023F400D');
    expect(ask(scale, 'W')).toBe('0230312E3435300D');
    scale.device.hand('tare', {});
    expect(scale.device.snapshot()).toMatchObject({ shownGrams: 0, tareGrams: 1450 });
    scale.device.hand('clear-tare', {});
    expect(scale.device.snapshot()).toMatchObject({ shownGrams: 1450, tareGrams: 0 });
  });

  it('is zeroed near zero only, and says when it was not', async () => {
    const scale = newScale();
    await settled(scale, 300);
    expect(ask(scale, 'Z')).toBe('023F500D');
    expect(ask(scale, 'W')).toBe('0230302E3030300D');
    await settled(scale, 5000);
    expect(ask(scale, 'Z')).toBe('023F480D');
    expect(thrownCode(() => scale.device.hand('zero', {}))).toBe('HAND_REFUSED');
    expect(ask(scale, 'W')).toBe('0230342E3730300D');
  });

  it('keeps moving while a hand keeps it moving', async () => {
    const scale = newScale();
    scale.device.hand('unstable', { on: 'true' });
    await settled(scale, 1000);
    expect(ask(scale, 'W')).toBe('023F410D');
    expect(thrownCode(() => scale.device.hand('tare', {}))).toBe('HAND_REFUSED');
    scale.device.hand('unstable', { on: false });
    expect(ask(scale, 'W')).toBe('0230312E3030300D');
  });

  it('clears bit 7, answers each letter of several, and nothing that it does not know', async () => {
    const scale = newScale({ divisionGrams: 5 });
    await settled(scale, 1233);
    scale.device.receive(Uint8Array.of(0xd7));
    expect(Buffer.from(scale.takeSent()).toString('hex').toUpperCase()).toBe('0230312E3233350D');
    expect(ask(scale, 'wX\r')).toBe('');
    expect(ask(scale, 'WW')).toBe('0230312E3233350D'.repeat(2));
  });

  it('forgets tare and zero without power, and keeps what lies on it', async () => {
    const scale = newScale();
    await settled(scale, 300);
    ask(scale, 'Z');
    scale.device.powerCut();
    scale.device.powerBack();
    expect(ask(scale, 'W')).toBe('0230302E3330300D');
  });

  it('refuses hands that make no sense', () => {
    const { device } = newScale();
    expect(thrownCode(() => device.hand('put', {}))).toBe('HAND_BAD_INPUT');
    expect(thrownCode(() => device.hand('put', { grams: 200_001 }))).toBe('HAND_BAD_INPUT');
    expect(thrownCode(() => device.hand('take-off', { all: 1 }))).toBe('HAND_BAD_INPUT');
  });
});
