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
    case 'scan':
      return stage === 'tendering' ? 'AGENT_GONE_CASH_ONLY' : null;
    case 'begin_return':
    case 'give_back':
      return 'AGENT_GONE';
    default:
      return null;
  }
}

/**
 * Why a command of the sale has to wait while the operator is beside it, or while the till trains; null: it may be
 * done. What the world brings to the sale (an answer that was late) is taken all the same.
 */
export function barredBeside(command: TillCommand, counter: { isAway: boolean; isTraining: boolean }): string | null {
  switch (command.type) {
    case 'sign_out':
    case 'set_offline_mode':
      return counter.isTraining ? 'TRAINING_NOW' : null;
    case 'sign_in':
    case 'set_language':
    case 'scan':
      return null;
    default:
      return counter.isAway ? null : 'COUNTER_OPEN';
  }
}
