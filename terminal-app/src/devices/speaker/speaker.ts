/** A cloud speaker on a serial line: one JSON object a line (docs/protocols/speaker.md). */
import { type Cancel, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import { z } from 'zod';
import type { SpeakerPort } from '../../host/till-devices.ts';
import { absentDevice, type DeviceState } from '../device-state.ts';
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
}

const answerTimeoutMs = 2_000;
const triesMax = 5;
const waitingMax = 50;
const lineBytesMax = 4_096;

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

  /** The newest are kept where the speaker is away for long: nobody wants to hear an hour-old sale. */
  announce(speech: Announcement): void {
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
    this.link.write(Buffer.from(`${JSON.stringify(request)}\n`, 'utf8')).catch((error: unknown) => {
      this.options.log.debug({ error: errorText(error) }, 'speaker.write_failed');
    });
    this.cancelRetry = this.options.clock.setTimeout(() => this.say(), answerTimeoutMs);
  }

  private onData(bytes: Uint8Array): void {
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    const lines = (this.text + Buffer.from(bytes).toString('utf8')).split('\n');
    this.text = (lines.pop() ?? '').slice(-lineBytesMax);
    for (const line of lines) this.onLine(line);
  }

  private onLine(line: string): void {
    const message = parse(line);
    if (!message) {
      this.options.log.debug({ bytes: line.length }, 'speaker.bad_line');
      return;
    }
    if ('method' in message) {
      this.options.log.debug({ speechId: message.params.speechId }, 'speaker.played');
      return;
    }
    if (message.id !== this.requestId) return;
    if (message.code === 200) {
      if (this.state.state === 'fault') this.become('connected', '');
    } else {
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
