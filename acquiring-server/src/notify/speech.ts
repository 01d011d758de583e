/** What a cloud speaker says for a payment (docs/protocols/speaker.md). Pure. */
import { type ChannelName, type Currency, decimalFromMinor } from '@qiantai/protos';

export interface Speech {
  /** The payment's key: a speaker says each id once. */
  speechId: string;
  parts: string[];
  text: string;
}

const openings: Readonly<Record<Exclude<ChannelName, 'cash'>, { part: string; text: string }>> = {
  wechat: { part: 'WXDZ', text: '微信到账' },
  alipay: { part: 'ZFBDZ', text: '支付宝到账' },
  unionpay: { part: 'YSFDZ', text: '云闪付到账' },
  card: { part: 'YHKDZ', text: '银行卡到账' },
  balance: { part: 'YEDZ', text: '余额到账' },
};

export function paidSpeech(payment: {
  paymentKey: string;
  channel: Exclude<ChannelName, 'cash'>;
  amountMinor: bigint;
  currency: Currency;
}): Speech {
  const amount = decimalFromMinor(payment.amountMinor, payment.currency);
  const opening = openings[payment.channel];
  const unit = payment.currency === 'CNY' ? '元' : ` ${payment.currency}`;
  return {
    speechId: payment.paymentKey,
    parts: [opening.part, `{$${amount}}`],
    text: `${opening.text}${amount}${unit}`,
  };
}

/** The request as it goes to the device. Its id is the speech's, so that the answer names it as well. */
export function speechRequest(speech: Speech): string {
  const { speechId, parts, text } = speech;
  return JSON.stringify({
    id: speechId,
    version: '1.0',
    method: 'thing.service.SpeechPost',
    params: { speechId, parts, text },
  });
}
