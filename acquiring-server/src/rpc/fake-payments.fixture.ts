/** A payment core that remembers what it was asked and answers at once; cash facts are idempotent by key. */
import { serverError } from '../errors.ts';
import type {
  CashHandedBack,
  CashTaken,
  PaymentService,
  PaymentView,
  PayRequest,
  RefundRequest,
  RefundView,
} from '../payment/payment-service.ts';

export class FakePayments implements PaymentService {
  readonly asked: Array<{ method: string; argument: unknown }> = [];
  readonly payments = new Map<string, PaymentView>();
  readonly refunds = new Map<string, RefundView>();
  /** Thrown by the next calls, first in first out. */
  readonly failures: unknown[] = [];

  async pay(...[, request]: Parameters<PaymentService['pay']>): Promise<PaymentView> {
    this.remember('pay', request);
    return this.payments.get(request.paymentKey) ?? this.keep(viewOf(request, 'paid'));
  }

  async getPayment(...[, paymentKey, wait]: Parameters<PaymentService['getPayment']>): Promise<PaymentView> {
    this.remember('getPayment', { paymentKey, wait });
    const held = this.payments.get(paymentKey);
    if (!held) throw serverError('PAYMENT_NOT_FOUND', { paymentKey });
    return held;
  }

  async cancelPayment(...[, request, reason]: Parameters<PaymentService['cancelPayment']>): Promise<PaymentView> {
    this.remember('cancelPayment', { request, reason });
    return this.keep({ ...viewOf(request, 'closed'), reasonCode: reason });
  }

  async getPayments(...[, keys]: Parameters<PaymentService['getPayments']>): Promise<PaymentView[]> {
    return keys.flatMap((key) => this.payments.get(key) ?? []);
  }

  async findPayment(...[, number]: Parameters<PaymentService['findPayment']>): Promise<PaymentView | undefined> {
    return [...this.payments.values()].find(
      ({ orderNo, channelTransactionId }) => orderNo === number || channelTransactionId === number,
    );
  }

  async recordCash(...[, fact]: Parameters<PaymentService['recordCash']>) {
    this.remember('recordCash', fact);
    const replayed = this.payments.has(fact.paymentKey);
    const view = this.payments.get(fact.paymentKey) ?? this.keep(viewOf(fact, 'paid'));
    return { view, replayed, exceptionCode: fact.amount.amountMinor > fact.orderTotal.amountMinor ? 'TOO_MUCH' : '' };
  }

  async recordCashHandedBack(...[, fact]: Parameters<PaymentService['recordCashHandedBack']>) {
    this.remember('recordCashHandedBack', fact);
    const replayed = this.refunds.has(fact.refundKey);
    return { view: this.keepRefund(fact), replayed, exceptionCode: '' };
  }

  async recordOfflineCard(...[, fact, offences]: Parameters<PaymentService['recordOfflineCard']>): Promise<string> {
    this.remember('recordOfflineCard', { fact, offences });
    return offences[0]?.code ?? '';
  }

  async requestRefund(...[, request]: Parameters<PaymentService['requestRefund']>): Promise<RefundView> {
    this.remember('requestRefund', request);
    return this.keepRefund(request);
  }

  async getRefund(...[, refundKey]: Parameters<PaymentService['getRefund']>): Promise<RefundView> {
    const held = this.refunds.get(refundKey);
    if (!held) throw serverError('REFUND_NOT_FOUND', { refundKey });
    return held;
  }

  takeNotice: PaymentService['takeNotice'] = async (account, request) => {
    this.remember('takeNotice', { account: account.id, body: Buffer.from(request.body).toString('utf8') });
    const good = request.headers['x-test-signature'] === 'good';
    return good ? { taken: true } : { taken: false, errorCode: 'NOTICE_BAD_SIGNATURE', why: 'not signed' };
  };

  count(method: string): number {
    return this.asked.filter((one) => one.method === method).length;
  }

  private remember(method: string, argument: unknown): void {
    this.asked.push({ method, argument });
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
  }

  private keep(view: PaymentView): PaymentView {
    this.payments.set(view.paymentKey, view);
    return view;
  }

  private keepRefund(fact: CashHandedBack | RefundRequest): RefundView {
    const view: RefundView = {
      refundKey: fact.refundKey,
      paymentKey: fact.paymentKey ?? '',
      status: 'succeeded',
      version: 1,
      amount: fact.amount,
      channel: 'cash',
      channelRefundId: '',
      reasonCode: '',
      channelMessage: '',
      updatedAtMs: 1,
    };
    this.refunds.set(fact.refundKey, view);
    return view;
  }
}

function viewOf(request: PayRequest | CashTaken, status: PaymentView['status']): PaymentView {
  return {
    paymentKey: request.paymentKey,
    orderNo: request.orderNo,
    status,
    version: 3,
    amount: request.amount,
    tender: 'tender' in request ? request.tender : 'cash',
    channel: 'tender' in request ? (request.channel ?? 'wechat') : 'cash',
    channelTransactionId: '4200000001',
    channelOrderNo: '',
    reasonCode: '',
    channelMessage: '',
    qrText: '',
    deadlineMs: 0,
    maskedPan: '',
    authorisationCode: '',
    cardReference: '',
    refundedMinor: 0n,
    updatedAtMs: 1,
  };
}
