/** What the till and a cloud speaker say to each other: the thing model's messages and topics (docs/protocols/speaker.md). Pure. */
import { z } from 'zod';
import type { Announcement } from './announcement.ts';

/** A speech id is at most this long. */
export const speechIdMax = 64;

export interface SpeakerRequest {
  id: string;
  version: '1.0';
  method: 'thing.service.SpeechPost' | 'thing.service.property.set';
  params: Announcement | { SpeechVolume: number };
}

export type SpeakerMessage = { kind: 'answer'; id: string; code: number } | { kind: 'played'; speechId: string };

export function speechRequest(id: string, params: Announcement): SpeakerRequest {
  return { id, version: '1.0', method: 'thing.service.SpeechPost', params };
}

/** The way to set a property; a speaker that has no such property answers 400, and stays as it is. */
export function volumeRequest(id: string, volume: number): SpeakerRequest {
  return { id, version: '1.0', method: 'thing.service.property.set', params: { SpeechVolume: volume } };
}

const messageSchema = z.union([
  z.object({ id: z.string().max(64), code: z.number().int(), data: z.object({}).optional() }),
  z.object({
    method: z.literal('thing.event.SpeechPlayed.post'),
    params: z.object({ speechId: z.string().max(speechIdMax), playedAtMs: z.number() }),
  }),
]);

/** Null: it is none. */
export function readSpeakerMessage(text: string): SpeakerMessage | null {
  const read = messageSchema.safeParse(jsonOf(text));
  if (!read.success) return null;
  const message = read.data;
  if ('method' in message) return { kind: 'played', speechId: message.params.speechId };
  return { kind: 'answer', id: message.id, code: message.code };
}

/** @param root `/sys/{productKey}/{deviceName}/thing` */
export function speakerTopics(root: string) {
  return {
    speech: `${root}/service/SpeechPost`,
    speechAnswer: `${root}/service/SpeechPost_reply`,
    property: `${root}/service/property/set`,
    propertyAnswer: `${root}/service/property/set_reply`,
    played: `${root}/event/SpeechPlayed/post`,
  };
}

export function topicOfRequest(root: string, { method }: SpeakerRequest): string {
  const topics = speakerTopics(root);
  return method === 'thing.service.SpeechPost' ? topics.speech : topics.property;
}

/** What a till hears of a speaker. */
export function answerTopics(root: string): string[] {
  const { speechAnswer, propertyAnswer, played } = speakerTopics(root);
  return [speechAnswer, propertyAnswer, played];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
