import { describe, expect, it } from 'vitest';
import { step } from './machine.ts';
import { mistakenCode } from './mistaken-codes.ts';
import { samples } from './test-samples.ts';

const bestTransport =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT' +
  '6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME' +
  '91320016A0112233449988770708123456786304A13A';

describe('a code that is none of the customer’s payment codes', () => {
  it.each([
    ['MERCHANT_CODE_WECHAT', 'wxp://f2f0abcdEFGH-1234567890'],
    ['MERCHANT_CODE_WECHAT', 'weixin://wxpay/bizpayurl?pr=NwY5Mz9'],
    ['MERCHANT_CODE_WECHAT', 'https://payapp.weixin.qq.com/qrpay/x'],
    ['MERCHANT_CODE_ALIPAY', 'https://qr.alipay.com/fkx12345abcdef'],
    ['MERCHANT_CODE_ALIPAY', 'HTTPS://QR.ALIPAY.COM/FKX12345ABCDEF'],
    ['MERCHANT_CODE_ALIPAY', 'alipays://platformapi/startapp?appId=1'],
    ['MERCHANT_CODE_UNIONPAY', 'https://qr.95516.com/00010000/62123456789'],
    ['CONSUMER_QR', 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8='],
    ['QR_BAD_CRC', bestTransport.replace('23.72', '99.72')],
    ['QR_BAD_OBJECT', bestTransport.slice(0, 100)],
  ])('%s: %s', (code, text) => {
    expect(mistakenCode(text)).toEqual({ code, params: {} });
  });

  it('names the merchant where the code does', () => {
    expect(mistakenCode(bestTransport)).toEqual({ code: 'MERCHANT_CODE', params: { name: 'BEST TRANSPORT' } });
  });

  it('is not taken for one without a reason', () => {
    for (const code of [
      ...['134567890123456789', '281234567890123456', '6901234567892', 'https://example.com/?u=qr.alipay.com/x'],
      ...['https://qr.alipay.com.example.com/x', '000200', 'hQVDUF', ''],
    ]) {
      expect(mistakenCode(code), code).toBeNull();
    }
  });
});

it('it takes no payment: the payment sheet stays, and says whose code it is', () => {
  const { context, stages, state } = samples('mistaken');
  const before = state(stages.tendering);
  for (const [code, text] of [
    ['MERCHANT_CODE', bestTransport],
    ['MERCHANT_CODE_ALIPAY', 'https://qr.alipay.com/fkx12345abcdef'],
    ['CONSUMER_QR', 'hQVDUFYwM'],
  ] as const) {
    const result = step(before, { kind: 'scan', code: text }, context);
    expect(result).toMatchObject({ refused: { code }, state: { stage: before.stage, notice: { code } }, effects: [] });
    expect(result.state.usedPaymentCodes).toEqual(before.usedPaymentCodes);
  }
  // Beside an article it is no article either.
  const selling = step(state(stages.selling), { kind: 'article_not_found', code: bestTransport }, context);
  expect(selling.refused).toMatchObject({ code: 'MERCHANT_CODE' });
});
