/** What a cashier's hands and a scanner do, and what the till hears of it. */
import { expect, test } from 'vitest';
import { openHands } from './hands.fixture.ts';
import { articles, cart, scene } from './scenes.ts';

const { bench, screen } = await openHands();

const sent = (type: string) => bench.host.commands.filter((command) => command.type === type);

test('a sale by keyboard alone, from sign-in to cash with change', async () => {
  const { host } = bench;
  await screen.show(scene('sign_in', 'zh'));
  await screen.keys('1', '0', '0', '1', '1', '2', '3', '4', 'Enter');
  expect(await host.waitFor('sign_in')).toEqual({ type: 'sign_in', number: '1001', pin: '1234' });

  await screen.show(scene('sale_empty', 'zh'));
  await screen.keys('3', '*');
  expect(await host.waitFor('set_next_quantity')).toMatchObject({ quantity: 3 });
  await screen.keys(...'6901234500001', 'Enter');
  expect(await host.waitFor('scan')).toEqual({ type: 'scan', code: '6901234500001', source: 'typed' });

  await screen.show(scene('sale', 'zh'));
  await screen.keys('+');
  expect(await host.waitFor('change_quantity')).toEqual({ type: 'change_quantity', lineNo: 11, quantity: 4 });
  await screen.keys('ArrowUp');
  expect(await host.waitFor('select_line')).toMatchObject({ lineNo: 8 });
  await screen.keys('Delete');
  expect(await host.waitFor('remove_line')).toMatchObject({ lineNo: 11 });
  await screen.keys('Enter');
  await host.waitFor('begin_tender');

  await screen.show(scene('tender', 'zh'));
  await screen.keys('4', '1', '0', '0');
  await screen.page.getByText('47.10').waitFor();
  await screen.keys('Enter');
  expect(await host.waitFor('pay_cash')).toEqual({ type: 'pay_cash', tenderedMinor: '10000', amountMinor: '5290' });

  await screen.show(scene('result_change', 'zh'));
  await screen.keys('Escape');
  await host.waitFor('acknowledge_result');
});

test('a wedge scan is one scan: no tile opens, no Enter is pressed', async () => {
  for (const [name, code] of [
    ['sale', '6901234500001'],
    ['tender', '289912345678901234'],
    ['sign_in', 'OP-1001-77'],
    ['return_lookup', 'S1-T2-000041'],
  ] as const) {
    bench.host.forget();
    await screen.show(scene(name, 'zh'));
    await screen.wedge(code);
    expect(await bench.host.waitFor('scan')).toEqual({ type: 'scan', code, source: 'wedge' });
    expect(bench.host.commands).toHaveLength(1);
  }
});

test('a scan while the search field has the focus leaves the field empty', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.keys('F2');
  await screen.page.locator('input:focus').waitFor();
  await screen.wedge('6901234500002', 'Tab');
  expect(await bench.host.waitFor('scan')).toMatchObject({ code: '6901234500002', source: 'wedge' });
  expect(await screen.page.locator('input').inputValue()).toBe('');
});

test.each(['result_declined', 'result_unknown', 'result_refused_offline', 'result_refund_failed'] as const)(
  'no scan and no stray key leaves %s; Enter does, once',
  async (name) => {
    await screen.show(scene(name, 'zh'));
    // Also where the button has the focus, and for a scanner that is slower than the rule.
    await screen.keys('Tab');
    await screen.page.locator('.result-go').focus();
    await screen.wedge('6901234500001');
    await bench.host.waitFor('scan');
    await screen.keys('5', '7', ' ', 'Enter', 'Escape', 'F8', ' ');
    expect(sent('acknowledge_result')).toEqual([]);
    // A pause after the last character makes an Enter deliberate.
    await screen.page.waitForFunction('new Promise((resolve) => setTimeout(() => resolve(true), 550))');
    await screen.keys('Enter');
    await bench.host.waitFor('acknowledge_result');
    expect(sent('acknowledge_result')).toHaveLength(1);
  },
);

test('a paid result leaves with any key; while the sale is written down no key counts', async () => {
  await screen.show(scene('result_completing', 'zh'));
  await screen.keys('Enter', 'Escape', '5');
  await screen.show(scene('result_paid', 'zh'));
  expect(sent('acknowledge_result')).toEqual([]);
  await screen.keys('7');
  await bench.host.waitFor('acknowledge_result');
});

test('search by words, choose by arrows, add by Enter', async () => {
  await screen.show(scene('sale_empty', 'en'));
  bench.host.onCommand((command) =>
    command.type === 'search' ? { ok: true, articles: articles.slice(2, 5) } : undefined,
  );
  await screen.keys('c', 'o', 'l');
  await screen.page.locator('.article-on').waitFor();
  await screen.keys('ArrowDown', 'Enter');
  expect(await bench.host.waitFor('add_article')).toMatchObject({ articleId: articles[3]?.articleId });
});

test('an Enter that ends digits never begins the payment', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.keys(...'690123', 'Enter');
  await bench.host.waitFor('scan');
  expect(sent('begin_tender')).toEqual([]);
});

test('QR with a chosen wallet, a part of the sum, and the card, by number', async () => {
  await screen.show(scene('tender', 'zh'));
  await screen.keys('2', '2');
  expect(await bench.host.waitFor('choose_tender')).toMatchObject({ tender: 'qr', channel: 'alipay' });
  bench.host.forget();
  await screen.keys('Escape', '2', '3');
  expect(await bench.host.waitFor('choose_tender')).toMatchObject({ tender: 'qr', channel: 'unionpay' });
  bench.host.forget();
  await screen.keys('Escape', '0', '1', '0', 'Enter');
  expect(await bench.host.waitFor('choose_tender')).toMatchObject({ tender: 'payment_code', amountMinor: '1000' });
  bench.host.forget();
  await screen.show(scene('tender_armed_part', 'zh'));
  await screen.keys('3');
  expect(await bench.host.waitFor('choose_tender')).toMatchObject({ tender: 'card', amountMinor: '1000' });
  expect(sent('leave_tender')).toEqual([]);
});

test('“the customer’s phone says paid” asks at once, Escape cancels where that is safe', async () => {
  await screen.show(scene('payment_waiting', 'zh'));
  await screen.keys('Enter');
  await bench.host.waitFor('ask_now');
  await screen.keys('Escape');
  await bench.host.waitFor('cancel_payment');
  bench.host.forget();
  await screen.show(scene('payment_cancelling', 'zh'));
  await screen.keys('Escape', 'Enter');
  await screen.show(scene('payment_cancelling', 'en'));
  expect(bench.host.commands).toEqual([]);
});

test('by touch alone: article, quantity, payment, exact cash', async () => {
  await screen.show(scene('sale', 'zh'));
  const { page } = screen;
  await page.getByRole('button', { name: /可口可乐/ }).click();
  expect(await bench.host.waitFor('add_article')).toMatchObject({ articleId: 'a3' });
  await page.getByRole('button', { name: '减一 −' }).click();
  expect(await bench.host.waitFor('change_quantity')).toMatchObject({ quantity: 2 });
  await page.getByRole('button', { name: /收款/ }).click();
  await bench.host.waitFor('begin_tender');
  await screen.show(scene('tender', 'zh'));
  await page.getByRole('button', { name: /现金/ }).click();
  await page.getByRole('button', { name: '正好' }).click();
  expect(await bench.host.waitFor('pay_cash')).toMatchObject({ tenderedMinor: '5290', amountMinor: '5290' });
});

test('a tapped button keeps no claim on Enter', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.page.getByRole('button', { name: /可口可乐/ }).click();
  await screen.keys('Enter');
  await bench.host.waitFor('begin_tender');
  expect(sent('add_article')).toHaveLength(1);
});

test('a return: some of a line, all of it, money back', async () => {
  await screen.show(scene('return_lines', 'zh'));
  await screen.keys('+');
  expect(await bench.host.waitFor('choose_return_quantity')).toMatchObject({ originalLineNo: 1, quantity: 1 });
  bench.host.forget();
  await screen.keys('*');
  await expect
    .poll(() => sent('choose_return_quantity'))
    .toMatchObject([
      { originalLineNo: 1, quantity: 2 },
      { originalLineNo: 8, quantity: 2 },
      { originalLineNo: 11, quantity: 2 },
    ]);
  await screen.keys('Enter');
  await bench.host.waitFor('give_back');
});

test('clearing a sale is asked first, and Escape keeps it', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.page.getByRole('button', { name: '菜单' }).click();
  await screen.page.getByRole('button', { name: '清空' }).click();
  await screen.page.getByRole('dialog').waitFor();
  await screen.keys('Escape');
  await screen.page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(sent('abandon_sale')).toEqual([]);
  await screen.page.getByRole('button', { name: '菜单' }).click();
  await screen.page.getByRole('button', { name: '清空' }).click();
  await screen.keys('Enter');
  await bench.host.waitFor('abandon_sale');
});

test('the quantity dialog takes digits, and a scan closes it', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.keys('F3', '1', '2', 'Enter');
  expect(await bench.host.waitFor('change_quantity')).toEqual({ type: 'change_quantity', lineNo: 11, quantity: 12 });
  await screen.keys('F3');
  await screen.page.getByRole('dialog').waitFor();
  await screen.wedge('6901234500001');
  await bench.host.waitFor('scan');
  await screen.page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the language switch asks the till, and the till’s answer turns the words', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.page.getByRole('button', { name: '切换到英文' }).click();
  expect(await bench.host.waitFor('set_language')).toEqual({ type: 'set_language', language: 'en' });
  await screen.show(scene('sale', 'en'));
  expect(await screen.page.locator('.pay').textContent()).toContain('Take payment');
});

test('a refused command says what and what next, with its code', async () => {
  await screen.show(scene('sale', 'en'));
  bench.host.onCommand((command) =>
    command.type === 'begin_tender' ? { ok: false, error: { code: 'TILL_BUSY', params: {} } } : undefined,
  );
  await screen.keys('Enter');
  const notice = screen.page.locator('.notice');
  await notice.waitFor();
  expect(await notice.textContent()).toMatch(/The till is still busy[\s\S]*TILL_BUSY/);
  await screen.keys('Escape');
  await notice.waitFor({ state: 'detached' });
});

test('what the till says can be put away, and comes back when it is said again', async () => {
  const notice = screen.page.locator('.notice');
  await screen.show(scene('sale_notice', 'zh'));
  expect(await notice.textContent()).toContain('不认识这个码：6939999900012');
  await notice.getByRole('button').click();
  await notice.waitFor({ state: 'detached' });
  await screen.show(scene('sale_notice', 'zh'));
  await notice.waitFor();
});

test('a lost till is said at once, and the screen comes back by itself', async () => {
  await screen.show(scene('sale', 'en'));
  bench.host.breakLines();
  await screen.page.getByText('The screen has lost the till').waitFor();
  bench.host.restore();
  await screen.page.locator('[data-link="connected"]').waitFor();
  await screen.show({ ...scene('sale', 'en'), sale: { ...cart, totalMinor: '100' } });
  expect(await screen.page.locator('.totals-figure').textContent()).toContain('1.00');
});

test('a card is taken offline by F9 alone: not by Enter, a scan or Space', async () => {
  const { host } = bench;
  await screen.show(scene('result_offline_consent', 'zh'));
  await screen.page.getByText('1,541.00').first().waitFor();
  await screen.keys(...'6901234500001', 'Enter', ' ', '9');
  await screen.keys('F9');
  await host.waitFor('take_offline');
  expect(sent('take_offline')).toHaveLength(1);
  expect(sent('acknowledge_result')).toEqual([]);

  await screen.show(scene('starting', 'zh'));
  host.forget();
  await screen.show(scene('result_offline_consent', 'zh'));
  await screen.keys('Enter');
  await host.waitFor('acknowledge_result');
  expect(sent('take_offline')).toEqual([]);
});

test('only where the agent offers it: a limit has no key', async () => {
  const { host } = bench;
  await screen.show(scene('result_offline_limit', 'zh'));
  await screen.keys('F9', 'Enter');
  await host.waitFor('acknowledge_result');
  expect(sent('take_offline')).toEqual([]);
});

test('an operator with the right goes back online from the banner', async () => {
  const { host } = bench;
  await screen.show(scene('sale_forced_offline', 'zh'));
  await screen.page.getByRole('button', { name: '恢复联机收款' }).click();
  expect(await host.waitFor('set_offline_mode')).toEqual({ type: 'set_offline_mode', mode: 'automatic' });
});
