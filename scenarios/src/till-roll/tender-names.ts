/** The tenders of a till roll, and the rule that maps other names to them (docs/till-rolls.md). */

export const rollTenders = ['cash', 'card', 'wechat', 'alipay', 'unionpay'] as const;
export type RollTender = (typeof rollTenders)[number];

/** Names as they are met in exports of tills, lower case, without spaces and signs. */
const otherNames: Readonly<Record<string, RollTender>> = {
  现金: 'cash',
  wechatpay: 'wechat',
  weixin: 'wechat',
  weixinpay: 'wechat',
  wx: 'wechat',
  微信: 'wechat',
  微信支付: 'wechat',
  alipaycode: 'alipay',
  zfb: 'alipay',
  支付宝: 'alipay',
  unionpayqr: 'unionpay',
  云闪付: 'unionpay',
  银联二维码: 'unionpay',
  creditcard: 'card',
  debitcard: 'card',
  credit: 'card',
  debit: 'card',
  bankcard: 'card',
  visa: 'card',
  mastercard: 'card',
  amex: 'card',
  jcb: 'card',
  // A scheme of cards, as rolls name it; its payments by QR code have names of their own.
  unionpay: 'card',
  银联: 'card',
  银行卡: 'card',
  刷卡: 'card',
};

/** A name that nobody knows is cash: money that was counted in the drawer. */
export function tenderFromText(text: string): RollTender {
  const name = text.toLowerCase().replace(/[\s_.-]/g, '');
  return otherNames[name] ?? rollTenders.find((tender) => tender === name) ?? 'cash';
}
