/** The till's card terminal: what it took since its last settlement (批结算), settling it, its paper. */
import { beginCall, beginDeed, settlementIn } from './calls.ts';
import type { CounterStep, EventOf } from './events.ts';
import { go, type Handler, refuse, type Situation, stay } from './situation.ts';

export const showCards = ({ state }: Situation): CounterStep => stay(state, [{ kind: 'read_cards' }]);

export const cardsTold = ({ state }: Situation, { report }: EventOf<'cards_told'>): CounterStep =>
  go(state, { status: 'cards', report });

/** One without an end is asked on: no second one is begun beside it, here or at the agent. */
export const settleCards: Handler<'cards', 'settle_cards'> = (situation) => {
  const { stage, context } = situation;
  const open = stage.report.settlements.find(({ state }) => ['due', 'under_way', 'unknown'].includes(state));
  return beginCall(situation, { kind: 'settle_cards', settlementId: open?.settlementId ?? context.mintId() });
};

/** Only what has an end stands on paper. */
export const printCards: Handler<'cards', 'print_cards'> = (situation, { settlementId }) => {
  const settlement = settlementIn(situation.state, settlementId);
  if (settlement?.state !== 'settled' && settlement?.state !== 'differs') {
    return refuse(situation.state, 'CARDS_NOT_SETTLED');
  }
  return beginDeed(situation, 'report_printed', { reason: `cards ${settlementId}` });
};
