import { FakeClock } from '@qiantai/foundation';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDriver } from '../test-driver.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { Scale } from './scale.ts';
import { WeightFraming } from './weight-frame.ts';

const frame = (text: string) => Buffer.from(`\u0002${text}\r`, 'latin1');

describe('answers', () => {
  it('are weights or reasons, as docs/protocols/scale.md gives them', () => {
    const vectors = {
      '02 30 31 2E 32 35 30 0D': { kind: 'stable', weightG: 1250 },
      '02 30 30 2E 30 30 30 0D': { kind: 'stable', weightG: 0 },
      '02 30 31 2E 32 35 30 4E 0D': { kind: 'stable', weightG: 1250 },
      '02 3F 41 0D': { kind: 'unstable' },
      '02 3F 42 0D': { kind: 'overload' },
      '02 3F 43 0D': { kind: 'overload' },
      '02 3F 44 0D': { kind: 'negative' },
      '02 3F 40 0D': { kind: 'unstable' },
    };
    for (const [hex, reading] of Object.entries(vectors)) {
      expect(new WeightFraming().push(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toEqual([reading]);
    }
  });

  it('are in grams, half up, of two to four digits behind the point, and may be padded', () => {
    const grams = (text: string) => new WeightFraming().push(frame(text));
    expect(grams('  1.25')).toEqual([{ kind: 'stable', weightG: 1250 }]);
    expect(grams('1.2345')).toEqual([{ kind: 'stable', weightG: 1235 }]);
    expect(grams('1.2344')).toEqual([{ kind: 'stable', weightG: 1234 }]);
    expect(grams('999.99')).toEqual([{ kind: 'stable', weightG: 999_990 }]);
    for (const bad of ['', '1', '1.2', '-1.250', '1.250X', '12345.000', '?', '?AB', '?!'])
      expect(grams(bad)).toEqual([]);
  });

  it('survive the parity bit, garbage before them and any cut', () => {
    const stream = Buffer.concat([Buffer.from('zz\r'), frame('01.250'), Buffer.from([0x02, 0x31]), frame('?A')]);
    const withParity = stream.map((byte) => byte | (byte & 1 ? 0x80 : 0));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (size) => {
        const framing = new WeightFraming();
        const readings = [];
        for (let at = 0; at < withParity.length; at += size) {
          readings.push(...framing.push(withParity.subarray(at, at + size)));
        }
        expect(readings).toEqual([{ kind: 'stable', weightG: 1250 }, { kind: 'unstable' }]);
        expect(framing.discarded).toBe(5);
      }),
    );
  });

  it('that never end are dropped', () => {
    const framing = new WeightFraming();
    expect(framing.push(Buffer.concat([frame('1'.repeat(3000)), frame('01.000')]))).toEqual([
      { kind: 'stable', weightG: 1000 },
    ]);
    expect(framing.discarded).toBe(3002);
  });
});

describe('the scale', () => {
  let clock: FakeClock;
  let transport: TestTransport;
  let scale: Scale;
  /** What it answers to each question; the last for ever; '' nothing. */
  let answers: string[];

  beforeEach(async () => {
    clock = new FakeClock();
    transport = new TestTransport();
    answers = ['01.250'];
    transport.onWrite = () => {
      const text = answers.length > 1 ? answers.shift() : answers[0];
      if (text) queueMicrotask(() => transport.say(frame(text)));
    };
    scale = new Scale(testDriver(clock, transport));
    scale.start();
    await clock.advance(10);
  });
  afterEach(() => scale.stop());

  const read = async (ms: number) => {
    const result = scale.readWeight();
    await clock.advance(ms);
    return await result;
  };

  it('is asked by W and gives what lies on it', async () => {
    expect(await read(10)).toEqual({ kind: 'stable', weightG: 1250 });
    expect(transport.written).toEqual([Uint8Array.of(0x57)]);
    expect(scale.health).toMatchObject({ detail: '1.250 kg', counters: { framesIn: 1, retries: 0 } });
  });

  it('is asked again while it moves', async () => {
    answers = ['?A', '?A', '00.480'];
    expect(await read(500)).toEqual({ kind: 'stable', weightG: 480 });
    expect(transport.written).toHaveLength(3);
  });

  it('that never comes to rest is given up after three seconds', async () => {
    answers = ['?A'];
    expect(await read(3_100)).toEqual({ kind: 'unstable' });
    expect(transport.written.length).toBeLessThanOrEqual(16);
  });

  it('says at once what no waiting mends', async () => {
    answers = ['?C'];
    expect(await read(10)).toEqual({ kind: 'overload' });
    expect(scale.state).toMatchObject({ state: 'connected', reasonCode: 'SCALE_OVERLOAD' });
    answers = ['?D'];
    expect(await read(10)).toEqual({ kind: 'negative' });
    expect(scale.state.reasonCode).toBe('');
  });

  it('that does not answer is a fault, and one again when it does', async () => {
    answers = [''];
    expect(await read(4_000)).toEqual({ kind: 'no_answer' });
    expect(scale.state).toMatchObject({ state: 'fault', reasonCode: 'NO_ANSWER' });
    answers = ['00.000'];
    await clock.advance(10_100);
    expect(scale.state).toMatchObject({ state: 'connected', reasonCode: '' });
  });

  it('is asked once for all who wait', async () => {
    const both = Promise.all([scale.readWeight(), scale.readWeight()]);
    await clock.advance(10);
    expect(await both).toEqual(Array(2).fill({ kind: 'stable', weightG: 1250 }));
    expect(transport.written).toHaveLength(1);
  });

  it('that is pulled out within a question says so at once, and is asked anew when it is back', async () => {
    answers = [''];
    const asked = scale.readWeight();
    await clock.advance(10);
    transport.unplug();
    await clock.advance(200);
    expect(await asked).toEqual({ kind: 'not_connected' });
    expect(await scale.readWeight()).toEqual({ kind: 'not_connected' });
    answers = ['01.000'];
    transport.plug();
    await clock.advance(2_000);
    expect(await read(10)).toEqual({ kind: 'stable', weightG: 1000 });
    expect(scale.health.counters.reconnects).toBe(1);
  });
});
