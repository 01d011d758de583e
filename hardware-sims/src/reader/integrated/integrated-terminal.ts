/**
 * A terminal that takes the card and asks its acquirer by itself, over POS Integrado. The acquirer is in here: it
 * approves every card that is readable and whose PIN is right, unless a hand says that the issuer declines.
 *
 *   idle ─0200─▶ waiting_card ─card─▶ entering_pin ─PIN─▶ authorising ─▶ answering ─confirmed, or never─▶ idle
 */
import type { Cancel } from '@qiantai/foundation';
import { z } from 'zod';
import type { DevicePorts, HandResult, SimulatedDevice } from '../../device/device.ts';
import { handInput } from '../../device/hand-input.ts';
import { simError } from '../../errors.ts';
import { maskPan } from '../card-data.ts';
import { type DemoCard, type EntryMode, findCard } from '../cards.ts';
import type { KeptStore } from '../kept.ts';
import { PosLine } from './pos-line.ts';
import { emptyTerminal, type KeptSale, type TerminalKept } from './terminal-kept.ts';

interface Sale {
  ticket: string;
  amount: string;
  tells: boolean;
}

type State =
  | { status: 'idle' }
  | { status: 'waiting_card'; sale: Sale }
  | { status: 'entering_pin'; sale: Sale; card: DemoCard }
  | { status: 'authorising'; sale: Sale; card: DemoCard }
  | { status: 'answering'; sale: Sale; approved: boolean };

export interface IntegratedTerminalOptions {
  commerceCode: string;
  terminalId: string;
  kept: KeptStore<TerminalKept>;
}

const pinText = z.string().regex(/^[0-9]{4,12}$/, '4 to 12 digits');
const presentSchema = z.strictObject({ card: z.string().min(1).max(64), pin: pinText.optional() });
const pinSchema = z.strictObject({ pin: pinText });
const noInputSchema = z.strictObject({});
const saleSchema = z.tuple([z.string().regex(/^[0-9]{1,9}$/), z.string().regex(/^[0-9A-Za-z]{1,6}$/)]);

const entryModeOf = { tap: 'contactless', insert: 'chip', swipe: 'magnetic' } as const;
const cardWaitMs = 60_000;
const acquirerMs = 800;

/** Codes of the reference's table of answers. */
const response = { approved: '00', declined: '01', cancelled: '07', unreadable: '09', noSale: '11', timeout: '22' };
/** Codes of messages on the way. */
const step = { card: '78', pin: '81', sending: '82' };
const brands: Readonly<Record<string, string>> = {
  visa: 'VI',
  mastercard: 'MC',
  amex: 'AX',
  unionpay: 'UP',
};

export class IntegratedTerminal implements SimulatedDevice {
  readonly kind = 'reader';
  readonly hands = ['tap', 'insert', 'swipe', 'enter-pin', 'cancel', 'decline-next'] as const;
  private readonly ports: DevicePorts;
  private readonly options: IntegratedTerminalOptions;
  private readonly line: PosLine;
  private kept: TerminalKept;
  private state: State = { status: 'idle' };
  private declinesNext = false;
  private cancelTimer: Cancel | undefined;

  constructor(ports: DevicePorts, options: IntegratedTerminalOptions) {
    this.ports = ports;
    this.options = options;
    this.kept = options.kept.load() ?? emptyTerminal;
    this.line = new PosLine({
      clock: ports.clock,
      send: (bytes, words) => ports.send({ bytes, words }),
      heard: (bytes, words) => ports.heard(bytes, words),
      command: (fields) => this.command(fields),
      answerEnded: (isConfirmed) => {
        if (!isConfirmed) ports.note('the till confirms nothing');
        this.become({ status: 'idle' });
      },
    });
  }

  peerArrived(): void {}

  /** The customer is still at the terminal. */
  peerLeft(): void {
    this.line.lineClosed({ keepsAnswer: true });
  }

  /** What was not approved yet never will be; what was is kept. */
  powerCut(): void {
    this.cancelTimer?.();
    this.line.lineClosed({ keepsAnswer: false });
    this.state = { status: 'idle' };
  }

  powerBack(): void {}

  receive(bytes: Uint8Array): void {
    this.line.receive(bytes);
  }

  hand(name: string, body: unknown): HandResult {
    switch (name) {
      case 'tap':
      case 'insert':
      case 'swipe':
        return this.present(entryModeOf[name], handInput(name, presentSchema, body));
      case 'enter-pin':
        return this.enterPin(handInput(name, pinSchema, body).pin);
      case 'decline-next':
        handInput(name, noInputSchema, body);
        this.declinesNext = true;
        return { armed: true };
      default:
        handInput(name, noInputSchema, body);
        return this.pressCancel();
    }
  }

  /** The members that the panel draws of any reader. */
  snapshot(): Readonly<Record<string, unknown>> {
    const { state, kept } = this;
    const isAtCard = state.status === 'waiting_card' || state.status === 'entering_pin';
    return {
      protocol: 'pos-integrado',
      lineUp: true,
      status: isAtCard || state.status === 'idle' ? state.status : 'processing',
      amountMinor: state.status === 'idle' ? '' : state.sale.amount,
      currency: state.status === 'idle' ? '' : 'CLP',
      purpose: state.status === 'idle' ? '' : 'sale',
      language: 'en',
      outcome: state.status === 'answering' ? (state.approved ? 'approved' : 'declined') : '',
      maskedPan: 'card' in state ? maskPan(state.card.pan) : '',
      held: { card: '', entryMode: '', pin: false },
      lastResult: kept.lastSale ? 'read' : 'none',
      keyCounter: kept.operations,
      lastTicket: kept.lastSale?.ticket ?? '',
    };
  }

  /** A terminal that is at a sale listens to its customer only. */
  private command(fields: readonly string[]): 'accepted' | 'unknown' | 'unheard' {
    if (this.state.status !== 'idle') return 'unheard';
    const [code, ...rest] = fields;
    switch (code) {
      case '0100':
        this.line.confirm();
        return 'accepted';
      case '0200':
        return this.beginSale(rest);
      case '0250':
        this.line.confirm();
        this.line.answer(this.lastSaleAnswer());
        return 'accepted';
      case '0500':
        this.line.confirm();
        this.keep({ ...this.kept, lastSale: null, batch: emptyTerminal.batch });
        this.line.answer(`0510|${response.approved}|${this.who()}`);
        return 'accepted';
      case '0700': {
        this.line.confirm();
        const { count, total } = this.kept.batch;
        this.line.answer(`0710|${response.approved}|${count}|${total}`);
        return 'accepted';
      }
      case '0800':
        this.line.confirm();
        this.line.answer(`0810|${response.approved}|${this.who()}`);
        return 'accepted';
      default:
        return 'unknown';
    }
  }

  private beginSale(fields: readonly string[]): 'accepted' | 'unknown' {
    const parsed = saleSchema.safeParse(fields.slice(0, 2));
    if (!parsed.success) return 'unknown';
    const [digits, ticket] = parsed.data;
    const amount = digits.replace(/^0+(?=[0-9])/, '');
    this.line.confirm();
    const sale = { amount, ticket, tells: fields[4] === '1' };
    this.become({ status: 'waiting_card', sale });
    this.tell(sale, step.card);
    this.cancelTimer = this.ports.clock.setTimeout(() => this.refuse(sale, response.timeout), cardWaitMs);
    return 'accepted';
  }

  private present(entryMode: EntryMode, input: { card: string; pin?: string | undefined }): HandResult {
    const { state } = this;
    const card = findCard(input.card);
    if (!card) throw simError('CARD_UNKNOWN', { card: input.card });
    if (state.status !== 'waiting_card')
      throw simError('HAND_REFUSED', { hand: entryMode, reason: 'no card is asked for' });
    if (!card.entryModes.includes(entryMode)) {
      throw simError('HAND_REFUSED', { hand: entryMode, reason: `this card has no ${entryMode}` });
    }
    this.ports.note(`${card.name}: ${entryMode}`);
    this.cancelTimer?.();
    if (card.unreadable) this.refuse(state.sale, response.unreadable);
    else if (!card.pinAfter.includes(entryMode)) this.authorise(state.sale, card);
    else {
      this.become({ status: 'entering_pin', sale: state.sale, card });
      this.tell(state.sale, step.pin);
      if (input.pin) this.enterPin(input.pin);
    }
    return { card: card.name, maskedPan: maskPan(card.pan), entryMode };
  }

  private enterPin(pin: string): HandResult {
    const { state } = this;
    if (state.status !== 'entering_pin')
      throw simError('HAND_REFUSED', { hand: 'enter-pin', reason: 'no PIN is asked for' });
    this.ports.note('PIN entered');
    if (pin === state.card.pin) this.authorise(state.sale, state.card);
    else this.refuse(state.sale, response.declined);
    return { entered: true };
  }

  private pressCancel(): HandResult {
    const { state } = this;
    if (state.status !== 'waiting_card' && state.status !== 'entering_pin') {
      throw simError('HAND_REFUSED', { hand: 'cancel', reason: 'no card is asked for' });
    }
    this.ports.note('red key pressed');
    this.refuse(state.sale, response.cancelled);
    return { cancelled: true };
  }

  private authorise(sale: Sale, card: DemoCard): void {
    this.become({ status: 'authorising', sale, card });
    this.tell(sale, step.sending);
    this.cancelTimer = this.ports.clock.setTimeout(() => {
      const declines = this.declinesNext;
      this.declinesNext = false;
      if (declines) this.refuse(sale, response.declined);
      else this.approve(sale, card);
    }, acquirerMs);
  }

  /** Kept before it is told: a sale that was made is found again whatever becomes of the answer. */
  private approve(sale: Sale, card: DemoCard): void {
    const operations = (this.kept.operations % 999_999) + 1;
    const now = new Date(this.ports.shopNowMs()).toISOString();
    const made: KeptSale = {
      ticket: sale.ticket,
      amount: sale.amount,
      authorizationCode: this.ports.random
        .bytes(3)
        .reduce((text, byte) => text + byte.toString(16).padStart(2, '0'), '')
        .toUpperCase(),
      operationNumber: operations.toString().padStart(6, '0'),
      last4: card.pan.slice(-4),
      cardType: card.pinAfter.length > 0 ? 'DB' : 'CR',
      cardBrand: brands[card.brand] ?? '',
      date: `${now.slice(8, 10)}${now.slice(5, 7)}${now.slice(0, 4)}`,
      time: now.slice(11, 19).replaceAll(':', ''),
    };
    const { count, total } = this.kept.batch;
    const batch = { count: count + 1, total: total + Number(sale.amount) };
    this.keep({ operations, lastSale: made, batch });
    this.become({ status: 'answering', sale, approved: true });
    this.line.answer(`0210|${response.approved}|${this.who()}|${saleFields(made)}`);
  }

  private refuse(sale: Sale, code: string): void {
    this.cancelTimer?.();
    this.become({ status: 'answering', sale, approved: false });
    this.line.answer(`0210|${code}|${this.who()}|${sale.ticket}||${sale.amount}|0|||||||||||0|`);
  }

  private lastSaleAnswer(): string {
    const { lastSale } = this.kept;
    return lastSale
      ? `0260|${response.approved}|${this.who()}|${saleFields(lastSale)}`
      : `0260|${response.noSale}|${this.who()}`;
  }

  private tell(sale: Sale, code: string): void {
    if (sale.tells) this.line.tell(`0900|${code}|`);
  }

  private who(): string {
    return `${this.options.commerceCode}|${this.options.terminalId}`;
  }

  private become(state: State): void {
    this.state = state;
    this.ports.changed();
  }

  private keep(kept: TerminalKept): void {
    this.kept = kept;
    this.options.kept.save(kept);
  }
}

/** Ticket, code, amount, instalments and theirs, four digits, operation, card, dates, employee, tip. */
function saleFields(sale: KeptSale): string {
  const { ticket, authorizationCode, amount, last4, operationNumber, cardType, cardBrand, date, time } = sale;
  const accounting = cardType === 'DB' ? date.slice(0, 4) + date.slice(6) : '';
  return [
    ticket,
    authorizationCode,
    amount,
    '0',
    '',
    last4,
    operationNumber,
    cardType,
    accounting,
    '',
    cardBrand,
    date,
    time,
    '',
    '0',
    '',
  ].join('|');
}
