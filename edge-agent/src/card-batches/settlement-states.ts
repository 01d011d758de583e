/**
 * A settlement of a till's card terminal (批结算):
 *
 *   due ─begun─▶ under_way ─agreed─▶ settled        ─differed─▶ differs        ─found_nothing─▶ nothing
 *    ▲             │  └─lost, restarted─▶ unknown ─begun─▶ under_way
 *    └──put_off────┘
 *
 * `due` waits for what stands in its way: the line, a card under way, a transaction without an end. `unknown` was
 * asked and has no usable answer: it is asked again under the same id, and the server finds out at the acquirer whether
 * the batch was closed before it asks for anything new. It is never due again, as it may have been done.
 */
import { agentError } from '../errors.ts';

export const settlementStates = ['due', 'under_way', 'unknown', 'settled', 'differs', 'nothing'] as const;
export type SettlementState = (typeof settlementStates)[number];

export const settlementEvents = [
  'begun',
  'agreed',
  'differed',
  'found_nothing',
  // For certain not done.
  'put_off',
  'lost',
  // The agent ended in the middle of it.
  'restarted',
] as const;
export type SettlementEvent = (typeof settlementEvents)[number];

const table: Readonly<Record<SettlementState, Partial<Record<SettlementEvent, SettlementState>>>> = {
  due: { begun: 'under_way' },
  under_way: {
    agreed: 'settled',
    differed: 'differs',
    found_nothing: 'nothing',
    put_off: 'due',
    lost: 'unknown',
    restarted: 'unknown',
  },
  unknown: { begun: 'under_way' },
  settled: {},
  differs: {},
  nothing: {},
};

/** @throws CodedError CARDS_BAD_TRANSITION */
export function nextSettlementState(state: SettlementState, event: SettlementEvent): SettlementState {
  const next = table[state][event];
  if (!next) throw agentError('CARDS_BAD_TRANSITION', { state, event });
  return next;
}

export const isSettlementOpen = (state: SettlementState): boolean =>
  state === 'due' || state === 'under_way' || state === 'unknown';
