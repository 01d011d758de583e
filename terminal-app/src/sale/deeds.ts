/**
 * What a cashier does to a cart that may want a right, an entry in the journal before it is done, or both. A deed is
 * an event of the cashier; it goes on as data until it is allowed and recorded (doing-deeds.ts).
 */
import type { SaleId } from '@qiantai/protos';
import type { ManualDiscount, OverLimit } from './model.ts';

export type CartDeed =
  | { kind: 'change_quantity'; lineNo: number; quantity: number }
  | { kind: 'remove_line'; lineNo: number }
  /** Null takes the discount away again. */
  | { kind: 'discount_line'; lineNo: number; discount: ManualDiscount | null }
  | { kind: 'discount_cart'; discount: ManualDiscount | null }
  /** Null: the article's own price again. */
  | { kind: 'change_price'; lineNo: number; priceMinor: bigint | null }
  | { kind: 'mark_back'; lineNo: number; isBack: boolean }
  /** `barcode` is the code that nobody knew, or ''. */
  | { kind: 'sell_by_price'; name: string; priceMinor: bigint; barcode: string }
  | { kind: 'round_total'; isOn: boolean }
  | { kind: 'return_without_receipt' }
  /** What was chosen of a receipt comes back within a new sale. */
  | { kind: 'exchange' }
  /** `thenRecall`: it makes room for that one. */
  | { kind: 'hold_sale'; thenRecall?: SaleId }
  | { kind: 'recall_held'; saleId: SaleId }
  | { kind: 'discard_held'; saleId: SaleId }
  | { kind: 'answer_age'; isOldEnough: boolean }
  /** The refund in hand, once more: the agent wants it allowed, as it goes above what may be given back today. */
  | { kind: 'refund_over_limit'; over: OverLimit }
  /** What the channel will not give back goes back from the drawer. */
  | { kind: 'refund_in_cash' }
  /** Payment is taken, or the money of a return without its receipt given back. */
  | { kind: 'settle_sale' };

export type DeedOf<Kind extends CartDeed['kind']> = Extract<CartDeed, { kind: Kind }>;
