/** A cloud speaker on a serial line, or behind a broker (docs/protocols/speaker.md). What it is told never waits for it. */
import { type Cancel, CodedError, errorText } from '@qiantai/foundation';
import type { SpeakerPort } from '../../host/till-devices.ts';
import { absentDevice, type DeviceHealth, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { KeptLink } from '../transport/kept-link.ts';
import type { Announcement } from './announcement.ts';
import { LineFraming, MessageFraming, type SpeakerFraming } from './framing.ts';
import {
  type SpeechInput,
  type SpeechOutput,
  type SpeechSettings,
  type SpeechState,
  silentSpeech,
  speechDueMs,
  speechStep,
} from './speech-session.ts';
import { readSpeakerMessage, topicOfRequest } from './thing-model.ts';

export interface SpeakerOptions extends DriverOptions {
  /** 0 to 100; absent: as the speaker is set. */
  volume?: number;
  /** Behind a broker: the root of its topics. Absent: a serial line. */
  topic?: string;
}

export class Speaker implements SpeakerPort {
  state: DeviceState = { ...absentDevice('speaker'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: SpeakerOptions;
  private readonly link: KeptLink;
  private readonly framing: SpeakerFraming;
  private readonly settings: SpeechSettings;
  private session: SpeechState = silentSpeech;
  private tests = 0;
  private cancelWake: Cancel = () => undefined;

  constructor(options: SpeakerOptions) {
    this.options = options;
    const { transport, clock, random, topic, volume } = options;
    this.framing = topic ? new MessageFraming() : new LineFraming();
    // Another till may ask the same speaker through the broker, and hears the same answers.
    const idPrefix = topic ? `${Buffer.from(random.bytes(6)).toString('hex')}-` : '';
    this.settings = { volume, idPrefix };
    this.link = new KeptLink({
      device: 'speaker',
      transport,
      clock,
      random,
      onOpen: () => {
        this.framing.reset();
        this.become('connected', '');
        this.input({ kind: 'opened' });
      },
      onClose: () => {
        this.input({ kind: 'closed' });
        this.become('disconnected', 'NOT_CONNECTED');
      },
      onMissing: (error) => this.become('disconnected', error instanceof CodedError ? error.code : 'NOT_CONNECTED'),
      onData: (bytes) => this.onData(bytes),
    });
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.cancelWake();
    await this.link.stop();
  }

  get health(): DeviceHealth {
    const { address, counters } = this.link;
    const { waiting, last } = this.session.told;
    return { address, counters, waiting: waiting.length, detail: last?.text ?? '' };
  }

  /** Says a speech once, however often it is told. */
  announce(speech: Announcement): void {
    this.input({ kind: 'announce', speech, once: true });
  }

  /** Says something of no payment, for a person who tries the speaker. */
  test(): void {
    const speechId = `test-${this.options.nowMs()}-${++this.tests}`;
    const speech = { speechId, parts: ['XJSK', '{$0.01}'], text: '测试 0.01元' };
    this.input({ kind: 'announce', speech, once: false });
  }

  replayLast(): string | null {
    const outputs = this.input({ kind: 'replay' });
    return outputs.find((output) => output.kind === 'no_replay')?.code ?? null;
  }

  private onData(bytes: Uint8Array): void {
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    for (const text of this.framing.push(bytes)) this.onText(text);
  }

  private onText(text: string): void {
    const message = readSpeakerMessage(text);
    const { counters } = this.link;
    if (!message) {
      counters.discarded += this.framing.frame(text).length;
      this.options.log.debug({ characters: text.length }, 'speaker.bad_message');
      return;
    }
    counters.framesIn += 1;
    if (message.kind === 'played') this.options.log.debug({ speechId: message.speechId }, 'speaker.played');
    this.input({ kind: 'heard', message });
  }

  private input(input: SpeechInput): readonly SpeechOutput[] {
    const { clock } = this.options;
    const { state, outputs } = speechStep(this.settings, this.session, input, clock.monotonicMs());
    this.session = state;
    for (const output of outputs) this.onOutput(output);
    this.cancelWake();
    const dueMs = speechDueMs(this.session);
    if (dueMs < Number.POSITIVE_INFINITY) {
      this.cancelWake = clock.setTimeout(() => this.input({ kind: 'time' }), Math.max(0, dueMs - clock.monotonicMs()));
    }
    return outputs;
  }

  private onOutput(output: SpeechOutput): void {
    const { counters } = this.link;
    switch (output.kind) {
      case 'send': {
        const { topic } = this.options;
        if (output.isRepeated) counters.retries += 1;
        const bytes = this.framing.frame(JSON.stringify(output.request));
        const where = topic && topicOfRequest(topic, output.request);
        this.link.write(bytes, where).catch((error: unknown) => {
          this.options.log.debug({ error: errorText(error) }, 'speaker.write_failed');
        });
        return;
      }
      case 'accepted':
        if (this.state.state === 'fault') this.become('connected', '');
        return;
      case 'refused':
        counters.errors += 1;
        this.options.log.warn({ speechId: output.speechId }, 'speaker.refused');
        this.become('fault', 'SPEECH_REFUSED');
        return;
      case 'given_up':
        counters.errors += 1;
        this.options.log.warn({ speechId: output.speechId }, 'speaker.given_up');
        this.become('fault', 'SPEAKER_SILENT');
        return;
      case 'no_replay':
        return;
    }
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    if (this.state.state === state && this.state.reasonCode === reasonCode) return;
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}
