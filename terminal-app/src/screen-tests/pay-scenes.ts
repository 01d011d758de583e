/** Snapshots around a payment: limits of refunds, codes that are over, amounts, tips, what ended last. */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Payment = NonNullable<TillSnapshot['payment']>;
type Result = NonNullable<TillSnapshot['result']>;
type Sale = TillSnapshot['sale'];

export function payScenes(ground: {
  base: TillSnapshot;
  cart: Sale;
  payment: (part: Partial<Payment>) => TillSnapshot;
  result: (part: Partial<Result>, sale?: Sale) => TillSnapshot;
}) {
  const { base, cart, payment, result } = ground;
  const back: Sale = { ...cart, kind: 'return', originalReceiptNo: 'S1-T2-000041' };
  const wechat = { tender: 'qr', channel: 'wechat' } as const;
  const balance = { tender: 'balance', channel: 'balance' } as const;
  const quick: TillSnapshot = { ...base, rules: { ...base.rules, saleMode: 'quick' } };
  const [line] = cart.lines as [Sale['lines'][number]];
  const amount: Sale = {
    ...cart,
    lines: [
      {
        ...line,
        ...{ articleId: '-', barcode: '', nameZh: '收款', nameEn: 'Amount', byPrice: true, quantity: 1 },
        ...{ unitPriceMinor: '1250', amountMinor: '1250' },
      },
    ],
    ...{ selectedLineNo: line.lineNo, itemCount: 1, totalMinor: '1250', dueMinor: '1250' },
  };
  const tip = { ...line, articleId: '-', barcode: '', nameZh: '小费', nameEn: 'Tip', byPrice: true, quantity: 1 };
  const tipped: Sale = {
    ...cart,
    lines: [...cart.lines, { ...tip, lineNo: 12, unitPriceMinor: '529', amountMinor: '529' }],
    ...{ itemCount: 8, totalMinor: '5819', dueMinor: '5819', tipMinor: '529' },
  };
  const lastEnded: TillSnapshot['lastEnded'] = {
    ...{ kind: 'sale', receiptNo: 'S1-T2-000042', totalMinor: '5290', changeMinor: '4710' },
    ...{ endedAtMs: base.nowMs - 9_000, slipKey: 'x-9a4f2b6c01d2' },
  };
  const refunding: TillSnapshot = { ...base, view: 'refund', sale: back };
  const approval = { kind: 'approval', right: 'refund.over_limit', nameZh: '', nameEn: '' } as const;
  const tips = { ...base.rules, tips: true };
  return {
    refund_over_limit: {
      ...refunding,
      question: { ...approval, overLimit: { of: 'operator', leftMinor: '12000', wantedMinor: '25990' } },
    },
    refund_over_store: {
      ...refunding,
      question: { ...approval, overLimit: { of: 'store', leftMinor: '0', wantedMinor: '5290' } },
      notice: { code: 'RIGHT_MISSING', params: {} },
    },
    refund_not_allowed: result({ outcome: 'refund_failed', ...wechat, reasonCode: 'REFUND_OVER_LIMIT' }, back),
    refund_funds_short: result(
      { outcome: 'unknown', ...wechat, reasonCode: 'CHANNEL_FUNDS_SHORT', isRefund: true },
      back,
    ),
    refund_in_cash: result(
      { outcome: 'refund_failed', ...wechat, reasonCode: 'CHANNEL_FUNDS_SHORT', canPayInCash: true },
      back,
    ),
    payment_qr_over: payment({
      ...{ ...wechat, phase: 'show_qr', qrText: 'weixin://wxpay/bizpayurl?pr=Over' },
      ...{ deadlineMs: base.nowMs - 2_000, canAskNow: true },
    }),
    payment_qr_unionpay: payment({
      ...{ tender: 'qr', channel: 'unionpay', phase: 'show_qr', deadlineMs: base.nowMs + 115_000 },
      qrText: 'https://qr.95516.com/00010000/62318472905516273849501627384950',
    }),
    result_qr_closed: result({ outcome: 'cancelled', ...wechat, reasonCode: 'PAYER_TIMED_OUT', canTryAgain: true }),
    result_other_payment: {
      ...result({ outcome: 'unknown', reasonCode: 'NO_ANSWER' }),
      notice: { code: 'PAYMENT_OF_RECEIPT', params: { receiptNo: 'S1-T2-000040' } },
    },
    payment_balance_asked: payment({ ...balance, phase: 'waiting_customer', deadlineMs: base.nowMs + 60_000 }),
    result_balance_paid: result({ outcome: 'paid', ...balance, receiptNo: 'S1-T2-000043', saleComplete: true }),
    result_balance_short: result({ outcome: 'declined', ...balance, reasonCode: 'INSUFFICIENT_FUNDS' }),
    result_balance_frozen: result({ outcome: 'declined', ...balance, reasonCode: 'PAYER_ACCOUNT_FROZEN' }),
    result_balance_offline: result({ outcome: 'refused_offline', ...balance, reasonCode: 'OFFLINE_BALANCE' }),
    quick_empty: quick,
    quick_last: { ...quick, lastEnded },
    quick_left: { ...quick, sale: amount },
    quick_articles: { ...quick, sale: cart },
    tender_tips: { ...base, view: 'tender', rules: tips, sale: cart },
    tender_tipped: { ...base, view: 'tender', rules: { ...tips, roundToMinor: '10' }, sale: tipped },
    sale_last: { ...base, lastEnded },
    tender_merchant_code: {
      ...{ ...base, view: 'tender', sale: cart },
      notice: { code: 'MERCHANT_CODE', params: { name: 'BEST TRANSPORT' } },
    },
    tender_consumer_qr: { ...base, view: 'tender', sale: cart, notice: { code: 'CONSUMER_QR', params: {} } },
    speaker_last: { ...withSpeaker(base), lastEnded },
    speaker_paid: withSpeaker(
      result({
        ...{ outcome: 'paid', tender: 'payment_code', channel: 'wechat', saleComplete: true },
        ...{ receiptNo: 'S1-T2-000042', leavesAtMs: base.nowMs + 2_000 },
      }),
    ),
    speaker_change: withSpeaker(
      result({
        ...{ outcome: 'paid', tender: 'cash', channel: 'cash', changeMinor: '4710', saleComplete: true },
        ...{ receiptNo: 'S1-T2-000042', leavesAtMs: base.nowMs + 2_000 },
      }),
    ),
  } as const satisfies Record<string, TillSnapshot>;
}

/** A till whose speaker stands behind a broker. */
const withSpeaker = (snapshot: TillSnapshot): TillSnapshot => ({
  ...snapshot,
  devices: snapshot.devices.map((device) => (device.kind === 'speaker' ? speaker : device)),
});

const speaker: TillSnapshot['devices'][number] = {
  kind: 'speaker',
  state: 'connected',
  reasonCode: '',
  lastSeenMs: 0,
  health: {
    address: 'mqtt:192.168.1.10:1883',
    counters: {
      framesIn: 212,
      framesOut: 214,
      bytesIn: 18_000,
      bytesOut: 41_000,
      errors: 1,
      retries: 1,
      reconnects: 2,
    },
    waiting: 1,
    detail: '微信到账52.90元',
    options: { volume: 60, topic: '/sys/pk1/till-2/thing', clientId: 'till-2', user: 'till' },
  },
};
