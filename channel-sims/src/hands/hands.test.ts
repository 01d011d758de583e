import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openNativeOrder, payByCode } from '../testing/merchant.ts';
import { startReceiver, startTestSimulation, type TestSimulation } from '../testing/test-simulation.ts';
import { FaultPlan, type FaultRates } from './behaviours.ts';

describe('faults by seed', () => {
  const draw = (seed: string, rates: FaultRates) => {
    const plan = new FaultPlan({ rates, seed });
    return Array.from({ length: 200 }, () => plan.wallet('wechat'));
  };

  test('the same seed gives the same faults, another seed others', () => {
    const rates = { wechat: { decline: 0.2, no_answer: 0.2 } };
    expect(draw('1', rates)).toEqual(draw('1', rates));
    expect(draw('1', rates)).not.toEqual(draw('2', rates));
  });

  test('rates are kept, roughly; without rates everybody pays', () => {
    const drawn = draw('1', { wechat: { decline: 0.5 } });
    const declined = drawn.filter((behaviour) => behaviour === 'decline').length;
    expect(declined).toBeGreaterThan(70);
    expect(declined).toBeLessThan(130);
    expect(new Set(draw('1', {}))).toEqual(new Set(['pay']));
    expect(new Set(draw('1', { wechat: { never: 1 } }))).toEqual(new Set(['never']));
  });

  test('rates outside a channel are those of all, a channel’s own come first', () => {
    const plan = new FaultPlan({ rates: { no_answer: 1, alipay: { no_answer: 0 } }, seed: '1' });
    expect([plan.wallet('wechat'), plan.wallet('alipay'), plan.card()]).toEqual(['no_answer', 'pay', 'no_answer']);
  });

  test('one channel’s traffic moves no other’s draws', () => {
    const rates = { wechat: { decline: 0.3 }, alipay: { decline: 0.3 } };
    const [quiet, busy] = [new FaultPlan({ rates, seed: '1' }), new FaultPlan({ rates, seed: '1' })];
    for (let round = 0; round < 10; round++) busy.wallet('alipay');
    const next = (plan: FaultPlan) => Array.from({ length: 20 }, () => plan.wallet('wechat'));
    expect(next(quiet)).toEqual(next(busy));
  });
});

describe('hands over HTTP', () => {
  let simulation: TestSimulation;
  beforeAll(async () => {
    simulation = await startTestSimulation({ signTestProbes: true });
  });
  afterAll(() => simulation.close());

  test.each([
    ['/sim/wallets/paypal/payment-codes', {}, 400],
    ['/sim/wallets/wechat/payment-codes', { behaviour: 'dance' }, 400],
    ['/sim/wallets/wechat/payment-codes', { delayMs: -1 }, 400],
    ['/sim/wallets/wechat/scan', {}, 400],
    ['/sim/wallets/wechat/scan', { qrText: 'weixin://none' }, 404],
    ['/sim/wallets/wechat/payment-codes', { balanceMinor: '1.5' }, 400],
    ['/sim/wallets/wechat/answer', { outTradeNo: 'NONE', answer: 'pay' }, 404],
    ['/sim/wallets/wechat/answer', { outTradeNo: 'NONE', answer: 'perhaps' }, 400],
    ['/sim/cards/behaviours', { maskedOrPan: 'abc', behaviour: 'decline' }, 400],
    ['/sim/bills/wechat/delete-row', { index: 5 }, 404],
    ['/sim/bills/card/delete-row', {}, 404],
    ['/sim/faults', { wechat: { decline: 2 } }, 400],
  ])('%s with %j is refused with %d and a code', async (path, body, status) => {
    expect(await simulation.hand(path, body)).toMatchObject({ httpStatus: status, code: expect.any(String) });
  });

  test('rates that were set draw the next payment code', async () => {
    await simulation.hand('/sim/faults', { alipay: { never: 1 } });
    const { code } = await simulation.hand('/sim/wallets/alipay/payment-codes', {});
    expect(code).toMatch(/^(2[5-9]|30)\d{16}$/);
    await simulation.hand('/sim/faults', {});
  });

  test('the books hold no code that could still be used, and no key', async () => {
    const { code } = await simulation.hand('/sim/wallets/wechat/payment-codes', {});
    for (const channel of ['wechat', 'alipay', 'unionpay', 'card']) {
      const text = JSON.stringify(await simulation.read(`/sim/books/${channel}`));
      expect(text).not.toContain(code);
      expect(text).not.toMatch(/macKey|pinKey|PRIVATE/);
    }
  });

  test.each([
    ['pay', 'paid'],
    ['refuse', 'declined'],
  ])('a customer who was asked answers once: %s', async (answer, status) => {
    const outTradeNo = `ANSWER-${answer}`;
    const { code } = await simulation.hand('/sim/wallets/wechat/payment-codes', { behaviour: 'never' });
    await payByCode(simulation, { outTradeNo, code: String(code) });
    const say = () => simulation.hand('/sim/wallets/wechat/answer', { outTradeNo, answer });
    expect(await say()).toMatchObject({ result: 'acted', status });
    expect(await say()).toMatchObject({ result: 'not_asked', status });
  });

  test.each([
    ['879', 'declined'],
    ['880', 'paid'],
  ])('a balance of %s against 880 is %s', async (balanceMinor, order) => {
    const { code } = await simulation.hand('/sim/wallets/wechat/payment-codes', { behaviour: 'pay', balanceMinor });
    await payByCode(simulation, { outTradeNo: `BALANCE-${balanceMinor}`, code: String(code) });
    expect(await simulation.read(`/phone/wallets/wechat/codes/${code}`)).toMatchObject({ status: 'used', order });
  });

  test('a restart keeps waiting customers and undelivered notices', async () => {
    const receiver = await startReceiver((notice) =>
      String(notice.headers['wechatpay-signature']).startsWith('WECHATPAY/SIGNTEST/') ? [401, ''] : [200, ''],
    );
    const qrText = await openNativeOrder(simulation, { outTradeNo: 'RESTART1', notifyUrl: receiver.url });
    await simulation.hand('/sim/wallets/wechat/scan', { qrText, behaviour: 'ask_password', delayMs: 5000 });
    simulation = await simulation.restart();
    await simulation.advance(5000);
    await vi.waitFor(() => expect(receiver.received).toHaveLength(2));
    const book = await simulation.read('/sim/books/wechat');
    expect(book).toMatchObject({ acceptedProbes: [] });
    expect(book['orders']).toContainEqual(
      expect.objectContaining({ outTradeNo: 'RESTART1', state: expect.objectContaining({ status: 'paid' }) }),
    );
    await receiver.close();
  });
});
