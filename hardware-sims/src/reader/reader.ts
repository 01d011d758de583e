/** A card reader with PIN pad: asked by the till over protocol A, moved by a customer's hands. */
import type { Cancel } from '@qiantai/foundation';
import { z } from 'zod';
import type { DevicePorts, HandResult, SimulatedDevice } from '../device/device.ts';
import { handInput } from '../device/hand-input.ts';
import { simError } from '../errors.ts';
import { maskPan } from './card-data.ts';
import { type DemoCard, type EntryMode, findCard, track2Of } from './cards.ts';
import { emvData } from './emv.ts';
import { HeldHands } from './held-hands.ts';
import type { Kept, KeptStore, LastResult } from './kept.ts';
import type { Outcome, Prompt, ReadCard, ReadErrorCode } from './messages.ts';
import { type CardRead, type FromReader, type FromTill, fromTillSchema, keyOfBadMessage } from './messages.ts';
import { aesKeys, type ReaderKeyring, tripleDesKeys } from './reader-keys.ts';
import { mayMove, moved, type PresentedCard, type ReaderState } from './reader-state.ts';
import { ReaderSession } from './session.ts';

export interface ReaderOptions {
  serial: string;
  baseKeyHex: string;
  /** 10 bytes, counter 0, for triple DES keys; 8 bytes, the initial key's id, for AES. */
  initialKeySerialNumberHex: string;
  kept: KeptStore;
}

const presentSchema = z.strictObject({ card: z.string().min(1).max(64), pin: pinText().optional() });
const pinSchema = z.strictObject({ pin: pinText() });
const noInputSchema = z.strictObject({});

const entryModeOf = { tap: 'contactless', insert: 'chip', swipe: 'magnetic' } as const;

/** How long a till that never finishes keeps the reader's screen, milliseconds. */
const processingMsMax = 120_000;
/** How long the end of a payment stays on the reader's screen, milliseconds. */
const resultShownMs = 2500;

export class CardReader implements SimulatedDevice {
  readonly kind = 'reader';
  readonly hands = ['tap', 'insert', 'swipe', 'enter-pin', 'cancel'] as const;
  private readonly ports: DevicePorts;
  private readonly options: ReaderOptions;
  private readonly session: ReaderSession;
  private readonly held: HeldHands;
  private readonly keys: ReaderKeyring;
  private kept: Kept;
  private state: ReaderState = { status: 'idle' };
  private cancelTimer: Cancel | undefined;

  constructor(ports: DevicePorts, options: ReaderOptions) {
    this.ports = ports;
    this.options = options;
    this.kept = options.kept.load() ?? { keyCounter: 0, lastResult: { state: 'none' } };
    const { baseKeyHex, initialKeySerialNumberHex } = options;
    const makeKeys = initialKeySerialNumberHex.length === 16 ? aesKeys : tripleDesKeys;
    this.keys = makeKeys(baseKeyHex, initialKeySerialNumberHex);
    this.held = new HeldHands(ports.clock, () => ports.changed());
    this.session = new ReaderSession({
      clock: ports.clock,
      send: (bytes, words, routine) => ports.send({ bytes, words, routine }),
      heard: (bytes, words, routine) => ports.heard(bytes, words, routine),
      message: (text) => this.take(text),
      wentDown: (why) => {
        ports.note(`line down: ${why}`);
        ports.changed();
      },
    });
    this.forgetInterruptedRead();
  }

  peerArrived(): void {}

  peerLeft(): void {
    this.session.lineClosed();
  }

  /** Power gone: what was being read is over, what was read is kept. */
  powerCut(): void {
    this.session.lineClosed();
    this.cancelTimer?.();
    this.held.drop();
    this.state = { status: 'idle' };
    this.forgetInterruptedRead();
  }

  powerBack(): void {}

  receive(bytes: Uint8Array): void {
    this.session.receive(bytes);
  }

  hand(name: string, body: unknown): HandResult {
    switch (name) {
      case 'tap':
      case 'insert':
      case 'swipe':
        return this.present(name, body);
      case 'enter-pin':
        return this.enterPin(handInput(name, pinSchema, body).pin);
      default:
        handInput(name, noInputSchema, body);
        return this.pressCancel();
    }
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const state = this.state;
    return {
      lineUp: this.session.up,
      status: state.status,
      amountMinor: state.status === 'idle' ? '' : state.request.amountMinor,
      currency: state.status === 'idle' ? '' : state.request.currency,
      purpose: state.status === 'idle' ? '' : state.request.purpose,
      language: state.status === 'idle' ? 'zh' : state.request.language,
      outcome: state.status === 'showing_result' ? state.outcome : '',
      maskedPan: shownPan(state),
      held: this.held.snapshot(),
      lastResult: this.kept.lastResult.state,
      keyCounter: this.kept.keyCounter,
    };
  }

  // What the till asks.

  private take(text: string): void {
    const value = parseJson(text);
    const message = fromTillSchema.safeParse(value);
    if (!message.success) {
      this.post({ ev: 'error', key: keyOfBadMessage(value), code: 'BAD_MESSAGE' });
      return;
    }
    this.answer(message.data);
    this.ports.changed();
  }

  private answer(message: FromTill): void {
    switch (message.op) {
      case 'info':
        this.post({ ev: 'info', serial: this.options.serial, model: 'QT-R1', firmware: '1.0.0' });
        return;
      case 'read_card':
        this.answerReadCard(message);
        return;
      case 'cancel':
        this.answerCancel(message.key);
        return;
      case 'finish':
        this.finish(message.key, message.outcome);
        return;
      case 'last_result':
        this.answerLastResult(message.key);
    }
  }

  private answerReadCard(request: ReadCard): void {
    if (this.answerKnownKey(request.key)) return;
    if (!mayMove(this.state.status, 'asked')) {
      this.post({ ev: 'error', key: request.key, code: 'BUSY' });
      return;
    }
    this.cancelTimer?.();
    this.keep({ state: 'in_progress', key: request.key });
    this.state = moved(this.state, 'asked', { status: 'waiting_card', request });
    this.cancelTimer = this.ports.clock.setTimeout(() => this.fail(request.key, 'TIMED_OUT'), request.timeoutMs);
    this.prompt(request.key, 'present_card');
    const card = this.held.takeCard();
    if (card) this.readCard(request, card);
  }

  /** A key that the reader knows is not a new read: its prompt, its card or its error is said again. */
  private answerKnownKey(key: string): boolean {
    const last = this.kept.lastResult;
    if (last.state === 'none' || last.key !== key) return false;
    if (last.state === 'read') this.post({ ev: 'card', key, ...last.card });
    else if (last.state === 'failed') this.post({ ev: 'error', key, code: last.code });
    else this.prompt(key, this.state.status === 'entering_pin' ? 'enter_pin' : 'present_card');
    return true;
  }

  private answerCancel(key: string): void {
    const last = this.kept.lastResult;
    if (last.state === 'read' && last.key === key) {
      this.post({ ev: 'card', key, ...last.card });
      return;
    }
    if (last.state === 'in_progress' && last.key === key) this.fail(key, 'CANCELLED');
    else this.post({ ev: 'error', key, code: 'CANCELLED' });
  }

  private answerLastResult(key: string): void {
    const last = this.kept.lastResult;
    const known = last.state !== 'none' && last.key === key;
    this.post({
      ev: 'last_result',
      key,
      state: known ? last.state : 'none',
      card: known && last.state === 'read' ? last.card : null,
      code: known && last.state === 'failed' ? last.code : '',
    });
  }

  private finish(key: string, outcome: Outcome): void {
    if (this.state.status !== 'processing' || this.state.request.key !== key) return;
    const { request, read } = this.state;
    this.cancelTimer?.();
    this.state = moved(this.state, 'finished', { status: 'showing_result', request, outcome, read });
    if (read.entryMode === 'chip') this.prompt(key, 'remove_card');
    this.goIdleIn(resultShownMs);
  }

  // What the customer does.

  private present(hand: keyof typeof entryModeOf, body: unknown): HandResult {
    const input = handInput(hand, presentSchema, body);
    const card = findCard(input.card);
    if (!card) throw simError('CARD_UNKNOWN', { card: input.card });
    const entryMode = entryModeOf[hand];
    if (!card.entryModes.includes(entryMode)) {
      throw simError('HAND_REFUSED', { hand, reason: `the card ${card.name} has no ${entryMode} side` });
    }
    if (this.state.status === 'entering_pin') {
      throw simError('HAND_REFUSED', { hand, reason: 'a card is being read' });
    }
    this.ports.note(`${hand} ${card.name} ${maskPan(card.pan)}`);
    if (input.pin) this.held.holdPin(input.pin);
    const held = this.state.status !== 'waiting_card';
    if (this.state.status === 'waiting_card') this.readCard(this.state.request, { card, entryMode });
    else this.held.holdCard({ card, entryMode });
    this.ports.changed();
    return { card: card.name, maskedPan: maskPan(card.pan), entryMode, held };
  }

  private enterPin(pin: string): HandResult {
    this.ports.note('PIN entered');
    const held = this.state.status !== 'entering_pin';
    if (this.state.status === 'entering_pin') this.complete(this.state.request, this.state.presented, pin);
    else this.held.holdPin(pin);
    this.ports.changed();
    return { held };
  }

  private pressCancel(): HandResult {
    this.held.drop();
    const state = this.state;
    if (state.status !== 'waiting_card' && state.status !== 'entering_pin') {
      throw simError('HAND_REFUSED', { hand: 'cancel', reason: 'no card is asked for' });
    }
    this.ports.note('red key pressed');
    this.fail(state.request.key, 'CANCELLED');
    return { cancelled: true };
  }

  private readCard(request: ReadCard, presented: PresentedCard): void {
    if (presented.card.unreadable) {
      this.fail(request.key, 'CARD_UNREADABLE');
      return;
    }
    if (!presented.card.pinAfter.includes(presented.entryMode)) {
      this.complete(request, presented, '');
      return;
    }
    this.state = moved(this.state, 'presented', { status: 'entering_pin', request, presented });
    this.prompt(request.key, 'enter_pin');
    const pin = this.held.takePin();
    if (pin) this.complete(request, presented, pin);
  }

  private complete(request: ReadCard, presented: PresentedCard, pin: string): void {
    this.cancelTimer?.();
    this.held.drop();
    const read = this.encrypt(request, presented, pin);
    this.keep({ state: 'read', key: request.key, card: read });
    this.state = moved(this.state, 'read', { status: 'processing', request, read });
    this.goIdleIn(processingMsMax);
    this.post({ ev: 'card', key: request.key, ...read });
    this.prompt(request.key, 'processing');
    this.ports.changed();
  }

  private encrypt(request: ReadCard, { card, entryMode }: PresentedCard, pin: string): CardRead {
    const counter = this.nextCounter();
    const emvHex = entryMode === 'magnetic' ? '' : this.emvOf(request, card, entryMode, pin);
    const entered = { pin, pan: card.pan, random: this.ports.random };
    return {
      entryMode,
      maskedPan: maskPan(card.pan),
      encryptedTrack2Hex: upperHex(this.keys.track2(track2Of(card), counter)),
      keySerialNumberHex: upperHex(this.keys.keySerialNumber(counter)),
      pinBlockHex: pin === '' ? '' : upperHex(this.keys.pin(entered, counter)),
      emvHex,
      cardSequenceNumber: entryMode === 'magnetic' ? '' : '001',
      expiry: card.expiry,
    };
  }

  private emvOf(request: ReadCard, card: DemoCard, entryMode: EntryMode, pin: string): string {
    const input = {
      amountMinor: BigInt(request.amountMinor),
      currency: request.currency,
      purpose: request.purpose,
      applicationIdHex: card.applicationIdHex,
      contactless: entryMode === 'contactless',
      pinEntered: pin !== '',
      transactionCounter: this.kept.keyCounter,
      nowMs: this.ports.shopNowMs(),
    };
    return emvData(input, this.ports.random);
  }

  /** Moves the counter on, and keeps that before the key is used: no key is ever used twice. */
  private nextCounter(): number {
    const counter = this.keys.next(this.kept.keyCounter);
    if (counter === undefined) throw simError('KEYS_USED_UP');
    this.kept = { ...this.kept, keyCounter: counter };
    this.options.kept.save(this.kept);
    return counter;
  }

  private fail(key: string, code: ReadErrorCode): void {
    this.cancelTimer?.();
    this.held.drop();
    this.keep({ state: 'failed', key, code });
    this.state = moved(this.state, 'failed', { status: 'idle' });
    this.post({ ev: 'error', key, code });
    this.ports.changed();
  }

  private goIdleIn(delayMs: number): void {
    this.cancelTimer = this.ports.clock.setTimeout(() => {
      this.state = moved(this.state, 'done', { status: 'idle' });
      this.ports.changed();
    }, delayMs);
  }

  /** A read that power or the process cut short has failed; nobody saw a card of it. */
  private forgetInterruptedRead(): void {
    const last = this.kept.lastResult;
    if (last.state === 'in_progress') this.keep({ state: 'failed', key: last.key, code: 'CANCELLED' });
  }

  private keep(lastResult: LastResult): void {
    this.kept = { ...this.kept, lastResult };
    this.options.kept.save(this.kept);
  }

  private prompt(key: string, prompt: Prompt): void {
    this.post({ ev: 'prompt', key, prompt });
  }

  private post(message: FromReader): void {
    const text = JSON.stringify(message);
    this.session.post(text, text);
  }
}

function pinText() {
  return z.string().regex(/^[0-9]{4,12}$/, '4 to 12 digits');
}

function shownPan(state: ReaderState): string {
  if (state.status === 'entering_pin') return maskPan(state.presented.card.pan);
  if (state.status === 'processing' || state.status === 'showing_result') return state.read.maskedPan;
  return '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: the schema refuses it, and the till hears BAD_MESSAGE.
  }
}

function upperHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
