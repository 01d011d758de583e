import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { MemoryLine } from '../lines/memory-line.ts';
import { Scanner } from '../scanner/scanner.ts';
import { type FaultRates, faultRatesSchema } from './faults.ts';
import { FrameLog } from './frame-log.ts';
import { MountedDevice } from './mounted-device.ts';

async function mountedScanner(options: { faults?: Partial<FaultRates>; seed?: string } = {}) {
  const clock = new FakeClock();
  const line = new MemoryLine();
  const log = new FrameLog(() => clock.nowMs());
  const got: string[] = [];
  const mounted = new MountedDevice({
    id: 's1',
    line,
    makeDevice: (ports) => new Scanner(ports, { framing: 'serial' }),
    clock,
    random: new SeededRandom(options.seed ?? 'seed'),
    shopNowMs: () => clock.nowMs(),
    log,
    faults: faultRatesSchema.parse(options.faults ?? {}),
    changed: () => undefined,
  });
  await mounted.plug();
  line.open((bytes) => got.push(Buffer.from(bytes).toString('latin1')));
  return { mounted, clock, line, log, got, scan: () => mounted.hand('scan', { code: '96385074' }) };
}

const whole = ']E496385074\r';

describe('hands on the line', () => {
  it('garble, drop, duplicate and delay the next frame, each once and in turn', async () => {
    const { mounted, got, scan, clock, log } = await mountedScanner();
    for (const hand of ['garble', 'drop', 'duplicate']) await mounted.hand(`${hand}-next-frame`, {});
    await mounted.hand('delay-next-frame', { delayMs: 500 });
    expect(mounted.snapshot().armedFaults).toEqual(['garble', 'drop', 'duplicate', 'delay']);
    for (let turn = 0; turn < 5; turn++) await scan();
    expect(got[0]).not.toBe(whole);
    expect(got[0]).toHaveLength(whole.length);
    expect(got.slice(1)).toEqual([whole, whole]);
    // The frame behind a delayed one does not overtake it.
    await clock.advance(500);
    expect(got.slice(1)).toEqual([whole, whole, whole, whole]);
    const faults = log
      .read('s1')
      .filter(({ direction }) => direction === 'out')
      .map(({ fault }) => fault);
    expect(faults).toEqual(['garbled', 'dropped', 'duplicated', 'delayed', '']);
  });

  it('pull the cable and put it back', async () => {
    const { mounted, got, scan, clock } = await mountedScanner();
    await mounted.hand('delay-next-frame', { delayMs: 500 });
    await scan();
    await mounted.hand('unplug', {});
    await clock.advance(1000);
    expect(got).toEqual([]);
    await expect(scan()).rejects.toMatchObject({ code: 'DEVICE_UNPLUGGED' });
    expect(mounted.snapshot()).toMatchObject({ plugged: false, peer: false });
    await mounted.hand('plug', {});
    await scan();
    expect(got).toEqual([whole]);
  });

  it('are refused when there is no such hand', async () => {
    const { mounted } = await mountedScanner();
    await expect(mounted.hand('dance', {})).rejects.toMatchObject({ code: 'HAND_UNKNOWN' });
    await expect(mounted.hand('unplug', { hard: true })).rejects.toMatchObject({ code: 'HAND_BAD_INPUT' });
    await expect(mounted.hand('delay-next-frame', { delayMs: -1 })).rejects.toMatchObject({ code: 'HAND_BAD_INPUT' });
  });
});

describe('faults by seed', () => {
  const faults = { garble: 0.2, drop: 0.2, duplicate: 0.2, delay: 0.2, delayMsMax: 10 };
  const play = async (seed: string) => {
    const { scan, clock, got } = await mountedScanner({ faults, seed });
    for (let turn = 0; turn < 40; turn++) {
      await scan();
      await clock.advance(10);
    }
    return got;
  };

  it('strike the same frames for the same seed, others for another', async () => {
    const first = await play('a');
    expect(await play('a')).toEqual(first);
    expect(await play('b')).not.toEqual(first);
    expect(first.some((text) => text !== whole)).toBe(true);
  });
});

describe('the log', () => {
  it('numbers entries, keeps the last thousand and few heartbeats, and gives those after a number', () => {
    const log = new FrameLog(() => 1);
    const followed: number[] = [];
    const stop = log.follow(({ n }) => followed.push(n));
    for (let n = 1; n <= 1100; n++) log.write({ deviceId: 'a', direction: 'event', words: '' });
    for (let n = 1; n <= 100; n++)
      log.write({ deviceId: 'a', direction: 'in', bytes: Uint8Array.of(n), words: '', routine: true });
    stop();
    log.write({ deviceId: 'a', direction: 'out', bytes: new Uint8Array(600), words: 'long' });
    expect(log.read('a')).toHaveLength(1000 - 0 + 20);
    expect(log.read('a', 1200)).toMatchObject([{ n: 1201, words: 'long', hex: expect.stringMatching(/…\(600\)$/) }]);
    expect(log.read('b')).toEqual([]);
    expect(followed).toHaveLength(1200);
  });
});
