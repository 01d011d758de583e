/**
 * Acknowledgement, retransmission, handshake and heartbeat of the reader's line, as a pure state machine:
 * input and time in, state and outputs out.
 *
 *   closed ──opened──▶ handshaking ──answer──▶ up ──3 tries, or 6 s of silence──▶ handshaking
 *
 * A retransmission is the line's and never a second request: the receiver drops a message id it has seen.
 */
import { encodeFrame, type Frame, frameType } from './framing.ts';

const handshakeEveryMs = 1_000;
const repeatAfterMs = 500;
const triesMax = 3;
const heartbeatEveryMs = 2_000;
const silenceMsMax = 6_000;
const waitingMax = 16;

export interface LinkCounters {
  sent: number;
  repeated: number;
  received: number;
  duplicates: number;
  broken: number;
}

interface Outstanding {
  msgId: number;
  data: Uint8Array;
  tries: number;
  sentAtMs: number;
}

export type LinkState = { counters: LinkCounters } & (
  | { status: 'closed' }
  | { status: 'handshaking'; askedAtMs: number }
  | {
      status: 'up';
      nextMsgId: number;
      /** The last good data frame that came in; 0: none since the handshake. */
      receivedMsgId: number;
      outstanding: Outstanding | null;
      waiting: readonly Uint8Array[];
      heardAtMs: number;
      saidAtMs: number;
    }
);

export type LinkInput =
  | { kind: 'opened' }
  | { kind: 'closed' }
  | { kind: 'frame'; frame: Frame }
  | { kind: 'send'; data: Uint8Array }
  | { kind: 'time' };

export type LinkOutput =
  | { kind: 'write'; bytes: Uint8Array }
  | { kind: 'received'; data: Uint8Array }
  | { kind: 'up' }
  | { kind: 'down'; why: 'closed' | 'no_acknowledgement' | 'silence' }
  /** A message that found no line; its question is asked anew after the next `up`. */
  | { kind: 'not_sent'; data: Uint8Array };

export interface LinkStep {
  state: LinkState;
  outputs: readonly LinkOutput[];
}

export const closedLink: LinkState = {
  status: 'closed',
  counters: { sent: 0, repeated: 0, received: 0, duplicates: 0, broken: 0 },
};

type UpState = Extract<LinkState, { status: 'up' }>;

export function linkStep(state: LinkState, input: LinkInput, nowMs: number): LinkStep {
  switch (input.kind) {
    case 'opened':
      return handshake(state, nowMs);
    case 'closed': {
      const outputs: LinkOutput[] = state.status === 'up' ? [{ kind: 'down', why: 'closed' }] : [];
      return { state: { status: 'closed', counters: state.counters }, outputs };
    }
    case 'frame':
      return onFrame(state, input.frame, nowMs);
    case 'send':
      return onSend(state, input.data, nowMs);
    case 'time':
      return onTime(state, nowMs);
  }
}

/** When the next `time` input has something to do; Infinity: never. */
export function linkDueMs(state: LinkState): number {
  switch (state.status) {
    case 'closed':
      return Number.POSITIVE_INFINITY;
    case 'handshaking':
      return state.askedAtMs + handshakeEveryMs;
    case 'up':
      return Math.min(
        state.heardAtMs + silenceMsMax,
        state.saidAtMs + heartbeatEveryMs,
        state.outstanding ? state.outstanding.sentAtMs + repeatAfterMs : Number.POSITIVE_INFINITY,
      );
  }
}

function onFrame(state: LinkState, frame: Frame, nowMs: number): LinkStep {
  if (frame.type === frameType.handshakeAnswer && state.status === 'handshaking') {
    const up: UpState = {
      status: 'up',
      nextMsgId: 1,
      receivedMsgId: 0,
      outstanding: null,
      waiting: [],
      heardAtMs: nowMs,
      saidAtMs: nowMs,
      counters: state.counters,
    };
    return { state: up, outputs: [{ kind: 'up' }] };
  }
  if (frame.type !== frameType.data || state.status !== 'up') return { state, outputs: [] };
  const heard: UpState = { ...state, heardAtMs: nowMs };
  return frame.data.length > 0
    ? onData(acknowledged(heard, frame, nowMs), frame, nowMs)
    : acknowledged(heard, frame, nowMs);
}

/** Every frame carries the id of the last message that its sender got. */
function acknowledged(state: UpState, frame: Frame, nowMs: number): LinkStep {
  if (!state.outstanding || frame.ackId !== state.outstanding.msgId) return { state, outputs: [] };
  const [data, ...waiting] = state.waiting;
  const free: UpState = { ...state, outstanding: null, waiting };
  return data ? transmit(free, data, nowMs) : { state: free, outputs: [] };
}

function onData(before: LinkStep, frame: Frame, nowMs: number): LinkStep {
  const state = before.state as UpState;
  const { counters } = state;
  const acknowledgement = encodeFrame({ type: frameType.data, ackId: frame.msgId, msgId: 0, data: new Uint8Array() });
  const answer: LinkOutput[] = [...before.outputs, { kind: 'write', bytes: acknowledgement }];
  if (frame.msgId === state.receivedMsgId) {
    const counted = { ...counters, duplicates: counters.duplicates + 1 };
    return { state: { ...state, saidAtMs: nowMs, counters: counted }, outputs: answer };
  }
  const counted = { ...counters, received: counters.received + 1 };
  return {
    state: { ...state, receivedMsgId: frame.msgId, saidAtMs: nowMs, counters: counted },
    outputs: [...answer, { kind: 'received', data: frame.data }],
  };
}

function onSend(state: LinkState, data: Uint8Array, nowMs: number): LinkStep {
  if (state.status !== 'up') return { state, outputs: [{ kind: 'not_sent', data }] };
  if (!state.outstanding) return transmit(state, data, nowMs);
  if (state.waiting.length >= waitingMax) return { state, outputs: [{ kind: 'not_sent', data }] };
  return { state: { ...state, waiting: [...state.waiting, data] }, outputs: [] };
}

function onTime(state: LinkState, nowMs: number): LinkStep {
  if (state.status === 'handshaking' && nowMs >= state.askedAtMs + handshakeEveryMs) return handshake(state, nowMs);
  if (state.status !== 'up') return { state, outputs: [] };
  if (nowMs >= state.heardAtMs + silenceMsMax) return broken(state, 'silence', nowMs);
  const { outstanding } = state;
  if (outstanding && nowMs >= outstanding.sentAtMs + repeatAfterMs) {
    return outstanding.tries >= triesMax
      ? broken(state, 'no_acknowledgement', nowMs)
      : repeat(state, outstanding, nowMs);
  }
  if (nowMs < state.saidAtMs + heartbeatEveryMs) return { state, outputs: [] };
  const bytes = encodeFrame({ type: frameType.data, ackId: state.receivedMsgId, msgId: 0, data: new Uint8Array() });
  return { state: { ...state, saidAtMs: nowMs }, outputs: [{ kind: 'write', bytes }] };
}

function transmit(state: UpState, data: Uint8Array, nowMs: number): LinkStep {
  const msgId = state.nextMsgId;
  const outstanding = { msgId, data, tries: 1, sentAtMs: nowMs };
  const counters = { ...state.counters, sent: state.counters.sent + 1 };
  return {
    state: { ...state, nextMsgId: msgId === 255 ? 1 : msgId + 1, outstanding, saidAtMs: nowMs, counters },
    outputs: [{ kind: 'write', bytes: encodeFrame({ type: frameType.data, ackId: state.receivedMsgId, msgId, data }) }],
  };
}

function repeat(state: UpState, outstanding: Outstanding, nowMs: number): LinkStep {
  const { msgId, data } = outstanding;
  const counters = { ...state.counters, repeated: state.counters.repeated + 1 };
  const again = { ...outstanding, tries: outstanding.tries + 1, sentAtMs: nowMs };
  return {
    state: { ...state, outstanding: again, saidAtMs: nowMs, counters },
    outputs: [{ kind: 'write', bytes: encodeFrame({ type: frameType.data, ackId: state.receivedMsgId, msgId, data }) }],
  };
}

function broken(state: UpState, why: 'no_acknowledgement' | 'silence', nowMs: number): LinkStep {
  const counters = { ...state.counters, broken: state.counters.broken + 1 };
  const asked = handshake({ ...state, counters }, nowMs);
  return { ...asked, outputs: [{ kind: 'down', why }, ...asked.outputs] };
}

function handshake(state: LinkState, nowMs: number): LinkStep {
  const bytes = encodeFrame({ type: frameType.handshakeRequest, ackId: 0, msgId: 0, data: new Uint8Array() });
  return {
    state: { status: 'handshaking', askedAtMs: nowMs, counters: state.counters },
    outputs: [{ kind: 'write', bytes }],
  };
}
