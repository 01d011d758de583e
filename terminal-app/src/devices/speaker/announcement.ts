/** What a cloud speaker says (docs/protocols/speaker.md). Pure. */
import { type ChannelName, type Currency, decimalFromMinor } from '@qiantai/protos';

export interface Announcement {
  /** The payment's or refund's key: the same on a retry, so that an amount is never announced twice. */
  speechId: string;
  parts: readonly string[];
  text: string;
}

const words = {
  wechat: { part: 'WXDZ', zh: '微信到账', en: 'WeChat Pay received' },
  alipay: { part: 'ZFBDZ', zh: '支付宝到账', en: 'Alipay received' },
  unionpay: { part: 'YSFDZ', zh: '云闪付到账', en: 'UnionPay received' },
  card: { part: 'YHKDZ', zh: '银行卡到账', en: 'Card payment received' },
  balance: { part: 'YEDZ', zh: '余额到账', en: 'Balance payment received' },
  cash: { part: 'XJSK', zh: '现金收款', en: 'Cash received' },
  refund: { part: 'TKCG', zh: '退款成功', en: 'Refund done' },
} as const satisfies Record<ChannelName | 'refund', { part: string; zh: string; en: string }>;

export function announcementOf(event: {
  key: string;
  what: ChannelName | 'refund';
  amountMinor: bigint;
  currency: Currency;
  language: 'zh' | 'en';
}): Announcement {
  const amount = decimalFromMinor(event.amountMinor, event.currency);
  const word = words[event.what];
  const text =
    event.language === 'zh' && event.currency === 'CNY'
      ? `${word.zh}${amount}元`
      : event.language === 'zh'
        ? `${word.zh}${amount} ${event.currency}`
        : `${word.en}: ${amount} ${event.currency}`;
  return { speechId: event.key, parts: [word.part, `{$${amount}}`], text };
}
