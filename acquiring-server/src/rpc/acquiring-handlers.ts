/** AcquiringService: decode, ask the payment core, encode. */
import { type PaymentKey, protoError, type RefundKey, saleOfOrderNo, uuid7From } from '@qiantai/protos';
import type { CardBatches } from '../card-batches/card-batches.ts';
import { serverError } from '../errors.ts';
import type { PaymentService } from '../payment/payment-service.ts';
import type { RightOfWay } from '../sync/right-of-way.ts';
import type { SaleStore } from '../sync/sale-store.ts';
import { checkTerminal } from './caller.ts';
import { decodeSettleCards, encodeSettledCards } from './card-batch-messages.ts';
import { decodeCash, decodePay, decodeReason, decodeRefund, decodeWait, name } from './decode.ts';
import { encodePayment, encodeRefund } from './encode.ts';
import type { Answered, Received } from './messages.ts';
import { agentCall, type UnaryContext } from './unary.ts';

type Handlers = {
  [Method in
    | 'Pay'
    | 'GetPayment'
    | 'CancelPayment'
    | 'RecordCash'
    | 'RequestRefund'
    | 'GetRefund'
    | 'FindSale'
    | 'FindPayment'
    | 'SettleCards']: ReturnType<
    typeof agentCall<Received<'AcquiringService', Method>, Answered<'AcquiringService', Method>>
  >;
};

export function acquiringHandlers(
  context: UnaryContext,
  services: {
    payments: PaymentService;
    sales: SaleStore;
    rightOfWay: Pick<RightOfWay, 'passes'>;
    cardBatches: Pick<CardBatches, 'settle'>;
  },
): Handlers {
  const { payments, sales, rightOfWay, cardBatches } = services;
  return {
    Pay: agentCall(
      context,
      async (caller, message) => {
        const request = decodePay(message, 'complete');
        checkTerminal(caller, request.terminalId);
        const pay = () => payments.pay(caller, request, decodeWait(message));
        return encodePayment(await (request.offline ? pay() : rightOfWay.passes(pay)));
      },
      // A card that was taken while the line was down: the goods are gone.
      (message) => (message.offline ? 'draining' : 'business'),
    ),
    GetPayment: agentCall(
      context,
      async (caller, message) => {
        const key = uuid7From<PaymentKey>(message.paymentKey, 'payment_key');
        return encodePayment(await payments.getPayment(caller, key, decodeWait(message)));
      },
      'draining',
    ),
    CancelPayment: agentCall(
      context,
      async (caller, message) => {
        if (!message.payment) throw protoError('PROTO_BAD_MESSAGE', { field: 'payment', why: 'it is missing' });
        const request = decodePay(message.payment, 'given_up');
        checkTerminal(caller, request.terminalId);
        const reason = decodeReason(message.reasonCode);
        return encodePayment(await payments.cancelPayment(caller, request, reason, decodeWait(message)));
      },
      'draining',
    ),
    RecordCash: agentCall(context, async (caller, message) => {
      const fact = decodeCash(message);
      checkTerminal(caller, fact.terminalId);
      return encodePayment((await payments.recordCash(caller, fact)).view);
    }),
    RequestRefund: agentCall(
      context,
      async (caller, message) => {
        const request = decodeRefund(message);
        checkTerminal(caller, request.terminalId);
        return encodeRefund(await payments.requestRefund(caller, request, decodeWait(message)));
      },
      'draining',
    ),
    GetRefund: agentCall(
      context,
      async (caller, message) => {
        const key = uuid7From<RefundKey>(message.refundKey, 'refund_key');
        return encodeRefund(await payments.getRefund(caller, key, decodeWait(message)));
      },
      'draining',
    ),
    FindSale: agentCall(context, async (caller, message) => {
      const receiptNo = name(message.receiptNo, 'receipt_no');
      const sale = await sales.findByReceipt(caller.merchantId, receiptNo);
      if (!sale) throw serverError('SALE_NOT_FOUND', { receiptNo });
      const keys = sale.record.tenders.map((tender) => tender.key as PaymentKey);
      return {
        saleJson: JSON.stringify(sale.record),
        payments: (await payments.getPayments(caller, keys)).map(encodePayment),
        returnedQuantity: Object.fromEntries(sale.returnedQuantities),
      };
    }),
    FindPayment: agentCall(context, async (caller, message) => {
      const payment = await payments.findPayment(caller, name(message.number, 'number'));
      if (!payment) return {};
      const saleId = saleOfOrderNo(payment.orderNo);
      const receiptNo = saleId && (await sales.receiptNoOf(caller.merchantId, saleId));
      return { payment: encodePayment(payment), ...(receiptNo && { saleId, receiptNo }) };
    }),
    SettleCards: agentCall(
      context,
      async (caller, message) => {
        const request = decodeSettleCards(message);
        checkTerminal(caller, request.terminalId);
        return encodeSettledCards(await cardBatches.settle(caller.merchantId, request));
      },
      'draining',
    ),
  };
}
