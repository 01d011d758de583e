/** The owner's page of the agent in a real Chromium: its forms are posted as a browser posts them. */
import { cashRequest, type Fixture, openFixture, until } from '@qiantai/edge-agent/testing';
import { launchTestBrowser } from '@qiantai/terminal-app/test-browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

let fixture: Fixture;
let browser: Browser;
let page: Page;
const waiting = { timeout: 20_000 };

beforeAll(async () => {
  [fixture, browser] = await Promise.all([openFixture(), launchTestBrowser()]);
  page = await browser.newPage({ locale: 'en-GB' });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await fixture?.close();
});

const open = () => page.goto(`http://127.0.0.1:${fixture.agent.statusPort}/?lang=en`);
const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click(waiting);
const says = async () => (await page.locator('body').textContent()) ?? '';
const fillPerson = async (number: string, pin: string) => {
  await page.fill('input[name=number]', number);
  await page.fill('input[name=pin]', pin);
};

test('sends what waits on a press of “Sync now”', async () => {
  await fixture.offline();
  await fixture.till.call('TakeCash', cashRequest());
  await open();
  expect(await says()).toContain('Offline');
  await fixture.online();
  await press('Sync now');
  await fixture.drained();
  await open();
  expect(await says()).toContain('Nothing waits');
});

test('a refused entry is tried again by a person with the right, and its alarm acknowledged', async () => {
  fixture.server.rejectEntry = (entry) => (entry.kind === 'cash.taken' ? 'JOURNAL_BAD_PAYLOAD' : undefined);
  await fixture.till.call('TakeCash', cashRequest());
  await until(async () => {
    await open();
    return (await page.locator('a[href^="/mend?"]').count()) > 0;
  }, 'the refused entry is shown');
  fixture.server.rejectEntry = () => undefined;

  await page.locator('a[href^="/mend?"]').first().click(waiting);
  const retry = page.locator('form.person', { has: page.locator('input[value=retry]') });
  const tryAgain = async (number: string, pin: string) => {
    await retry.locator('input[name=number]').fill(number);
    await retry.locator('input[name=pin]').fill(pin);
    await retry.locator('input[name=reason]').fill('headquarters mended the article');
    await retry.locator('button').click();
  };
  await tryAgain('7', '9999');
  await page.getByText('The number or the PIN is wrong').waitFor(waiting);
  await tryAgain('7', '1234');
  await page.waitForURL(/\/\?lang=en$/, waiting);
  await fixture.drained();
  await open();
  expect(await says()).toContain('Nothing was refused');

  const alarms = page.locator('a[href^="/alarm?"]');
  const before = await alarms.count();
  expect(before).toBeGreaterThan(0);
  await alarms.first().click(waiting);
  await fillPerson('1', '1234');
  await page.locator('form.person button').click();
  await page.waitForURL(/\/\?lang=en$/, waiting);
  expect(await alarms.count()).toBe(before - 1);
});

test('makes a pairing code, and revokes a till after asking', async () => {
  await open();
  await press('Make a pairing code');
  expect(await says()).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
  await open();
  await page.locator('a[href^="/revoke?terminal=till-2"]').click(waiting);
  expect(await says()).toContain('cut off at once');
  await page.locator('button.danger').click();
  await page.waitForURL(/\/\?lang=en$/, waiting);
  expect(await page.locator('tr', { hasText: 'till-2' }).last().textContent()).toContain('Revoked');
});
