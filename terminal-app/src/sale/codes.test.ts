import { SeededRandom } from '@qiantai/foundation';
import { IdMint, mintWalletCode } from '@qiantai/protos';
import { describe, expect, it } from 'vitest';
import { addArticle, changeQuantity, emptySale, removeLine, totalMinor } from './cart.ts';
import { mayBeOperatorCard, mayBeReceiptNo, memberNoOfCode, showableCode, walletOfPaymentCode } from './codes.ts';
import { mayBePaymentNumber } from './finding-payment.ts';
import { planRefunds } from './returning.ts';
import { samples, water } from './test-samples.ts';

describe('codes', () => {
  it('knows a member’s card and what may be an operator’s', () => {
    expect(memberNoOfCode('M1234')).toBe('1234');
    for (const code of ['M123', 'm1234', 'M12345678901234567890123', 'M12A4', '1234']) {
      expect(memberNoOfCode(code), code).toBeNull();
    }
    expect(mayBeOperatorCard('QT-OPERATOR-9-7M3K9X2P5R8WD')).toBe(true);
    expect(mayBeOperatorCard('x'.repeat(25))).toBe(false);
    expect(mayBeOperatorCard('x'.repeat(129))).toBe(false);
    expect(mayBeOperatorCard('301234567890123456789012')).toBe(false);
    expect(mayBeOperatorCard(`${'x'.repeat(26)} y`)).toBe(false);
  });

  it('knows whose wallet a payment code is', () => {
    expect(walletOfPaymentCode('100000000000000000')).toBe('wechat');
    expect(walletOfPaymentCode('159999999999999999')).toBe('wechat');
    expect(walletOfPaymentCode('160000000000000000')).toBeNull();
    expect(walletOfPaymentCode('2512345678901234')).toBe('alipay');
    expect(walletOfPaymentCode('301234567890123456789012')).toBe('alipay');
    expect(walletOfPaymentCode('3112345678901234')).toBeNull();
    expect(walletOfPaymentCode('6901234567892')).toBeNull();
    expect(walletOfPaymentCode('6212345678901234567')).toBe('unionpay');
    expect(walletOfPaymentCode('621234567890123456')).toBeNull();
    expect(walletOfPaymentCode('6312345678901234567')).toBeNull();
    const member = mintWalletCode(new SeededRandom('member'));
    expect(walletOfPaymentCode(member)).toBe('balance');
    expect(showableCode(member)).toBe(`79…${member.slice(-4)}`);
    // Mistyped, or one digit unread.
    expect(walletOfPaymentCode(`${member.slice(0, -1)}${(Number(member.at(-1)) + 1) % 10}`)).toBeNull();
    expect(walletOfPaymentCode(member.slice(0, -1))).toBeNull();
  });

  it('takes for a channel’s number of a payment what is no payment code', () => {
    const numbers = ['4200001234202601021234567890', '951803101200004791038', '95180310120000479103'];
    for (const number of numbers) expect(mayBePaymentNumber(number), number).toBe(true);
    const member = mintWalletCode(new SeededRandom('member'));
    const others = [
      '301234567890123456789',
      '6212345678901234567',
      member,
      '9518031012000047910381',
      '6901234567892',
      '',
    ];
    for (const number of others) expect(mayBePaymentNumber(number), number).toBe(false);
  });

  it('knows what may be a receipt, and shows no payment code whole', () => {
    expect(mayBeReceiptNo('S1-T2-20260102-0001')).toBe(true);
    expect(mayBeReceiptNo('85123A')).toBe(false);
    expect(mayBeReceiptNo('6901234567892')).toBe(false);
    expect(showableCode('134567890123456789')).toBe('13…6789');
    expect(showableCode('6901234567892')).toBe('6901234567892');
  });
});

describe('the cart', () => {
  const sale = emptySale(new IdMint({ nowMs: () => 1 }, new SeededRandom(1)).saleId());

  it('counts two scans as two pieces, and takes the quantity set before', () => {
    const one = addArticle(sale, water, 5);
    const two = one.kind === 'changed' ? addArticle({ ...one.sale, nextQuantity: 3 }, water, 6) : one;
    expect(two).toMatchObject({ kind: 'changed', sale: { startedAtMs: 5, nextQuantity: 1, lines: [{ quantity: 4 }] } });
    expect(two.kind === 'changed' && totalMinor(two.sale)).toBe(800n);
  });

  it('refuses lines that are not there and sums that no payment can hold', () => {
    expect(removeLine(sale, 1)).toEqual({ kind: 'refused', code: 'NO_SUCH_LINE' });
    expect(changeQuantity(sale, { lineNo: 1, quantity: 2 })).toEqual({ kind: 'refused', code: 'NO_SUCH_LINE' });
    const dear = { ...water, unitPriceMinor: 999_999_999_999n };
    expect(addArticle({ ...sale, nextQuantity: 2 }, dear, 1)).toEqual({ kind: 'refused', code: 'TOTAL_TOO_LARGE' });
    expect(addArticle({ ...sale, nextQuantity: 1_000_001 }, water, 1)).toMatchObject({ code: 'QUANTITY_TOO_LARGE' });
  });
});

it('refunds go to the newest tender first, up to what it still holds, the rest in cash', () => {
  const { context, stages } = samples();
  const { original } = stages.choosing_return;
  const [card] = original.record.tenders;
  if (!card) throw new Error('samples');
  const cash = { ...card, key: context.mint.paymentKey(), tender: 'cash' as const, channel: 'cash' as const };
  const tenders = [cash, { ...card, amountMinor: '300' }].map((tender, index) =>
    index === 0 ? { ...tender, amountMinor: '100' } : tender,
  );
  const split = { ...original, record: { ...original.record, tenders }, refundedMinor: new Map([[card.key, 50n]]) };
  const plan = planRefunds(split, 400n, context);
  expect(plan.map(({ tender, amountMinor, paymentKey }) => [tender, amountMinor, paymentKey])).toEqual([
    ['card', 250n, card.key],
    ['cash', 100n, cash.key],
    ['cash', 50n, null],
  ]);
});
