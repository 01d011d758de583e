/** A screen's commands as events of the sale: decimal texts become bigints here. */
import type { CounterCommand } from '../contract/counter-contract.ts';
import type { TillCommand } from '../contract/till-contract.ts';
import { type SwipeRefusal, swipeOfWedge } from '../devices/reader/card-data/magnetic-swipe.ts';
import { consumerQrHead, looksLikeConsumerQr } from '../devices/scanner/emv-cpm.ts';
import type { CashierEvent } from '../sale/events.ts';
import type { ManualDiscount } from '../sale/model.ts';

/** Commands about devices; none of them touches the sale in hand. */
export type DeviceCommand = Extract<
  TillCommand,
  { type: 'read_scale' | 'replay_speech' | 'find_devices' | 'test_device' | 'set_device' }
>;

/** Commands that are the host's own business. */
export type HostCommand = Extract<
  TillCommand,
  {
    type:
      | 'sign_in'
      | 'set_language'
      | 'search'
      | 'reprint'
      | 'sign_out'
      | 'set_offline_mode'
      | 'refuse_order'
      | 'put_back_order';
  }
>;
export type SaleCommand = Exclude<TillCommand, HostCommand | CounterCommand | DeviceCommand>;

/** A consumer-presented code holds card data: no more of it goes into the till than what it is. */
export function withoutCardData<Command extends TillCommand>(command: Command): Command {
  const isConsumerQr = command.type === 'scan' && looksLikeConsumerQr(command.code.trim());
  return isConsumerQr ? { ...command, code: consumerQrHead } : command;
}

/**
 * Why a command has no way into the till: a reader that types like a keyboard swiped a payment card into it, or a scanner that
 * does so read a code with card data into a field that is none for it. Null: nothing of the kind is in it.
 */
export function cardDataIn(command: TillCommand): SwipeRefusal | 'CONSUMER_QR' | null {
  switch (command.type) {
    case 'scan':
      return cardDataOf(command.code);
    case 'search':
    case 'day_search':
    case 'set_note':
      return cardDataOf(command.text);
    case 'day_find_payment':
    case 'find_payment':
      return cardDataOf(command.number);
    case 'find_receipt':
      return cardDataOf(command.receiptNo);
    case 'sell_by_price':
      return cardDataOf(command.name, command.barcode);
    case 'set_customer':
      return cardDataOf(command.memberNo, command.phone);
    default:
      return null;
  }
}

function cardDataOf(...typed: string[]): SwipeRefusal | 'CONSUMER_QR' | null {
  for (const text of typed.map((one) => one.trim())) {
    if (looksLikeConsumerQr(text) && text !== consumerQrHead) return 'CONSUMER_QR';
    const swipe = swipeOfWedge(text);
    if (swipe.kind === 'refused') return swipe.reasonCode;
  }
  return null;
}

export function eventFromCommand(command: SaleCommand): CashierEvent {
  switch (command.type) {
    case 'scan':
      return { kind: 'scan', code: command.code.trim() };
    case 'choose_tender': {
      const { tender, channel, amountMinor } = command;
      return {
        kind: 'choose_tender',
        tender,
        ...(channel ? { channel } : {}),
        ...(amountMinor === undefined ? {} : { amountMinor: BigInt(amountMinor) }),
      };
    }
    case 'pay_cash': {
      const tenderedMinor = BigInt(command.tenderedMinor);
      const { amountMinor } = command;
      return {
        kind: 'pay_cash',
        tenderedMinor,
        ...(amountMinor === undefined ? {} : { amountMinor: BigInt(amountMinor) }),
      };
    }
    case 'discount_line':
      return { kind: 'discount_line', lineNo: command.lineNo, discount: discountOf(command) };
    case 'discount_cart':
      return { kind: 'discount_cart', discount: discountOf(command) };
    case 'change_price': {
      const { lineNo, priceMinor } = command;
      return { kind: 'change_price', lineNo, priceMinor: priceMinor === undefined ? null : BigInt(priceMinor) };
    }
    case 'sell_by_price': {
      const { name, priceMinor, barcode } = command;
      return { kind: 'sell_by_price', name, priceMinor: BigInt(priceMinor), barcode };
    }
    case 'set_customer':
      return { kind: 'set_customer', memberNo: command.memberNo.trim(), phone: command.phone.trim() };
    case 'set_note':
      return { kind: 'set_note', text: command.text.trim() };
    case 'find_receipt':
      return { kind: 'find_receipt', receiptNo: command.receiptNo.trim() };
    case 'find_payment':
      return { kind: 'find_payment', number: command.number.trim() };
    case 'pay_amount':
      return { kind: 'pay_amount', amountMinor: BigInt(command.amountMinor) };
    case 'set_tip':
      return { kind: 'set_tip', amountMinor: BigInt(command.amountMinor) };
    default: {
      const { type, ...rest } = command;
      return { kind: type, ...rest } as CashierEvent;
    }
  }
}

/** Nothing, or nothing of it: what was taken off is put back. */
function discountOf(command: {
  amountMinor?: string | undefined;
  basisPoints?: number | undefined;
}): ManualDiscount | null {
  const { amountMinor = '0', basisPoints } = command;
  if (basisPoints !== undefined) return { kind: 'rate', basisPoints };
  return amountMinor === '0' ? null : { kind: 'amount', amountMinor: BigInt(amountMinor) };
}
