/**
 * The terminal's end of POS Integrado's line (docs/protocols/pos-integrado.md): STX data ETX LRC, byte by byte, and
 * an answer that is said three times at most until the till confirms it.
 *
 *   listening ─answer()─▶ answering ─ACK, or the third try unheard─▶ listening
 */
import type { Cancel, Clock } from '@qiantai/foundation';

const stx = 0x02;
const etx = 0x03;
const ack = 0x06;
const nak = 0x15;
const answerTriesMax = 3;
/** Timeout 2 of the reference. */
const confirmMs = 10_000;
const dataBytesMax = 4096;

export interface PosLinePorts {
  clock: Clock;
  send(bytes: Uint8Array, words: string): void;
  heard(bytes: Uint8Array, words: string): void;
  /** A good frame; false: the terminal is at something and hears nothing. */
  command(fields: readonly string[]): 'accepted' | 'unknown' | 'unheard';
  /** The till confirmed the answer, or never will. */
  answerEnded(isConfirmed: boolean): void;
}

export class PosLine {
  private readonly ports: PosLinePorts;
  private data: number[] = [];
  private place: 'outside' | 'inside' | 'lrc' = 'outside';
  private answering: { text: string; tries: number } | undefined;
  private cancelConfirm: Cancel | undefined;

  constructor(ports: PosLinePorts) {
    this.ports = ports;
  }

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.take(byte);
  }

  answer(text: string): void {
    this.answering = { text, tries: 0 };
    this.say();
  }

  /** Told on the way; nobody waits for its confirmation. */
  tell(text: string): void {
    this.ports.send(posFrame(text), text);
  }

  /** The line was closed, or the power is gone: a half frame is forgotten. `keepsAnswer`: the till only left. */
  lineClosed(options: { keepsAnswer: boolean }): void {
    this.place = 'outside';
    this.data = [];
    if (options.keepsAnswer) return;
    this.cancelConfirm?.();
    this.answering = undefined;
  }

  private take(byte: number): void {
    if (this.place === 'lrc') {
      this.place = 'outside';
      this.frame(byte);
      return;
    }
    if (byte === stx) {
      this.place = 'inside';
      this.data = [];
    } else if (this.place === 'outside') this.control(byte);
    else if (byte === etx) this.place = 'lrc';
    else if (this.data.length < dataBytesMax) this.data.push(byte);
    else this.place = 'outside';
  }

  private control(byte: number): void {
    if (byte !== ack && byte !== nak) return;
    this.ports.heard(Uint8Array.of(byte), byte === ack ? 'ACK' : 'NAK');
    if (!this.answering) return;
    if (byte === nak) this.say();
    else this.endAnswer(true);
  }

  private frame(lrc: number): void {
    const data = Uint8Array.from(this.data);
    const text = Buffer.from(data).toString('latin1');
    if (data.reduce((sum, byte) => sum ^ byte, etx) !== lrc) {
      this.ports.heard(data, 'bad LRC');
      this.ports.send(Uint8Array.of(nak), 'NAK');
      return;
    }
    this.ports.heard(posFrame(text), text);
    // The ACK goes first: what the command makes of it may come at once.
    const isFree = this.answering === undefined;
    const verdict = isFree ? this.ports.command(text.split('|')) : 'unheard';
    if (verdict === 'unknown') this.ports.send(Uint8Array.of(nak), 'NAK');
  }

  /** For the device, before it acts on a command that it accepts. */
  confirm(): void {
    this.ports.send(Uint8Array.of(ack), 'ACK');
  }

  private say(): void {
    const { answering } = this;
    if (!answering) return;
    this.cancelConfirm?.();
    if (answering.tries >= answerTriesMax) {
      this.endAnswer(false);
      return;
    }
    answering.tries += 1;
    this.ports.send(
      posFrame(answering.text),
      `${answering.text}${answering.tries > 1 ? ` · try ${answering.tries}` : ''}`,
    );
    this.cancelConfirm = this.ports.clock.setTimeout(() => this.say(), confirmMs);
  }

  private endAnswer(isConfirmed: boolean): void {
    this.cancelConfirm?.();
    this.answering = undefined;
    this.ports.answerEnded(isConfirmed);
  }
}

export function posFrame(text: string): Uint8Array {
  const data = Buffer.from(text, 'latin1');
  return Uint8Array.of(
    stx,
    ...data,
    etx,
    data.reduce((sum, byte) => sum ^ byte, etx),
  );
}
