/**
 * The receipt printer and the drawer on its plug. A job is given over part by part, each with a mark (`GS r 1`) behind it
 * that the printer answers once the part is on paper: a job stays in the queue until its last part is.
 *
 *   idle ──status ready──▶ part sent ──mark answered──▶ next part … ──last──▶ job done
 *                            │ ├─ paper out, cover open: the printer keeps the rest of the part and goes on by itself
 *                            │ └─ line or power gone: the part is sent again, behind a line that says so
 *                            └─ ready, and no mark ever came: a printer that does not tell; ready is taken for printed,
 *                               and a trouble meanwhile for not printed
 */
import { type Cancel, errorText } from '@qiantai/foundation';
import type { PrinterPort } from '../../host/till-devices.ts';
import { absentDevice, type DeviceHealth, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { KeptLink } from '../transport/kept-link.ts';
import { continuationBytes, type DrawerPulse, drawerBytes, type PrintJob, presetPulse } from './paper.ts';
import { forgetfulQueue, type PrintQueueStore, type QueuedJob } from './print-queue.ts';
import { type PaperSettings, presetPaper } from './receipt.ts';
import { isMarkByte, isStatusByte, markBytes, markSaysPaperEnded, type PrinterStatus, recoverBytes } from './status.ts';
import { StatusAsker } from './status-asker.ts';

export interface ReceiptPrinterOptions extends DriverOptions {
  queue?: PrintQueueStore;
  paper?: PaperSettings;
  pulse?: DrawerPulse;
  /** How the drawer's signal stands while it is open; `none`: the drawer does not tell. */
  drawerOpenLevel?: 'high' | 'low' | 'none';
}

const pollEveryMs = 2_000;
/** A printer that is busy feeding answers late: only several questions without an answer mean that it is gone. */
const unansweredMax = 3;
const jobsMax = 50;
/** How long one wait for a mark lasts before the status is looked at again. */
const markWaitMs = 400;
/** A printer that is ready so long after a part and has not answered its mark does not answer marks. */
const markPatienceMs = 3_000;
/** What a printer that answers marks said of itself counts for so long: a little more than until it is asked again. */
const readyFreshMs = 2_500;
/** One that did answer marks before is asked again: the mark or its answer was lost. */
const markLostMs = 10_000;

/** A part that is at the printer. `readyMs`: since when the printer has been ready with it. */
interface Sent {
  readyMs: number | null;
  troubled: boolean;
  mark: number | null;
}

export class ReceiptPrinter implements PrinterPort {
  state: DeviceState = { ...absentDevice('printer'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: ReceiptPrinterOptions;
  private readonly link: KeptLink;
  private readonly queue: PrintQueueStore;
  private readonly asker: StatusAsker;
  private readonly jobs: QueuedJob[];
  private jobIds: number;
  private sent: Sent | null = null;
  /** The printer lost its modes since the job in hand began. */
  private interrupted: boolean;
  private tells: 'unknown' | 'yes' | 'no' = 'unknown';
  /** When it last said that nothing is wrong. */
  private readyAtMs = Number.NEGATIVE_INFINITY;
  private drawerHigh = false;
  private unanswered = 0;
  private working = false;
  private endMarkWait: () => void = () => undefined;
  private cancelPoll: Cancel = () => undefined;
  private stopped = false;

  constructor(options: ReceiptPrinterOptions) {
    this.options = options;
    const { transport, clock, random, queue = forgetfulQueue } = options;
    this.queue = queue;
    this.jobs = queue.load();
    this.jobIds = this.jobs.at(-1)?.id ?? 0;
    this.interrupted = (this.jobs[0]?.done ?? 0) > 0;
    this.link = new KeptLink({
      device: 'printer',
      transport,
      clock,
      random,
      onOpen: () => {
        this.asker.reset();
        this.work();
      },
      onClose: () => {
        this.lineLost();
        this.become('disconnected', 'NOT_CONNECTED');
      },
      onData: (bytes) => {
        for (const byte of bytes) this.onByte(byte);
      },
    });
    this.asker = new StatusAsker({ clock, write: (bytes) => this.link.write(bytes) });
  }

  get paper(): PaperSettings {
    return this.options.paper ?? presetPaper;
  }

  start(): void {
    this.link.start();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelPoll();
    this.asker.end();
    this.endMarkWait();
    await this.link.stop();
  }

  /** The drawer as a device of its own: it is there when its printer is. */
  get drawer(): DeviceState {
    const { state, lastSeenMs } = this.state;
    const open = state !== 'disconnected' && this.drawerIsOpen;
    return {
      kind: 'drawer',
      state: state === 'fault' ? 'connected' : state,
      reasonCode: state === 'disconnected' ? 'NOT_CONNECTED' : open ? 'DRAWER_OPEN' : '',
      lastSeenMs,
    };
  }

  get drawerIsOpen(): boolean {
    const { drawerOpenLevel = 'high' } = this.options;
    return drawerOpenLevel !== 'none' && this.drawerHigh === (drawerOpenLevel === 'high');
  }

  /** How many jobs wait for the printer. */
  get waiting(): number {
    return this.jobs.length;
  }

  get health(): DeviceHealth {
    const { address, counters } = this.link;
    return { address, counters, waiting: this.waiting, detail: '' };
  }

  print(job: PrintJob): void {
    const parts = job instanceof Uint8Array ? [job] : job;
    if (parts.length === 0) return;
    if (this.jobs.length >= jobsMax) {
      // Every receipt can be printed again from the journal; the oldest gives way, and the log says so.
      this.jobs.splice(this.sent ? 1 : 0, 1);
      this.options.log.warn({ jobsMax }, 'printer.job_dropped');
      this.kept(() => this.queue.keepOnly(this.jobs));
    }
    this.jobIds += 1;
    const queued: QueuedJob = { id: this.jobIds, parts, done: 0 };
    this.kept(() => this.queue.add(queued));
    this.jobs.push(queued);
    this.options.onState();
    this.work();
  }

  /** Opens at once, before any receipt that waits: the cashier stands there with the money. */
  openDrawer(): void {
    this.write(drawerBytes(this.options.pulse ?? presetPulse), 'drawer.not_opened');
  }

  /** A person says that the jam is mended. */
  recover(): void {
    this.write(recoverBytes, 'printer.not_recovered');
  }

  private write(bytes: Uint8Array, failure: string): void {
    this.link.write(bytes).catch((error: unknown) => this.options.log.warn({ error: errorText(error) }, failure));
  }

  private onByte(byte: number): void {
    const { counters } = this.link;
    if (isStatusByte(byte) && this.asker.answered(byte)) counters.framesIn += 1;
    else if (isMarkByte(byte) && this.sent && this.sent.mark === null) {
      counters.framesIn += 1;
      this.sent.mark = byte;
      this.endMarkWait();
    } else counters.discarded += 1;
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
      if (this.sent && this.sent.mark === null) await this.waitForMark();
      if (this.sent && this.sent.mark !== null) {
        this.partAnswered(this.sent.mark);
        // Behind an answered mark the printer is ready: the next part follows at once.
        if (this.tells === 'yes' && this.jobs[0] && this.jobs[0].done > 0 && !this.sent) {
          await this.sendPart(this.jobs[0]);
          continue;
        }
      }
      if (this.jobs[0] && !this.sent && this.isSurelyReady()) {
        await this.sendPart(this.jobs[0]);
        continue;
      }
      const status = await this.ask();
      if (!status) return;
      if (this.sent) await this.judge(this.sent, status);
      if (status.trouble) return;
      const job = this.jobs[0];
      if (!job) return;
      if (!this.sent) await this.sendPart(job);
    }
  }

  /**
   * A customer waits for the paper: four questions and answers are saved. Where something is wrong since a moment, the
   * printer keeps the part, the mark behind it stays unanswered, and the status is asked for then.
   */
  private isSurelyReady(): boolean {
    return this.tells === 'yes' && this.options.clock.monotonicMs() - this.readyAtMs < readyFreshMs;
  }

  private async sendPart(job: QueuedJob): Promise<void> {
    const { interrupted } = this;
    const rest = job.parts.slice(job.done, this.tells === 'no' ? undefined : job.done + 1);
    const again = interrupted && job.done > 0 ? [continuationBytes(this.paper)] : [];
    const mark = this.tells === 'no' ? [] : [markBytes];
    this.interrupted = false;
    this.sent = { readyMs: null, troubled: false, mark: null };
    try {
      await this.link.write(Buffer.concat([...again, ...rest, ...mark]));
    } catch (error) {
      this.lineLost();
      throw error;
    }
  }

  private waitForMark(): Promise<void> {
    if (this.tells === 'no') return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.options.clock.setTimeout(() => this.endMarkWait(), markWaitMs);
      this.endMarkWait = () => {
        cancel();
        this.endMarkWait = () => undefined;
        resolve();
      };
    });
  }

  private partAnswered(mark: number): void {
    this.tells = 'yes';
    this.sent = null;
    // A printer that prints on without paper: the part is on none.
    if (markSaysPaperEnded(mark)) return;
    const job = this.jobs[0];
    if (job) this.printed(job, job.done + 1);
  }

  /** What the printer's state says about a part whose mark has not come. */
  private async judge(sent: Sent, status: PrinterStatus): Promise<void> {
    const nowMs = this.options.clock.nowMs();
    if (status.trouble) {
      sent.troubled = true;
      sent.readyMs = null;
      return;
    }
    sent.readyMs ??= nowMs;
    const readyForMs = nowMs - sent.readyMs;
    if (this.tells === 'yes') {
      if (readyForMs < markLostMs) return;
      sent.readyMs = nowMs;
      this.link.counters.retries += 1;
      await this.link.write(markBytes);
    } else if (readyForMs >= (this.tells === 'no' ? markWaitMs : markPatienceMs)) {
      this.doesNotTell(sent);
    } else if (this.tells === 'no') {
      await this.options.clock.sleep(markWaitMs);
    }
  }

  private doesNotTell(sent: Sent): void {
    const wasWhole = this.tells === 'no';
    this.tells = 'no';
    this.sent = null;
    const job = this.jobs[0];
    if (!job) return;
    // The trouble may have come within this part: better twice than not at all.
    if (sent.troubled) this.interrupted = job.done > 0;
    else this.printed(job, wasWhole ? job.parts.length : job.done + 1);
  }

  private printed(job: QueuedJob, parts: number): void {
    job.done = parts;
    if (job.done < job.parts.length) {
      this.kept(() => this.queue.noteDone(job));
      return;
    }
    this.jobs.shift();
    this.kept(() => (this.jobs.length > 0 ? this.queue.noteDone(job) : this.queue.keepOnly([])));
    this.options.onState();
  }

  /** Whatever was at the printer may be lost with its memory. */
  private lineLost(): void {
    if (this.sent) this.link.counters.retries += 1;
    this.sent = null;
    this.readyAtMs = Number.NEGATIVE_INFINITY;
    this.interrupted = (this.jobs[0]?.done ?? 0) > 0;
    this.endMarkWait();
  }

  /** A disk that takes nothing does not stop the printing; what waits is then only in memory. */
  private kept(write: () => void): void {
    try {
      write();
    } catch (error) {
      this.options.log.error({ error: errorText(error) }, 'printer.queue_not_kept');
    }
  }

  private async ask(): Promise<PrinterStatus | null> {
    const status = await this.asker.ask();
    if (!this.link.isOpen || this.stopped) return null;
    if (!status) {
      this.link.counters.errors += 1;
      this.unanswered += 1;
      if (this.unanswered >= unansweredMax && this.state.reasonCode !== 'NO_ANSWER') {
        this.lineLost();
        this.become('fault', 'NO_ANSWER');
      }
      return null;
    }
    this.unanswered = 0;
    this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    if (status.drawerHigh !== this.drawerHigh) {
      this.drawerHigh = status.drawerHigh;
      this.options.onState();
    }
    if (this.asker.wantsRecovery) this.recover();
    this.readyAtMs = status.trouble ? Number.NEGATIVE_INFINITY : this.options.clock.monotonicMs();
    if (status.trouble) this.become('fault', status.trouble);
    else this.become('connected', status.paperLow ? 'PAPER_LOW' : '');
    return status;
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    if (this.state.state === state && this.state.reasonCode === reasonCode) return;
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}
