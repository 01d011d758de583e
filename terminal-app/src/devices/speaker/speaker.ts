/** A cloud speaker on a serial line: one JSON object a line (docs/protocols/speaker.md). */
import { type Cancel, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import { z } from 'zod';
import type { SpeakerPort } from '../../host/till-devices.ts';
import { absentDevice, type DeviceHealth, type DeviceState } from '../device-state.ts';
import { KeptLink } from '../transport/kept-link.ts';
import type { Transport } from '../transport/port.ts';
import type { Announcement } from './announcement.ts';

export interface SpeakerOptions {
  transport: Transport;
  /** Real time, also in a run that is sped up: a line takes the time that it takes. */
  clock: Clock;
  /** The till's time, for what a person sees. */
  nowMs(): number;
  random: Random;
  log: Log;
  onState(): void;
  /** 0 to 100; absent: as the speaker is set. */
  volume?: number;
}

const answerTimeoutMs = 2_000;
const triesMax = 5;
const waitingMax = 50;
const lineBytesMax = 4_096;
/** Speeches that were said of late: the same id again is the same speech. */
const saidMax = 50;
/** A speech id is at most this long (docs/protocols/speaker.md). */
const speechIdMax = 64;

const messageSchema = z.union([
  z.object({ id: z.string().max(64), code: z.number().int(), data: z.object({ duplicate: z.boolean() }).optional() }),
  z.object({
    method: z.literal('thing.event.SpeechPlayed.post'),
    params: z.object({ speechId: z.string().max(64), playedAtMs: z.number() }),
  }),
]);

export class Speaker implements SpeakerPort {
  state: DeviceState = { ...absentDevice('speaker'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: SpeakerOptions;
  private readonly link: KeptLink;
  /** The first is the one that was said last and has no answer yet. */
  private waiting: Announcement[] = [];
  private readonly said = new Set<string>();
  private last: Announcement | null = null;
  private replays = 0;
  private tries = 0;
  private requestId = '';
  private requests = 0;
  private text = '';
  private cancelRetry: Cancel = () => undefined;

  constructor(options: SpeakerOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.link = new KeptLink({
      device: 'speaker',
      transport,
      clock,
      random,
      onOpen: () => {
        this.text = '';
        this.become('connected', '');
        this.setVolume();
        this.say();
      },
      onClose: () => this.become('disconnected', 'NOT_CONNECTED'),
      onData: (bytes) => this.onData(bytes),
    });
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.cancelRetry();
    await this.link.stop();
  }

  get health(): DeviceHealth {
    const { address, counters } = this.link;
    return { address, counters, waiting: this.waiting.length, detail: this.last?.text ?? '' };
  }

  /**
   * Says a speech once, however often it is told. The newest are kept where the speaker is away for long: nobody wants
   * to hear an hour-old sale.
   */
  announce(speech: Announcement): void {
    if (this.said.has(speech.speechId)) return;
    this.said.add(speech.speechId);
    if (this.said.size > saidMax) this.said.delete(this.said.values().next().value as string);
    this.last = speech;
    this.enqueue(speech);
  }

  /** Says the last one again, because somebody did not hear it: under an id of its own, or the speaker would not. */
  replayLast(): boolean {
    if (!this.last) return false;
    this.replays += 1;
    const suffix = `-r${this.replays}`;
    this.enqueue({ ...this.last, speechId: this.last.speechId.slice(0, speechIdMax - suffix.length) + suffix });
    return true;
  }

  private enqueue(speech: Announcement): void {
    this.waiting.push(speech);
    if (this.waiting.length > waitingMax) this.waiting.splice(1, 1);
    if (this.waiting.length === 1) {
      this.tries = 0;
      this.say();
    }
  }

  /** Says the first; the speech id stays the same on every try, so the speaker plays it once. */
  private say(): void {
    const speech = this.waiting[0];
    this.cancelRetry();
    if (!speech || !this.link.isOpen) return;
    if (this.tries >= triesMax) {
      this.options.log.warn({ speechId: speech.speechId }, 'speaker.given_up');
      this.next();
      return;
    }
    this.tries += 1;
    this.requestId = String(++this.requests);
    const request = {
      id: this.requestId,
      version: '1.0',
      method: 'thing.service.SpeechPost',
      params: speech,
    };
    if (this.tries > 1) this.link.counters.retries += 1;
    this.send(request);
    this.cancelRetry = this.options.clock.setTimeout(() => this.say(), answerTimeoutMs);
  }

  /** The thing model's way to set a property; a speaker that has no such property answers 400, and stays as it is. */
  private setVolume(): void {
    const { volume } = this.options;
    if (volume === undefined) return;
    this.send({ id: 'volume', version: '1.0', method: 'thing.service.property.set', params: { SpeechVolume: volume } });
  }

  private send(request: object): void {
    this.link.write(Buffer.from(`${JSON.stringify(request)}\n`, 'utf8')).catch((error: unknown) => {
      this.options.log.debug({ error: errorText(error) }, 'speaker.write_failed');
    });
  }

  private onData(bytes: Uint8Array): void {
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    const lines = (this.text + Buffer.from(bytes).toString('utf8')).split('\n');
    this.text = (lines.pop() ?? '').slice(-lineBytesMax);
    for (const line of lines) this.onLine(line);
  }

  private onLine(line: string): void {
    const message = parse(line);
    const { counters } = this.link;
    if (!message) {
      counters.discarded += line.length + 1;
      this.options.log.debug({ bytes: line.length }, 'speaker.bad_line');
      return;
    }
    counters.framesIn += 1;
    if ('method' in message) {
      this.options.log.debug({ speechId: message.params.speechId }, 'speaker.played');
      return;
    }
    if (message.id !== this.requestId) return;
    if (message.code === 200) {
      if (this.state.state === 'fault') this.become('connected', '');
    } else {
      counters.errors += 1;
      this.become('fault', 'SPEECH_REFUSED');
    }
    this.next();
  }

  private next(): void {
    this.waiting.shift();
    this.tries = 0;
    this.say();
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}

function parse(line: string): z.infer<typeof messageSchema> | null {
  try {
    const result = messageSchema.safeParse(JSON.parse(line));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}
