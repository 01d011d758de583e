import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReaderEvent, ReadRequest } from '../../host/till-devices.ts';
import { testDriver } from '../test-driver.ts';
import { TestTransport } from '../transport/test-transport.ts';
import { CardReader } from './card-reader.ts';
import { encodeFrame, type Frame, ReaderFraming } from './framing.ts';

const card = {
  entryMode: 'contactless',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: '00'.repeat(24),
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '9F2608AABBCCDDEEFF0011',
  cardSequenceNumber: '001',
};

type Request = { op: string; key: string };

/** A reader by script: answers handshakes and acknowledges, as far as the test lets it. */
class ScriptedReader {
  readonly transport = new TestTransport();
  readonly requests: Request[] = [];
  /** Frames of the reader that get lost, are doubled or garbled; frames of the till that get lost. */
  loseNext = 0;
  doubleNext = 0;
  garbleNext = 0;
  deafFor = 0;
  mute = false;
  private readonly framing = new ReaderFraming();
  private lastGot = 0;
  private msgId = 0;
  private readonly clock: FakeClock;

  constructor(clock: FakeClock) {
    this.clock = clock;
    this.transport.onWrite = (bytes) => {
      for (const frame of this.framing.push(bytes, clock.nowMs())) this.hear(frame);
    };
  }

  /** Says a message, as often as the till does not acknowledge it (the test moves the clock). */
  say(message: object): void {
    this.msgId = this.msgId === 255 ? 1 : this.msgId + 1;
    this.send({ type: 0, ackId: this.lastGot, msgId: this.msgId, data: Buffer.from(JSON.stringify(message)) });
  }

  sayAgain(message: object): void {
    this.send({ type: 0, ackId: this.lastGot, msgId: this.msgId, data: Buffer.from(JSON.stringify(message)) });
  }

  heartbeat(): void {
    this.send({ type: 0, ackId: this.lastGot, msgId: 0, data: new Uint8Array() });
  }

  private hear(frame: Frame): void {
    if (this.deafFor > 0) {
      this.deafFor -= 1;
      return;
    }
    if (frame.type === 1) {
      this.lastGot = 0;
      this.msgId = 0;
      if (!this.mute) this.send({ type: 2, ackId: 0, msgId: 0, data: new Uint8Array() });
    }
    if (frame.type !== 0 || frame.data.length === 0) return;
    const isNew = frame.msgId !== this.lastGot;
    this.lastGot = frame.msgId;
    this.heartbeat();
    if (isNew) this.requests.push(JSON.parse(Buffer.from(frame.data).toString('utf8')) as Request);
  }

  private send(frame: Frame): void {
    if (this.mute) return;
    if (this.loseNext > 0) {
      this.loseNext -= 1;
      return;
    }
    const bytes = encodeFrame(frame);
    if (this.garbleNext > 0) {
      this.garbleNext -= 1;
      bytes[8] = (bytes[8] as number) ^ 0xff;
    }
    // After the till's own turn, as a line would.
    setImmediate(() => this.transport.say(bytes));
    if (this.doubleNext > 0) {
      this.doubleNext -= 1;
      setImmediate(() => this.transport.say(bytes));
    }
  }

  ops(): string[] {
    return this.requests.map((request) => request.op);
  }

  get now(): number {
    return this.clock.nowMs();
  }
}

let clock: FakeClock;
let device: ScriptedReader;
let reader: CardReader;
let events: ReaderEvent[];
const random = new SeededRandom('reader');

const request = (): ReadRequest => ({
  key: new IdMint(clock, random).paymentKey(),
  amountMinor: 1250n,
  currency: 'CNY',
  purpose: 'sale',
  language: 'zh',
});

beforeEach(async () => {
  clock = new FakeClock();
  device = new ScriptedReader(clock);
  events = [];
  reader = new CardReader({
    ...testDriver(clock, device.transport),
    onEvent: (event) => events.push(event),
  });
  reader.start();
  await clock.advance(100);
});

afterEach(() => reader.stop());

describe('its test', () => {
  const refusal = async (test: ReturnType<CardReader['test']>) => {
    const result = await test;
    return result.kind === 'refused' ? result.code : result;
  };

  it('asks the reader who it is, and tells what it said', async () => {
    const test = reader.test();
    await clock.advance(50);
    expect(device.ops()).toEqual(['info', 'info']);
    const who = { serial: 'S1', model: 'M1', firmware: '1.2' };
    device.say({ ev: 'info', ...who });
    await clock.advance(50);
    expect(await test).toEqual({ kind: 'answered', answers: [{ kind: 'reader_info', params: who }] });
    expect(events).toEqual([]);
  });

  it('says that it is silent, that it went away, or that it is at a card', async () => {
    const silent = reader.test();
    await clock.advance(3_100);
    expect(await refusal(silent)).toBe('READER_SILENT');
    const gone = reader.test();
    device.transport.unplug();
    expect(await refusal(gone)).toBe('READER_GONE');
    device.transport.plug();
    await clock.advance(3_000);
    reader.read(request());
    expect(await refusal(reader.test())).toBe('READER_BUSY');
  });
});

describe('the line to the reader', () => {
  it('is up after the handshake, and asks who is there', () => {
    expect(reader.state.state).toBe('connected');
    expect(device.ops()).toEqual(['info']);
  });

  it('repeats the handshake every second until it is answered', async () => {
    device.mute = true;
    device.transport.unplug();
    device.transport.plug();
    await clock.advance(3_500);
    expect(reader.state.state).toBe('disconnected');
    device.mute = false;
    await clock.advance(1_100);
    expect(reader.state.state).toBe('connected');
  });

  it('repeats a message that is not acknowledged; the reader acts on it once', async () => {
    device.loseNext = 1;
    const wanted = request();
    reader.read(wanted);
    await clock.advance(600);
    expect(device.ops()).toEqual(['info', 'read_card']);
    expect(reader.counters().retries).toBe(1);
  });

  it('is broken after three tries, and then the last result is asked for before anything else', async () => {
    const wanted = request();
    device.deafFor = 3;
    reader.read(wanted);
    await clock.advance(2_000);
    expect(reader.counters().errors).toBe(1);
    expect(device.ops()).toEqual(['info', 'last_result']);
    device.say({ ev: 'last_result', key: wanted.key, state: 'none', card: null, code: '' });
    await clock.advance(50);
    expect(device.ops()).toEqual(['info', 'last_result', 'read_card']);
  });

  it('is given up after six seconds of silence', async () => {
    device.mute = true;
    await clock.advance(6_100);
    expect(reader.state).toMatchObject({ state: 'disconnected', reasonCode: 'NO_ANSWER' });
  });

  it('stays up by heartbeats', async () => {
    for (let beat = 0; beat < 6; beat++) {
      device.heartbeat();
      await clock.advance(2_000);
    }
    expect(reader.counters().errors).toBe(0);
  });

  it('takes a message that comes twice once, and one that was garbled when it is repeated', async () => {
    const wanted = request();
    reader.read(wanted);
    await clock.advance(10);
    device.doubleNext = 1;
    device.say({ ev: 'prompt', key: wanted.key, prompt: 'present_card' });
    await clock.advance(10);
    expect(events).toEqual([{ kind: 'card_prompted', key: wanted.key, prompt: 'present_card' }]);
    device.garbleNext = 1;
    const result = { ev: 'card', key: wanted.key, ...card };
    device.say(result);
    await clock.advance(500);
    expect(events).toHaveLength(1);
    device.sayAgain(result);
    await clock.advance(10);
    expect(events[1]).toEqual({ kind: 'card_read', key: wanted.key, card });
    expect(reader.counters()).toMatchObject({ errors: 1, retries: 0 });
    expect(reader.counters().lastSeenMs).toBeGreaterThan(0);
    expect(reader.counters().discardedBytes).toBeGreaterThan(0);
  });
});

describe('a read', () => {
  it('is taken up by its last result after the plug was pulled, never asked for twice', async () => {
    const wanted = request();
    reader.read(wanted);
    await clock.advance(10);
    device.transport.unplug();
    await clock.advance(1_000);
    expect(reader.state.state).toBe('disconnected');
    device.transport.plug();
    await clock.advance(2_000);
    expect(device.ops()).toEqual(['info', 'read_card', 'last_result']);
    device.say({ ev: 'last_result', key: wanted.key, state: 'read', card, code: '' });
    await clock.advance(10);
    expect(events).toEqual([{ kind: 'card_read', key: wanted.key, card }]);
  });

  it('goes on where the reader is still at it', async () => {
    const wanted = request();
    reader.read(wanted);
    await clock.advance(10);
    device.transport.unplug();
    device.transport.plug();
    await clock.advance(2_000);
    device.say({ ev: 'last_result', key: wanted.key, state: 'in_progress', card: null, code: '' });
    device.say({ ev: 'card', key: wanted.key, ...card });
    await clock.advance(10);
    expect(device.ops().filter((op) => op === 'read_card')).toHaveLength(1);
    expect(events).toHaveLength(1);
  });

  it('fails at once without a reader, and after thirty seconds where it does not come back', async () => {
    const wanted = request();
    reader.read(wanted);
    await clock.advance(10);
    device.transport.unplug();
    await clock.advance(31_000);
    expect(events).toEqual([{ kind: 'card_failed', key: wanted.key, reasonCode: 'READER_GONE' }]);
    reader.read(request());
    expect(events[1]).toMatchObject({ reasonCode: 'READER_NOT_CONNECTED' });
    device.transport.plug();
    await clock.advance(2_000);
    // The reader may still be asking for a card that nobody waits for.
    expect(device.requests.at(-2)).toEqual({ op: 'cancel', key: wanted.key });
  });

  it('is cancelled by the reader’s word, and a card that came first counts', async () => {
    const wanted = request();
    reader.read(wanted);
    reader.cancel(wanted.key);
    await clock.advance(10);
    expect(device.ops()).toEqual(['info', 'read_card', 'cancel']);
    expect(events).toEqual([]);
    device.say({ ev: 'card', key: wanted.key, ...card });
    await clock.advance(10);
    expect(events).toEqual([{ kind: 'card_read', key: wanted.key, card }]);
  });

  it('is finished when the line is back, where it went meanwhile', async () => {
    const wanted = request();
    reader.read(wanted);
    await clock.advance(10);
    device.say({ ev: 'card', key: wanted.key, ...card });
    await clock.advance(10);
    device.transport.unplug();
    reader.finish(wanted.key, 'approved');
    device.transport.plug();
    await clock.advance(2_000);
    expect(device.ops()).toEqual(['info', 'read_card', 'info', 'finish']);
    expect(device.requests.at(-1)).toEqual({ op: 'finish', key: wanted.key, outcome: 'approved' });
  });

  it('does not act on another key’s card, nor on what is no message', async () => {
    reader.read(request());
    await clock.advance(10);
    device.say({ ev: 'card', key: request().key, ...card });
    device.say({ ev: 'card', key: 'x', maskedPan: '6216261000000000018' });
    device.say({ nonsense: true });
    await clock.advance(10);
    expect(events).toEqual([]);
    expect(reader.state.state).toBe('connected');
  });

  it('hands on no secret tag of the chip, and no data that is no TLV', async () => {
    for (const [emvHex, handedOn] of [
      ['5A08621626100000001 857026216 9F3602000A'.replaceAll(' ', ''), '9F3602000A'],
      ['9F26', ''],
    ]) {
      const wanted = request();
      reader.read(wanted);
      await clock.advance(10);
      device.say({ ev: 'card', key: wanted.key, ...card, emvHex });
      await clock.advance(10);
      const event = events.at(-1);
      if (handedOn) expect(event).toMatchObject({ kind: 'card_read', card: { emvHex: handedOn } });
      else expect(event).toMatchObject({ kind: 'card_failed', reasonCode: 'CARD_UNREADABLE' });
    }
  });

  it('of an earlier run is recovered once, or stopped', async () => {
    const { key } = request();
    const recovered = reader.recover(key);
    await clock.advance(10);
    device.say({ ev: 'last_result', key, state: 'read', card, code: '' });
    await clock.advance(10);
    expect(await recovered).toEqual(card);
    const other = reader.recover(key);
    await clock.advance(10);
    device.say({ ev: 'last_result', key, state: 'in_progress', card: null, code: '' });
    await clock.advance(10);
    expect(device.ops().at(-1)).toBe('cancel');
    device.say({ ev: 'error', key, code: 'CANCELLED' });
    await clock.advance(10);
    expect(await other).toBeNull();
    expect(events).toEqual([]);
  });
});
