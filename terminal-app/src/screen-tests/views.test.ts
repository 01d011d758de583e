import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { viewSchema } from '../contract/till-contract.ts';
import { openScreenBench, type ScreenBench } from './open-screen.ts';
import { auditScript, type Finding } from './page-audit.ts';
import { scene, sceneNames, scenes } from './scenes.ts';

let bench: ScreenBench;
beforeAll(async () => {
  bench = await openScreenBench();
});
afterAll(async () => {
  await bench.close();
});

test('the scenes hold every view of the contract', () => {
  const shown = new Set(Object.values(scenes).map(({ view }) => view));
  expect(viewSchema.options.filter((view) => !shown.has(view))).toEqual([]);
});

const shapes = [
  { name: 'the smallest counter', viewport: { width: 1024, height: 600 }, colorScheme: 'light' },
  { name: 'a counter in the dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { name: 'the smallest handheld', viewport: { width: 360, height: 640 }, colorScheme: 'light' },
] as const;

describe.each(shapes)('on $name', ({ viewport, colorScheme }) => {
  test.each(['zh', 'en'] as const)('every scene in %s can be read and touched', async (language) => {
    const screen = await bench.open({ viewport, colorScheme });
    const findings: Array<Finding & { scene: string }> = [];
    for (const name of sceneNames) {
      await screen.show(scene(name, language));
      const found = await screen.page.evaluate<Finding[]>(auditScript);
      findings.push(...found.map((finding) => ({ scene: name, ...finding })));
      const text = await screen.page.locator('body').textContent();
      expect(text, name).not.toMatch(/\{\w+\}|undefined|NaN|\b(?:sale|result|phase|tender)\.\w+/);
      if (language === 'en') expect(text, name).not.toMatch(/[，。；？！]/);
    }
    expect(findings).toEqual([]);
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
});

test('the customer display shows cart, total, QR code with its countdown, and thanks', async () => {
  const screen = await bench.open({ path: '/customer' });
  const body = screen.page.locator('body');
  await screen.show(scene('sale_empty', 'zh'));
  await body.getByText('欢迎光临').waitFor();
  await screen.show(scene('sale_advert', 'zh'));
  await body.getByText('鲜牛奶第二盒半价').waitFor();
  expect(await screen.page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await screen.show(scene('sale_promoted', 'zh'));
  expect(await body.textContent()).toMatch(/1\.250 kg[\s\S]*第二件半价[\s\S]*1\.00[\s\S]*23\.43/);
  await screen.show(scene('cart_worked', 'zh'));
  expect(await body.textContent()).toMatch(/优惠−0.40抹零−0.06/);
  expect(await body.textContent()).not.toContain('13800000000');
  await screen.show(scene('sale', 'zh'));
  expect(await body.textContent()).toContain('52.90');
  await screen.show(scene('payment_qr', 'zh'));
  await body.getByRole('img', { name: '付款二维码' }).waitFor();
  expect(await body.textContent()).toMatch(/还剩 1:5\d/);
  expect(await screen.page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await screen.show(scene('result_change', 'en'));
  expect(await body.textContent()).toMatch(/Thank you[\s\S]*47\.10/);
  await screen.show(scene('result_declined', 'zh'));
  expect(await body.textContent()).not.toContain('余额不足');
  expect(screen.complaints).toEqual([]);
  await screen.close();
});

test('the audit finds what it looks for', async () => {
  const screen = await bench.open();
  await screen.show(scene('sale', 'zh'));
  await screen.page.evaluate(`(() => {
    document.querySelector('.pay-word').style.color = '#7f93c8';
    document.querySelector('.stepper .button').style.cssText = 'min-width: 20px; width: 20px; padding: 0';
  })()`);
  const found = await screen.page.evaluate<Finding[]>(auditScript);
  expect(found.map(({ what }) => what).sort()).toEqual(['contrast', 'target']);
  await screen.close();
});

test('in the hand the total and the main action stay in sight below a long cart', async () => {
  const screen = await bench.open({ viewport: { width: 360, height: 640 } });
  const long = scene('sale', 'zh');
  const [first] = long.sale.lines;
  if (!first) throw new Error('the scene has no line');
  const lines = Array.from({ length: 40 }, (_unused, at) => ({ ...first, lineNo: at + 1 }));
  await screen.show({ ...long, sale: { ...long.sale, lines, selectedLineNo: 40 } });
  const pay = await screen.page.locator('.pay').boundingBox();
  const total = await screen.page.locator('.totals-figure').boundingBox();
  expect(pay && pay.y + pay.height).toBeLessThanOrEqual(640);
  expect(total && pay && total.y + total.height).toBeLessThanOrEqual(pay?.y ?? 0);
  const newest = await screen.page.locator('[data-line-no="40"]').boundingBox();
  expect(newest && newest.y > 0 && newest.y < (total?.y ?? 0)).toBe(true);
  await screen.close();
});

test('the total is the largest text of the sale screen', async () => {
  const screen = await bench.open();
  await screen.show(scene('sale', 'zh'));
  const sizes = await screen.page.evaluate<[number, number]>(`[
    Math.max(...[...document.querySelectorAll('body *')].map((one) => parseFloat(getComputedStyle(one).fontSize))),
    parseFloat(getComputedStyle(document.querySelector('.totals-figure')).fontSize),
  ]`);
  expect(sizes).toEqual([72, 72]);
  await screen.close();
});
