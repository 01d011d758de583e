/** What a till may do with refunds: start, look, and hand cash back. */
import type { SettingValue } from '@qiantai/protos';
import type { ApprovalDesk } from '../approvals/approval-desk.ts';
import { agentError } from '../errors.ts';
import { decideRefund, type HeldOriginal, type Line } from '../offline/policy.ts';
import type { Signals } from '../signals.ts';
import { lineLostCode } from './payment-book.ts';
import type { PaymentStore } from './payment-store.ts';
import { type IntentSecret, isAskedAgain, type RefundRecord, type RefundRequest } from './records.ts';
import type { RefundBook } from './refund-book.ts';
import { overRefundLimit } from './refund-limits.ts';
import { type RefundStore, refundedMinorOf } from './refund-store.ts';

/** What the day's limit asks about: an approval of refund.over_limit, '' for none, and all that the return gives back. */
export interface RefundLeave {
  approvalId: string;
  /** What it has left, this refund included; undefined: nothing else. */
  wholeMinor: bigint | undefined;
}

export type RefundDesk = ReturnType<typeof openRefundDesk>;

export function openRefundDesk(parts: {
  book: RefundBook;
  store: RefundStore;
  payments: PaymentStore;
  signals: Signals;
  line: () => Line;
  lookNow: () => Promise<Line>;
  /** Whether this store holds the completed sale with that number. */
  soldHere: (receiptNo: string) => boolean;
  /** Whether a payment settled a sale. */
  settledSale: (paymentKey: string) => boolean;
  rules: (terminalId: string) => SettingValue<'till_rules'> | undefined;
  rights: Pick<ApprovalDesk, 'hasRight' | 'insist'>;
  askNow: (refundKey: string) => Promise<void>;
}) {
  const { book, store, signals } = parts;

  /**
   * @throws CodedError REFUND_KEY_CONFLICT, REFUND_EXCEEDS_PAYMENT, REFUND_NOT_POSSIBLE, REFUND_OVER_LIMIT
   */
  async function start(
    request: RefundRequest,
    secret: IntentSecret,
    { waitMs, leave }: { waitMs: number; leave: RefundLeave },
  ): Promise<RefundRecord> {
    if (!sameBefore(request)) {
      const line = parts.line().status === 'online' ? parts.line() : await parts.lookNow();
      if (!sameBefore(request)) begin(request, secret, line, leave);
    }
    await waitFor(request.refundKey, (now) => now.state !== 'checking' || now.reasonCode === lineLostCode, waitMs);
    return book.found(request.refundKey);
  }

  function begin(request: RefundRequest, secret: IntentSecret, line: Line, leave: RefundLeave): void {
    checkAgainstPayment(request);
    const decision = decideRefund(request.cash, line, 'none');
    if (decision.kind !== 'refuse') insistOnLimit(request, leave);
    if (decision.kind === 'refuse') book.refuseAtOnce(request, decision.reasonCode);
    else book.request(request, secret);
  }

  /** What this store knows of the payment must allow it; a payment of another store is the server's to judge. */
  function checkAgainstPayment(request: RefundRequest): void {
    const payment = parts.payments.find(request.paymentKey);
    if (!payment) return;
    const no = (why: string) => agentError('REFUND_NOT_POSSIBLE', { paymentKey: request.paymentKey, why });
    if (payment.tender === 'cash') throw no('cash goes back as cash');
    if (payment.word?.status !== 'paid') throw no('it is not paid');
    if (payment.currency !== request.currency) throw no('the currency differs');
    const left = payment.amountMinor - refundedMinorOf(store.ofPayment(payment.paymentKey));
    if (request.amountMinor > left) {
      throw agentError('REFUND_EXCEEDS_PAYMENT', {
        paymentKey: request.paymentKey,
        leftMinor: left.toString(),
        wantedMinor: request.amountMinor.toString(),
      });
    }
  }

  /**
   * Cash to hand back, durable when this returns; the drawer opens after it. Without the line only where this
   * store sold the goods.
   */
  function handBack(request: RefundRequest, originalReceiptNo: string, leave: RefundLeave): RefundRecord {
    const before = sameBefore(request);
    if (before) return before;
    const decision = decideRefund(true, parts.line(), heldOriginal(request, originalReceiptNo));
    if (decision.kind === 'refuse') return book.refuseAtOnce(request, decision.reasonCode);
    insistOnLimit(request, leave);
    return book.handBack(request);
  }

  /** What the operator and the store may give back in this business date, or a right to more. */
  function insistOnLimit(request: RefundRequest, { approvalId, wholeMinor = 0n }: RefundLeave): void {
    const { terminalId, operatorId, businessDate, currency, returnSaleId: saleId } = request;
    // A return that stops half-way has given its goods back and not its money.
    const amountMinor = wholeMinor > request.amountMinor ? wholeMinor : request.amountMinor;
    if (settledNothing(request.paymentKey)) return;
    const given = () => store.givenBack(operatorId, businessDate);
    const over = overRefundLimit(amountMinor, currency, parts.rules(terminalId), given);
    const doer = { terminalId, operatorId };
    if (!over || parts.rights.hasRight(doer, 'refund.over_limit')) return;
    if (approvalId === '') {
      const { of, leftMinor } = over;
      throw agentError('REFUND_OVER_LIMIT', { of, leftMinor: `${leftMinor}`, wantedMinor: `${amountMinor}` });
    }
    parts.rights.insist(doer, 'refund.over_limit', { approvalId, saleId });
  }

  /** Of a sale that was given up, or one that was paid twice: no goods come back. */
  function settledNothing(paymentKey: string): boolean {
    return parts.payments.find(paymentKey) !== undefined && !parts.settledSale(paymentKey);
  }

  function heldOriginal(request: RefundRequest, receiptNo: string): HeldOriginal {
    if (request.paymentKey !== '' && parts.payments.find(request.paymentKey)) return 'here';
    if (receiptNo !== '') return parts.soldHere(receiptNo) ? 'here' : 'elsewhere';
    return request.paymentKey === '' ? 'none' : 'elsewhere';
  }

  async function get(
    terminalId: string,
    refundKey: string,
    wait: { knownRevision: number; waitMs: number; askChannel: boolean },
  ): Promise<RefundRecord> {
    if (store.find(refundKey)?.terminalId !== terminalId) throw agentError('REFUND_NOT_FOUND', { refundKey });
    if (wait.askChannel) await parts.askNow(refundKey);
    await waitFor(refundKey, (now) => now.revision > wait.knownRevision, wait.waitMs);
    return book.found(refundKey);
  }

  function sameBefore(request: RefundRequest): RefundRecord | undefined {
    const before = store.find(request.refundKey);
    if (before && !isAskedAgain(before, request)) {
      throw agentError('REFUND_KEY_CONFLICT', { refundKey: request.refundKey });
    }
    return before;
  }

  async function waitFor(key: string, done: (now: RefundRecord) => boolean, waitMs: number): Promise<void> {
    await signals.until(`refund:${key}`, () => done(book.found(key)), waitMs);
  }

  /** Whether the key was used already. */
  function knows(refundKey: string): boolean {
    return store.find(refundKey) !== undefined;
  }

  return { start, handBack, knows, get, listOpen: (terminalId: string) => store.open(terminalId) };
}
