/**
 * A pseudo-terminal under a stable link. The slave's descriptor is closed at once, so a read of the master tells
 * whether the till is there: EAGAIN, somebody has the slave open; EIO, nobody. While nobody is, the read is
 * repeated every few milliseconds; once the till opens its end, the master is read by events. When the till leaves,
 * the master has ended for good (Linux), and a new pair takes its place under the same link.
 */
import { closeSync, lstatSync, mkdirSync, readSync, symlinkSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ReadStream } from 'node:tty';
import { type Cancel, type Clock, errorText } from '@qiantai/foundation';
import { simError } from '../errors.ts';
import type { Line, LineEvents, LineFrame } from './line.ts';
import { openPtyPair } from './native-pty.ts';

/** How often an absent till is looked for, milliseconds. */
const peerPollMs = 10;
/** A till that does not read fills the buffer (about 12 kB): how often and how long to try again. */
const fullRetryMs = 5;
const fullRetryCountMax = 400;
const waitingBytesMax = 256 * 1024;
const probeBytes = 4096;

interface OpenPair {
  master: number;
  path: string;
  stream: ReadStream;
}

export class PtyLine implements Line {
  readonly address: string;
  private readonly clock: Clock;
  private readonly bitsPerSecond: number;
  private events: LineEvents | undefined;
  private pair: OpenPair | undefined;
  private peerThere = false;
  private cancelPoll: Cancel | undefined;
  private cancelWrite: Cancel | undefined;
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private fullRetryCount = 0;

  /** `bitsPerSecond` paces what is sent as a real line would (10 bits a byte); 0 sends as fast as it goes. */
  constructor(options: { link: string; clock: Clock; bitsPerSecond?: number }) {
    this.address = options.link;
    this.clock = options.clock;
    this.bitsPerSecond = options.bitsPerSecond ?? 0;
  }

  get peer(): boolean {
    return this.peerThere;
  }

  async plug(events: LineEvents): Promise<void> {
    if (this.pair) return;
    this.events = events;
    this.openPair();
  }

  async unplug(): Promise<void> {
    removeLink(this.address);
    const wasThere = this.closePair();
    const events = this.events;
    this.events = undefined;
    if (wasThere) events?.peerLeft();
  }

  send(frame: LineFrame): void {
    if (!this.peerThere) return;
    if (this.waitingBytes + frame.bytes.length > waitingBytesMax) {
      this.events?.trouble('the till does not read: a frame is lost');
      return;
    }
    this.waiting.push(frame.bytes);
    this.waitingBytes += frame.bytes.length;
    if (!this.cancelWrite) this.drain();
  }

  private openPair(): void {
    const { master, slave, pty } = openPtyPair();
    closeSync(slave);
    const stream = new ReadStream(master);
    // On Linux the mode set on the master is the slave's: nothing is echoed or rewritten before the till's own setup.
    stream.setRawMode(true);
    this.pair = { master, path: pty, stream };
    stream.on('error', () => this.onHangUp(stream));
    stream.on('close', () => this.onHangUp(stream));
    placeLink(this.address, pty);
    this.lookForPeer();
  }

  private lookForPeer(): void {
    const pair = this.pair;
    if (!pair) return;
    const found = probe(pair.master);
    if (found.kind === 'nobody') {
      this.cancelPoll = this.clock.setTimeout(() => this.lookForPeer(), peerPollMs);
      return;
    }
    this.cancelPoll = undefined;
    this.peerThere = true;
    this.events?.peerArrived();
    if (found.bytes.length > 0) this.events?.received(found.bytes);
    pair.stream.on('data', (bytes: Buffer) => {
      if (this.pair === pair) this.events?.received(bytes);
    });
  }

  private onHangUp(stream: ReadStream): void {
    if (this.pair?.stream !== stream) return;
    const wasThere = this.closePair();
    if (wasThere) this.events?.peerLeft();
    // The device is still plugged in: the next till finds a fresh pair.
    try {
      if (this.events) this.openPair();
    } catch (error) {
      this.events?.trouble(errorText(error));
    }
  }

  /** Ends the pair. @returns whether the till was there. */
  private closePair(): boolean {
    const wasThere = this.peerThere;
    this.cancelPoll?.();
    this.cancelWrite?.();
    this.cancelPoll = undefined;
    this.cancelWrite = undefined;
    this.waiting = [];
    this.waitingBytes = 0;
    this.fullRetryCount = 0;
    this.peerThere = false;
    const pair = this.pair;
    this.pair = undefined;
    pair?.stream.destroy();
    return wasThere;
  }

  private drain(): void {
    this.cancelWrite = undefined;
    for (;;) {
      const chunk = this.waiting[0];
      if (!this.pair || !chunk) return;
      const written = this.writeSome(this.pair.master, chunk);
      if (written === 'gone') return;
      if (written === 'full') {
        this.waitForRoom();
        return;
      }
      this.fullRetryCount = 0;
      this.waitingBytes -= written;
      if (written < chunk.length) this.waiting[0] = chunk.subarray(written);
      else this.waiting.shift();
      if (this.bitsPerSecond > 0) {
        this.cancelWrite = this.clock.setTimeout(() => this.drain(), (written * 10_000) / this.bitsPerSecond);
        return;
      }
    }
  }

  private writeSome(master: number, chunk: Uint8Array): number | 'full' | 'gone' {
    try {
      return writeSync(master, chunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 'full';
      return 'gone'; // The stream's own error ends the pair.
    }
  }

  private waitForRoom(): void {
    if (++this.fullRetryCount > fullRetryCountMax) {
      this.events?.trouble(`the till does not read: ${this.waitingBytes} bytes are lost`);
      this.waiting = [];
      this.waitingBytes = 0;
      this.fullRetryCount = 0;
      return;
    }
    this.cancelWrite = this.clock.setTimeout(() => this.drain(), fullRetryMs);
  }
}

function probe(master: number): { kind: 'nobody' } | { kind: 'somebody'; bytes: Uint8Array } {
  const buffer = new Uint8Array(probeBytes);
  try {
    return { kind: 'somebody', bytes: buffer.subarray(0, readSync(master, buffer)) };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EAGAIN') return { kind: 'somebody', bytes: new Uint8Array() };
    if (code === 'EIO') return { kind: 'nobody' };
    throw error;
  }
}

/** @throws CodedError PTY_LINK_TAKEN when the place holds anything but a link. */
function placeLink(link: string, target: string): void {
  mkdirSync(dirname(link), { recursive: true });
  removeLink(link);
  symlinkSync(target, link);
}

function removeLink(link: string): void {
  const found = lstatSync(link, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isSymbolicLink()) throw simError('PTY_LINK_TAKEN', { link });
  unlinkSync(link);
}
