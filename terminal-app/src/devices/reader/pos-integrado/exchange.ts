/**
 * One request and its answer over a stop-and-wait line (POS Integrado, POSLINK, ECR17), as a pure state machine:
 *
 *   closed ─opened─▶ idle ─request─▶ awaiting_ack ─ack─▶ awaiting_answer ─answer─▶ idle
 *                     ▲                │  ▲ └─nak, silence: again, up to `triesMax`
 *                     └────failed──────┘  └────── (a request that may move money is not sent again on silence)
 *
 * These frames have no number: a terminal cannot tell a repeated frame from a second request. So what may move
 * money is repeated on NAK only, which says that nothing was understood; on silence it fails, uncertain, and its
 * asker asks for the last result.
 */

export interface LineProfile {
  /** A frame is sent at most so often. */
  triesMax: number;
  ackMs: number;
  answerMs: number;
  /** POSLINK: EOT after the last try. */
  endsWithEot: boolean;
  encode(data: Uint8Array): Uint8Array;
  /** Between a request and its answer a terminal may tell how far it is. */
  isProgress(data: Uint8Array): boolean;
}

export interface ExchangeRequest {
  data: Uint8Array;
  /** A poll is answered by its ACK alone. */
  isAnswered: boolean;
  /** Whether the frame may be sent again when nobody confirms it: only where doing it twice does no harm. */
  isRepeatable: boolean;
}

export type ExchangeState = { retries: number; failures: number } & (
  | { status: 'closed' }
  | { status: 'idle' }
  | { status: 'awaiting_ack'; request: ExchangeRequest; tries: number; sentAtMs: number; wasSilent: boolean }
  /** `isConfirmed`: its ACK was heard, so what comes answers this request. */
  | { status: 'awaiting_answer'; request: ExchangeRequest; sinceMs: number; naksSaid: number; isConfirmed: boolean }
);

export type ExchangeStatus = ExchangeState['status'];

export type ExchangeInput =
  | { kind: 'opened' }
  | { kind: 'closed' }
  | { kind: 'request'; request: ExchangeRequest }
  | { kind: 'ack' }
  | { kind: 'nak' }
  | { kind: 'eot' }
  | { kind: 'data'; data: Uint8Array }
  /** A frame that came in broken. */
  | { kind: 'bad' }
  | { kind: 'time' };

export type ExchangeFailure = 'closed' | 'nak' | 'no_acknowledgement' | 'no_answer' | 'ended';

export type ExchangeOutput =
  | { kind: 'write'; bytes: Uint8Array }
  /** `data` is null where the ACK was the answer; without a confirmation it may be an earlier request's. */
  | { kind: 'answered'; data: Uint8Array | null; isConfirmed: boolean }
  | { kind: 'progress'; data: Uint8Array }
  /** `isCertain`: the terminal did not begin it. */
  | { kind: 'failed'; why: ExchangeFailure; isCertain: boolean }
  /** A frame that nobody waits for: an answer that is said again, or one of before a break. */
  | { kind: 'unasked'; data: Uint8Array }
  | { kind: 'refused' };

export interface ExchangeStep {
  state: ExchangeState;
  outputs: readonly ExchangeOutput[];
}

const ackBytes = Uint8Array.of(0x06);
const nakBytes = Uint8Array.of(0x15);
const eotBytes = Uint8Array.of(0x04);

export const closedExchange: ExchangeState = { status: 'closed', retries: 0, failures: 0 };

export function exchangeStep(
  profile: LineProfile,
  state: ExchangeState,
  input: ExchangeInput,
  nowMs: number,
): ExchangeStep {
  if (input.kind === 'closed') return onClosed(state);
  switch (state.status) {
    case 'closed':
      return inClosed(state, input);
    case 'idle':
      return inIdle(profile, state, input, nowMs);
    case 'awaiting_ack':
      return inAwaitingAck(profile, state, input, nowMs);
    case 'awaiting_answer':
      return inAwaitingAnswer(profile, state, input, nowMs);
  }
}

/** When the next `time` input has something to do; Infinity: never. */
export function exchangeDueMs(profile: LineProfile, state: ExchangeState): number {
  if (state.status === 'awaiting_ack') return state.sentAtMs + profile.ackMs;
  if (state.status === 'awaiting_answer') return state.sinceMs + profile.answerMs;
  return Number.POSITIVE_INFINITY;
}

type In<Status extends ExchangeStatus> = Extract<ExchangeState, { status: Status }>;

function onClosed(state: ExchangeState): ExchangeStep {
  const busy = state.status === 'awaiting_ack' || state.status === 'awaiting_answer';
  const { retries, failures } = state;
  return {
    state: { status: 'closed', retries, failures: busy ? failures + 1 : failures },
    outputs: busy ? [{ kind: 'failed', why: 'closed', isCertain: false }] : [],
  };
}

function inClosed(state: In<'closed'>, input: ExchangeInput): ExchangeStep {
  if (input.kind === 'opened') return { state: { ...state, status: 'idle' }, outputs: [] };
  return { state, outputs: input.kind === 'request' ? [{ kind: 'refused' }] : [] };
}

function inIdle(profile: LineProfile, state: In<'idle'>, input: ExchangeInput, nowMs: number): ExchangeStep {
  switch (input.kind) {
    case 'request': {
      const { request } = input;
      return {
        state: { ...state, status: 'awaiting_ack', request, tries: 1, sentAtMs: nowMs, wasSilent: false },
        outputs: [write(profile.encode(request.data))],
      };
    }
    case 'data':
      // Confirmed, or the terminal says it twice more.
      return { state, outputs: [write(ackBytes), { kind: 'unasked', data: input.data }] };
    case 'bad':
      return { state, outputs: [write(nakBytes)] };
    default:
      return { state, outputs: [] };
  }
}

function inAwaitingAck(
  profile: LineProfile,
  state: In<'awaiting_ack'>,
  input: ExchangeInput,
  nowMs: number,
): ExchangeStep {
  const { request } = state;
  switch (input.kind) {
    case 'ack':
      if (!request.isAnswered) return free(state, [{ kind: 'answered', data: null, isConfirmed: true }]);
      return { state: awaitingAnswer(state, { nowMs, isConfirmed: true }), outputs: [] };
    case 'data':
      // Its confirmation was lost, and here is the answer.
      return onAnswer(awaitingAnswer(state, { nowMs, isConfirmed: false }), profile, input.data, nowMs);
    case 'nak':
      return again(profile, state, 'nak', nowMs);
    case 'eot':
      return fail(state, [], 'ended', false);
    case 'time':
      if (nowMs < state.sentAtMs + profile.ackMs) return { state, outputs: [] };
      if (!request.isRepeatable) return fail(state, endOf(profile), 'no_acknowledgement', false);
      return again(profile, { ...state, wasSilent: true }, 'no_acknowledgement', nowMs);
    case 'request':
      return { state, outputs: [{ kind: 'refused' }] };
    case 'bad':
      // A broken answer; its sender hears so and says it again.
      return {
        state: { ...awaitingAnswer(state, { nowMs, isConfirmed: false }), naksSaid: 1 },
        outputs: [write(nakBytes)],
      };
    default:
      return { state, outputs: [] };
  }
}

function inAwaitingAnswer(
  profile: LineProfile,
  state: In<'awaiting_answer'>,
  input: ExchangeInput,
  nowMs: number,
): ExchangeStep {
  switch (input.kind) {
    case 'data':
      return onAnswer(state, profile, input.data, nowMs);
    case 'bad': {
      const naksSaid = state.naksSaid + 1;
      if (naksSaid < profile.triesMax) return { state: { ...state, naksSaid }, outputs: [write(nakBytes)] };
      // The third broken one: what it says is never known from here.
      return fail(state, profile.endsWithEot ? [write(eotBytes)] : [write(nakBytes)], 'no_answer', false);
    }
    case 'eot':
      return fail(state, [], 'ended', false);
    case 'time':
      if (nowMs < state.sinceMs + profile.answerMs) return { state, outputs: [] };
      return fail(state, endOf(profile), 'no_answer', false);
    case 'request':
      return { state, outputs: [{ kind: 'refused' }] };
    case 'ack':
      return { state: { ...state, isConfirmed: true }, outputs: [] };
    default:
      return { state, outputs: [] };
  }
}

function onAnswer(state: In<'awaiting_answer'>, profile: LineProfile, data: Uint8Array, nowMs: number): ExchangeStep {
  if (profile.isProgress(data)) {
    return { state: { ...state, sinceMs: nowMs }, outputs: [write(ackBytes), { kind: 'progress', data }] };
  }
  return free(state, [write(ackBytes), { kind: 'answered', data, isConfirmed: state.isConfirmed }]);
}

function again(
  profile: LineProfile,
  state: In<'awaiting_ack'>,
  why: 'nak' | 'no_acknowledgement',
  nowMs: number,
): ExchangeStep {
  if (state.tries >= profile.triesMax) return fail(state, endOf(profile), why, why === 'nak' && !state.wasSilent);
  return {
    state: { ...state, tries: state.tries + 1, sentAtMs: nowMs, retries: state.retries + 1 },
    outputs: [write(profile.encode(state.request.data))],
  };
}

function fail(
  state: ExchangeState,
  before: readonly ExchangeOutput[],
  why: ExchangeFailure,
  isCertain: boolean,
): ExchangeStep {
  return free({ ...state, failures: state.failures + 1 }, [...before, { kind: 'failed', why, isCertain }]);
}

function free({ retries, failures }: ExchangeState, outputs: readonly ExchangeOutput[]): ExchangeStep {
  return { state: { status: 'idle', retries, failures }, outputs };
}

function awaitingAnswer(
  { request, retries, failures }: In<'awaiting_ack'>,
  { nowMs, isConfirmed }: { nowMs: number; isConfirmed: boolean },
): In<'awaiting_answer'> {
  return { status: 'awaiting_answer', request, sinceMs: nowMs, naksSaid: 0, isConfirmed, retries, failures };
}

function endOf(profile: LineProfile): ExchangeOutput[] {
  return profile.endsWithEot ? [write(eotBytes)] : [];
}

function write(bytes: Uint8Array): ExchangeOutput {
  return { kind: 'write', bytes };
}
