/** What hands and scanners do around a payment, and what the till hears of it. */
import { expect, test } from 'vitest';
import { openHands } from './hands.fixture.ts';
import { scene, sceneNowMs } from './scenes.ts';

const { bench, screen } = await openHands();

const heard = () => bench.host.commands.map(({ type }) => type);

test('an amount by keys alone; a long code and its Enter begin no payment', async () => {
  await screen.show(scene('quick_last', 'zh'));
  await screen.page.getByText('47.10').first().waitFor();
  await screen.keys('1', '2', '.', '5', 'Enter');
  expect(await bench.host.waitFor('pay_amount')).toEqual({ type: 'pay_amount', amountMinor: '1250' });
  bench.host.forget();
  await screen.wedge('6901234500001');
  expect(await bench.host.waitFor('scan')).toMatchObject({ code: '6901234500001' });
  await screen.keys(...'69012345', 'Enter');
  expect(heard()).toEqual(['scan']);
});

test('an amount whose payment was left is paid by Enter, and articles make it an order', async () => {
  await screen.show(scene('quick_left', 'zh'));
  await screen.keys('Enter');
  expect(await bench.host.waitFor('begin_tender')).toEqual({ type: 'begin_tender' });
  await screen.show(scene('quick_articles', 'zh'));
  await screen.page.locator('.search-field').waitFor();
  expect(await screen.page.locator('.quick-figure').count()).toBe(0);
});

test('a tip is a part of the price, or what is typed', async () => {
  await screen.show(scene('tender_tips', 'zh'));
  await screen.keys('+', 'F7');
  expect(await bench.host.waitFor('set_tip')).toEqual({ type: 'set_tip', amountMinor: '529' });
  bench.host.forget();
  await screen.keys('+', '3', '.', '5', 'Enter');
  expect(await bench.host.waitFor('set_tip')).toEqual({ type: 'set_tip', amountMinor: '350' });
  bench.host.forget();
  // More than the price is no tip.
  await screen.keys('+', ...'9999', 'Enter');
  expect(heard()).toEqual([]);
  await screen.show(scene('starting', 'zh'));
  await screen.show(scene('tender', 'zh'));
  await screen.keys('+');
  expect(await screen.page.locator('.tips').count()).toBe(0);
});

test('the balance is the fifth tile: its code is typed there', async () => {
  await screen.show(scene('tender', 'zh'));
  bench.host.forget();
  await screen.keys('5', ...'79123456789012345678', 'Enter');
  expect(await bench.host.waitFor('scan')).toEqual({ type: 'scan', code: '79123456789012345678', source: 'typed' });
  bench.host.forget();
  await screen.keys('5', '7', '9', 'Escape');
  await screen.page.locator('.ways').waitFor();
  expect(heard()).toEqual([]);
  await screen.show(scene('tender_offline', 'zh'));
  expect(await screen.page.locator('.way').nth(4).textContent()).toContain('离线不可用');
});

test('the number of the customer’s phone is asked for by one key, typed or scanned', async () => {
  for (const name of ['payment_checking', 'result_unknown'] as const) {
    await screen.show(scene(name, 'zh'));
    bench.host.forget();
    await screen.keys('F2', ...'4200001234', 'Enter');
    expect(await bench.host.waitFor('find_payment')).toEqual({ type: 'find_payment', number: '4200001234' });
    await screen.wedge('4200001234202603141234567890');
    expect(await bench.host.waitFor('scan')).toMatchObject({ code: '4200001234202603141234567890' });
    expect(heard()).toEqual(['find_payment', 'scan']);
  }
  await screen.keys('F9');
  await bench.host.waitFor('ask_now');
});

test.each([
  ['result_qr_closed', 'try_again'],
  ['refund_in_cash', 'refund_in_cash'],
] as const)('%s offers %s by a key that no scanner has', async (name, type) => {
  await screen.show(scene(name, 'zh'));
  await screen.wedge('6901234500001');
  await bench.host.waitFor('scan');
  await screen.keys('9', ' ', 'F8', 'F2');
  expect(heard()).toEqual(['scan']);
  await screen.keys('F9');
  await bench.host.waitFor(type);
});

test('a refund above the limit is allowed by a PIN, and left by Escape', async () => {
  await screen.show(scene('refund_over_limit', 'en'));
  await screen.page.getByText('You may give back ¥ 120.00 more today').waitFor();
  await screen.keys('ArrowDown', '1', '2', '3', '4', 'Enter');
  expect(await bench.host.waitFor('approve')).toMatchObject({ type: 'approve', pin: '1234' });
  await screen.keys('Escape');
  await bench.host.waitFor('leave_approval');
});

test('a code whose time is over is shown to nobody any more', async () => {
  const customer = await bench.open({ path: '/customer' });
  const shown = scene('payment_qr', 'zh');
  for (const page of [screen, customer]) await page.show(shown);
  await customer.page.getByRole('img', { name: '付款二维码' }).waitFor();
  const over = { ...shown, nowMs: sceneNowMs + 116_000 };
  await screen.show(over);
  await screen.page.getByText('二维码已过期，正在关闭').waitFor();
  await customer.page.getByText('二维码已过期，请等新的').waitFor();
  for (const { page } of [screen, customer])
    expect(await page.getByRole('img', { name: '付款二维码' }).count()).toBe(0);
  await customer.close();
});

test('the slip of a card is printed again from its result, from what ended last and from the journal', async () => {
  await screen.show(scene('result_card', 'zh'));
  await screen.keys('F2');
  expect(await bench.host.waitFor('slip_reprint')).toEqual({ type: 'slip_reprint', key: 'x-9a4f2b6c01d2' });
  expect(heard()).toEqual(['slip_reprint']);
  bench.host.forget();
  await screen.show(scene('quick_last', 'en'));
  await screen.page.getByRole('button', { name: 'Card slip again' }).click();
  expect(await bench.host.waitFor('slip_reprint')).toEqual({ type: 'slip_reprint', key: 'x-9a4f2b6c01d2' });
  bench.host.forget();
  await screen.show(scene('day_sale', 'zh'));
  await screen.keys('2');
  expect(await bench.host.waitFor('slip_reprint')).toEqual({ type: 'slip_reprint' });
});
