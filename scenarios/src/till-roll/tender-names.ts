/** The tenders of a till roll, and the rule that maps other names to them (docs/till-rolls.md). */

export const rollTenders = ['cash', 'card', 'wechat', 'alipay'] as const;
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
  creditcard: 'card',
  debitcard: 'card',
  credit: 'card',
  debit: 'card',
  bankcard: 'card',
  visa: 'card',
  mastercard: 'card',
  amex: 'card',
  jcb: 'card',
  unionpay: 'card',
  银联: 'card',
  银行卡: 'card',
  刷卡: 'card',
};

/** A name that nobody knows is cash: money that was counted in the drawer. */
export function tenderFromText(text: string): RollTender {
  const name = text.toLowerCase().replace(/[\s_.-]/g, '');
  const known = rollTenders.find((tender) => tender === name);
  return known ?? otherNames[name] ?? 'cash';
}
