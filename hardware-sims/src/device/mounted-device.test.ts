import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { MemoryLine } from '../lines/memory-line.ts';
import { ReceiptPrinter } from '../printer/printer.ts';
import { Scanner } from '../scanner/scanner.ts';
import { type FaultRates, faultRatesSchema } from './faults.ts';
import { FrameLog } from './frame-log.ts';
import { MountedDevice } from './mounted-device.ts';

async function mountedScanner(options: { faults?: Partial<FaultRates>; seed?: string } = {}) {
  const clock = new FakeClock();
  const line = new MemoryLine();
  const log = new FrameLog(() => clock.nowMs());
  const got: string[] = [];
  const changes = { count: 0 };
  const mounted = new MountedDevice({
    id: 's1',
    line,
    makeDevice: (ports) => new Scanner(ports, { framing: 'serial' }),
    clock,
    random: new SeededRandom(options.seed ?? 'seed'),
    shopNowMs: () => clock.nowMs(),
    log,
    faults: faultRatesSchema.parse(options.faults ?? {}),
    changed: () => {
      changes.count += 1;
    },
  });
  await mounted.plug();
  line.open((bytes) => got.push(Buffer.from(bytes).toString('latin1')));
  return { mounted, clock, line, log, got, changes, scan: () => mounted.hand('scan', { code: '96385074' }) };
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

describe('a stuck device', () => {
  it('sends nothing while its link is up, until the hand lets go', async () => {
    const { mounted, got, scan, log } = await mountedScanner();
    await mounted.hand('stick', {});
    await scan();
    expect(got).toEqual([]);
    expect(mounted.snapshot()).toMatchObject({ stuck: true, peer: true, plugged: true });
    expect(log.read('s1').at(-1)).toMatchObject({ direction: 'out', fault: 'stuck' });
    await mounted.hand('stick', { on: false });
    await scan();
    expect(got).toEqual([whole]);
  });

  it('by its seed gets free by itself', async () => {
    const { mounted, got, scan, clock, changes } = await mountedScanner({ faults: { stuck: 1, stuckMsMax: 100 } });
    await scan();
    mounted.faults.rates = faultRatesSchema.parse({});
    await scan();
    expect(got).toEqual([]);
    const told = changes.count;
    await clock.advance(100);
    expect(changes.count).toBeGreaterThan(told);
    await scan();
    expect(got).toEqual([whole]);
  });

  it('is freed by pulling its cable', async () => {
    const { mounted, got, scan } = await mountedScanner();
    await mounted.hand('stick', {});
    await mounted.hand('unplug', {});
    await mounted.hand('plug', {});
    await scan();
    expect(got).toEqual([whole]);
  });
});

describe('a cable', () => {
  it('is pulled and put back by one hand', async () => {
    const { mounted, clock } = await mountedScanner();
    await mounted.hand('replug', { afterMs: 700 });
    expect(mounted.snapshot()).toMatchObject({ plugged: false });
    await clock.advance(699);
    expect(mounted.snapshot()).toMatchObject({ plugged: false });
    await clock.advance(1);
    expect(mounted.snapshot()).toMatchObject({ plugged: true });
  });

  it('is not put back by itself when a hand pulled it meanwhile', async () => {
    const { mounted, clock } = await mountedScanner();
    await mounted.hand('replug', { afterMs: 700 });
    await mounted.hand('unplug', {});
    await clock.advance(5000);
    expect(mounted.snapshot()).toMatchObject({ plugged: false });
  });

  it('comes off and back by the seed', async () => {
    const { mounted, clock, scan, got, log } = await mountedScanner({ faults: { unplug: 1, unpluggedMsMax: 100 } });
    await scan();
    await clock.advance(0);
    expect(mounted.snapshot()).toMatchObject({ plugged: false });
    await clock.advance(100);
    expect(mounted.snapshot()).toMatchObject({ plugged: true });
    expect(got).toEqual([]);
    expect(log.read('s1').map(({ fault }) => fault)).toContain('unplugged');
  });
});

describe('the wrong model', () => {
  it('is a hand of devices that say their model only', async () => {
    const { mounted } = await mountedScanner();
    await expect(mounted.hand('wrong-model', { model: 'X' })).rejects.toMatchObject({ code: 'HAND_UNKNOWN' });
    expect(mounted.snapshot().hands).not.toContain('wrong-model');
  });
});

describe('faults by seed', () => {
  const faults = {
    garble: 0.1,
    drop: 0.1,
    duplicate: 0.1,
    delay: 0.1,
    delayMsMax: 10,
    stuck: 0.1,
    stuckMsMax: 15,
    unplug: 0.1,
    unpluggedMsMax: 5,
  };
  const play = async (seed: string) => {
    const { scan, clock, got, log } = await mountedScanner({ faults, seed });
    for (let turn = 0; turn < 40; turn++) {
      await scan();
      await clock.advance(10);
    }
    return { got, faults: log.read('s1').map(({ fault }) => fault) };
  };

  it('strike the same frames for the same seed, others for another', async () => {
    const first = await play('a');
    expect(await play('a')).toEqual(first);
    expect(await play('b')).not.toEqual(first);
    expect([...new Set(first.faults)].sort()).toEqual(
      ['', 'delayed', 'dropped', 'duplicated', 'garbled', 'stuck', 'unplugged'].sort(),
    );
  });
});

describe('mishaps by seed', () => {
  /** Which of forty receipts jam, and which kicks find the drawer stuck. */
  const play = async (seed: string, wire: Partial<FaultRates> = {}) => {
    const clock = new FakeClock();
    const line = new MemoryLine();
    const mounted = new MountedDevice({
      id: 'p1',
      line,
      makeDevice: (ports) => new ReceiptPrinter(ports, { columns: 48 }),
      clock,
      random: new SeededRandom(seed),
      shopNowMs: () => clock.nowMs(),
      log: new FrameLog(() => clock.nowMs()),
      faults: faultRatesSchema.parse({ paperOut: 0.2, drawerStuck: 0.3, ...wire }),
      changed: () => undefined,
    });
    await mounted.plug();
    line.open(() => undefined);
    const seen: unknown[] = [];
    for (let turn = 0; turn < 40; turn++) {
      line.write(Buffer.from('\x1bp\0\x32\xfax\n\x1dV\0\x10\x04\x01', 'latin1'));
      const { paper, drawerOpen } = mounted.device.snapshot();
      seen.push([paper, drawerOpen]);
      await mounted.hand('paper-in', {});
      await mounted.hand('close-drawer', {});
    }
    return seen;
  };

  it('are the same for the same seed, whatever happens on the line', async () => {
    const first = await play('a');
    expect(await play('a')).toEqual(first);
    expect(await play('a', { drop: 0.5 })).toEqual(first);
    expect(await play('b')).not.toEqual(first);
    expect(new Set(first.map((each) => JSON.stringify(each))).size).toBe(4);
  });

  it('a wrong model is said by what says its model', async () => {
    const clock = new FakeClock();
    const line = new MemoryLine();
    const mounted = new MountedDevice({
      id: 'p1',
      line,
      makeDevice: (ports) => new ReceiptPrinter(ports, { columns: 48 }),
      clock,
      random: new SeededRandom('a'),
      shopNowMs: () => clock.nowMs(),
      log: new FrameLog(() => clock.nowMs()),
      changed: () => undefined,
    });
    await mounted.plug();
    let got = '';
    line.open((bytes) => {
      got += Buffer.from(bytes).toString('latin1');
    });
    const ask = () => line.write(Buffer.of(0x1d, 0x49, 67));
    await mounted.hand('wrong-model', { model: 'OTHER' });
    ask();
    await mounted.hand('wrong-model', {});
    ask();
    expect(got).toBe('_OTHER\0_QT-P1\0');
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
