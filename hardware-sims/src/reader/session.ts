/**
 * The reader's end of the reliable line: handshake, acknowledgement, retransmission, duplicates, heartbeat
 * (docs/protocols/card-reader.md, Frame). It carries texts; what they mean is the reader's business.
 *
 *   down ── handshake request ──▶ up ── third try unanswered, 6 s of silence, line closed ──▶ down
 *                                 └── handshake request ──▶ up (msgIds from 1, nothing waits)
 */
import type { Cancel, Clock } from '@qiantai/foundation';
import { encodeFrame, type Frame, FrameParser, frameTypes, type Parsed } from './frame.ts';

const retransmitMs = 500;
const sendCountMax = 3;
const heartbeatMs = 2000;
const silenceMsMax = 6000;
/** The longest frame takes 90 ms at 115200 baud; a rest that is later than this does not come. */
const frameRestMsMax = 250;
const queueMax = 32;

export interface SessionPorts {
  clock: Clock;
  /** `routine`: a heartbeat. */
  send(bytes: Uint8Array, words: string, routine?: boolean): void;
  heard(bytes: Uint8Array, words: string, routine?: boolean): void;
  /** A message that was not seen before. */
  message(text: string): void;
  wentDown(why: string): void;
}

interface InFlight {
  msgId: number;
  data: Uint8Array;
  words: string;
  sendCount: number;
}

export class ReaderSession {
  private readonly ports: SessionPorts;
  private parser = new FrameParser();
  private status: 'down' | 'up' = 'down';
  private lastReceivedMsgId = 0;
  private nextMsgId = 1;
  private inFlight: InFlight | undefined;
  private queue: Array<{ data: Uint8Array; words: string }> = [];
  private lastBytesAtMs = 0;
  private cancelRetransmit: Cancel | undefined;
  private cancelHeartbeat: Cancel | undefined;
  private cancelSilence: Cancel | undefined;

  constructor(ports: SessionPorts) {
    this.ports = ports;
  }

  get up(): boolean {
    return this.status === 'up';
  }

  /** Sends a message in its turn; without a handshake it goes nowhere (the till asks `last_result`). */
  post(text: string, words: string): void {
    if (this.status === 'down') return;
    if (this.queue.length >= queueMax) {
      this.goDown('the till acknowledges nothing');
      return;
    }
    this.queue.push({ data: new TextEncoder().encode(text), words });
    this.sendNext();
  }

  receive(bytes: Uint8Array): void {
    const nowMs = this.ports.clock.monotonicMs();
    if (this.parser.waiting && nowMs - this.lastBytesAtMs > frameRestMsMax) this.take(this.parser.abandonStart());
    this.lastBytesAtMs = nowMs;
    this.take(this.parser.push(bytes));
  }

  /** The line was closed or lost its power. */
  lineClosed(): void {
    this.parser = new FrameParser();
    if (this.status === 'up') this.goDown('the line closed');
  }

  private take(parsed: Parsed): void {
    if (parsed.discarded.length > 0) this.ports.heard(parsed.discarded, 'discarded: no good frame');
    for (const { frame, bytes } of parsed.frames) {
      // An empty frame that acknowledges nothing new is a heartbeat.
      const heartbeat = isEmpty(frame) && frame.ackId !== this.inFlight?.msgId;
      this.ports.heard(bytes, heartbeat ? 'heartbeat' : frameWords(frame), heartbeat);
      this.takeFrame(frame);
    }
  }

  private takeFrame(frame: Frame): void {
    if (frame.type === frameTypes.handshakeRequest) {
      this.shakeHands();
      return;
    }
    if (frame.type !== frameTypes.data || this.status === 'down') return;
    this.watchSilence();
    if (this.inFlight && frame.ackId === this.inFlight.msgId) this.acknowledged();
    if (frame.data.length > 0 && frame.msgId !== 0) this.takeData(frame);
  }

  private shakeHands(): void {
    this.stopTimers();
    this.status = 'up';
    this.lastReceivedMsgId = 0;
    this.nextMsgId = 1;
    this.inFlight = undefined;
    this.queue = [];
    this.sendFrame({ type: frameTypes.handshakeAnswer, ackId: 0, msgId: 0, data: new Uint8Array() });
    this.watchSilence();
    this.armHeartbeat();
  }

  private takeData(frame: Frame): void {
    const seenBefore = frame.msgId === this.lastReceivedMsgId;
    this.lastReceivedMsgId = frame.msgId;
    this.sendFrame({ type: frameTypes.data, ackId: frame.msgId, msgId: 0, data: new Uint8Array() });
    if (!seenBefore) this.ports.message(new TextDecoder().decode(frame.data));
  }

  private acknowledged(): void {
    this.cancelRetransmit?.();
    this.inFlight = undefined;
    this.sendNext();
  }

  private sendNext(): void {
    if (this.inFlight) return;
    const next = this.queue.shift();
    if (!next) return;
    this.inFlight = { ...next, msgId: this.nextMsgId, sendCount: 0 };
    this.nextMsgId = (this.nextMsgId % 255) + 1;
    this.transmit(this.inFlight);
  }

  private transmit(inFlight: InFlight): void {
    if (inFlight.sendCount >= sendCountMax) {
      this.goDown('three tries were not acknowledged');
      return;
    }
    inFlight.sendCount += 1;
    const again = inFlight.sendCount > 1 ? ` · try ${inFlight.sendCount}` : '';
    const frame = {
      type: frameTypes.data,
      ackId: this.lastReceivedMsgId,
      msgId: inFlight.msgId,
      data: inFlight.data,
    };
    this.ports.send(encodeFrame(frame), `#${frame.msgId} ack ${frame.ackId} ${inFlight.words}${again}`);
    this.cancelRetransmit = this.ports.clock.setTimeout(() => this.transmit(inFlight), retransmitMs);
  }

  private sendFrame(frame: Frame): void {
    this.ports.send(encodeFrame(frame), frameWords(frame));
  }

  private armHeartbeat(): void {
    this.cancelHeartbeat = this.ports.clock.setTimeout(() => {
      const frame = { type: frameTypes.data, ackId: this.lastReceivedMsgId, msgId: 0, data: new Uint8Array() };
      this.ports.send(encodeFrame(frame), 'heartbeat', true);
      this.armHeartbeat();
    }, heartbeatMs);
  }

  private watchSilence(): void {
    this.cancelSilence?.();
    this.cancelSilence = this.ports.clock.setTimeout(() => this.goDown('no frame for 6 s'), silenceMsMax);
  }

  private goDown(why: string): void {
    this.stopTimers();
    this.status = 'down';
    this.inFlight = undefined;
    this.queue = [];
    this.ports.wentDown(why);
  }

  private stopTimers(): void {
    this.cancelRetransmit?.();
    this.cancelHeartbeat?.();
    this.cancelSilence?.();
  }
}

function frameWords(frame: Frame): string {
  if (frame.type === frameTypes.handshakeRequest) return 'handshake request';
  if (frame.type === frameTypes.handshakeAnswer) return 'handshake answer';
  if (frame.type !== frameTypes.data) return `frame of unknown type ${frame.type}`;
  if (isEmpty(frame)) return `ack ${frame.ackId}`;
  // Track data and PIN blocks are encrypted in every message; no other card number but the masked one is there.
  return `#${frame.msgId} ack ${frame.ackId} ${new TextDecoder().decode(frame.data)}`;
}

function isEmpty(frame: Frame): boolean {
  return frame.type === frameTypes.data && frame.data.length === 0;
}
