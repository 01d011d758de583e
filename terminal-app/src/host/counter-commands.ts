/** A screen's commands beside the sale as events: decimal texts become bigints here. */
import type { CounterCommand } from '../contract/counter-contract.ts';
import type { OperatorEvent } from '../counter/events.ts';

export function counterEventFrom(command: CounterCommand): OperatorEvent {
  switch (command.type) {
    case 'counter_open':
      return { kind: 'open_place', place: command.place };
    case 'counter_leave':
      return { kind: 'leave_place' };
    case 'counter_prove':
      return { kind: 'prove', proof: { number: command.number, pin: command.pin } };
    case 'counter_send_again':
      return { kind: 'send_again' };
    case 'counter_give_up':
      return { kind: 'give_up_call' };
    case 'shift_count':
      return { kind: 'count', denominationMinor: BigInt(command.denominationMinor), count: command.count };
    case 'shift_clear_counts':
      return { kind: 'clear_counts' };
    case 'shift_open':
      return { kind: 'open_shift', floatMinor: command.floatMinor === undefined ? null : BigInt(command.floatMinor) };
    case 'shift_move_cash': {
      const { direction, reason, note } = command;
      return { kind: 'move_cash', direction, reason, note, amountMinor: BigInt(command.amountMinor) };
    }
    case 'shift_hand_over':
      return { kind: 'hand_over', to: { number: command.number, pin: command.pin } };
    case 'shift_print_x':
      return { kind: 'print_x' };
    case 'shift_begin_count':
      return { kind: 'begin_count' };
    case 'shift_reopen':
      return { kind: 'reopen_shift' };
    case 'shift_close':
      return { kind: 'close_shift' };
    case 'shift_close_over':
      return { kind: 'close_over' };
    case 'shift_show_earlier':
      return { kind: 'show_earlier' };
    case 'shift_reprint':
      return { kind: 'reprint_shift', shiftId: command.shiftId };
    case 'slip_reprint':
      return { kind: 'reprint_slips', key: command.key ?? '' };
    case 'cards_show':
      return { kind: 'show_cards' };
    case 'cards_settle':
      return { kind: 'settle_cards' };
    case 'cards_print':
      return { kind: 'print_cards', settlementId: command.settlementId };
    default:
      return otherEventFrom(command);
  }
}

type Other = Extract<
  CounterCommand,
  { type: `day_${string}` | `queue_${string}` | `drawer_${string}` | `training_${string}` }
>;

function otherEventFrom(command: Other): OperatorEvent {
  switch (command.type) {
    case 'day_search': {
      const { text, allDates, ownOnly } = command;
      return { kind: 'search_day', query: { text: text.trim(), allDates, ownOnly } };
    }
    case 'day_more':
      return { kind: 'more_day' };
    case 'day_show_sale':
      return { kind: 'show_sale', receiptNo: command.receiptNo };
    case 'day_reprint':
      return { kind: 'reprint_sale' };
    case 'day_return':
      return { kind: 'return_sale' };
    case 'day_find_payment':
      return { kind: 'find_payment', number: command.number.trim() };
    case 'queue_refresh':
      return { kind: 'refresh_queue' };
    case 'queue_sync':
      return { kind: 'sync_now' };
    case 'queue_mend':
      return { kind: 'mend', row: command.row, action: command.action, reason: command.reason };
    case 'queue_write_off': {
      const { row, reason, first, second } = command;
      return { kind: 'write_off', row, reason, first, second };
    }
    case 'queue_acknowledge':
      return { kind: 'acknowledge_alarm', alarmId: command.alarmId };
    case 'drawer_open':
      return { kind: 'open_drawer', reason: command.reason };
    case 'training_begin':
      return { kind: 'begin_training' };
    case 'training_end':
      return { kind: 'end_training' };
  }
}
