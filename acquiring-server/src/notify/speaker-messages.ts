/** Topics and messages of a cloud speaker over MQTT (docs/protocols/speaker.md). Pure. */
import { z } from 'zod';
import type { SpeakerName } from '../merchants/speaker-store.ts';

export function speakerTopics({ productKey, deviceName }: SpeakerName) {
  const device = `/sys/${productKey}/${deviceName}/thing`;
  return {
    request: `${device}/service/SpeechPost`,
    answer: `${device}/service/SpeechPost_reply`,
    played: `${device}/event/SpeechPlayed/post`,
  };
}

/** The login of a device: client id `{deviceName}`, user `{deviceName}&{productKey}`. */
export function speakerOfLogin(clientId: string, user: string | undefined): SpeakerName | undefined {
  const match = /^([A-Za-z0-9._-]{1,64})&([A-Za-z0-9._-]{1,64})$/.exec(user ?? '');
  const [deviceName, productKey] = [match?.[1], match?.[2]];
  return deviceName && productKey && deviceName === clientId ? { productKey, deviceName } : undefined;
}

export type SpeakerMessage =
  | { kind: 'answer'; speechId: string; accepted: boolean }
  | { kind: 'played'; speechId: string };

const answerSchema = z.object({ id: z.uuid(), code: z.number().int() });
const playedSchema = z.object({
  method: z.literal('thing.event.SpeechPlayed.post'),
  params: z.object({ speechId: z.uuid() }),
});

/** A message longer than this is none of a speaker's. */
export const speakerMessageBytesMax = 4096;

/** Undefined for what is not understood. */
export function readSpeakerMessage(
  speaker: SpeakerName,
  topic: string,
  payload: Uint8Array,
): SpeakerMessage | undefined {
  const topics = speakerTopics(speaker);
  const content = jsonOf(payload);
  if (topic === topics.answer) {
    const answer = answerSchema.safeParse(content);
    return answer.success
      ? { kind: 'answer', speechId: answer.data.id, accepted: answer.data.code === 200 }
      : undefined;
  }
  if (topic === topics.played) {
    const played = playedSchema.safeParse(content);
    return played.success ? { kind: 'played', speechId: played.data.params.speechId } : undefined;
  }
  return undefined;
}

function jsonOf(payload: Uint8Array): unknown {
  if (payload.length > speakerMessageBytesMax) return undefined;
  try {
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
}
