/** How the sale and what an operator does beside it keep out of each other's way. Pure. */
import type { TillCommand } from '../contract/till-contract.ts';
import type { TillState } from '../sale/model.ts';

/**
 * Why a command of the sale has to wait while the operator is beside it, or while the till trains; null: it may be
 * done. What the world brings to the sale (an answer that was late) is taken all the same.
 */
export function barredBeside(command: TillCommand, counter: { isAway: boolean; isTraining: boolean }): string | null {
  switch (command.type) {
    case 'sign_out':
    case 'set_offline_mode':
      return counter.isTraining ? 'TRAINING_NOW' : null;
    // Carts on hold outlive the training, and those of the day are nothing to play with.
    case 'hold_sale':
    case 'recall_held':
    case 'discard_held':
      return counter.isTraining ? 'TRAINING_NOW' : counter.isAway ? null : 'COUNTER_OPEN';
    case 'sign_in':
    case 'set_language':
    case 'scan':
      return null;
    default:
      return counter.isAway ? null : 'COUNTER_OPEN';
  }
}

/** Whether the operator may leave the sale, and what else is in hand. */
export function saleAtRest({ stage, sale, givenUp }: TillState) {
  const saleRests = stage.status === 'selling';
  const saleIsEmpty = saleRests && sale.kind === 'sale' && sale.lines.length === 0;
  return { saleRests, saleIsEmpty, paymentsOpen: givenUp.length > 0 };
}
