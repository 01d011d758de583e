/**
 * A receipt printer with a cash drawer behind it. Without paper, with its cover open or its cutter jammed it is off-line: what arrives
 * waits in its receive buffer of 64 kB, and what does not fit is lost, as in a printer without flow control.
 * Real-time status is answered all the same. Power gone: the buffer is lost, the printed paper stays.
 */
import { z } from 'zod';
import type { DevicePorts, HandResult, SimulatedDevice } from '../device/device.ts';
import { handInput } from '../device/hand-input.ts';
import { Ring } from '../device/ring.ts';
import { EscPosParser, type Token } from './escpos-parser.ts';
import { PrintHead } from './print-head.ts';
import { type Receipt, receiptText } from './receipt.ts';

const receiptsMax = 100;
const receiveBufferBytes = 64 * 1024;
/** What is left on a roll that ends soon: it ends in the middle of the next receipt. */
const linesLeftSoon = 8;
const lineFeed = 0x0a;
const noInputSchema = z.strictObject({});

const printerHands = [
  'paper-out',
  'paper-near-end',
  'paper-ends-soon',
  'paper-in',
  'cover-open',
  'cover-close',
  'jam-cutter',
  'clear-jam',
  'stick-drawer',
  'free-drawer',
  'close-drawer',
] as const;
type PrinterHand = (typeof printerHands)[number];

/**
 * A jam holds what was not cut off at the knife, and the printer off-line. Somebody opens the cover, clears it and closes
 * the cover; then the till says to go on (DLE ENQ), as with a recoverable error of a real one.
 */
type CutterState =
  | { status: 'fine' }
  /** The next cut jams. */
  | { status: 'armed' }
  | { status: 'jammed'; uncut: Receipt['items'] }
  | { status: 'cleared'; uncut: Receipt['items'] };

/** DLE ENQ n: 1 goes on where the error was, 2 forgets what waits. */
const recoverHow: Readonly<Record<number, 'go on' | 'forget what waits'>> = { 1: 'go on', 2: 'forget what waits' };

/** Answers to GS I n: `_`, text, NUL (Epson ESC/POS, GS I): 65 firmware, 66 maker, 67 model, 68 serial number. */
const identityNames: Readonly<Record<number, 'firmware' | 'maker' | 'model' | 'serial'>> = {
  65: 'firmware',
  66: 'maker',
  67: 'model',
  68: 'serial',
};

/** Bits of DLE EOT answers; bits 1 and 4 are always set, 0 and 7 never (Epson ESC/POS, DLE EOT). */
const statusBits = {
  fixed: 0x12,
  drawerOpen: 0x04,
  offline: 0x08,
  coverOpen: 0x04,
  paperEndStopped: 0x20,
  error: 0x40,
  cutterError: 0x08,
  paperNearEnd: 0x0c,
  paperEnd: 0x60,
};

export class ReceiptPrinter implements SimulatedDevice {
  readonly kind = 'printer';
  readonly hands = printerHands;
  readonly saysModel = true;
  private readonly ports: DevicePorts;
  private readonly columns: number;
  private readonly head: PrintHead;
  private readonly kept = new Ring<Receipt>(receiptsMax);
  private parser = new EscPosParser();
  private waiting: Token[] = [];
  private waitingBytes = 0;
  private paperThere = true;
  private paperNearEnd = false;
  /** Lines until the roll ends; undefined: more than anybody counts. */
  private linesLeft: number | undefined;
  private cutter: CutterState = { status: 'fine' };
  private drawerStuck = false;
  private coverOpen = false;
  private drawerOpen = false;
  private drawerKickCount = 0;
  private receiptCount = 0;

  /** `columns`: normal characters on a line; 48 on paper of 80 mm, 32 on 58 mm. */
  constructor(ports: DevicePorts, options: { columns: number }) {
    this.ports = ports;
    this.columns = options.columns;
    this.head = new PrintHead(
      {
        cut: (items) => this.cut(items),
        kickDrawer: () => this.kickDrawer(),
        transmit: (status) => this.transmit(status),
        identify: (n) => this.identify(n),
        trouble: (words) => ports.note(words),
      },
      options,
    );
  }

  peerArrived(): void {}

  peerLeft(): void {}

  powerCut(): void {
    this.parser = new EscPosParser();
    this.waiting = [];
    this.waitingBytes = 0;
    this.head.reset();
    // The power comes back without the error, where nothing is stuck any more.
    if (this.cutter.status === 'cleared') this.recover('forget what waits');
  }

  powerBack(): void {}

  receive(bytes: Uint8Array): void {
    const tokens = this.parser.push(bytes);
    // A till asks for the status all day long.
    const poll = tokens.length > 0 && tokens.every(({ kind }) => kind === 'real-time');
    this.ports.heard(bytes, tokens.map(tokenWords).join(' ').slice(0, 400) || '…', poll);
    for (const token of tokens) {
      if (token.kind === 'real-time') this.obeyRealTime(token.name, token.data[0] ?? 0);
      else this.accept(token);
    }
    this.ports.changed();
  }

  hand(name: string, body: unknown): HandResult {
    handInput(name, noInputSchema, body);
    this.ports.note(name);
    this.move(name as PrinterHand);
    this.printWaiting();
    this.ports.changed();
    return {
      paper: this.paperThere,
      paperNearEnd: this.paperNearEnd,
      coverOpen: this.coverOpen,
      cutter: this.cutter.status,
      drawerOpen: this.drawerOpen,
      drawerStuck: this.drawerStuck,
    };
  }

  /** The last 100 receipts, oldest first. */
  receipts(): readonly Receipt[] {
    return this.kept.all();
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      paper: this.paperThere,
      paperNearEnd: this.paperNearEnd,
      coverOpen: this.coverOpen,
      cutter: this.cutter.status,
      drawerOpen: this.drawerOpen,
      drawerStuck: this.drawerStuck,
      drawerKickCount: this.drawerKickCount,
      waitingBytes: this.waitingBytes,
      receiptCount: this.receiptCount,
      columns: this.columns,
      onPaper: this.head.paper,
      lastReceipt: this.kept.all().at(-1) ?? null,
    };
  }

  private get offline(): boolean {
    return !this.paperThere || this.coverOpen || this.cutterStopped;
  }

  private get cutterStopped(): boolean {
    return this.cutter.status === 'jammed' || this.cutter.status === 'cleared';
  }

  private move(hand: PrinterHand): void {
    switch (hand) {
      case 'paper-out':
        this.paperThere = false;
        return;
      case 'paper-near-end':
        this.paperNearEnd = true;
        return;
      case 'paper-ends-soon':
        this.paperNearEnd = true;
        this.linesLeft = linesLeftSoon;
        return;
      case 'paper-in':
        this.linesLeft = undefined;
        this.paperThere = true;
        this.paperNearEnd = false;
        return;
      case 'cover-open':
      case 'cover-close':
        this.coverOpen = hand === 'cover-open';
        return;
      case 'jam-cutter':
        if (this.cutter.status === 'fine') this.cutter = { status: 'armed' };
        return;
      case 'clear-jam':
        this.clearJam();
        return;
      case 'stick-drawer':
      case 'free-drawer':
        this.drawerStuck = hand === 'stick-drawer';
        return;
      case 'close-drawer':
        this.drawerOpen = false;
    }
  }

  private cut(items: Receipt['items']): void {
    if (this.cutter.status === 'armed' || this.ports.mishap('cutterJam')) {
      this.cutter = { status: 'jammed', uncut: items };
      this.ports.note('cutter jammed');
      return;
    }
    this.keepReceipt(items);
    if (this.ports.mishap('paperNearEnd')) this.happen('paper-near-end');
    if (this.ports.mishap('paperOut')) this.happen('paper-out');
    if (this.ports.mishap('coverOpen')) this.happen('cover-open');
  }

  private happen(hand: PrinterHand): void {
    this.ports.note(hand);
    this.move(hand);
  }

  private clearJam(): void {
    if (this.cutter.status === 'armed') this.cutter = { status: 'fine' };
    if (this.cutter.status !== 'jammed') return;
    // The knife is under the cover.
    this.coverOpen = true;
    this.cutter = { status: 'cleared', uncut: this.cutter.uncut };
  }

  private recover(how: 'go on' | 'forget what waits'): void {
    if (this.cutter.status !== 'cleared') return;
    const { uncut } = this.cutter;
    this.cutter = { status: 'fine' };
    this.ports.note(`cutter works again: ${how}`);
    this.keepReceipt(uncut);
    if (how === 'forget what waits') {
      this.waiting = [];
      this.waitingBytes = 0;
    }
    this.printWaiting();
  }

  private accept(token: Token): void {
    if (!this.offline) {
      this.obey(token);
      return;
    }
    if (this.waitingBytes + token.bytes.length > receiveBufferBytes) {
      this.ports.note(`receive buffer full: ${token.bytes.length} bytes lost`);
      return;
    }
    this.waiting.push(token);
    this.waitingBytes += token.bytes.length;
  }

  private printWaiting(): void {
    while (!this.offline) {
      const token = this.waiting.shift();
      if (!token) return;
      this.waitingBytes -= token.bytes.length;
      this.obey(token);
    }
  }

  private obey(token: Token): void {
    this.head.obey(token);
    if (this.linesLeft === undefined || token.kind !== 'control' || token.code !== lineFeed) return;
    this.linesLeft -= 1;
    if (this.linesLeft > 0) return;
    this.linesLeft = undefined;
    this.happen('paper-out');
  }

  private keepReceipt(items: Receipt['items']): void {
    this.receiptCount += 1;
    const text = receiptText(items, this.columns);
    this.kept.push({ number: this.receiptCount, atMs: this.ports.shopNowMs(), text, items });
    this.ports.note(`receipt ${this.receiptCount} cut`);
  }

  private kickDrawer(): void {
    if (this.drawerStuck || this.ports.mishap('drawerStuck')) {
      this.ports.note('drawer kicked, and stuck');
      return;
    }
    this.drawerOpen = true;
    this.drawerKickCount += 1;
    this.ports.note('drawer open');
  }

  /** DLE EOT n: 1 printer, 2 cause of being off-line, 3 cause of an error, 4 paper. DLE ENQ n: go on. */
  private obeyRealTime(name: string, n: number): void {
    const how = name === 'DLE ENQ' ? recoverHow[n] : undefined;
    if (how) this.recover(how);
    if (name !== 'DLE EOT' || n < 1 || n > 4) return;
    const status = statusBits.fixed | this.statusOf(n);
    this.ports.send({ bytes: Uint8Array.of(status), words: `status ${n}: ${this.statusWords()}`, routine: true });
  }

  private statusOf(n: number): number {
    switch (n) {
      case 1:
        return (this.drawerOpen ? statusBits.drawerOpen : 0) | (this.offline ? statusBits.offline : 0);
      case 2:
        return (
          (this.coverOpen ? statusBits.coverOpen : 0) |
          (this.paperThere ? 0 : statusBits.paperEndStopped) |
          (this.cutterStopped ? statusBits.error : 0)
        );
      case 3:
        return this.cutterStopped ? statusBits.cutterError : 0;
      case 4:
        if (!this.paperThere) return statusBits.paperNearEnd | statusBits.paperEnd;
        return this.paperNearEnd ? statusBits.paperNearEnd : 0;
      default:
        return 0;
    }
  }

  private transmit(status: 'paper' | 'drawer'): void {
    const near = this.paperNearEnd ? 0x03 : 0x00;
    const value = status === 'paper' ? near : this.drawerOpen ? 0x01 : 0x00;
    this.ports.send({ bytes: Uint8Array.of(value), words: `status ${status}: ${this.statusWords()}` });
  }

  private identify(n: number): void {
    const what = identityNames[n];
    if (!what) return;
    const model = this.ports.modelOf('QT-P1');
    const text = { firmware: '1.0.0', maker: 'QIANTAI', model, serial: 'QT-P1-0001' }[what];
    this.ports.send({ bytes: Buffer.from(`_${text}\0`, 'latin1'), words: `${what}: ${text}` });
  }

  private statusWords(): string {
    const paper = !this.paperThere ? 'no paper' : this.paperNearEnd ? 'paper near its end' : 'paper';
    const cover = this.coverOpen ? 'cover open' : 'cover closed';
    const cutter = this.cutterStopped ? `, cutter ${this.cutter.status}` : '';
    return `${paper}, ${cover}${cutter}, drawer ${this.drawerOpen ? 'open' : 'closed'}`;
  }
}

function tokenWords(token: Token): string {
  switch (token.kind) {
    case 'text':
      return `text(${token.bytes.length})`;
    case 'control':
      return token.code === 0x0a ? 'LF' : `0x${token.code.toString(16).padStart(2, '0')}`;
    case 'command':
    case 'real-time':
      return token.data.length > 0 && token.data.length <= 3
        ? `${token.name} ${[...token.data].join(' ')}`
        : token.name;
    case 'unknown':
      return `unknown(${Buffer.from(token.bytes).toString('hex')})`;
  }
}
