/**
 * The card reader: one read at a time, each under its payment's key. After every new connection the reader is
 * asked for the last result of the read in hand before anything else; `read_card` is never simply repeated.
 */
import { type Cancel, errorText } from '@qiantai/foundation';
import type { CardReaderPort, ReaderEvent, ReadRequest, TestResult } from '../../host/till-devices.ts';
import type { CardRead } from '../../sale/events.ts';
import { cardReadTimeoutMs } from '../../sale/limits.ts';
import { absentDevice, type DeviceState } from '../device-state.ts';
import type { DriverOptions } from '../driver-options.ts';
import { KeptLink } from '../transport/kept-link.ts';
import { redactEmvHex, tlvLines } from './card-data/redaction.ts';
import { decodeTlv } from './card-data/tlv.ts';
import type { ReaderCounters } from './counters.ts';
import { ReaderFraming } from './framing.ts';
import { closedLink, type LinkInput, type LinkOutput, type LinkState, linkDueMs, linkStep } from './link.ts';
import {
  cardSchema,
  decodeReaderMessage,
  encodeReaderRequest,
  type ReaderMessage,
  type ReaderRequest,
} from './messages.ts';

export interface CardReaderOptions extends DriverOptions {
  onEvent(event: ReaderEvent): void;
}

/** A read whose reader went away is given up after this; nothing was sent, so nothing is lost. */
const goneMsMax = 30_000;
/** What the till waits beyond the reader's own time. */
const readGraceMs = 10_000;
const recoverMsMax = 10_000;
/** Who it is a reader knows by itself. */
const infoMsMax = 3_000;

type Reading =
  | { kind: 'read'; request: ReadRequest; cancelTimer: Cancel }
  | { kind: 'recover'; key: string; resolve: (card: CardRead | null) => void; cancelTimer: Cancel };

export class CardReader implements CardReaderPort {
  state: DeviceState = { ...absentDevice('reader'), state: 'disconnected', reasonCode: 'NOT_CONNECTED' };
  private readonly options: CardReaderOptions;
  private readonly framing = new ReaderFraming();
  private readonly kept: KeptLink;
  private link: LinkState = closedLink;
  private reading: Reading | null = null;
  /** A read that the till gave up while the line was down: stopped when the reader is back. */
  private orphanKey = '';
  private owedFinish: ReaderRequest | null = null;
  private tests: Array<(result: TestResult) => void> = [];
  private framesOut = 0;
  private cancelWake: Cancel = () => undefined;
  private cancelGone: Cancel = () => undefined;

  constructor(options: CardReaderOptions) {
    this.options = options;
    const { transport, clock, random } = options;
    this.kept = new KeptLink({
      device: 'card reader',
      transport,
      clock,
      random,
      onOpen: () => {
        this.framing.reset();
        this.input({ kind: 'opened' });
      },
      onClose: () => this.input({ kind: 'closed' }),
      onData: (bytes) => {
        for (const frame of this.framing.push(bytes, clock.nowMs())) this.input({ kind: 'frame', frame });
        this.arm();
      },
    });
  }

  start(): void {
    this.kept.start();
  }

  async stop(): Promise<void> {
    this.cancelWake();
    this.cancelGone();
    this.reading?.cancelTimer();
    for (const answered of [...this.tests]) answered({ kind: 'refused', code: 'READER_GONE' });
    await this.kept.stop();
  }

  counters(): ReaderCounters {
    const { frames, discardedBytes, badLength, badCheck, badEnd, halfFrames } = this.framing.counters;
    return {
      framesIn: frames,
      framesOut: this.framesOut,
      errors: badLength + badCheck + badEnd + halfFrames + this.link.counters.broken,
      retries: this.link.counters.repeated,
      discardedBytes,
      lastSeenMs: this.state.lastSeenMs,
    };
  }

  read(request: ReadRequest): void {
    if (this.link.status !== 'up') {
      this.options.onEvent({ kind: 'card_failed', key: request.key, reasonCode: 'READER_NOT_CONNECTED' });
      return;
    }
    this.owedFinish = null;
    const cancelTimer = this.options.clock.setTimeout(() => this.giveUp('TIMED_OUT'), cardReadTimeoutMs + readGraceMs);
    this.reading = { kind: 'read', request, cancelTimer };
    this.send(readCard(request));
  }

  cancel(key: string): void {
    if (!this.reading || keyOf(this.reading) !== key) return;
    if (this.link.status === 'up') this.send({ op: 'cancel', key });
    else this.giveUp('CANCELLED');
  }

  /** Told when the line is back, where it is down: the reader's screen waits for it with the customer. */
  finish(key: string, outcome: 'approved' | 'declined' | 'unknown'): void {
    const finish = { op: 'finish', key, outcome } as const;
    if (this.link.status === 'up') this.send(finish);
    else this.owedFinish = finish;
  }

  recover(key: string): Promise<CardRead | null> {
    return new Promise((resolve) => {
      const cancelTimer = this.options.clock.setTimeout(() => this.giveUp('TIMED_OUT'), recoverMsMax);
      this.reading = { kind: 'recover', key, resolve, cancelTimer };
      if (this.link.status === 'up') this.send({ op: 'last_result', key });
    });
  }

  /** Asks it who it is: it takes no card, and shows nothing to a customer. */
  test(): Promise<TestResult> {
    if (this.reading) return Promise.resolve({ kind: 'refused', code: 'READER_BUSY' });
    return new Promise((resolve) => {
      const cancel = this.options.clock.setTimeout(
        () => answered({ kind: 'refused', code: 'READER_SILENT' }),
        infoMsMax,
      );
      const answered = (result: TestResult) => {
        cancel();
        this.tests = this.tests.filter((one) => one !== answered);
        resolve(result);
      };
      this.tests.push(answered);
      this.send({ op: 'info' });
    });
  }

  private onMessage(message: ReaderMessage): void {
    switch (message.ev) {
      case 'info':
        this.options.log.info({ model: message.model, firmware: message.firmware }, 'reader.info');
        this.endTests(message);
        return;
      case 'prompt':
        if (this.reading?.kind === 'read' && this.isInHand(message.key) && message.prompt !== 'remove_card') {
          this.options.onEvent({ kind: 'card_prompted', key: message.key, prompt: message.prompt });
        }
        return;
      case 'card': {
        const { key } = message;
        if (this.isInHand(key)) this.end(this.redacted(cardSchema.parse(message)));
        return;
      }
      case 'error':
        if (this.isInHand(message.key)) this.end({ reasonCode: message.code });
        return;
      case 'last_result':
        if (this.isInHand(message.key)) this.onLastResult(message);
        return;
    }
  }

  private onLastResult(message: Extract<ReaderMessage, { ev: 'last_result' }>): void {
    if (!this.reading) return;
    switch (message.state) {
      case 'none':
        // Now it is certain that the reader never got it.
        if (this.reading.kind === 'read') this.send(readCard(this.reading.request));
        else this.end({ reasonCode: 'NONE' });
        return;
      case 'in_progress':
        // Nobody waits for a read of an earlier run any more: it is stopped, unless a card comes first.
        if (this.reading.kind === 'recover') this.send({ op: 'cancel', key: message.key });
        return;
      case 'read':
        this.end(message.card ? this.redacted(message.card) : { reasonCode: 'CARD_UNREADABLE' });
        return;
      case 'failed':
        this.end({ reasonCode: message.code || 'CARD_UNREADABLE' });
        return;
    }
  }

  /** A reader keeps secret tags to itself; one that does not is not passed on. */
  private redacted(card: CardRead): { card: CardRead } | { reasonCode: string } {
    try {
      const emvHex = redactEmvHex(card.emvHex);
      this.options.log.debug({ emv: tlvLines(decodeTlv(emvHex)) }, 'reader.chip_data');
      return { card: { ...card, emvHex } };
    } catch (error) {
      this.options.log.warn({ why: errorText(error) }, 'reader.bad_chip_data');
      return { reasonCode: 'CARD_UNREADABLE' };
    }
  }

  private end(result: { card: CardRead } | { reasonCode: string }): void {
    const { reading } = this;
    if (!reading) return;
    this.reading = null;
    this.cancelGone();
    reading.cancelTimer();
    if (reading.kind === 'recover') {
      reading.resolve('card' in result ? result.card : null);
      return;
    }
    const { key } = reading.request;
    if ('card' in result) this.options.onEvent({ kind: 'card_read', key, card: result.card });
    else this.options.onEvent({ kind: 'card_failed', key, reasonCode: result.reasonCode });
  }

  private giveUp(reasonCode: string): void {
    if (!this.reading) return;
    this.orphanKey = keyOf(this.reading);
    if (this.link.status === 'up') this.stopOrphan();
    this.end({ reasonCode });
  }

  private stopOrphan(): void {
    if (!this.orphanKey) return;
    this.send({ op: 'cancel', key: this.orphanKey });
    this.orphanKey = '';
  }

  private onOutput(output: LinkOutput): void {
    switch (output.kind) {
      case 'write':
        this.framesOut += 1;
        // A line that fails while it is written to tells so by closing.
        this.kept.write(output.bytes).catch(() => undefined);
        return;
      case 'received': {
        const message = decodeReaderMessage(output.data);
        if (message) this.onMessage(message);
        else this.options.log.warn({ bytes: output.data.length }, 'reader.bad_message');
        return;
      }
      case 'up':
        this.become('connected', '');
        this.cancelGone();
        this.stopOrphan();
        if (this.reading) this.send({ op: 'last_result', key: keyOf(this.reading) });
        else this.send({ op: 'info' });
        if (this.owedFinish) this.send(this.owedFinish);
        this.owedFinish = null;
        return;
      case 'down':
        for (const answered of [...this.tests]) answered({ kind: 'refused', code: 'READER_GONE' });
        this.become('disconnected', output.why === 'closed' ? 'NOT_CONNECTED' : 'NO_ANSWER');
        if (this.reading?.kind === 'read') {
          this.cancelGone = this.options.clock.setTimeout(() => this.giveUp('READER_GONE'), goneMsMax);
        }
        return;
      case 'not_sent':
        return;
    }
  }

  private endTests({ model, serial, firmware }: Extract<ReaderMessage, { ev: 'info' }>): void {
    const params = { model, serial, firmware };
    for (const answered of [...this.tests]) answered({ kind: 'answered', answers: [{ kind: 'reader_info', params }] });
  }

  private isInHand(key: string): boolean {
    return this.reading !== null && keyOf(this.reading) === key;
  }

  private send(request: ReaderRequest): void {
    this.input({ kind: 'send', data: encodeReaderRequest(request) });
  }

  private input(input: LinkInput): void {
    const nowMs = this.options.clock.nowMs();
    const { state, outputs } = linkStep(this.link, input, nowMs);
    this.link = state;
    if (input.kind === 'frame') this.state = { ...this.state, lastSeenMs: this.options.nowMs() };
    for (const output of outputs) this.onOutput(output);
    this.arm();
  }

  private arm(): void {
    this.cancelWake();
    const { clock } = this.options;
    const dueMs = Math.min(linkDueMs(this.link), this.framing.dueMs);
    if (dueMs === Number.POSITIVE_INFINITY) return;
    this.cancelWake = clock.setTimeout(() => this.wake(), dueMs - clock.nowMs());
  }

  private wake(): void {
    const frames = this.framing.expire(this.options.clock.nowMs());
    for (const frame of frames) this.input({ kind: 'frame', frame });
    this.input({ kind: 'time' });
  }

  private become(state: DeviceState['state'], reasonCode: string): void {
    this.state = { ...this.state, state, reasonCode };
    this.options.onState();
  }
}

const keyOf = (reading: Reading): string => (reading.kind === 'read' ? reading.request.key : reading.key);

function readCard(request: ReadRequest): ReaderRequest {
  const { key, amountMinor, currency, purpose, language } = request;
  return {
    op: 'read_card',
    key,
    amountMinor: amountMinor.toString(),
    currency,
    purpose,
    timeoutMs: cardReadTimeoutMs,
    language,
  };
}
