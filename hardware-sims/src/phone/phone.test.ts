import { code128Widths } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codePatterns } from './channel-client.ts';
import { qrRows } from './code-picture.ts';
import { type FakeChannel, newPhone, startFakeChannel, until } from './phone.fixture.ts';
import type { Phone } from './phone.ts';
import { type PhoneEvent, phoneTransitions } from './phone-state.ts';

let channel: FakeChannel;
let made: ReturnType<typeof newPhone>;

beforeEach(async () => {
  channel = await startFakeChannel();
  made = newPhone(channel.url);
});
afterEach(async () => {
  made.phone.stop();
  await channel.close();
});

const screen = () => made.phone.snapshot().screen;
const shownCode = () => {
  const shown = screen();
  return shown.status === 'code' ? shown.code : '';
};
const used = (order: string) =>
  channel.answers.set(`/phone/wallets/wechat/codes`, {
    body: { status: 'used', outTradeNo: 'O1', amountMinor: '880', order },
  });
const order = { channel: 'wechat', qrText: 'weixin://o2', outTradeNo: 'O2', amountMinor: '1200', description: 'tea' };
const ordersWait = () => channel.answers.set('/phone/state', { body: { currency: 'CNY', waiting: [order] } });
const bodiesOf = (path: string) => channel.asked.filter((call) => call.path === path).map((call) => call.body);

describe('payment codes', () => {
  it('come from the channel, in its form, with what the customer has', async () => {
    await made.phone.show('wechat');
    expect(shownCode()).toMatch(codePatterns.wechat);
    await made.phone.show('alipay');
    expect(shownCode()).toMatch(codePatterns.alipay);
    expect(bodiesOf('/sim/wallets/wechat/payment-codes')).toEqual([{ behaviour: 'pay', balanceMinor: '50000' }]);
  });

  it('of UnionPay come from its channel too, which tells what became of them', async () => {
    await made.phone.show('unionpay');
    expect(shownCode()).toMatch(codePatterns.unionpay);
    channel.answers.set('/phone/wallets/unionpay/codes', {
      body: { status: 'used', outTradeNo: 'O1', amountMinor: '880', order: 'paid' },
    });
    await until(made.clock, () => expect(screen()).toMatchObject({ status: 'ended', outcome: 'paid' }));
    expect(made.phone.snapshot().balances).toMatchObject({ unionpay: '49120', wechat: '50000' });
  });

  it('of orders, UnionPay’s are scanned and paid at its channel', async () => {
    const waiting = { ...order, channel: 'unionpay', qrText: 'https://qr.95516.com/00010000/62' };
    channel.answers.set('/phone/state', { body: { currency: 'CNY', waiting: [waiting] } });
    channel.answers.set('/sim/wallets/unionpay/scan', { body: { status: 'paid' } });
    await made.phone.scan(waiting.qrText);
    await made.phone.pay(undefined);
    expect(screen()).toMatchObject({ status: 'ended', wallet: 'unionpay', outcome: 'paid' });
    expect(bodiesOf('/sim/wallets/unionpay/scan')).toEqual([{ qrText: waiting.qrText, behaviour: 'pay' }]);
  });

  it('are replaced when their minute is over, by the shop’s clock', async () => {
    await made.phone.show('wechat');
    const first = shownCode();
    expect(screen()).toMatchObject({ leftMs: 60_000 });
    await made.clock.advance(59_000);
    expect(shownCode()).toBe(first);
    await until(made.clock, () => expect(shownCode()).not.toBe(first));
  });

  it('are not renewed for ever on a phone that nobody touches', async () => {
    await made.phone.show('unionpay');
    await until(made.clock, () => {
      void made.clock.advance(60_000);
      expect(screen().status).toBe('off');
    });
  });

  it('are good once: a used one is not shown any more', async () => {
    await made.phone.show('wechat');
    used('paid');
    await until(made.clock, () =>
      expect(screen()).toMatchObject({ status: 'ended', outcome: 'paid', amountMinor: '880' }),
    );
    expect(made.phone.snapshot().balances).toMatchObject({ wechat: '49120', alipay: '50000' });
    expect(made.notes.at(-1)).toBe('ended wechat paid');
  });

  it.each([
    ['declined', 'declined'],
    ['closed', 'given_up'],
    ['reversed', 'given_up'],
  ])('of an order that is %s end as %s, and cost nothing', async (status, outcome) => {
    await made.phone.show('wechat');
    used(status);
    await until(made.clock, () => expect(screen()).toMatchObject({ status: 'ended', outcome }));
    expect(made.phone.snapshot().balances).toMatchObject({ wechat: '50000' });
  });
});

describe('how the customer behaves', () => {
  it.each([
    ['pays', 'pay'],
    ['password', 'never'],
    ['refuses', 'decline'],
    ['ignores', 'never'],
    ['no_answer', 'no_answer'],
  ] as const)('%s is told to the channel with the next code', async (manner, behaviour) => {
    await made.phone.show('wechat');
    const first = shownCode();
    await made.phone.set({ manner });
    expect(bodiesOf('/sim/wallets/wechat/payment-codes').at(-1)).toMatchObject({ behaviour });
    expect(shownCode()).not.toBe(first);
  });

  it('a password is asked when the till has scanned, and three wrong ones refuse', async () => {
    await made.phone.set({ manner: 'password' });
    await made.phone.show('wechat');
    used('paying');
    await until(made.clock, () => expect(screen()).toMatchObject({ status: 'asked', outTradeNo: 'O1' }));
    channel.answers.set('/sim/wallets/wechat/answer', { body: { status: 'declined' } });
    for (let turn = 0; turn < 3; turn++) {
      await expect(made.phone.pay('000000')).rejects.toMatchObject({ code: 'PHONE_PIN_WRONG' });
    }
    expect(screen()).toMatchObject({ status: 'ended', outcome: 'refused' });
    expect(bodiesOf('/sim/wallets/wechat/answer')).toEqual([{ outTradeNo: 'O1', answer: 'refuse' }]);
  });

  it('the right password pays', async () => {
    await made.phone.set({ manner: 'password', pin: '654321' });
    await made.phone.show('wechat');
    used('paying');
    await until(made.clock, () => expect(screen().status).toBe('asked'));
    channel.answers.set('/sim/wallets/wechat/answer', { body: { status: 'paid' } });
    await made.phone.pay('654321');
    expect(screen()).toMatchObject({ status: 'ended', outcome: 'paid' });
    expect(bodiesOf('/sim/wallets/wechat/answer')).toEqual([{ outTradeNo: 'O1', answer: 'pay' }]);
  });

  it('a till that gives up while the password is asked ends it', async () => {
    await made.phone.set({ manner: 'password' });
    await made.phone.show('wechat');
    used('paying');
    await until(made.clock, () => expect(screen().status).toBe('asked'));
    used('reversed');
    await until(made.clock, () => expect(screen()).toMatchObject({ status: 'ended', outcome: 'given_up' }));
  });

  it('one who ignores it lets the till wait until it gives up', async () => {
    await made.phone.set({ manner: 'ignores' });
    await made.phone.show('wechat');
    const code = shownCode();
    used('paying');
    await until(made.clock, () => expect(screen()).toMatchObject({ status: 'code', used: true, code }));
    await made.clock.advance(120_000);
    expect(shownCode()).toBe(code);
  });
});

describe('scanning the till’s code', () => {
  it('shows the order, pays it, and knows what it costs', async () => {
    ordersWait();
    await made.phone.scan('weixin://o2');
    expect(screen()).toMatchObject({ status: 'order', amountMinor: '1200', description: 'tea' });
    channel.answers.set('/sim/wallets/wechat/scan', { body: { status: 'paid' } });
    await made.phone.pay(undefined);
    expect(screen()).toMatchObject({ status: 'ended', outcome: 'paid' });
    expect(made.phone.snapshot().balances).toMatchObject({ wechat: '48800' });
  });

  it('tells the channel nothing when the customer refuses or looks at it only', async () => {
    ordersWait();
    await made.phone.scan('weixin://o2');
    await made.phone.refuse();
    expect(screen()).toMatchObject({ status: 'ended', outcome: 'refused' });
    expect(bodiesOf('/sim/wallets/wechat/scan')).toEqual([]);
  });

  it('needs the password of one who is asked for it, and enough money', async () => {
    ordersWait();
    await made.phone.set({ manner: 'password', wallet: 'wechat', balanceMinor: 1199n });
    await made.phone.scan('weixin://o2');
    await expect(made.phone.pay(undefined)).rejects.toMatchObject({ code: 'PHONE_PIN_WRONG' });
    await expect(made.phone.pay('123456')).rejects.toMatchObject({ code: 'PHONE_BALANCE_SHORT' });
    expect(screen().status).toBe('order');
  });

  it('knows no code that nobody waits for', async () => {
    ordersWait();
    await expect(made.phone.scan('weixin://other')).rejects.toMatchObject({ code: 'PHONE_QR_UNKNOWN' });
    expect(screen().status).toBe('off');
  });
});

describe('a channel that is not there', () => {
  it('is told to whoever asks, and to the screen while a code is shown', async () => {
    await made.phone.show('wechat');
    await channel.close();
    await expect(made.phone.show('wechat')).rejects.toMatchObject({ code: 'PHONE_CHANNEL_GONE' });
    await until(made.clock, () => expect(made.phone.snapshot().trouble).toContain(channel.url));
    channel = await startFakeChannel();
  });

  it('or is another program, or refuses, says so', async () => {
    channel.answers.set('/sim/wallets/wechat/payment-codes', { body: { code: '99' } });
    await expect(made.phone.show('wechat')).rejects.toMatchObject({ code: 'PHONE_CHANNEL_GONE' });
    channel.answers.set('/sim/wallets/wechat/payment-codes', { status: 400, body: { code: 'X', message: 'no' } });
    await expect(made.phone.show('wechat')).rejects.toMatchObject({ code: 'PHONE_CHANNEL_REFUSED' });
    channel.answers.set('/phone/state', { body: { currency: 'CNY', waiting: 'x'.repeat(3_000_000) } });
    await expect(made.phone.ordersInSight()).rejects.toThrow(/longer than/);
  });
});

describe('every screen and every hand', () => {
  const reach: Record<string, () => Promise<void>> = {
    off: async () => {},
    code: () => made.phone.show('wechat'),
    asked: async () => {
      await made.phone.set({ manner: 'password' });
      await made.phone.show('wechat');
      used('paying');
      await until(made.clock, () => expect(screen().status).toBe('asked'));
    },
    order: () => made.phone.scan('weixin://o2'),
    ended: async () => {
      await made.phone.scan('weixin://o2');
      await made.phone.refuse();
    },
  };
  const hands: Record<string, (phone: Phone) => Promise<unknown>> = {
    show: (phone) => phone.show('unionpay'),
    hide: (phone) => phone.hide(),
    scan: (phone) => phone.scan('weixin://o2'),
    pay: (phone) => phone.pay('123456'),
    refuse: (phone) => phone.refuse(),
    code: (phone) => phone.codeInSight('wechat'),
  };
  const ends: Record<string, Record<string, string>> = {
    off: { show: 'code', hide: 'off', scan: 'order', pay: 'PHONE_NOT_ASKED', refuse: 'PHONE_NOT_ASKED', code: 'code' },
    code: { show: 'code', hide: 'off', scan: 'order', pay: 'PHONE_NOT_ASKED', refuse: 'PHONE_NOT_ASKED', code: 'code' },
    asked: { show: 'code', hide: 'off', scan: 'order', pay: 'ended', refuse: 'ended', code: 'code' },
    order: { show: 'code', hide: 'off', scan: 'order', pay: 'ended', refuse: 'ended', code: 'code' },
    ended: {
      show: 'code',
      hide: 'off',
      scan: 'order',
      pay: 'PHONE_NOT_ASKED',
      refuse: 'PHONE_NOT_ASKED',
      code: 'code',
    },
  };
  const cases = Object.entries(ends).flatMap(([from, row]) =>
    Object.entries(row).map(([hand, end]) => ({ from, hand, end })),
  );

  it.each(cases)('$from, $hand: $end', async ({ from, hand, end }) => {
    ordersWait();
    channel.answers.set('/sim/wallets/wechat/scan', { body: { status: 'paid' } });
    channel.answers.set('/sim/wallets/wechat/answer', { body: { status: 'paid' } });
    await reach[from]?.();
    expect(screen().status).toBe(from);
    const came = await hands[hand]?.(made.phone).then(
      () => screen().status,
      (error: { code: string }) => error.code,
    );
    expect(came).toBe(end);
  });

  it('every event has a screen to come from', () => {
    const events = Object.keys(phoneTransitions) as PhoneEvent[];
    expect(events.filter((event) => (phoneTransitions[event] as readonly string[]).length === 0)).toEqual([]);
    expect(new Set(Object.keys(ends))).toEqual(new Set(events.flatMap((event) => [...phoneTransitions[event]])));
  });
});

describe('the picture of a code', () => {
  /** Eleven modules a symbol: start, symbols, check; the stop has thirteen. */
  const modules = (widths: number[]) => widths.reduce((sum, width) => sum + width, 0);

  it('is bars of two digits to a symbol, an odd last digit on its own', () => {
    expect(modules(code128Widths('134567890123456789'))).toBe(11 * (1 + 9 + 1) + 13);
    expect(modules(code128Widths('6212345678901234567'))).toBe(11 * (1 + 9 + 2 + 1) + 13);
    // ISO/IEC 15417: start C, 12, check (105 + 12) mod 103 = 14, stop.
    expect(code128Widths('12').join('')).toBe(`211232${'112232'}${'122231'}2331112`);
    expect(() => code128Widths('12a')).toThrow(RangeError);
  });

  it('and a QR code', () => {
    const rows = qrRows('134567890123456789');
    expect(rows).toHaveLength(21);
    expect(rows[0]).toMatch(/^1111111.{7}1111111$/);
  });
});
