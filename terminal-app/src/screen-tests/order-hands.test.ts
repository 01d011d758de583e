/** What hands do to orders that were pushed to the till; and what the till hears of it. */
import { expect, test } from 'vitest';
import { openHands } from './hands.fixture.ts';
import { auditScript, type Finding } from './page-audit.ts';
import { scene } from './scenes.ts';

const { bench, screen } = await openHands();

const sent = (type: string) => bench.host.commands.filter((command) => command.type === type);
const { orders } = scene('orders_wait', 'zh');
const [left, first, second] = orders.map(({ orderId }) => orderId);

test('the bar says how many wait, and opens their list by touch; the menu does by key', async () => {
  await screen.show(scene('orders_wait', 'zh'));
  await screen.page.getByText('3 个订单等待收款').waitFor();
  await screen.page.getByRole('button', { name: /^查看/ }).click();
  await screen.page.getByRole('dialog', { name: '推送来的订单' }).waitFor();
  await screen.keys('Escape', '/', '*');
  await screen.page.getByRole('dialog', { name: '推送来的订单' }).waitFor();
  expect(await screen.page.evaluate<Finding[]>(auditScript)).toEqual([]);
});

test('in training none is taken up or refused: the list says why, and ends the training', async () => {
  await screen.show(scene('orders_training', 'zh'));
  await screen.page.getByText('2 个订单在等，练习结束后再收款').waitFor();
  await screen.keys('*', 'Enter', 'Delete', '1');
  await screen.page.getByText('练习中不收真的订单').waitFor();
  expect([sent('take_up_order'), sent('refuse_order')]).toEqual([[], []]);
  expect(await screen.page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await screen.page.getByRole('dialog').getByRole('button', { name: '结束练习' }).click();
  await bench.host.waitFor('training_end');
});

test('one is taken up by key, and what was left is put back', async () => {
  await screen.show(scene('orders_wait', 'zh'));
  await screen.keys('*', 'Enter');
  expect(await bench.host.waitFor('put_back_order')).toEqual({ type: 'put_back_order', orderId: left });
  await screen.keys('ArrowDown', 'Enter');
  expect(await bench.host.waitFor('take_up_order')).toEqual({ type: 'take_up_order', orderId: first });
  expect(await screen.page.getByRole('dialog').count()).toBe(0);
});

test('one is refused with a reason, at the second key and no sooner', async () => {
  await screen.show(scene('orders_wait', 'en'));
  await screen.keys('*', 'ArrowDown', 'ArrowDown', 'Delete');
  await screen.page.getByText('Why it is refused').waitFor();
  expect(sent('refuse_order')).toEqual([]);
  await screen.keys('2');
  expect(await bench.host.waitFor('refuse_order')).toEqual({
    ...{ type: 'refuse_order', orderId: second, reason: 'The customer left' },
  });
  await screen.keys('Delete', 'ArrowUp', '1');
  expect(sent('refuse_order')).toHaveLength(1);
});

test('nothing is taken up while a sale is in hand', async () => {
  await screen.show(scene('orders_one_waits', 'zh'));
  await screen.keys('*', 'Enter');
  await screen.page.getByText('请先收完或放下手上的这一笔').waitFor();
  expect(await screen.page.getByRole('button', { name: '收款 Enter' }).last().isDisabled()).toBe(true);
  expect(sent('take_up_order')).toEqual([]);
});

test('an order in hand is paid or put back: its lines have no tools, the rest of the menu is shut', async () => {
  await screen.show(scene('order_in_hand', 'zh'));
  expect(await screen.page.locator('.cart-line-tools').count()).toBe(0);
  await screen.keys('F4', 'F5', 'F6', 'F8');
  expect(await screen.page.getByRole('dialog').count()).toBe(0);
  expect(sent('hold_sale')).toEqual([]);
  await screen.page.getByRole('button', { name: '菜单' }).click();
  await screen.page.getByRole('button', { name: '放回列表' }).click();
  await screen.page.getByText('把订单放回列表').waitFor();
  expect(await screen.page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await screen.keys('Enter');
  expect(await bench.host.waitFor('abandon_sale')).toEqual({ type: 'abandon_sale' });
});
