/** What the speaker says for the parts of a request (docs/protocols/speaker.md). */

const spokenParts: Readonly<Record<string, string>> = {
  WXDZ: '微信到账',
  ZFBDZ: '支付宝到账',
  YSFDZ: '云闪付到账',
  YHKDZ: '银行卡到账',
  YEDZ: '余额到账',
  XJSK: '现金收款',
  TKCG: '退款成功',
};

const amountPart = /^\{\$((?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,3})?)\}$/;

/** What is heard; undefined when the speaker has no voice for one of the parts. */
export function spokenText(parts: readonly string[]): string | undefined {
  const words = parts.map((part) => spokenParts[part] ?? amountWords(part));
  return words.includes(undefined) ? undefined : words.join('');
}

function amountWords(part: string): string | undefined {
  const amount = amountPart.exec(part)?.[1];
  return amount === undefined ? undefined : `${amount}元`;
}
