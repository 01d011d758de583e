/**
 * The books of a scenario's own: what customers handed over and got back, and what the tills were told, written down
 * by the hands as it happened. They are compared with every other book at the end (comparison.ts).
 */
import type { SaleRecord } from '@qiantai/protos';
import type { CustomerCard } from './customer-cards.ts';

export type Wallet = 'wechat' | 'alipay';
export type SeenChannel = Wallet | 'cash' | 'card';

/** A payment as the people saw it. */
export interface SeenPayment {
  key: string;
  terminalId: string;
  saleId: string;
  amountMinor: bigint;
  channel: SeenChannel;
  /**
   * What the till was told at the end; cash is paid when it is in the drawer. `given_up`: the cashier went on without
   * an answer; in the end the customer must have the money. `taken_offline`: a card, at the merchant's risk; in the end
   * the issuer has paid, or the merchant has a case.
   */
  told: 'paid' | 'not_paid' | 'given_up' | 'taken_offline' | 'nothing';
  /** Of a card that was shown. */
  card?: Pick<CustomerCard, 'maskedPan' | 'issuer'>;
}

export interface SeenRefund {
  key: string;
  terminalId: string;
  returnSaleId: string;
  /** Empty for cash without its original. */
  paymentKey: string;
  amountMinor: bigint;
  channel: SeenChannel;
  told: 'succeeded' | 'failed' | 'nothing';
}

export interface SeenSale {
  saleId: string;
  terminalId: string;
  kind: SaleRecord['kind'];
  totalMinor: bigint;
  receiptNo: string;
  keys: readonly string[];
}

/** A shift of a drawer, as the cashier kept it. */
export interface SeenShift {
  shiftId: string;
  terminalId: string;
  floatMinor: bigint;
  /** Beside sales, by their ids. */
  movements: Map<string, { direction: 'in' | 'out'; amountMinor: bigint }>;
  /** Payments and refunds of its time, by their keys. */
  keys: Set<string>;
  /** Sales and returns that were completed in it. */
  saleIds: Set<string>;
  /** What was counted at its end; undefined while it is open. */
  countedMinor: bigint | undefined;
  /** Payments without an end that stood over when it closed. */
  takenOverKeys: readonly string[];
}

export class IndependentBooks {
  readonly payments = new Map<string, SeenPayment>();
  readonly refunds = new Map<string, SeenRefund>();
  readonly sales = new Map<string, SeenSale>();
  readonly abandoned = new Set<string>();
  readonly shifts = new Map<string, SeenShift>();

  asked(payment: Omit<SeenPayment, 'told'>): void {
    this.payments.set(payment.key, { ...payment, told: 'nothing' });
    this.openShift(payment.terminalId)?.keys.add(payment.key);
  }

  told(key: string, told: SeenPayment['told']): void {
    const payment = this.payments.get(key);
    if (payment) payment.told = told;
  }

  askedBack(refund: Omit<SeenRefund, 'told'>): void {
    this.refunds.set(refund.key, { ...refund, told: 'nothing' });
    this.openShift(refund.terminalId)?.keys.add(refund.key);
  }

  toldBack(key: string, told: SeenRefund['told']): void {
    const refund = this.refunds.get(key);
    if (refund) refund.told = told;
  }

  completed(sale: SeenSale): void {
    this.sales.set(sale.saleId, sale);
    this.openShift(sale.terminalId)?.saleIds.add(sale.saleId);
  }

  opened(shift: Pick<SeenShift, 'shiftId' | 'terminalId' | 'floatMinor'>): void {
    const empty = { movements: new Map(), keys: new Set<string>(), saleIds: new Set<string>(), takenOverKeys: [] };
    this.shifts.set(shift.shiftId, { ...shift, ...empty, countedMinor: undefined });
  }

  /** What lies in a drawer more than at the beginning, floats left out; a count corrects it. */
  drawerMinor(terminalId: string): bigint {
    const taken = [...this.payments.values()].filter((one) => one.channel === 'cash' && one.terminalId === terminalId);
    const back = [...this.refunds.values()].filter((one) => one.channel === 'cash' && one.terminalId === terminalId);
    const beside = [...this.shifts.values()]
      .filter((shift) => shift.terminalId === terminalId)
      .map((shift) => this.shiftSums(shift))
      .reduce((sum, { movedInMinor, movedOutMinor, differenceMinor }) => {
        return sum + movedInMinor - movedOutMinor + (differenceMinor ?? 0n);
      }, 0n);
    return sumOf(taken) - sumOf(back) + beside;
  }

  /** The sums of a shift, from what was handed over and back in it. */
  shiftSums(shift: SeenShift) {
    const inShift = <Row extends { key: string; channel: SeenChannel }>(rows: Iterable<Row>) =>
      [...rows].filter(({ key, channel }) => channel === 'cash' && shift.keys.has(key));
    const moved = (direction: 'in' | 'out') =>
      sumOf([...shift.movements.values()].filter((one) => one.direction === direction));
    const takenMinor = sumOf(inShift(this.payments.values()));
    const handedBackMinor = sumOf(inShift(this.refunds.values()));
    const [movedInMinor, movedOutMinor] = [moved('in'), moved('out')];
    const expectedMinor = shift.floatMinor + takenMinor - handedBackMinor + movedInMinor - movedOutMinor;
    const { countedMinor } = shift;
    const differenceMinor = countedMinor === undefined ? undefined : countedMinor - expectedMinor;
    return { takenMinor, handedBackMinor, movedInMinor, movedOutMinor, expectedMinor, countedMinor, differenceMinor };
  }

  private openShift(terminalId: string): SeenShift | undefined {
    return [...this.shifts.values()].find((one) => one.terminalId === terminalId && one.countedMinor === undefined);
  }
}

export function sumOf(rows: Iterable<{ amountMinor: bigint }>): bigint {
  let sum = 0n;
  for (const { amountMinor } of rows) sum += amountMinor;
  return sum;
}
