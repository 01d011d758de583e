/** The devices as a person sees and handles them: state, health, tests, set-up; and weighing. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DeviceAnswer, TillReply } from '../contract/till-contract.ts';
import { openScreenBench, type Screen, type ScreenBench } from './open-screen.ts';
import { auditScript, type Finding } from './page-audit.ts';
import { scene } from './scenes.ts';

let bench: ScreenBench;
beforeAll(async () => {
  bench = await openScreenBench();
});
afterAll(async () => {
  await bench.close();
});

const found: Extract<TillReply, { ok: true }>['found'] = [
  { address: 'usb-serial:1a86:7523', name: 'WCH (serial adapter) /dev/ttyUSB0', roles: [] },
  { address: 'usb-serial:04b8:0202', name: 'Epson /dev/ttyUSB1', roles: ['printer', 'pole'] },
];
const keeper = { operatorId: 'o4', name: '陈店长', rights: ['devices.set_up'] };

async function openDevices(screen: Screen, language: 'zh' | 'en', operator: typeof keeper | null): Promise<void> {
  bench.host.forget();
  bench.host.onCommand((command) => (command.type === 'find_devices' ? { ok: true, found } : undefined));
  // Somebody who sets devices up sees a till with a speaker, too.
  await screen.show({ ...scene(operator ? 'speaker_last' : 'sale', language), ...(operator ? { operator } : {}) });
  await screen.page.getByRole('button', { name: language === 'zh' ? '设备' : 'Devices' }).click();
  await screen.page.getByRole('dialog').waitFor();
}

const shapes = [
  { name: 'the smallest counter', viewport: { width: 1024, height: 600 }, colorScheme: 'light' },
  { name: 'a counter in the dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { name: 'the smallest handheld', viewport: { width: 360, height: 640 }, colorScheme: 'light' },
] as const;

describe.each(shapes)('on $name', ({ viewport, colorScheme }) => {
  test.each(['zh', 'en'] as const)('the devices in %s can be read and touched', async (language) => {
    const screen = await bench.open({ viewport, colorScheme });
    await openDevices(screen, language, keeper);
    const { page } = screen;
    await page.getByText('6901234500001').waitFor();
    expect(await page.evaluate<Finding[]>(auditScript)).toEqual([]);
    await page.getByRole('button', { name: language === 'zh' ? '设置小票打印机' : 'Set up: Receipt printer' }).click();
    await page.getByText('Epson').waitFor();
    expect(await page.evaluate<Finding[]>(auditScript)).toEqual([]);
    const text = await page.locator('body').textContent();
    expect(text).not.toMatch(/\{\w+\}|undefined|NaN|set_up\.|devices\./);
    if (language === 'en') expect(await page.getByRole('dialog').textContent()).not.toMatch(/[一-鿿，。；？！]/);
    expect(screen.complaints).toEqual([]);
    await screen.close();
  });
});

test('who has no right sees how the devices are, and nothing to press', async () => {
  const screen = await bench.open();
  await openDevices(screen, 'zh', null);
  const dialog = screen.page.getByRole('dialog');
  expect(await dialog.textContent()).toMatch(/缺纸。装上纸卷会自动补打[\s\S]*PAPER_OUT[\s\S]*2 份在等/);
  expect(await dialog.getByRole('button').count()).toBe(1);
  expect(bench.host.commands.filter(({ type }) => type === 'find_devices')).toEqual([]);
  await screen.close();
});

test('a device is tried, and what came of it is said beside it', async () => {
  const screen = await bench.open();
  await openDevices(screen, 'en', keeper);
  bench.host.onCommand((command) => {
    if (command.type !== 'test_device') return undefined;
    if (command.kind === 'scale') return { ok: true, weight: { kind: 'stable', weightG: 1250 } };
    if (command.kind === 'printer') return { ok: true };
    return { ok: false, error: { code: 'DEVICE_NOT_CONNECTED', params: {} } };
  });
  const { page } = screen;
  for (const [device, words] of [
    ['Scale', '1.250 kg on the scale'],
    ['Receipt printer', 'Look at the page that it prints'],
    ['Card reader', 'The device is not connected'],
  ]) {
    await page.getByRole('button', { name: `Test: ${device}` }).click();
    await page.locator('.device-said', { hasText: words as string }).waitFor();
  }
  expect(await page.getByRole('button', { name: 'Test: Pole display' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Set up: Cash drawer' }).count()).toBe(0);
  await screen.close();
});

test('a line and its options are chosen, the likely one first, and saved', async () => {
  const screen = await bench.open();
  await openDevices(screen, 'zh', keeper);
  const { page } = screen;
  await page.getByRole('button', { name: '设置小票打印机' }).click();
  const choices = page.locator('.set-up-choice');
  await vi.waitFor(async () => expect(await choices.count()).toBe(3));
  expect(await choices.nth(1).textContent()).toMatch(/Epson.*可能是它/);
  await choices.nth(2).click();
  await page.getByRole('button', { name: '58 mm' }).click();
  await page.getByRole('button', { name: '半切' }).click();
  await page.getByRole('button', { name: '保存' }).click();
  expect(await bench.host.waitFor('set_device')).toEqual({
    type: 'set_device',
    role: 'printer',
    address: 'usb-serial:1a86:7523',
    options: { columns: 32, cut: 'partial', barcode: true, drawerOpenLevel: 'high' },
  });
  await page.getByText('已保存').waitFor();
  bench.host.onCommand(() => ({ ok: false, error: { code: 'DEVICE_IN_USE', params: {} } }));
  await page.getByLabel('或输入地址').fill('serial:/dev/ttyS1');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('这条线已给了别的设备').first().waitFor();
  await screen.close();
});

test('a reader’s answers are told in words', async () => {
  const screen = await bench.open();
  await openDevices(screen, 'en', keeper);
  const answers: DeviceAnswer[] = [
    { kind: 'terminal_there', params: {} },
    { kind: 'terminal_keys', params: {} },
    { kind: 'terminal_totals', params: { count: '3', total: '15000' } },
  ];
  bench.host.onCommand((command) => (command.type === 'test_device' ? { ok: true, answers } : undefined));
  await screen.page.getByRole('button', { name: 'Test: Card reader' }).click();
  const said = 'The terminal answers; its acquirer gave it keys; open batch: 3 sales, 15000 in all';
  await screen.page.locator('.device-said', { hasText: said }).waitFor();
  await screen.close();
});

test('a reader on a serial line is told what it speaks', async () => {
  const screen = await bench.open();
  await openDevices(screen, 'en', keeper);
  const { page } = screen;
  await page.getByRole('button', { name: 'Set up: Card reader' }).click();
  expect(await page.getByRole('button', { name: 'POS Integrado' }).count()).toBe(0);
  await page.getByLabel('Or type its address').fill('serial:/dev/ttyACM0');
  await page.getByRole('button', { name: 'POS Integrado' }).click();
  expect(await page.getByLabel('Or type its address').inputValue()).toBe('serial-b:/dev/ttyACM0');
  expect(await page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await page.getByRole('button', { name: 'Encrypting reader' }).click();
  await page.getByRole('button', { name: 'POS Integrado' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await bench.host.waitFor('set_device')).toMatchObject({ role: 'reader', address: 'serial-b:/dev/ttyACM0' });
  await screen.close();
});

test('a speaker behind a broker is set up; a password goes in once, and no screen is told it', async () => {
  const screen = await bench.open();
  bench.host.forget();
  bench.host.onCommand(() => undefined);
  await screen.show({ ...scene('speaker_last', 'zh'), operator: keeper });
  const { page } = screen;
  await page.getByRole('button', { name: '设备' }).click();
  await page.getByRole('button', { name: '设置云音箱' }).click();
  expect(await page.getByLabel('密码').inputValue()).toBe('');
  await page.getByLabel('用户名（可空）').fill('till-9');
  await page.getByRole('button', { name: '保存' }).click();
  const options = { volume: 60, topic: '/sys/pk1/till-2/thing', clientId: 'till-2', user: 'till-9' };
  const command = { type: 'set_device', role: 'speaker', address: 'mqtt:192.168.1.10:1883' };
  expect(await bench.host.waitFor('set_device')).toEqual({ ...command, options });
  bench.host.forget();
  await page.getByLabel('密码').fill('secret');
  await page.getByRole('button', { name: '保存' }).click();
  expect(await bench.host.waitFor('set_device')).toEqual({ ...command, options: { ...options, password: 'secret' } });
  expect(await page.evaluate<Finding[]>(auditScript)).toEqual([]);
  await page.getByRole('button', { name: '没有这个设备' }).click();
  expect(await page.getByLabel('密码').count()).toBe(0);
  await page.getByRole('button', { name: '经消息服务器（MQTT）' }).click();
  expect(await page.getByLabel('或输入地址').inputValue()).toBe('mqtt:');
  await screen.close();
});

test('the last payment is said again by a key on its result, in the menu, and by a touch', async () => {
  const screen = await bench.open();
  const heard = async () => {
    expect(await bench.host.waitFor('replay_speech')).toEqual({ type: 'replay_speech' });
    expect(bench.host.commands.filter(({ type }) => type === 'acknowledge_result')).toEqual([]);
    bench.host.forget();
  };
  bench.host.forget();
  await screen.show(scene('speaker_paid', 'en'));
  await screen.keys('F9');
  await heard();
  await screen.page.getByRole('button', { name: 'Say it again' }).click();
  await heard();
  await screen.show(scene('speaker_last', 'en'));
  await screen.page.getByRole('button', { name: 'Say it again' }).click();
  await heard();
  await screen.keys('/');
  const caps = await screen.page.locator('dialog.more .key-cap').allTextContents();
  expect(new Set(caps).size, `a key of the menu stands twice: ${caps.join(' ')}`).toBe(caps.length);
  await screen.keys('9');
  await heard();
  await screen.page.getByRole('button', { name: 'Devices' }).click();
  await screen.page.getByRole('dialog').getByRole('button', { name: 'Say it again' }).click();
  await heard();
  await screen.keys('Escape');
  // A till without a speaker offers nothing.
  await screen.show(scene('sale_last', 'en'));
  expect(await screen.page.getByRole('button', { name: 'Say it again' }).count()).toBe(0);
  await screen.close();
});

test('what is sold by weight is weighed again, or its weight is typed', async () => {
  const screen = await bench.open();
  bench.host.forget();
  await screen.show(scene('sale_weigh', 'en'));
  const dialog = screen.page.getByRole('dialog', { name: 'Weigh: Fuji apples' });
  await dialog.getByText('The scale has not come to rest. Let it rest').waitFor();
  await dialog.getByRole('button', { name: 'Weigh again' }).click();
  expect(await bench.host.waitFor('add_article')).toEqual({ type: 'add_article', articleId: 'a10' });
  bench.host.forget();
  await screen.keys('4', '8', '0', 'Enter');
  expect(await bench.host.waitFor('add_article')).toEqual({ type: 'add_article', articleId: 'a10', weightG: 480 });
  await screen.keys('Escape');
  await dialog.waitFor({ state: 'detached' });
  await screen.close();
});
