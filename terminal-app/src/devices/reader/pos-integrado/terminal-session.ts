/**
 * A terminal that authorises by itself, over POS Integrado, as a pure state machine above `exchange.ts`:
 *
 *   down ─opened─▶ asking (poll) ─▶ ready ─sale─▶ selling ─answer─▶ ready
 *     ▲                                              │ line broken, silence
 *     │                                              ▼
 *     └──closed── any        asking (last sale) ◀─▶ waiting ─found, or not there─▶ ready
 *
 * A sale goes over the line once. After any break the last sale is asked for before anything else; found by its
 * ticket it is the result, and where the terminal answers with another one it was not taken. What cannot be found
 * out in time is unknown, never failed.
 */
import { encodePosIntegradoFrame } from '../frames/pos-integrado-frame.ts';
import {
  closedExchange,
  type ExchangeInput,
  type ExchangeOutput,
  type ExchangeRequest,
  type ExchangeState,
  exchangeDueMs,
  exchangeStep,
  type LineProfile,
} from './exchange.ts';
import {
  closeRequest,
  decodeTerminalAnswer,
  isProgress,
  lastSaleRequest,
  loadKeysRequest,
  pollRequest,
  reasonOfResponse,
  saleRequest,
  type TerminalAnswer,
  type TerminalApproval,
  type TerminalSale,
  totalsRequest,
} from './messages.ts';

export type TerminalResult =
  | { kind: 'approved'; approval: TerminalApproval }
  | { kind: 'declined'; reasonCode: string; responseCode: string }
  /** The terminal did not make the sale, for certain. */
  | { kind: 'not_taken'; reasonCode: string }
  | { kind: 'unknown'; reasonCode: string };

export type TerminalCommand = 'poll' | 'last_sale' | 'totals' | 'close' | 'load_keys';

export type CommandResult =
  /** Of a poll the confirmation alone: null. */
  { kind: 'answered'; answer: TerminalAnswer | null } | { kind: 'failed'; reasonCode: string };

interface Doubt {
  sale: TerminalSale;
  giveUpAtMs: number;
}

export type TerminalState = { exchange: ExchangeState } & (
  | { status: 'down'; doubt: Doubt | null }
  /** Without a doubt it is a poll that is out. */
  | { status: 'asking'; doubt: Doubt | null }
  | { status: 'waiting'; doubt: Doubt | null; askAtMs: number }
  | { status: 'ready' }
  | { status: 'selling'; sale: TerminalSale }
  | { status: 'running'; command: TerminalCommand }
);

export type TerminalStatus = TerminalState['status'];

export type TerminalInput =
  | Exclude<ExchangeInput, { kind: 'request' }>
  | { kind: 'sale'; sale: TerminalSale }
  /** What became of a sale of an earlier run. */
  | { kind: 'recover'; sale: TerminalSale }
  | { kind: 'command'; command: TerminalCommand };

export type TerminalOutput =
  | { kind: 'write'; bytes: Uint8Array }
  | { kind: 'progress'; ticket: string; responseCode: string }
  | { kind: 'sale_ended'; sale: TerminalSale; result: TerminalResult }
  | { kind: 'command_ended'; command: TerminalCommand; result: CommandResult }
  | { kind: 'refused'; reasonCode: 'READER_NOT_CONNECTED' | 'TERMINAL_BUSY' };

export interface TerminalStep {
  state: TerminalState;
  outputs: readonly TerminalOutput[];
}

export const downTerminal: TerminalState = { status: 'down', doubt: null, exchange: closedExchange };

/** Confirmation 2 s and answer 150 s, as in the maker's own programs; both to be changed for a slower acquirer. */
export const posIntegradoLine: LineProfile = {
  triesMax: 3,
  ackMs: 2_000,
  answerMs: 150_000,
  endsWithEot: false,
  encode: encodePosIntegradoFrame,
  isProgress,
};

/** A terminal asks its customer and its acquirer for so long at most; then it answers questions again. */
const doubtMsMax = 180_000;
const askAgainMs = 3_000;

const commandRequests: Readonly<Record<TerminalCommand, ExchangeRequest>> = {
  poll: { data: pollRequest, isAnswered: false, isRepeatable: true },
  totals: { data: totalsRequest, isAnswered: true, isRepeatable: true },
  last_sale: { data: lastSaleRequest, isAnswered: true, isRepeatable: true },
  // Doing it twice moves books at the acquirer.
  close: { data: closeRequest, isAnswered: true, isRepeatable: false },
  load_keys: { data: loadKeysRequest, isAnswered: true, isRepeatable: true },
};

export function terminalStep(state: TerminalState, input: TerminalInput, nowMs: number): TerminalStep {
  switch (input.kind) {
    case 'sale':
      if (state.status !== 'ready') return refuse(state);
      return requested({ ...state, status: 'selling', sale: input.sale }, saleExchange(input.sale), nowMs);
    case 'command':
      if (state.status !== 'ready') return refuse(state);
      return requested({ ...state, status: 'running', command: input.command }, commandRequests[input.command], nowMs);
    case 'recover':
      return recover(state, input.sale, nowMs);
    case 'time':
      return onTime(state, nowMs);
    default:
      return throughExchange(state, input, nowMs);
  }
}

/** When the next `time` input has something to do; Infinity: never. */
export function terminalDueMs(state: TerminalState): number {
  const lineDueMs = exchangeDueMs(posIntegradoLine, state.exchange);
  if (state.status === 'waiting' && state.exchange.status === 'idle') return state.askAtMs;
  if (state.status === 'down' && state.doubt) return Math.min(lineDueMs, state.doubt.giveUpAtMs);
  return lineDueMs;
}

function refuse(state: TerminalState): TerminalStep {
  const reasonCode = state.status === 'down' ? 'READER_NOT_CONNECTED' : 'TERMINAL_BUSY';
  return { state, outputs: [{ kind: 'refused', reasonCode }] };
}

function recover(state: TerminalState, sale: TerminalSale, nowMs: number): TerminalStep {
  const doubt = { sale, giveUpAtMs: nowMs + doubtMsMax };
  switch (state.status) {
    case 'down':
      return state.doubt ? refuse(state) : { state: { ...state, doubt }, outputs: [] };
    case 'ready':
      return ask(state.exchange, doubt, nowMs);
    case 'asking':
    case 'waiting':
      // The poll that is out comes to its end first.
      if (state.doubt) return refuse(state);
      return {
        state: { status: 'waiting', doubt, askAtMs: nowMs + askAgainMs, exchange: state.exchange },
        outputs: [],
      };
    default:
      return refuse(state);
  }
}

function onTime(state: TerminalState, nowMs: number): TerminalStep {
  if (state.status === 'down' && state.doubt && nowMs >= state.doubt.giveUpAtMs) {
    return { state: { ...state, doubt: null }, outputs: [ended(state.doubt.sale, unknown)] };
  }
  if (state.status === 'waiting' && nowMs >= state.askAtMs && state.exchange.status === 'idle') {
    return ask(state.exchange, state.doubt, nowMs);
  }
  return throughExchange(state, { kind: 'time' }, nowMs);
}

/** Lets the line do its part, then acts on what it says. */
function throughExchange(state: TerminalState, input: ExchangeInput, nowMs: number): TerminalStep {
  const step = exchangeStep(posIntegradoLine, state.exchange, input, nowMs);
  let now: TerminalState = { ...state, exchange: step.state };
  const outputs: TerminalOutput[] = [];
  if (input.kind === 'opened' && now.status === 'down') {
    const asked = ask(now.exchange, now.doubt, nowMs);
    return { state: asked.state, outputs: asked.outputs };
  }
  for (const output of step.outputs) {
    const next = onExchange(now, output, nowMs);
    now = next.state;
    outputs.push(...next.outputs);
  }
  return { state: input.kind === 'closed' ? brokenOff(now, nowMs) : now, outputs };
}

function onExchange(state: TerminalState, output: ExchangeOutput, nowMs: number): TerminalStep {
  switch (output.kind) {
    case 'write':
      return { state, outputs: [output] };
    case 'progress': {
      const answer = decodeTerminalAnswer(output.data);
      if (state.status !== 'selling' || answer?.kind !== 'progress') return { state, outputs: [] };
      return {
        state,
        outputs: [{ kind: 'progress', ticket: state.sale.ticket, responseCode: answer.responseCode }],
      };
    }
    case 'answered':
      return onAnswered(state, output, nowMs);
    case 'failed':
      return output.why === 'closed' ? onLineLost(state) : onFailed(state, output.isCertain, nowMs);
    case 'unasked': {
      const answer = decodeTerminalAnswer(output.data);
      return state.status === 'waiting' && state.doubt && answer
        ? found(state, state.doubt, answer, nowMs)
        : stay(state);
    }
    case 'refused':
      return stay(state);
  }
}

function onAnswered(
  state: TerminalState,
  { data, isConfirmed }: Extract<ExchangeOutput, { kind: 'answered' }>,
  nowMs: number,
): TerminalStep {
  const answer = data && decodeTerminalAnswer(data);
  switch (state.status) {
    case 'selling': {
      // Without a ticket it is this sale's only where the terminal had taken the command.
      const isOurs = answer?.kind === 'sale' && (isConfirmed || answer.ticket !== '');
      const result = isOurs ? resultOfSale(state.sale, answer) : null;
      if (result) return settled(state, state.sale, result);
      // An answer, but not to this: the terminal is asked what became of it.
      return ask(state.exchange, { sale: state.sale, giveUpAtMs: nowMs + doubtMsMax }, nowMs);
    }
    case 'asking':
      if (!state.doubt) return stay({ status: 'ready', exchange: state.exchange });
      return answer ? found(state, state.doubt, answer, nowMs) : waitOn(state, state.doubt, nowMs);
    case 'running': {
      const isPoll = state.command === 'poll' && data === null;
      const result: CommandResult =
        answer || isPoll ? { kind: 'answered', answer } : { kind: 'failed', reasonCode: 'TERMINAL_REFUSED' };
      return commandEnded(state, result);
    }
    default:
      return stay(state);
  }
}

function onFailed(state: TerminalState, isCertain: boolean, nowMs: number): TerminalStep {
  switch (state.status) {
    case 'selling':
      if (isCertain) return settled(state, state.sale, { kind: 'not_taken', reasonCode: 'TERMINAL_REFUSED' });
      return ask(state.exchange, { sale: state.sale, giveUpAtMs: nowMs + doubtMsMax }, nowMs);
    case 'asking':
      return waitOn(state, state.doubt, nowMs);
    case 'running':
      return commandEnded(state, { kind: 'failed', reasonCode: isCertain ? 'TERMINAL_REFUSED' : 'TERMINAL_SILENT' });
    default:
      return stay(state);
  }
}

/** The state itself goes down in `brokenOff`; here a command's asker hears of it. */
function onLineLost(state: TerminalState): TerminalStep {
  return state.status === 'running' ? commandEnded(state, { kind: 'failed', reasonCode: 'READER_GONE' }) : stay(state);
}

function brokenOff(state: TerminalState, nowMs: number): TerminalState {
  const { exchange } = state;
  if (state.status === 'selling') {
    return { status: 'down', doubt: { sale: state.sale, giveUpAtMs: nowMs + doubtMsMax }, exchange };
  }
  return { status: 'down', doubt: 'doubt' in state ? state.doubt : null, exchange };
}

/** An answer while a sale is in doubt: to the question, or the sale's own that comes late. */
function found(state: TerminalState, doubt: Doubt, answer: TerminalAnswer, nowMs: number): TerminalStep {
  const { sale } = doubt;
  if (answer.kind === 'sale') {
    const result = answer.ticket === '' ? null : resultOfSale(sale, answer);
    return result ? settled(state, sale, result) : waitOn(state, doubt, nowMs);
  }
  if (answer.kind !== 'last_sale') return waitOn(state, doubt, nowMs);
  if (answer.approval?.ticket === sale.ticket) return settled(state, sale, approvedOrDiffers(sale, answer.approval));
  // It answers, so it is at nothing; and its last sale is another one, or there is none (11).
  const isNotThere = answer.approval !== null || answer.responseCode === '11';
  if (isNotThere) return settled(state, sale, { kind: 'not_taken', reasonCode: 'TERMINAL_REFUSED' });
  return waitOn(state, doubt, nowMs);
}

/** Null where the answer is another sale's. */
function resultOfSale(sale: TerminalSale, answer: Extract<TerminalAnswer, { ticket: string }>): TerminalResult | null {
  if (answer.ticket !== '' && answer.ticket !== sale.ticket) return null;
  if (answer.approval) return approvedOrDiffers(sale, answer.approval);
  const { responseCode } = answer;
  return { kind: 'declined', reasonCode: reasonOfResponse(responseCode), responseCode };
}

function approvedOrDiffers(sale: TerminalSale, approval: TerminalApproval): TerminalResult {
  if (approval.amountMinor === sale.amountMinor) return { kind: 'approved', approval };
  return { kind: 'unknown', reasonCode: 'TERMINAL_FACTS_DIFFER' };
}

function ask(exchange: ExchangeState, doubt: Doubt | null, nowMs: number): TerminalStep {
  return requested(
    { status: 'asking', doubt, exchange },
    doubt ? commandRequests.last_sale : commandRequests.poll,
    nowMs,
  );
}

function waitOn(state: TerminalState, doubt: Doubt | null, nowMs: number): TerminalStep {
  const { exchange } = state;
  const waiting = { status: 'waiting', askAtMs: nowMs + askAgainMs, exchange } as const;
  if (!doubt || nowMs < doubt.giveUpAtMs) return stay({ ...waiting, doubt });
  return { state: { ...waiting, doubt: null }, outputs: [ended(doubt.sale, unknown)] };
}

function requested(state: TerminalState, request: ExchangeRequest, nowMs: number): TerminalStep {
  const step = exchangeStep(posIntegradoLine, state.exchange, { kind: 'request', request }, nowMs);
  const writes = step.outputs.filter((output) => output.kind === 'write');
  return { state: { ...state, exchange: step.state }, outputs: writes };
}

function settled({ exchange }: TerminalState, sale: TerminalSale, result: TerminalResult): TerminalStep {
  return { state: { status: 'ready', exchange }, outputs: [ended(sale, result)] };
}

function commandEnded(state: Extract<TerminalState, { status: 'running' }>, result: CommandResult): TerminalStep {
  const { command, exchange } = state;
  return { state: { status: 'ready', exchange }, outputs: [{ kind: 'command_ended', command, result }] };
}

function saleExchange(sale: TerminalSale): ExchangeRequest {
  return { data: saleRequest(sale), isAnswered: true, isRepeatable: false };
}

const unknown: TerminalResult = { kind: 'unknown', reasonCode: 'TERMINAL_SILENT' };
const ended = (sale: TerminalSale, result: TerminalResult): TerminalOutput => ({ kind: 'sale_ended', sale, result });
const stay = (state: TerminalState): TerminalStep => ({ state, outputs: [] });
