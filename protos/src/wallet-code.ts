/**
 * A payment code of our own wallet: the prefix 79, 16 digits of chance, two check digits; 20 in all. WeChat Pay's are 18
 * digits from 10 on, Alipay's 16 to 24 from 25 to 30, UnionPay's 19 from 62 on, scale codes 13 or 18: no code is two's.
 * The check digits are those of ISO/IEC 7064, MOD 97-10, so that a mistyped code is told before anybody is asked.
 */
import { checkDigits97, type Random } from '@qiantai/foundation';

const prefix = '79';
const chanceLength = 16;

export function isWalletCode(code: string): boolean {
  return /^79[0-9]{18}$/.test(code) && code.slice(-2) === checkDigits97(code.slice(0, -2));
}

export function mintWalletCode(random: Pick<Random, 'below'>): string {
  let body = prefix;
  while (body.length < prefix.length + chanceLength) body += String(random.below(10));
  return body + checkDigits97(body);
}
