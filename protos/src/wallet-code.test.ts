import { SeededRandom } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { isWalletCode, mintWalletCode } from './wallet-code.ts';

describe('payment codes of our own wallet', () => {
  const random = new SeededRandom('wallet codes');
  const codes = Array.from({ length: 200 }, () => mintWalletCode(random));

  it('are 20 digits of their own, no two alike', () => {
    for (const code of codes) expect(code).toMatch(/^79[0-9]{18}$/);
    expect(codes.every(isWalletCode)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('tell every wrong digit and every exchange of neighbours', () => {
    for (const code of codes.slice(0, 20)) {
      for (let place = 2; place < code.length; place++) {
        const wrong = String((Number(code[place]) + 1 + random.below(8)) % 10);
        if (wrong !== code[place])
          expect(isWalletCode(code.slice(0, place) + wrong + code.slice(place + 1))).toBe(false);
        const swapped = code.slice(0, place - 1) + code[place] + code[place - 1] + code.slice(place + 1);
        if (swapped !== code) expect(isWalletCode(swapped)).toBe(false);
      }
    }
  });

  it.each([
    ['WeChat Pay’s', '131234567890123456'],
    ['Alipay’s', '281234567890123456'],
    ['Alipay’s of 20 digits', '28123456789012345678'],
    ['UnionPay’s', '6212345678901234567'],
    ['an article’s', '6970000000017'],
    ['a scale’s of 18 digits', '261234500150012345'],
    ['too short', '7912345678901234567'],
    ['letters', '79ABCDEFGHIJKLMNOPQR'],
    ['nothing', ''],
  ])('are not %s', (_, code) => {
    expect(isWalletCode(code)).toBe(false);
  });
});
