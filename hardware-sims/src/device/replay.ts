/**
 * Replays a recorded conversation against a till: what the device said is said again, at the recorded pace or as
 * fast as the till answers, and what the till says is compared with what it said then. The device itself is
 * silent meanwhile.
 *
 *   sending ──all of a run sent──▶ listening ──the recorded bytes, or silence──▶ sending … ──▶ done
 */
import type { Cancel, Clock } from '@qiantai/foundation';
import type { MessageTopic } from '../lines/line.ts';
import type { Recorded } from './recording.ts';

/** A till that has said something else is listened to until it is quiet for this long, milliseconds. */
const quietMs = 250;
/** A till is waited for as long as it took when it was recorded, and this much longer, milliseconds. */
const graceMs = 5000;
const differencesMax = 100;
const shownBytesMax = 256;
const heardBytesMax = 64 * 1024;

interface Step {
  kind: 'send' | 'expect';
  /** Since the step before, as recorded. */
  afterMs: number;
  bytes: Uint8Array;
  topic?: MessageTopic | undefined;
}

export interface ReplayDifference {
  /** 1, 2, 3… of the recording's steps; several pieces that came from the till in a row are one step. */
  step: number;
  kind: 'missing' | 'different' | 'extra';
  /** The first byte that is another one. */
  atByte: number;
  expectedHex: string;
  gotHex: string;
}

export interface ReplayState {
  status: 'running' | 'done' | 'stopped';
  step: number;
  steps: number;
  /** All of them; `differences` shows the first hundred. */
  differenceCount: number;
  differences: readonly ReplayDifference[];
}

export class Replay {
  private readonly clock: Clock;
  private readonly pace: 'recorded' | 'fast';
  private readonly send: (frame: { bytes: Uint8Array; topic?: MessageTopic | undefined }) => void;
  private readonly changed: () => void;
  private readonly steps: Step[];
  private readonly differences: ReplayDifference[] = [];
  private differenceCount = 0;
  private status: ReplayState['status'] = 'running';
  private place = 0;
  private heard: Uint8Array = new Uint8Array();
  private listeningUntilMs = 0;
  private cancelTimer: Cancel | undefined;

  constructor(options: {
    recorded: Recorded;
    pace: 'recorded' | 'fast';
    clock: Clock;
    send(frame: { bytes: Uint8Array; topic?: MessageTopic | undefined }): void;
    changed(): void;
  }) {
    this.clock = options.clock;
    this.pace = options.pace;
    this.send = options.send;
    this.changed = options.changed;
    this.steps = stepsOf(options.recorded);
  }

  start(): void {
    this.enter();
  }

  receive(bytes: Uint8Array): void {
    if (this.status !== 'running') return;
    this.heard = Buffer.concat([this.heard, bytes]).subarray(0, heardBytesMax);
    if (this.steps[this.place]?.kind !== 'send') this.listen();
  }

  stop(): void {
    if (this.status === 'running') this.end('stopped');
  }

  get state(): ReplayState {
    const { status, place, steps, differenceCount, differences } = this;
    return { status, step: Math.min(place + 1, steps.length), steps: steps.length, differenceCount, differences };
  }

  private enter(): void {
    this.changed();
    const step = this.steps[this.place];
    if (step?.kind === 'send') {
      const delayMs = this.pace === 'fast' ? 0 : step.afterMs;
      this.cancelTimer = this.clock.setTimeout(() => {
        this.send(step);
        this.next();
      }, delayMs);
      return;
    }
    this.listeningUntilMs = this.clock.monotonicMs() + (step ? step.afterMs + graceMs : quietMs);
    this.listen();
  }

  private next(): void {
    this.place += 1;
    this.enter();
  }

  /** Goes on at once when the recorded bytes are there; else when the till is quiet, or its time is over. */
  private listen(): void {
    this.cancelTimer?.();
    const expected = this.steps[this.place]?.bytes;
    if (expected && startsWith(this.heard, expected)) {
      this.heard = this.heard.subarray(expected.length);
      this.next();
      return;
    }
    const leftMs = Math.max(0, this.listeningUntilMs - this.clock.monotonicMs());
    const mayGrow = expected !== undefined && startsWith(expected, this.heard);
    this.cancelTimer = this.clock.setTimeout(() => this.judge(expected), mayGrow ? leftMs : Math.min(quietMs, leftMs));
  }

  private judge(expected: Uint8Array | undefined): void {
    const got = this.heard;
    this.heard = new Uint8Array();
    if (!expected) {
      if (got.length > 0) this.note('extra', new Uint8Array(), got);
      this.end('done');
      return;
    }
    this.note(got.length === 0 ? 'missing' : 'different', expected, got);
    this.next();
  }

  private note(kind: ReplayDifference['kind'], expected: Uint8Array, got: Uint8Array): void {
    this.differenceCount += 1;
    if (this.differences.length >= differencesMax) return;
    let atByte = 0;
    while (atByte < expected.length && expected[atByte] === got[atByte]) atByte += 1;
    this.differences.push({
      step: this.place + 1,
      kind,
      atByte,
      expectedHex: hexOf(expected),
      gotHex: hexOf(got),
    });
  }

  private end(status: 'done' | 'stopped'): void {
    this.cancelTimer?.();
    this.status = status;
    this.changed();
  }
}

/** What came from the till in a row is one step: how a stream is cut up means nothing. */
function stepsOf({ entries }: Recorded): Step[] {
  const steps: Step[] = [];
  let lastAtMs = 0;
  for (const entry of entries) {
    const bytes = Buffer.from(entry.hex, 'hex');
    const last = steps.at(-1);
    const afterMs = entry.atMs - lastAtMs;
    lastAtMs = entry.atMs;
    if (entry.direction === 'in' && last?.kind === 'expect') {
      last.bytes = Buffer.concat([last.bytes, bytes]);
      last.afterMs += afterMs;
      continue;
    }
    steps.push({ kind: entry.direction === 'in' ? 'expect' : 'send', afterMs, bytes, topic: entry.topic });
  }
  return steps;
}

function startsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return bytes.length >= beginning.length && beginning.every((byte, place) => bytes[place] === byte);
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, shownBytesMax)).toString('hex').toUpperCase();
}
