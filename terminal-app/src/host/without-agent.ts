/** What has to wait while the agent is gone. Pure. */
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
    case 'scan':
      return stage === 'tendering' ? 'AGENT_GONE_CASH_ONLY' : null;
    case 'begin_return':
    case 'give_back':
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
      return 'AGENT_GONE';
    default:
      return null;
  }
}
