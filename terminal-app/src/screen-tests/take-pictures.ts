/**
 * Takes a picture of every scene: `node src/screen-tests/take-pictures.ts FOLDER [name…]`. For the eye of
 * whoever changes the screen.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { buildPages } from '../build-pages.ts';
import { launchTestBrowser } from './browser.ts';
import { type SceneName, scene, sceneNames } from './scenes.ts';
import { startScriptedHost } from './scripted-host.ts';

const shapes = [
  { name: 'counter', width: 1280, height: 800 },
  { name: 'small', width: 1024, height: 600 },
  { name: 'wide', width: 1920, height: 1080 },
  { name: 'hand', width: 360, height: 640 },
] as const;

/** What a hand opens on top of a scene. */
const opened: ReadonlyArray<{ name: string; scene: SceneName; keys: readonly string[]; customer?: true }> = [
  { name: 'sale_keys', scene: 'sale', keys: ['F1'] },
  { name: 'sale_quantity', scene: 'sale', keys: ['F3', '1', '2'] },
  { name: 'cart_discount', scene: 'cart_worked', keys: ['F5', '1', '5'] },
  { name: 'cart_discount_sum', scene: 'sale', keys: ['F5', '/', '-', '9', '9', '9'] },
  { name: 'cart_price', scene: 'cart_worked', keys: ['F4', '3', '.', '5'] },
  { name: 'cart_recall', scene: 'cart_held', keys: ['F7', 'ArrowDown'] },
  { name: 'cart_recall_discard', scene: 'cart_held', keys: ['F7', 'Delete'] },
  { name: 'cart_member', scene: 'cart_worked', keys: ['F9'] },
  { name: 'cart_more', scene: 'cart_worked', keys: ['/'] },
  { name: 'cart_approval_pin', scene: 'cart_approval', keys: ['ArrowDown', '1', '2', '3'] },
  { name: 'cart_by_price', scene: 'sale_notice', keys: ['/', '1', '3', '.', '5'] },
  { name: 'orders_list', scene: 'orders_wait', keys: ['*'] },
  { name: 'orders_refuse', scene: 'orders_wait', keys: ['*', 'ArrowDown', 'Delete'] },
  { name: 'orders_list_training', scene: 'orders_training', keys: ['*'] },
  { name: 'orders_list_busy', scene: 'orders_one_waits', keys: ['*'] },
  { name: 'sale_typing', scene: 'sale', keys: ['6', '9', '0', '1'] },
  { name: 'tender_code', scene: 'tender', keys: ['1', '2', '8', '8', '1', '2', '3'] },
  { name: 'tender_balance', scene: 'tender', keys: ['5', '7', '9', '1', '2', '3'] },
  { name: 'tender_wallet', scene: 'tender', keys: ['2'] },
  { name: 'tender_cash', scene: 'tender', keys: ['4', '1', '0', '0'] },
  { name: 'tender_tip_pane', scene: 'tender_tips', keys: ['+', '3', '.', '5'] },
  { name: 'quick_typed', scene: 'quick_last', keys: ['1', '2', '.', '5'] },
  { name: 'payment_by_number', scene: 'payment_checking', keys: ['F2', '4', '2', '0', '0', '0', '0', '1'] },
  { name: 'tender_part_entry', scene: 'tender', keys: ['0', '1', '0'] },
  { name: 'more_menu', scene: 'sale', keys: ['F11'] },
  { name: 'speaker_menu', scene: 'speaker_last', keys: ['F11'] },
  { name: 'more_drawer', scene: 'sale', keys: ['F10'] },
  { name: 'more_training', scene: 'sale', keys: ['F11', '7'] },
  { name: 'more_closing', scene: 'sale_leaving', keys: ['F11', '0'] },
  { name: 'more_leaving_cart', scene: 'sale_leaving', keys: ['F11', '8'] },
  { name: 'more_leaving', scene: 'sale_offline', keys: ['F11', '8'] },
  { name: 'shift_move', scene: 'shift_open', keys: ['2', '6', '0', '0'] },
  { name: 'shift_hand_over', scene: 'shift_open', keys: ['3', '1', '0', '0', '2', 'Enter', '1', '2'] },
  { name: 'shift_float', scene: 'shift_none', keys: ['3', '0', '0'] },
  { name: 'shift_close_sure', scene: 'shift_counting', keys: ['F12'] },
  { name: 'day_find_payment', scene: 'day', keys: ['F3'] },
  { name: 'sign_in_pin', scene: 'sign_in', keys: ['1', '0', '0', '1', '1', '2', '3'] },
];
const customerScenes: readonly SceneName[] = [
  'order_in_hand',
  'sale_empty',
  'sale',
  'sale_promoted',
  'sale_advert',
  'training_sale',
  'tender',
  'payment_qr',
  'payment_qr_over',
  'payment_qr_unionpay',
  'tender_tipped',
  'payment_pin',
  'result_change',
];

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) throw new Error('usage: node take-pictures.ts FOLDER [name…]');
await mkdir(folder, { recursive: true });
const { folder: pages } = await buildPages();
const host = await startScriptedHost(pages);
const browser = await launchTestBrowser();
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

for (const colorScheme of ['light', 'dark'] as const) {
  for (const shape of shapes) {
    const context = await browser.newContext({ viewport: shape, colorScheme, hasTouch: shape.name === 'hand' });
    const page = await context.newPage();
    for (const language of ['zh', 'en'] as const) {
      const suffix = `${shape.name}-${language}-${colorScheme}.png`;
      for (const name of sceneNames) {
        if (isWanted(`${name}-${suffix}`))
          await take(page, { path: '/', scene: name, keys: [], language, file: `${name}-${suffix}` });
      }
      for (const { name, scene: ground, keys } of opened) {
        if (isWanted(`${name}-${suffix}`))
          await take(page, { path: '/', scene: ground, keys, language, file: `${name}-${suffix}` });
      }
      for (const name of customerScenes) {
        const file = `customer_${name}-${suffix}`;
        if (isWanted(file)) await take(page, { path: '/customer', scene: name, keys: [], language, file });
      }
    }
    await context.close();
  }
}
await browser.close();
await host.close();

async function take(
  page: Page,
  shot: { path: string; scene: SceneName; keys: readonly string[]; language: 'zh' | 'en'; file: string },
): Promise<void> {
  const revision = host.show(scene(shot.scene, shot.language));
  await page.goto(host.url + shot.path);
  await page.locator(`[data-revision="${revision}"]`).waitFor();
  await page.evaluate('document.fonts.ready');
  for (const key of shot.keys) await page.keyboard.press(key, { delay: 80 });
  await page.screenshot({ path: join(folder ?? '', shot.file) });
}
