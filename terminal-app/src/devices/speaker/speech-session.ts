/**
 * What a till has its speaker say, as a pure state machine: input and time in, state and outputs out.
 *
 *   down ──opened──▶ quiet ──announce──▶ saying ──answer, or five tries──▶ saying the next, or quiet
 *     ▲                                    │ 2 s of silence: the same speech id again
 *     └──────────────closed────────────────┘
 *
 * A speech keeps its id on every try, so a speaker that had heard it does not say it twice; an answer to any of its tries
 * counts, and one to something else, such as another till's, does not.
 */
import type { Announcement } from './announcement.ts';
import { type SpeakerMessage, type SpeakerRequest, speechIdMax, speechRequest, volumeRequest } from './thing-model.ts';

export const answerTimeoutMs = 2_000;
const triesMax = 5;
const waitingMax = 50;
/** Speeches that were said of late: the same id again is the same speech. */
const saidMax = 50;

interface Told {
  /** The first is the one in hand. The newest are kept where the speaker is away for long. */
  waiting: readonly Announcement[];
  /** Of the first. */
  tries: number;
  /** The last payment's, for one who did not hear it. */
  last: Announcement | null;
  saidIds: readonly string[];
  replays: number;
  requests: number;
}

export type SpeechState = { told: Told } & (
  | { status: 'down' }
  | { status: 'quiet' }
  | { status: 'saying'; requestIds: readonly string[]; repeatAtMs: number }
);

export type SpeechInput =
  | { kind: 'opened' }
  | { kind: 'closed' }
  /** `once`: a payment's, said once and kept for a replay. */
  | { kind: 'announce'; speech: Announcement; once: boolean }
  | { kind: 'replay' }
  | { kind: 'heard'; message: SpeakerMessage }
  | { kind: 'time' };

export type SpeechOutput =
  | { kind: 'send'; request: SpeakerRequest; isRepeated: boolean }
  | { kind: 'accepted' }
  | { kind: 'refused'; speechId: string }
  | { kind: 'given_up'; speechId: string }
  /** Why there is no replay. */
  | { kind: 'no_replay'; code: 'SPEAKER_NOTHING_SAID' | 'DEVICE_NOT_CONNECTED' };

export interface SpeechStep {
  state: SpeechState;
  outputs: readonly SpeechOutput[];
}

export interface SpeechSettings {
  /** Absent: as the speaker is set. */
  volume?: number | undefined;
  /** In front of request ids, where others may ask the same speaker. */
  idPrefix: string;
}

export const silentSpeech: SpeechState = {
  status: 'down',
  told: { waiting: [], tries: 0, last: null, saidIds: [], replays: 0, requests: 0 },
};

export function speechStep(
  settings: SpeechSettings,
  state: SpeechState,
  input: SpeechInput,
  nowMs: number,
): SpeechStep {
  switch (input.kind) {
    case 'opened': {
      const { volume, idPrefix } = settings;
      const request = volume === undefined ? null : volumeRequest(`${idPrefix}volume`, volume);
      const step = say(settings, state.told, nowMs);
      return request ? { ...step, outputs: [{ kind: 'send', request, isRepeated: false }, ...step.outputs] } : step;
    }
    case 'closed':
      return { state: { status: 'down', told: state.told }, outputs: [] };
    case 'announce':
      return announce(settings, state, input, nowMs);
    case 'replay':
      return replay(settings, state, nowMs);
    case 'heard':
      return heard(settings, state, input.message, nowMs);
    case 'time':
      if (state.status !== 'saying' || nowMs < state.repeatAtMs) return stay(state);
      return say(settings, state.told, nowMs, state.requestIds);
  }
}

/** When the next `time` input has something to do; Infinity: never. */
export function speechDueMs(state: SpeechState): number {
  return state.status === 'saying' ? state.repeatAtMs : Number.POSITIVE_INFINITY;
}

function announce(
  settings: SpeechSettings,
  state: SpeechState,
  { speech, once }: Extract<SpeechInput, { kind: 'announce' }>,
  nowMs: number,
): SpeechStep {
  const { told } = state;
  if (!once) return enqueue(settings, state, speech, nowMs);
  if (told.saidIds.includes(speech.speechId)) return stay(state);
  const saidIds = [...told.saidIds, speech.speechId].slice(-saidMax);
  return enqueue(settings, { ...state, told: { ...told, saidIds, last: speech } }, speech, nowMs);
}

/** Under an id of its own, or the speaker would not say it; pressed again while it waits it is said once. */
function replay(settings: SpeechSettings, state: SpeechState, nowMs: number): SpeechStep {
  const { told } = state;
  const { last } = told;
  if (!last) return { state, outputs: [{ kind: 'no_replay', code: 'SPEAKER_NOTHING_SAID' }] };
  if (state.status === 'down') return { state, outputs: [{ kind: 'no_replay', code: 'DEVICE_NOT_CONNECTED' }] };
  // Whatever of it waits, first or again, will be heard.
  if (told.waiting.some(({ text, parts }) => text === last.text && parts === last.parts)) return stay(state);
  const suffix = `-r${told.replays + 1}`;
  const speechId = last.speechId.slice(0, speechIdMax - suffix.length) + suffix;
  const counted = { ...state, told: { ...told, replays: told.replays + 1 } };
  return enqueue(settings, counted, { ...last, speechId }, nowMs);
}

function enqueue(settings: SpeechSettings, state: SpeechState, speech: Announcement, nowMs: number): SpeechStep {
  const waiting = [...state.told.waiting, speech];
  // The one in hand stays: it may have been said.
  if (waiting.length > waitingMax) waiting.splice(1, 1);
  const told = { ...state.told, waiting };
  return state.status === 'quiet' ? say(settings, told, nowMs) : stay({ ...state, told });
}

function heard(settings: SpeechSettings, state: SpeechState, message: SpeakerMessage, nowMs: number): SpeechStep {
  if (state.status !== 'saying' || message.kind === 'played') return stay(state);
  const [speech] = state.told.waiting;
  if (!speech || !state.requestIds.includes(message.id)) return stay(state);
  const output: SpeechOutput =
    message.code === 200 ? { kind: 'accepted' } : { kind: 'refused', speechId: speech.speechId };
  const step = say(settings, behindFirst(state.told), nowMs);
  return { ...step, outputs: [output, ...step.outputs] };
}

/** Says the first that waits, on a line that is open. */
function say(settings: SpeechSettings, told: Told, nowMs: number, requestIds: readonly string[] = []): SpeechStep {
  const [speech] = told.waiting;
  if (!speech) return { state: { status: 'quiet', told }, outputs: [] };
  if (told.tries >= triesMax) {
    const step = say(settings, behindFirst(told), nowMs);
    return { ...step, outputs: [{ kind: 'given_up', speechId: speech.speechId }, ...step.outputs] };
  }
  const requests = told.requests + 1;
  const id = `${settings.idPrefix}${requests}`;
  return {
    state: {
      status: 'saying',
      told: { ...told, tries: told.tries + 1, requests },
      requestIds: [...requestIds, id],
      repeatAtMs: nowMs + answerTimeoutMs,
    },
    outputs: [{ kind: 'send', request: speechRequest(id, speech), isRepeated: told.tries > 0 }],
  };
}

const behindFirst = (told: Told): Told => ({ ...told, waiting: told.waiting.slice(1), tries: 0 });
const stay = (state: SpeechState): SpeechStep => ({ state, outputs: [] });
