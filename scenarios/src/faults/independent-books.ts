/**
 * The books of a scenario's own: what customers handed over and got back, and what the tills were told, written down
 * by the hands as it happened. They are compared with every other book at the end (comparison.ts).
 */
import type { SaleRecord } from '@qiantai/protos';

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
   * an answer; in the end the customer must have the money.
   */
  told: 'paid' | 'not_paid' | 'given_up' | 'nothing';
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

export class IndependentBooks {
  readonly payments = new Map<string, SeenPayment>();
  readonly refunds = new Map<string, SeenRefund>();
  readonly sales = new Map<string, SeenSale>();
  readonly abandoned = new Set<string>();

  asked(payment: Omit<SeenPayment, 'told'>): void {
    this.payments.set(payment.key, { ...payment, told: 'nothing' });
  }

  told(key: string, told: SeenPayment['told']): void {
    const payment = this.payments.get(key);
    if (payment) payment.told = told;
  }

  askedBack(refund: Omit<SeenRefund, 'told'>): void {
    this.refunds.set(refund.key, { ...refund, told: 'nothing' });
  }

  toldBack(key: string, told: SeenRefund['told']): void {
    const refund = this.refunds.get(key);
    if (refund) refund.told = told;
  }

  completed(sale: SeenSale): void {
    this.sales.set(sale.saleId, sale);
  }

  /** What lies in a drawer more than at the beginning. */
  drawerMinor(terminalId: string): bigint {
    const taken = [...this.payments.values()].filter((one) => one.channel === 'cash' && one.terminalId === terminalId);
    const back = [...this.refunds.values()].filter((one) => one.channel === 'cash' && one.terminalId === terminalId);
    return sumOf(taken) - sumOf(back);
  }
}

export function sumOf(rows: Iterable<{ amountMinor: bigint }>): bigint {
  let sum = 0n;
  for (const { amountMinor } of rows) sum += amountMinor;
  return sum;
}
