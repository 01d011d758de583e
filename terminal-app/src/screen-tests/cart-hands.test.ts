/** What hands do to a cart: discounts, prices, holds, approvals; and what the till hears of it. */
import { expect, test } from 'vitest';
import { openHands } from './hands.fixture.ts';
import { auditScript, type Finding } from './page-audit.ts';
import { scene } from './scenes.ts';

const { bench, screen } = await openHands();

const sent = (type: string) => bench.host.commands.filter((command) => command.type === type);
const dialogs = () => screen.page.getByRole('dialog').count();

test('F5 takes percent off the line, or a sum off the whole sale', async () => {
  const { host } = bench;
  await screen.show(scene('sale', 'zh'));
  await screen.keys('F5', '1', '2', '.', '5', 'Enter');
  expect(await host.waitFor('discount_line')).toEqual({ type: 'discount_line', lineNo: 11, basisPoints: 1250 });
  await screen.keys('F5', '/', '-', '3', '.', '5', 'Enter');
  expect(await host.waitFor('discount_cart')).toEqual({ type: 'discount_cart', amountMinor: '350' });
});

test('more than it costs is not taken off, and what was taken off is put back', async () => {
  await screen.show(scene('cart_worked', 'zh'));
  await screen.keys('F5', '-', '9', '9', 'Enter');
  await screen.page.getByText('比价格还高').waitFor();
  expect(sent('discount_line')).toEqual([]);
  await screen.keys('Escape');
  expect(await dialogs()).toBe(0);
  await screen.page.locator('[data-line-no="1"] .cart-line-text').click();
  await screen.show({ ...scene('cart_worked', 'zh'), sale: { ...scene('cart_worked', 'zh').sale, selectedLineNo: 1 } });
  await screen.keys('F5');
  await screen.page.getByRole('button', { name: '取消优惠' }).click();
  expect(await bench.host.waitFor('discount_line')).toEqual({ type: 'discount_line', lineNo: 1 });
});

test('F4 sets another price, and the own one again', async () => {
  await screen.show(scene('cart_worked', 'zh'));
  await screen.keys('F4', '3', '.', '5', '0', 'Enter');
  expect(await bench.host.waitFor('change_price')).toEqual({ type: 'change_price', lineNo: 2, priceMinor: '350' });
  bench.host.forget();
  await screen.keys('F4');
  await screen.page.getByRole('button', { name: '恢复原价 ¥ 4.50' }).click();
  expect(await bench.host.waitFor('change_price')).toEqual({ type: 'change_price', lineNo: 2 });
});

test('F6 holds, F7 recalls the chosen cart, Del discards it at the second time', async () => {
  const { host } = bench;
  const { heldCarts } = scene('cart_held', 'zh');
  await screen.show(scene('cart_held', 'zh'));
  await screen.keys('F6');
  await host.waitFor('hold_sale');
  await screen.keys('F7', 'ArrowDown', 'Enter');
  expect(await host.waitFor('recall_held')).toEqual({ type: 'recall_held', saleId: heldCarts[1]?.saleId });
  await screen.keys('F7', 'Delete');
  await screen.page.getByText('确定删除').waitFor();
  expect(sent('discard_held')).toEqual([]);
  await screen.keys('Delete');
  expect(await host.waitFor('discard_held')).toEqual({ type: 'discard_held', saleId: heldCarts[0]?.saleId });
});

test('F9 names the customer and keeps a note', async () => {
  await screen.show(scene('sale', 'zh'));
  await screen.keys('F9');
  await screen.page.getByRole('textbox', { name: '会员号' }).fill('10086001');
  await screen.page.getByRole('textbox', { name: '备注' }).fill('下午来取');
  await screen.keys('Enter');
  expect(await bench.host.waitFor('set_customer')).toMatchObject({ memberNo: '10086001', phone: '' });
  expect(await bench.host.waitFor('set_note')).toMatchObject({ text: '下午来取' });
});

test('a code that nobody knew is sold by its price, with the code', async () => {
  await screen.show(scene('sale_notice', 'zh'));
  await screen.page.getByRole('button', { name: '按价卖' }).click();
  await screen.page.getByRole('textbox', { name: '卖的是什么' }).fill('散装糖果');
  await screen.page.locator('.pad-key', { hasText: '3' }).click();
  await screen.keys('Enter');
  expect(await bench.host.waitFor('sell_by_price')).toEqual({
    type: 'sell_by_price',
    name: '散装糖果',
    priceMinor: '300',
    barcode: '6939999900012',
  });
});

test('an approval is a PIN or a card; a wedge’s scan does not close the question, Esc leaves it', async () => {
  const { host } = bench;
  await screen.show(scene('cart_approval', 'zh'));
  await screen.keys('9', '0', '0', '1', '4', '3', '2', '1');
  await screen.page.getByText('陈店长，请输入密码').waitFor();
  await screen.keys('Enter');
  expect(await host.waitFor('approve')).toEqual({ type: 'approve', number: '9001', pin: '4321' });
  await screen.wedge('OPERATOR-CARD-9001');
  expect(await host.waitFor('scan')).toMatchObject({ code: 'OPERATOR-CARD-9001' });
  expect(await dialogs()).toBe(1);
  // Nothing of what is below can be reached meanwhile.
  await screen.keys('F6', 'Delete', '+');
  expect([sent('hold_sale'), sent('remove_line'), sent('change_quantity')]).toEqual([[], [], []]);
  await screen.keys('Escape');
  await host.waitFor('leave_approval');
  await screen.show(scene('sale', 'zh'));
  expect(sent('leave_approval')).toHaveLength(1);
});

test('the age is answered by a deliberate key; no scan answers it', async () => {
  await screen.show(scene('cart_age', 'en'));
  await screen.wedge('6901234500001');
  await bench.host.waitFor('scan');
  expect(sent('answer_age')).toEqual([]);
  await screen.page.waitForFunction('new Promise((resolve) => setTimeout(() => resolve(true), 550))');
  await screen.keys('Enter');
  expect(await bench.host.waitFor('answer_age')).toEqual({ type: 'answer_age', isOldEnough: true });
  bench.host.forget();
  await screen.keys('Escape');
  expect(await bench.host.waitFor('answer_age')).toEqual({ type: 'answer_age', isOldEnough: false });
  // A key is one answer, though the browser closes its dialog by itself as well.
  await screen.show({ ...scene('cart_age', 'en'), question: null });
  expect(sent('answer_age')).toHaveLength(1);
});

test('the rest is in the menu: rounding by its digit, and on the payment sheet by minus', async () => {
  await screen.show(scene('cart_back_line', 'zh'));
  await screen.keys('/', '4');
  expect(await bench.host.waitFor('round_total')).toEqual({ type: 'round_total', isOn: false });
  await screen.page.getByRole('button', { name: '不退了' }).click();
  expect(await bench.host.waitFor('mark_back')).toEqual({ type: 'mark_back', lineNo: 6, isBack: false });
  bench.host.forget();
  await screen.show(scene('tender_round', 'zh'));
  await screen.page.getByText('−0.08').waitFor();
  await screen.keys('-');
  expect(await bench.host.waitFor('round_total')).toEqual({ type: 'round_total', isOn: true });
});

test('what was chosen of a receipt is exchanged', async () => {
  await screen.show(scene('return_lines', 'zh'));
  await screen.keys('/');
  await bench.host.waitFor('exchange');
});

const opened = [
  ['cart_worked', ['F5']],
  ['cart_worked', ['F4']],
  ['cart_held', ['F7']],
  ['cart_worked', ['F9']],
  ['cart_worked', ['/']],
  ['cart_worked', ['/', '1']],
] as const;

test.each([
  { name: 'the smallest counter', viewport: { width: 1024, height: 600 }, colorScheme: 'dark' },
  { name: 'the smallest handheld', viewport: { width: 360, height: 640 }, colorScheme: 'light' },
] as const)('every dialog can be read and touched on $name, and shows its last button', async (shape) => {
  const { viewport, colorScheme } = shape;
  const small = await bench.open({ viewport, colorScheme });
  for (const language of ['zh', 'en'] as const) {
    for (const [name, keys] of opened) {
      await small.show(scene('starting', language));
      await small.show(scene(name, language));
      await small.keys(...keys);
      await small.page.getByRole('dialog').waitFor();
      const found = await small.page.evaluate<Finding[]>(auditScript);
      expect(found, `${name} ${keys} ${language}`).toEqual([]);
    }
  }
  expect(small.complaints).toEqual([]);
  await small.close();
});
