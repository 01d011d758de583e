/** A cloud speaker: told what to announce, it answers that it heard, plays, and reports each play. */
import type { Cancel } from '@qiantai/foundation';
import { z } from 'zod';
import type { DevicePorts, HandResult, SimulatedDevice } from '../device/device.ts';
import { handInput } from '../device/hand-input.ts';
import { Ring } from '../device/ring.ts';
import type { MessageTopic } from '../lines/line.ts';
import { spokenText } from './words.ts';

export interface Announcement {
  speechId: string;
  /** As the sender wrote it. */
  text: string;
  /** As it is heard, made from the parts. */
  heard: string;
  parts: readonly string[];
  playedAtMs: number;
}

const requestSchema = z.object({
  id: z.string().min(1).max(64),
  version: z.string().max(16),
  method: z.literal('thing.service.SpeechPost'),
  params: z.object({
    speechId: z.string().min(1).max(128),
    parts: z.array(z.string().min(1).max(64)).min(1).max(16),
    text: z.string().max(200),
  }),
});

/** The one property that it has: how loud it is, 0 to 100. */
const volumeSchema = z.object({
  id: z.string().min(1).max(64),
  method: z.literal('thing.service.property.set'),
  params: z.strictObject({ SpeechVolume: z.number().int().min(0).max(100) }),
});

const muteSchema = z.strictObject({ on: z.union([z.boolean(), z.stringbool()]).default(true) });

const messageBytesMax = 8192;
const rememberedIdsMax = 2000;
const announcementsMax = 500;
const queueMax = 200;
const presetVolume = 60;
const lineFeed = 0x0a;

const answerCodes = { accepted: 200, notUnderstood: 400, tooMuchWaits: 429 } as const;

export class Speaker implements SimulatedDevice {
  readonly kind = 'speaker';
  readonly hands = ['mute-answers'] as const;
  private readonly ports: DevicePorts;
  private readonly framing: 'lines' | 'messages';
  private readonly playMs: number;
  private readonly announcements = new Ring<Announcement>(announcementsMax);
  /** In order of arrival, so that the oldest is forgotten first. */
  private readonly acceptedIds = new Set<string>();
  private queue: Announcement[] = [];
  private playing: Announcement | undefined;
  private cancelPlay: Cancel | undefined;
  private buffer: Uint8Array = new Uint8Array();
  private answersMuted = false;
  private volume = presetVolume;

  /** `playMs`: how long one announcement sounds. */
  constructor(ports: DevicePorts, options: { framing: 'lines' | 'messages'; playMs: number }) {
    this.ports = ports;
    this.framing = options.framing;
    this.playMs = options.playMs;
  }

  peerArrived(): void {}

  peerLeft(): void {
    this.buffer = new Uint8Array();
  }

  /** What waited is not played; the ids accepted before stay known (flash memory). */
  powerCut(): void {
    this.cancelPlay?.();
    this.queue = [];
    this.playing = undefined;
    this.buffer = new Uint8Array();
  }

  powerBack(): void {}

  receive(bytes: Uint8Array): void {
    if (this.framing === 'messages') this.take(bytes);
    else this.receiveLines(bytes);
  }

  hand(name: string, body: unknown): HandResult {
    this.answersMuted = handInput(name, muteSchema, body).on;
    this.ports.note(this.answersMuted ? 'answers nothing from now on' : 'answers again');
    this.ports.changed();
    return { answersMuted: this.answersMuted };
  }

  played(): readonly Announcement[] {
    return this.announcements.all();
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return {
      playing: this.playing?.heard ?? '',
      waiting: this.queue.length,
      playedCount: this.announcements.all().length,
      lastPlayed: this.announcements.all().at(-1)?.heard ?? '',
      answersMuted: this.answersMuted,
      volume: this.volume,
    };
  }

  private receiveLines(bytes: Uint8Array): void {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    for (;;) {
      const end = this.buffer.indexOf(lineFeed);
      if (end < 0) break;
      const line = this.buffer.subarray(0, end);
      this.buffer = this.buffer.subarray(end + 1);
      if (line.length > 0) this.take(line);
    }
    if (this.buffer.length <= messageBytesMax) return;
    this.ports.heard(this.buffer, 'discarded: a line without an end');
    this.buffer = new Uint8Array();
  }

  private take(bytes: Uint8Array): void {
    const text = new TextDecoder().decode(bytes);
    this.ports.heard(bytes, text.slice(0, 300));
    const value = bytes.length > messageBytesMax ? undefined : parseJson(text);
    const wanted = volumeSchema.safeParse(value);
    if (wanted.success) {
      this.volume = wanted.data.params.SpeechVolume;
      this.ports.changed();
      this.answer(wanted.data.id, answerCodes.accepted, {}, 'property_reply');
      return;
    }
    const request = requestSchema.safeParse(value);
    const heard = request.success ? spokenText(request.data.params.parts) : undefined;
    if (!request.success || heard === undefined) {
      this.answer(idOf(value), answerCodes.notUnderstood, {});
      return;
    }
    const { speechId, text: written, parts } = request.data.params;
    if (this.acceptedIds.has(speechId)) {
      this.answer(request.data.id, answerCodes.accepted, { duplicate: true });
      return;
    }
    if (this.queue.length >= queueMax) {
      this.answer(request.data.id, answerCodes.tooMuchWaits, {});
      return;
    }
    this.remember(speechId);
    this.answer(request.data.id, answerCodes.accepted, { duplicate: false });
    this.queue.push({ speechId, text: written, heard, parts, playedAtMs: 0 });
    this.playNext();
  }

  private playNext(): void {
    const next = this.playing ? undefined : this.queue.shift();
    if (!next) return;
    this.playing = next;
    this.ports.changed();
    this.cancelPlay = this.ports.clock.setTimeout(() => this.reportPlayed(next), this.playMs);
  }

  private reportPlayed(announcement: Announcement): void {
    const playedAtMs = this.ports.shopNowMs();
    const { speechId } = announcement;
    this.announcements.push({ ...announcement, playedAtMs });
    this.playing = undefined;
    this.ports.note(`♪ ${announcement.heard}`);
    this.post('event', {
      id: `played-${speechId}`,
      version: '1.0',
      method: 'thing.event.SpeechPlayed.post',
      params: { speechId, playedAtMs },
    });
    this.ports.changed();
    this.playNext();
  }

  private remember(speechId: string): void {
    this.acceptedIds.add(speechId);
    if (this.acceptedIds.size <= rememberedIdsMax) return;
    const [oldest] = this.acceptedIds;
    if (oldest !== undefined) this.acceptedIds.delete(oldest);
  }

  private answer(
    id: string,
    code: number,
    data: Readonly<Record<string, unknown>>,
    topic: MessageTopic = 'reply',
  ): void {
    if (this.answersMuted) {
      this.ports.note(`kept silent about ${id}`);
      return;
    }
    this.post(topic, { id, code, data });
  }

  private post(topic: MessageTopic, message: Readonly<Record<string, unknown>>): void {
    const text = JSON.stringify(message);
    const bytes = Buffer.from(this.framing === 'lines' ? `${text}\n` : text);
    this.ports.send({ bytes, words: text, topic });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not JSON: answered with 400.
  }
}

function idOf(value: unknown): string {
  const found = z.object({ id: z.string().max(64) }).safeParse(value);
  return found.success ? found.data.id : '';
}
