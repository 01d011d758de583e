/**
 * The receipt printer and the drawer on its plug. A job stays in the queue until the printer said, behind
 * the last byte, that it still has paper; with the paper out it waits and is printed when paper is back.
 */
import { type Cancel, type Clock, errorText, type Log, type Random } from '@qiantai/foundation';
import type { PrinterPort } from '../../host/till-devices.ts';
import { absentDevice, type DeviceState } from '../device-state.ts';
import { KeptLink } from '../transport/kept-link.ts';
import type { Transport } from '../transport/port.ts';
import { drawerBytes } from './paper.ts';
import { askStatus, coverOpen, isStatusByte, paperEnded, statusQuestion } from './status.ts';

export interface ReceiptPrinterOptions {
  transport: Transport;
  /** Real time, also in a run that is sped up: a line takes the time that it takes. */
  clock: Clock;
  /** The till's time, for what a person sees. */
  nowMs(): number;
  random: Random;
  log: Log;
  onState(): void;
}

const pollEveryMs = 2_000;
const answerTimeoutMs = 1_000;
/** A printer that is busy feeding answers late: only several questions without an answer mean that it is gone. */
const unansweredMax = 3;
const jobsMax = 50;

type Health = 'ready' | 'PAPER_OUT' | 'COVER_OPEN' | 'NO_ANSWER';

export class ReceiptPrinter implements PrinterPort {
  state: DeviceState = { ...absentDevice('printer'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: ReceiptPrinterOptions;
  private readonly link: KeptLink;
  private jobs: Uint8Array[] = [];
  /** The first job was handed over whole, and the printer has not said yet how it stands. */
  private handedOver = false;
  private answer: ((byte: number) => void) | null = null;
  private unanswered = 0;
  private working = false;
  private cancelPoll: Cancel = () => undefined;
  private stopped = false;

  constructor(options: ReceiptPrinterOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.link = new KeptLink({
      device: 'printer',
      transport,
      clock,
      random,
      onOpen: () => this.work(),
      onClose: () => {
        // A job that was cut off is printed anew.
        this.handedOver = false;
        this.become('disconnected', 'NOT_CONNECTED');
      },
      onData: (bytes) => {
        for (const byte of bytes) if (isStatusByte(byte)) this.answer?.(byte);
      },
    });
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelPoll();
    this.answer?.(-1);
    await this.link.stop();
  }

  /** The drawer as a device of its own: it is there when its printer is. */
  get drawer(): DeviceState {
    return { ...this.state, kind: 'drawer', ...(this.state.state === 'fault' ? healthy : {}) };
  }

  /** How many jobs wait for the printer. */
  get waiting(): number {
    return this.jobs.length;
  }

  print(job: Uint8Array): void {
    if (this.jobs.length >= jobsMax) {
      // Every receipt can be printed again from the journal; the oldest gives way, and the log says so.
      this.jobs.splice(this.handedOver ? 1 : 0, 1);
      this.options.log.warn({ jobsMax }, 'printer.job_dropped');
    }
    this.jobs.push(job);
    this.work();
  }

  /** Opens at once, before any receipt that waits: the cashier stands there with the money. */
  openDrawer(): void {
    this.link.write(drawerBytes()).catch((error: unknown) => {
      this.options.log.warn({ error: errorText(error) }, 'drawer.not_opened');
    });
  }

  private work(): void {
    if (this.working || this.stopped) return;
    this.working = true;
    this.cancelPoll();
    this.printAll()
      .catch((error: unknown) => this.options.log.info({ error: errorText(error) }, 'printer.interrupted'))
      .finally(() => {
        this.working = false;
        if (!this.stopped) this.cancelPoll = this.options.clock.setTimeout(() => this.work(), pollEveryMs);
      });
  }

  private async printAll(): Promise<void> {
    while (this.link.isOpen && !this.stopped) {
      const health = await this.ask();
      if (health === 'NO_ANSWER') return;
      if (this.handedOver) {
        this.handedOver = false;
        // Paper that ended meanwhile may have ended within this job: it is printed anew on the next roll.
        if (health === 'ready') this.jobs.shift();
      }
      const job = this.jobs[0];
      if (health !== 'ready' || !job) return;
      await this.link.write(job);
      this.handedOver = true;
    }
  }

  private async ask(): Promise<Health> {
    const paper = await this.askFor(statusQuestion.paper);
    const cause = paper === null ? null : await this.askFor(statusQuestion.offlineCause);
    if (!this.link.isOpen || this.stopped) return 'NO_ANSWER';
    if (paper === null || cause === null) {
      this.unanswered += 1;
      if (this.unanswered >= unansweredMax) this.become('fault', 'NO_ANSWER');
      return 'NO_ANSWER';
    }
    this.unanswered = 0;
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    if (coverOpen(cause)) return this.faulty('COVER_OPEN');
    if (paperEnded(paper)) return this.faulty('PAPER_OUT');
    this.become('connected', '');
    return 'ready';
  }

  private faulty(reason: 'PAPER_OUT' | 'COVER_OPEN'): Health {
    this.become('fault', reason);
    return reason;
  }

  private askFor(question: number): Promise<number | null> {
    return new Promise((resolve) => {
      const end = (byte: number | null) => {
        cancel();
        this.answer = null;
        resolve(byte);
      };
      const cancel = this.options.clock.setTimeout(() => end(null), answerTimeoutMs);
      this.answer = (byte) => end(byte < 0 ? null : byte);
      this.link.write(askStatus(question)).catch(() => end(null));
    });
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    if (this.state.state === state && this.state.reasonCode === reasonCode) return;
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}

const healthy = { state: 'connected', reasonCode: '' } as const;
