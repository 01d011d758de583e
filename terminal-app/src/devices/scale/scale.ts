/**
 * A scale that answers when it is asked. One question is on the line at a time; while the weight moves it is asked again,
 * until it is still or the time is up.
 *
 *   idle ──readWeight──▶ asked ──stable, overload, negative──▶ idle, that reading
 *                        │  ▲ └──unstable, or no answer in time──▶ waiting ──200 ms──▶ asked
 *                        │  └───────────────────────────────────────┘
 *                        └──3 s──▶ idle, unstable or no answer
 */
import { errorText } from '@qiantai/foundation';
import type { ScalePort, WeightResult } from '../../host/till-devices.ts';
import { absentDevice, type DeviceHealth, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { KeptLink } from '../transport/kept-link.ts';
import { askWeight, WeightFraming, type WeightReading } from './weight-frame.ts';

const answerTimeoutMs = 500;
const askAgainMs = 200;
const readMsMax = 3_000;
/** Asked also while nobody weighs, so that a scale that is gone is seen before it is wanted. */
const pollEveryMs = 10_000;
const unansweredMax = 2;

export class Scale implements ScalePort {
  state: DeviceState = { ...absentDevice('scale'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: DriverOptions;
  private readonly link: KeptLink;
  private readonly framing = new WeightFraming();
  private answered: ((reading: WeightReading | null) => void) | null = null;
  /** All who want a weight at the same time get the same one. */
  private reading: Promise<WeightResult> | null = null;
  private unanswered = 0;
  private last = '';
  private stopped = false;
  private cancelPoll = (): void => undefined;

  constructor(options: DriverOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.link = new KeptLink({
      device: 'scale',
      transport,
      clock,
      random,
      onOpen: () => {
        this.framing.reset();
        this.unanswered = 0;
        this.become('connected', '');
        this.poll();
      },
      onClose: () => {
        this.cancelPoll();
        this.answered?.(null);
        this.become('disconnected', 'NOT_CONNECTED');
      },
      onData: (bytes) => this.onData(bytes),
    });
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelPoll();
    this.answered?.(null);
    await this.link.stop();
  }

  get health(): DeviceHealth {
    const { address, counters } = this.link;
    return { address, counters, waiting: this.reading ? 1 : 0, detail: this.last };
  }

  /** Never rejects. */
  readWeight(): Promise<WeightResult> {
    this.reading ??= this.readStill().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async readStill(): Promise<WeightResult> {
    const { clock } = this.options;
    const untilMs = clock.monotonicMs() + readMsMax;
    let seen: WeightResult = { kind: 'no_answer' };
    while (this.link.isOpen && !this.stopped) {
      const reading = await this.ask();
      if (reading) seen = reading;
      if (reading && reading.kind !== 'unstable') return reading;
      if (clock.monotonicMs() + askAgainMs >= untilMs) return seen;
      this.link.counters.retries += 1;
      await clock.sleep(askAgainMs);
    }
    return { kind: 'not_connected' };
  }

  private async ask(): Promise<WeightReading | null> {
    const reading = await new Promise<WeightReading | null>((resolve) => {
      const cancel = this.options.clock.setTimeout(() => this.answered?.(null), answerTimeoutMs);
      this.answered = (one) => {
        cancel();
        this.answered = null;
        resolve(one);
      };
      this.link.write(askWeight).catch((error: unknown) => {
        this.options.log.debug({ error: errorText(error) }, 'scale.not_asked');
        this.answered?.(null);
      });
    });
    if (!this.link.isOpen) return reading;
    this.unanswered = reading ? 0 : this.unanswered + 1;
    if (!reading) this.link.counters.errors += 1;
    if (this.unanswered >= unansweredMax) this.become('fault', 'NO_ANSWER');
    else if (reading) this.become('connected', reading.kind === 'overload' ? 'SCALE_OVERLOAD' : '');
    return reading;
  }

  private poll(): void {
    this.cancelPoll();
    this.cancelPoll = this.options.clock.setTimeout(() => {
      // A question of somebody who waits does as well.
      const asked = this.reading ?? this.ask();
      asked.finally(() => {
        if (this.link.isOpen && !this.stopped) this.poll();
      });
    }, pollEveryMs);
  }

  private onData(bytes: Uint8Array): void {
    const { counters } = this.link;
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    for (const reading of this.framing.push(bytes)) {
      counters.framesIn += 1;
      this.last = reading.kind === 'stable' ? `${(reading.weightG / 1000).toFixed(3)} kg` : reading.kind;
      this.answered?.(reading);
    }
    counters.discarded += this.framing.discarded;
    this.framing.discarded = 0;
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    if (this.state.state === state && this.state.reasonCode === reasonCode) return;
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}
