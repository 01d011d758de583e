/** Why a command is not done now: the agent is gone, the operator is beside the sale, or the till trains. Pure. */
import type { TillCommand } from '../contract/till-contract.ts';
import type { TillState } from '../sale/model.ts';

/**
 * Why a command has to wait for the agent, while it is gone; null: it may be done. The sale in hand goes on in cash;
 * what would have to be sent, or would begin another sale, does not.
 */
export function waitsForAgent(command: TillCommand, stage: TillState['stage']['status']): string | null {
  switch (command.type) {
    case 'choose_tender':
      return command.tender === 'cash' ? null : 'AGENT_GONE_CASH_ONLY';
    case 'try_again':
      return 'AGENT_GONE_CASH_ONLY';
    case 'scan':
      return stage === 'tendering' ? 'AGENT_GONE_CASH_ONLY' : null;
    case 'begin_return':
    case 'give_back':
    case 'find_payment':
    case 'refund_in_cash':
    case 'pay_amount':
    case 'set_tip':
    // Nobody could say what the changed cart costs, and it could not be paid in cash any more.
    case 'change_quantity':
    case 'remove_line':
    case 'discount_line':
    case 'discount_cart':
    case 'change_price':
    case 'mark_back':
    case 'sell_by_price':
    case 'round_total':
    case 'hold_sale':
    case 'recall_held':
    case 'discard_held':
    case 'take_up_order':
    case 'refuse_order':
    case 'put_back_order':
      return 'AGENT_GONE';
    default:
      return null;
  }
}

/**
 * What may be done while the till trains: lookups, and what `training-runner.ts` plays. All else (carts on hold, modes,
 * who comes and goes) would reach something that outlives the training, and waits for its end.
 */
const playable: ReadonlySet<TillCommand['type']> = new Set([
  ...['sign_in', 'set_language', 'scan', 'search', 'add_article', 'set_next_quantity', 'select_line'],
  ...['change_quantity', 'remove_line', 'set_external_ref', 'abandon_sale', 'begin_tender', 'leave_tender'],
  ...['choose_tender', 'pay_cash', 'ask_now', 'cancel_payment', 'acknowledge_result', 'take_offline', 'reprint'],
  ...['find_payment', 'try_again', 'pay_amount', 'set_tip', 'refund_in_cash'],
  ...['discount_line', 'discount_cart', 'change_price', 'mark_back', 'sell_by_price', 'round_total', 'answer_age'],
  ...['approve', 'leave_approval', 'set_customer', 'set_note', 'exchange', 'close_till'],
  ...['begin_return', 'find_receipt', 'return_without_receipt', 'choose_return_quantity', 'give_back', 'leave_return'],
] as const);

/** Of the sale's commands, what may be done while the operator is beside the sale. */
const besideSale: ReadonlySet<TillCommand['type']> = new Set([
  'sign_in',
  'sign_out',
  'close_till',
  'set_language',
  'scan',
  'set_offline_mode',
]);

/**
 * Why a command of the sale has to wait while the operator is beside it, or while the till trains; null: it may be
 * done. What the world brings to the sale (an answer that was late) is taken all the same.
 */
export function barredBeside(
  command: TillCommand,
  counter: { isAway: boolean; isTraining: boolean },
): 'TRAINING_NOW' | 'COUNTER_OPEN' | null {
  if (counter.isTraining && !playable.has(command.type)) return 'TRAINING_NOW';
  return counter.isAway || besideSale.has(command.type) ? null : 'COUNTER_OPEN';
}
