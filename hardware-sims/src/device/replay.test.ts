import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { MemoryLine } from '../lines/memory-line.ts';
import { Scale } from '../scale/scale.ts';
import { FrameLog } from './frame-log.ts';
import { MountedDevice } from './mounted-device.ts';

async function mountedScale() {
  const clock = new FakeClock();
  const line = new MemoryLine();
  const mounted = new MountedDevice({
    id: 'scale-1',
    line,
    makeDevice: (ports) => new Scale(ports, { capacityGrams: 15_000, divisionGrams: 1, settleMs: 0 }),
    clock,
    random: new SeededRandom('seed'),
    shopNowMs: () => clock.nowMs(),
    log: new FrameLog(() => clock.nowMs()),
    changed: () => undefined,
  });
  await mounted.plug();
  const got: Array<{ atMs: number; hex: string }> = [];
  const startMs = clock.monotonicMs();
  line.open((bytes) => got.push({ atMs: clock.monotonicMs() - startMs, hex: Buffer.from(bytes).toString('hex') }));
  const say = (text: string) => line.write(Buffer.from(text, 'ascii'));
  return { mounted, clock, line, got, say };
}

/** A till asks twice, half a second apart. */
async function recorded(): Promise<string> {
  const { mounted, clock, say } = await mountedScale();
  mounted.record(true);
  await clock.advance(1000);
  say('W');
  await clock.advance(500);
  say('Z');
  mounted.record(false);
  return mounted.recorded.text;
}

const weight = '0230302e3030300d';
const status = '023f500d';

describe('a recording', () => {
  it('holds both directions with their times, and nothing after it ended', async () => {
    const { mounted, clock, say } = await mountedScale();
    await expect(async () => mounted.recorded).rejects.toMatchObject({ code: 'RECORDING_NONE' });
    mounted.record(true);
    await clock.advance(70);
    say('W');
    expect(mounted.record(false)).toEqual({ running: false, entries: 2, bytes: 9, full: false });
    say('W');
    const lines = mounted.recorded.text
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as unknown);
    expect(lines).toEqual([
      expect.objectContaining({ format: 'qiantai-device-recording-1', device: 'scale-1', kind: 'scale' }),
      { atMs: 70, direction: 'in', hex: '57' },
      { atMs: 70, direction: 'out', hex: weight.toUpperCase() },
    ]);
  });

  it('stops where it is full, and says so', async () => {
    const { mounted, line } = await mountedScale();
    mounted.record(true);
    for (let turn = 0; turn < 3; turn++) line.write(new Uint8Array(1024 * 1024));
    expect(mounted.recorded.state).toMatchObject({ running: false, full: true, entries: 2 });
  });

  it('is not replayed when it is none, of another kind, or goes back in time', async () => {
    const { mounted } = await mountedScale();
    const text = await recorded();
    const code = (broken: string) => () => mounted.startReplay(broken, 'fast');
    expect(code('')).toThrow(/line 1/);
    expect(code(text.replace('"scale"', '"pole"'))).toThrow(/it is of a pole/);
    expect(code(text.replace('"atMs":1500', '"atMs":1'))).toThrow(/earlier/);
    expect(code(text.replace('"hex":"57"', '"hex":"5"'))).toThrow(/line 2/);
  });
});

describe('a replay', () => {
  it('says what the device said at the recorded pace, and finds a till that says the same the same', async () => {
    const { mounted, clock, got, say } = await mountedScale();
    mounted.startReplay(
      (await recorded()).replaceAll('"atMs":1500,"direction":"out"', '"atMs":1700,"direction":"out"'),
      'recorded',
    );
    await clock.advance(1000);
    expect(got).toEqual([]);
    say('W');
    await clock.advance(0);
    expect(got.map(({ hex }) => hex)).toEqual([weight]);
    say('Z');
    await clock.advance(199);
    expect(got).toHaveLength(1);
    await clock.advance(1);
    expect(got.map(({ hex }) => hex)).toEqual([weight, status]);
    await clock.advance(250);
    expect(mounted.replayState).toMatchObject({ status: 'done', differenceCount: 0 });
  });

  it('waits for nothing but the till where it goes fast', async () => {
    const { mounted, clock, got, say } = await mountedScale();
    mounted.startReplay(await recorded(), 'fast');
    say('WZ');
    await clock.advance(0);
    await clock.advance(0);
    expect(got.map(({ hex }) => hex)).toEqual([weight, status]);
  });

  it('reports what is missing, what is another, and what is too much', async () => {
    const { mounted, clock, say } = await mountedScale();
    mounted.startReplay(await recorded(), 'fast');
    // For the first question the till is waited for as long as then, and five seconds more.
    await clock.advance(5999);
    expect(mounted.replayState).toMatchObject({ status: 'running', differenceCount: 0 });
    await clock.advance(1);
    say('T');
    await clock.advance(250);
    await clock.advance(0);
    say('C');
    await clock.advance(250);
    expect(mounted.replayState).toMatchObject({
      status: 'done',
      differences: [
        { step: 1, kind: 'missing', atByte: 0, expectedHex: '57', gotHex: '' },
        { step: 3, kind: 'different', atByte: 0, expectedHex: '5A', gotHex: '54' },
        { step: 5, kind: 'extra', atByte: 0, expectedHex: '', gotHex: '43' },
      ],
    });
  });

  it('keeps the device and its hands still meanwhile, one at a time, until it is stopped or unplugged', async () => {
    const { mounted, say, got } = await mountedScale();
    const text = await recorded();
    mounted.startReplay(text, 'recorded');
    await expect(mounted.hand('put', { grams: 5 })).rejects.toMatchObject({ code: 'REPLAY_RUNS' });
    expect(() => mounted.startReplay(text, 'fast')).toThrow(/stop that first/);
    expect(mounted.stopReplay()).toMatchObject({ status: 'stopped' });
    say('W');
    expect(got.map(({ hex }) => hex)).toEqual([weight]);
    mounted.startReplay(text, 'recorded');
    await mounted.unplug();
    expect(mounted.replayState).toMatchObject({ status: 'stopped' });
    expect(() => mounted.startReplay(text, 'fast')).toThrow(/No till/);
  });
});
