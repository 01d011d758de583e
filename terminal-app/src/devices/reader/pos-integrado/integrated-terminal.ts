/**
 * A payment terminal that takes the card, asks its own acquirer and tells the result: the driver of
 * `serial-b:PATH`. It gives no card data, so it is no `CardReaderPort`, and its result has its own type
 * (docs/protocols/pos-integrado.md).
 */
import type { Cancel } from '@qiantai/foundation';
import type { DeviceAnswer } from '../../../contract/till-contract.ts';
import type { TestResult } from '../../../host/till-devices.ts';
import { absentDevice, type DeviceState } from '../../device-state.ts';
import type { DriverOptions } from '../../driver-options.ts';
import { KeptLink } from '../../transport/kept-link.ts';
import type { ReaderCounters } from '../counters.ts';
import { type PosIntegradoFrame, PosIntegradoParser } from '../frames/pos-integrado-frame.ts';
import type { Parsed } from '../frames/resync-parser.ts';
import { saleSchema, type TerminalSale } from './messages.ts';
import {
  type CommandResult,
  downTerminal,
  type TerminalCommand,
  type TerminalInput,
  type TerminalOutput,
  type TerminalResult,
  type TerminalState,
  terminalDueMs,
  terminalStep,
} from './terminal-session.ts';

/** Even at 1200 baud a byte takes 8 ms: a frame that stays half for longer has lost its rest. */
const halfFrameMsMax = 300;

/** What a person waits for at a test; an acquirer may take longer. */
const testMsMax = 20_000;

export class IntegratedTerminal {
  state: DeviceState = { ...absentDevice('reader'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: DriverOptions;
  private readonly kept: KeptLink;
  private parser = new PosIntegradoParser();
  private session: TerminalState = downTerminal;
  private pendingSale: { resolve(result: TerminalResult): void; onProgress(code: string): void } | null = null;
  private pendingCommand: ((result: CommandResult) => void) | null = null;
  private refusal: TerminalOutput | null = null;
  private halfFrameSinceMs = 0;
  private framesOut = 0;
  private cancelWake: Cancel = () => undefined;

  constructor(options: DriverOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.kept = new KeptLink({
      device: 'payment terminal',
      transport,
      clock,
      random,
      onOpen: () => this.input({ kind: 'opened' }),
      onClose: () => {
        this.parser.abandon();
        this.input({ kind: 'closed' });
      },
      onData: (bytes) => {
        this.halfFrameSinceMs = clock.nowMs();
        this.take(this.parser.push(bytes));
      },
    });
  }

  start(): void {
    this.kept.start();
  }

  async stop(): Promise<void> {
    this.cancelWake();
    // Nobody is left waiting; the next run recovers a sale by its ticket.
    this.pendingSale?.resolve({ kind: 'unknown', reasonCode: 'TERMINAL_SILENT' });
    this.pendingSale = null;
    this.pendingCommand?.({ kind: 'failed', reasonCode: 'READER_GONE' });
    this.pendingCommand = null;
    await this.kept.stop();
  }

  /**
   * Takes a payment. The caller has written down the ticket before: after a restart it asks by `recover`, and
   * never sells under that ticket again.
   * @throws ZodError for a ticket or an amount that the terminal cannot take.
   */
  sell(sale: TerminalSale, onProgress: (responseCode: string) => void = () => undefined): Promise<TerminalResult> {
    saleSchema.parse(sale);
    return this.askSale({ kind: 'sale', sale }, onProgress);
  }

  /** What became of a sale of an earlier run. */
  recover(sale: TerminalSale): Promise<TerminalResult> {
    saleSchema.parse(sale);
    return this.askSale({ kind: 'recover', sale }, () => undefined);
  }

  /** The last sale, the close of the terminal's batch, or its new working keys. */
  run(command: TerminalCommand): Promise<CommandResult> {
    return new Promise((resolve) => {
      const refusal = this.begin({ kind: 'command', command });
      if (refusal) resolve({ kind: 'failed', reasonCode: refusal });
      else this.pendingCommand = resolve;
    });
  }

  /**
   * What moves no money: is it there, does its acquirer give it working keys (the reference's own test of the way to the
   * acquirer, "Mensaje de Carga de Llaves"), and what stands in its open batch.
   */
  async test(): Promise<TestResult> {
    const there = await this.run('poll');
    if (there.kind === 'failed') {
      // Of a sale silence means that its result is unknown; of a poll no more than that nobody is there.
      const code = there.reasonCode === 'TERMINAL_SILENT' ? 'READER_SILENT' : there.reasonCode;
      return { kind: 'refused', code };
    }
    const keys = await this.withinTest('load_keys');
    // While its acquirer keeps it waiting, it hears nothing else.
    const totals = keys.kind === 'failed' ? null : await this.withinTest('totals');
    const answers = [answerOf(keys), ...(totals ? [answerOf(totals)] : [])];
    return { kind: 'answered', answers: [{ kind: 'terminal_there', params: {} }, ...answers] };
  }

  /** The command goes on by itself where it takes longer. */
  private withinTest(command: TerminalCommand): Promise<CommandResult> {
    return new Promise((resolve) => {
      const cancel = this.options.clock.setTimeout(
        () => resolve({ kind: 'failed', reasonCode: 'TERMINAL_SILENT' }),
        testMsMax,
      );
      void this.run(command).then((result) => {
        cancel();
        resolve(result);
      });
    });
  }

  counters(): ReaderCounters {
    const { frames, badFrames, discardedBytes } = this.parser.counters;
    const { retries, failures } = this.session.exchange;
    return {
      framesIn: frames,
      framesOut: this.framesOut,
      errors: badFrames + failures,
      retries,
      discardedBytes,
      lastSeenMs: this.state.lastSeenMs,
    };
  }

  private askSale(input: TerminalInput, onProgress: (code: string) => void): Promise<TerminalResult> {
    return new Promise((resolve) => {
      const refusal = this.begin(input);
      if (refusal) resolve({ kind: 'not_taken', reasonCode: refusal });
      else this.pendingSale = { resolve, onProgress };
    });
  }

  /** Why it did not begin; empty when it did. */
  private begin(input: TerminalInput): string {
    this.refusal = null;
    this.input(input);
    const refusal = this.refusal as TerminalOutput | null;
    return refusal?.kind === 'refused' ? refusal.reasonCode : '';
  }

  private take(parsed: Parsed<PosIntegradoFrame>): void {
    if (parsed.frames.length > 0) this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    for (const frame of parsed.frames) {
      if (frame.kind === 'data') this.input({ kind: 'data', data: frame.data });
      else this.input({ kind: frame.kind });
    }
    for (let n = 0; n < parsed.badFrames; n++) this.input({ kind: 'bad' });
    this.arm();
  }

  private input(input: TerminalInput): void {
    const { state, outputs } = terminalStep(this.session, input, this.options.clock.nowMs());
    this.session = state;
    this.show();
    for (const output of outputs) this.onOutput(output);
    this.arm();
  }

  private onOutput(output: TerminalOutput): void {
    switch (output.kind) {
      case 'write':
        this.framesOut += 1;
        // A line that fails while it is written to tells so by closing.
        this.kept.write(output.bytes).catch(() => undefined);
        return;
      case 'progress':
        this.pendingSale?.onProgress(output.responseCode);
        return;
      case 'sale_ended': {
        this.options.log.info({ ticket: output.sale.ticket, result: output.result.kind }, 'terminal.sale_ended');
        const pending = this.pendingSale;
        this.pendingSale = null;
        pending?.resolve(output.result);
        return;
      }
      case 'command_ended': {
        const pending = this.pendingCommand;
        this.pendingCommand = null;
        pending?.(output.result);
        return;
      }
      case 'refused':
        this.refusal = output;
        return;
    }
  }

  private arm(): void {
    this.cancelWake();
    const { clock } = this.options;
    const halfFrameDueMs = this.parser.waiting ? this.halfFrameSinceMs + halfFrameMsMax : Number.POSITIVE_INFINITY;
    const dueMs = Math.min(terminalDueMs(this.session), halfFrameDueMs);
    if (dueMs === Number.POSITIVE_INFINITY) return;
    this.cancelWake = clock.setTimeout(() => this.wake(), Math.max(0, dueMs - clock.nowMs()));
  }

  private wake(): void {
    const isHalfFrameDue = this.options.clock.nowMs() - this.halfFrameSinceMs >= halfFrameMsMax;
    if (this.parser.waiting && isHalfFrameDue) this.take(this.parser.abandon());
    this.input({ kind: 'time' });
  }

  /** Connected once it answered: an open line alone says nothing of a terminal. */
  private show(): void {
    const { status } = this.session;
    // While it is asked after a break, what was shown stays.
    if (status === 'asking' || status === 'waiting') return;
    const state = status === 'down' ? 'disconnected' : 'connected';
    if (state === this.state.state) return;
    this.state = { ...this.state, state, reasonCode: state === 'connected' ? '' : 'NOT_CONNECTED' };
    this.options.onState();
  }
}

function answerOf(result: CommandResult): DeviceAnswer {
  if (result.kind === 'failed') return { kind: 'terminal_silent', params: {} };
  const { answer } = result;
  const code = answer?.responseCode ?? '';
  if (code !== '00') return { kind: 'terminal_refused', params: { code } };
  if (answer?.kind !== 'totals') return { kind: 'terminal_keys', params: {} };
  return { kind: 'terminal_totals', params: { count: String(answer.saleCount), total: answer.totalMinor.toString() } };
}
