import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openScreenBench, type Screen, type ScreenBench } from './open-screen.ts';
import { auditScript, type Finding } from './page-audit.ts';
import { scene } from './scenes.ts';

let bench: ScreenBench;
let screen: Screen;
beforeAll(async () => {
  bench = await openScreenBench();
});
afterAll(async () => {
  await bench.close();
});
beforeEach(async () => {
  bench.host.forget();
  screen = await bench.open();
});
afterEach(async () => {
  expect(screen.complaints).toEqual([]);
  await screen.close();
});

const sent = () => bench.host.commands;
const audit = () => screen.page.evaluate<Finding[]>(auditScript);

describe('the menu', () => {
  test('leads by keys alone to shift, journal, queue, drawer, training and the way out', async () => {
    await screen.show(scene('sale', 'zh'));
    await screen.keys('F12');
    expect(await bench.host.waitFor('counter_open')).toMatchObject({ place: 'shift' });
    bench.host.forget();
    await screen.keys('F11', '5');
    expect(await bench.host.waitFor('counter_open')).toMatchObject({ place: 'day' });
    bench.host.forget();
    await screen.keys('F11', '6');
    expect(await bench.host.waitFor('counter_open')).toMatchObject({ place: 'queue' });
    await screen.keys('F10', '2');
    expect(await bench.host.waitFor('drawer_open')).toMatchObject({ reason: '给顾客换钱' });
    await screen.keys('F11', '7');
    await screen.page.getByRole('heading', { name: '开始练习？' }).waitFor();
    await screen.keys('Enter');
    await bench.host.waitFor('training_begin');
    await screen.show(scene('sale_empty', 'zh'));
    await screen.keys('F11', '8');
    await screen.page.getByRole('heading', { name: '退出之前' }).waitFor();
    await screen.keys('Enter');
    await bench.host.waitFor('sign_out');
  });

  test('is left by Escape, and nothing was done', async () => {
    await screen.show(scene('sale', 'en'));
    for (const keys of [['F11'], ['F10'], ['F11', '7'], ['F11', '8'], ['F11', '0']]) {
      await screen.keys(...keys);
      await screen.page.locator('dialog[open]').waitFor();
      expect(await audit()).toEqual([]);
      await screen.keys('Escape');
      await screen.page.locator('dialog[open]').waitFor({ state: 'detached' });
    }
    expect(sent()).toEqual([]);
  });

  test('takes a typed reason for the drawer, whose digits choose nothing', async () => {
    await screen.show(scene('sale', 'zh'));
    await screen.keys('F10');
    await screen.page.getByRole('textbox', { name: '其他原因' }).click();
    await screen.keys('1', ' ', 'a', 'Enter');
    expect(await bench.host.waitFor('drawer_open')).toMatchObject({ reason: '1 a' });
  });

  test('signs nobody out over a cart, and holds it from there', async () => {
    await screen.show(scene('sale_leaving', 'zh'));
    await screen.keys('/', '8', 'Enter');
    const dialog = screen.page.locator('dialog[open]');
    expect(await dialog.textContent()).toMatch(
      /购物车里还有[\s\S]*1 笔放弃的付款[\s\S]*班次还开着[\s\S]*2 张小票没打出来/,
    );
    expect(await dialog.getByRole('button', { name: /^退出登录/ }).isDisabled()).toBe(true);
    expect(await screen.page.evaluate<Finding[]>(auditScript)).toEqual([]);
    await screen.keys('1');
    await bench.host.waitFor('hold_sale');
    expect(sent()).toEqual([{ type: 'hold_sale' }]);
  });

  test('closes the till over what is kept, and opens it again', async () => {
    const till = await bench.open();
    await till.show(scene('sale_leaving', 'zh'));
    await till.keys('/', '0', 'Enter');
    await bench.host.waitFor('close_till');
    await till.page.getByText('收银机已关闭').waitFor();
    await till.page.getByRole('button', { name: '重新打开' }).click();
    await till.page.locator('[data-view="sale"]').waitFor();
    await till.close();
  });

  test('holds the window of a browser while something is open, and no longer', async () => {
    const held = () =>
      screen.page.evaluate<boolean>('!window.dispatchEvent(new Event("beforeunload", { cancelable: true }))');
    await screen.show(scene('sale_leaving', 'zh'));
    expect(await held()).toBe(true);
    const { counter, ...calm } = scene('sign_in', 'zh');
    await screen.show({ ...calm, devices: [], counter: { ...counter, running: null } });
    expect(await held()).toBe(false);
  });

  test('names what stays open before somebody signs out', async () => {
    await screen.show(scene('sale_offline', 'zh'));
    await screen.page.getByRole('button', { name: '退出' }).click();
    const text = await screen.page.locator('dialog[open]').textContent();
    expect(text).toMatch(/王小燕 的班次还开着[\s\S]*14 笔待上传/);
    await screen.keys('Escape');
    expect(sent()).toEqual([]);
  });
});

test('every view beside the sale is left by Escape', async () => {
  const names = ['shift_asking', 'shift_none', 'shift_open', 'shift_counting', 'shift_naming', 'shift_closed'] as const;
  const more = [
    'shift_earlier',
    'cards',
    'cards_due',
    'cards_none',
    'day',
    'day_sale',
    'day_payment',
    'queue',
  ] as const;
  for (const name of [...names, ...more]) {
    bench.host.forget();
    await screen.show(scene(name, 'zh'));
    await screen.keys('Escape');
    await bench.host.waitFor('counter_leave');
    expect(sent(), name).toEqual([{ type: 'counter_leave' }]);
  }
});

describe('the shift', () => {
  test('opens with typed digits, or with what is counted', async () => {
    await screen.show(scene('shift_none', 'zh'));
    await screen.keys('3', '0', '0', 'F12');
    expect(await bench.host.waitFor('shift_open')).toEqual({ type: 'shift_open', floatMinor: '30000' });
    bench.host.forget();
    await screen.page.getByRole('button', { name: '按面额清点' }).click();
    await screen.keys('2', 'Enter', '1', '2', 'F12');
    expect(await bench.host.waitFor('shift_open')).toEqual({ type: 'shift_open' });
    expect(sent().filter(({ type }) => type === 'shift_count')).toEqual([
      { type: 'shift_count', denominationMinor: '10000', count: 2 },
      { type: 'shift_count', denominationMinor: '5000', count: 1 },
      { type: 'shift_count', denominationMinor: '5000', count: 12 },
    ]);
  });

  test('moves cash with a reason by arrows and a note', async () => {
    await screen.show(scene('shift_open', 'zh'));
    await screen.keys('2', '6', '0', '.', '5', 'ArrowDown');
    await screen.page.getByRole('textbox', { name: '备注' }).fill('水费');
    await screen.keys('Enter');
    expect(await bench.host.waitFor('shift_move_cash')).toEqual({
      type: 'shift_move_cash',
      direction: 'out',
      reason: 'petty_cash',
      note: '水费',
      amountMinor: '6050',
    });
  });

  test('is handed over by number and PIN, whose digits are not shown', async () => {
    await screen.show(scene('shift_open', 'zh'));
    await screen.keys('3', '1', '0', '0', '2', 'Enter', '4', '5', '6', '7');
    expect(await screen.page.locator('dialog[open]').textContent()).not.toContain('4567');
    expect(await audit()).toEqual([]);
    await screen.keys('Enter');
    expect(await bench.host.waitFor('shift_hand_over')).toMatchObject({ number: '1002', pin: '4567' });
  });

  test('is closed only with a deliberate key, and says nothing of what is expected before', async () => {
    await screen.show(scene('shift_counting', 'zh'));
    expect(await screen.page.locator('body').textContent()).not.toMatch(/应有|差额 ?¥/);
    await screen.keys('F12', '1', 'Escape');
    expect(sent()).toEqual([]);
    await screen.keys('F12', 'Enter');
    await bench.host.waitFor('shift_close');
    await screen.show(scene('shift_closed', 'zh'));
    expect(await screen.page.locator('body').textContent()).toMatch(/短款[\s\S]*5\.00[\s\S]*2,495\.50/);
  });

  test('names what is not settled by the end of its key, its amount and since when', async () => {
    await screen.show(scene('shift_naming', 'en'));
    const text = await screen.page.locator('.counter-list').textContent();
    expect(text).toMatch(/Payment without a result[\s\S]*ends 9a4f2b6c01d2[\s\S]*since 03-14[\s\S]*52\.90/);
    await screen.keys('Enter');
    expect(sent()).toEqual([]);
    await screen.keys('F12');
    await bench.host.waitFor('shift_close_over');
  });
});

describe('the card terminal', () => {
  test('is reached from every view of the shift, by keys and by hand', async () => {
    await screen.show(scene('shift_open', 'zh'));
    await screen.keys('7');
    await bench.host.waitFor('cards_show');
    bench.host.forget();
    await screen.show(scene('shift_closed', 'en'));
    await screen.keys('2');
    await bench.host.waitFor('cards_show');
    bench.host.forget();
    await screen.show(scene('shift_none', 'zh'));
    await screen.page.getByRole('button', { name: '刷卡批结算' }).click();
    await bench.host.waitFor('cards_show');
  });

  test('names what differs in words, prints the settlement that is chosen, and settles', async () => {
    await screen.show(scene('cards', 'en'));
    expect(await audit()).toEqual([]);
    const text = await screen.page.locator('.cards-settled').textContent();
    expect(text).toMatch(/batch 7[\s\S]*the acquirer counts otherwise[\s\S]*52\.90 · not at the acquirer/);
    expect(text).toMatch(/refund · ¥ 2\.50 · not in this till/);
    expect(text).toMatch(/10\.00 here, ¥ 1\.00 there/);
    await screen.keys('ArrowDown', '1');
    expect(await bench.host.waitFor('cards_print')).toMatchObject({
      settlementId: '01890000-0000-7000-8000-0000000000c1',
    });
    await screen.keys('F12');
    await bench.host.waitFor('cards_settle');
    await screen.page.getByRole('button', { name: 'Refresh' }).click();
    await bench.host.waitFor('cards_show');
  });

  test('says what a settlement waits for, and prints none that has no end', async () => {
    await screen.show(scene('cards_due', 'zh'));
    expect(await audit()).toEqual([]);
    expect(await screen.page.locator('.cards-settled').textContent()).toContain('连接恢复后自动结算');
    await screen.keys('1');
    expect(sent()).toEqual([]);
    await screen.page.getByRole('button', { name: '再试一次' }).click();
    await bench.host.waitFor('cards_settle');
  });
});

describe('a call that waits', () => {
  test('asks a second person for number and PIN, and a wrong PIN is typed again', async () => {
    bench.host.onCommand((command) =>
      command.type === 'counter_prove' && command.pin === '11'
        ? { ok: false, error: { code: 'SIGN_IN_WRONG', params: {} } }
        : undefined,
    );
    await screen.show(scene('shift_approval', 'zh'));
    await screen.keys('9', 'Enter', '1', '1', 'Enter');
    await screen.page.getByText('SIGN_IN_WRONG').first().waitFor();
    await screen.keys('2', '2', 'Enter');
    await expect.poll(() => sent().at(-1)).toEqual({ type: 'counter_prove', number: '9', pin: '22' });
    await screen.keys('Escape');
    await bench.host.waitFor('counter_give_up');
  });

  test('says on every view that it is kept, and is sent again or let go', async () => {
    await screen.show(scene('drawer_kept', 'zh'));
    await screen.page.getByRole('button', { name: '再试' }).click();
    await bench.host.waitFor('counter_send_again');
    await screen.page.getByRole('button', { name: '放弃', exact: true }).click();
    await bench.host.waitFor('counter_give_up');
  });
});

describe('the journal of the day', () => {
  test('is searched by a hand, opened by Enter, and takes a scan', async () => {
    await screen.show(scene('day', 'zh'));
    await screen.keys('ArrowDown', 'Enter');
    expect(await bench.host.waitFor('day_show_sale')).toMatchObject({ receiptNo: 'S1-T2-20260102-0040' });
    await screen.keys('4', '2', 'Enter');
    expect(await bench.host.waitFor('day_search')).toMatchObject({ text: '42', ownOnly: true, allDates: false });
    await screen.wedge('4200001234202601021234567890');
    expect(await bench.host.waitFor('scan')).toMatchObject({ code: '4200001234202601021234567890' });
  });

  test('prints a copy, begins a return, and finds a payment by its typed number', async () => {
    await screen.show(scene('day_sale', 'zh'));
    await screen.keys('1', 'F8');
    await bench.host.waitFor('day_return');
    expect(sent().map(({ type }) => type)).toEqual(['day_reprint', 'day_return']);
    await screen.show(scene('day', 'zh'));
    await screen.keys('F3', '4', '2', 'Enter');
    expect(await bench.host.waitFor('day_find_payment')).toMatchObject({ number: '42' });
  });
});

test('a dead row is written off by two persons, with a reason', async () => {
  await screen.show(scene('queue', 'zh'));
  await screen.page.getByRole('button', { name: '核销' }).click();
  await screen.page.getByRole('textbox', { name: '为什么？' }).fill('未成交');
  await screen.keys('Enter');
  await screen.page.getByText('第一位').waitFor();
  await screen.keys('9', 'Enter', '9', '9', 'Enter');
  await screen.page.getByText('第二位').waitFor();
  await screen.keys('8', 'Enter', '8', '8', 'Enter');
  expect(await bench.host.waitFor('queue_write_off')).toMatchObject({
    row: { kind: 'pay', key: 'x-9a4f2b6c01d2' },
    reason: '未成交',
    first: { number: '9', pin: '99' },
    second: { number: '8', pin: '88' },
  });
});

test('the facts of a refused entry are put right, and it is written again with a reason', async () => {
  await screen.show(scene('queue', 'zh'));
  await screen.page.getByRole('button', { name: '重写一条' }).click();
  expect(await bench.host.waitFor('queue_show')).toMatchObject({ row: { kind: 'journal', key: 'till-1 0997' } });
  await screen.show(scene('queue_row', 'zh'));
  await screen.page.getByRole('button', { name: 'succeeded' }).click();
  await screen.page.getByRole('textbox', { name: '服务器版次' }).fill('3');
  expect(await screen.page.getByRole('textbox', { name: '金额（分）' }).count()).toBe(0);
  await screen.keys('Enter');
  await screen.page.getByRole('textbox', { name: '为什么？' }).fill('更正');
  await screen.keys('Enter');
  expect(await bench.host.waitFor('queue_correct')).toEqual({
    type: 'queue_correct',
    reason: '更正',
    changes: [
      { path: '/serverVersion', value: '3' },
      { path: '/status', value: 'succeeded' },
      { path: '/colour', value: null },
    ],
  });
});

test('in training every view and the customer’s display say so', async () => {
  for (const name of ['training_sale', 'training_tender'] as const) {
    await screen.show(scene(name, 'en'));
    await screen.page.getByText('TRAINING').first().waitFor();
  }
  const customer = await bench.open({ path: '/customer' });
  await customer.show(scene('training_sale', 'zh'));
  await customer.page.getByText('练习 · 不记账').waitFor();
  expect(await customer.page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await customer.close();
});
