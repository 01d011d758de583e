/** Closing a till over what is in hand: nothing of it is lost. Real gRPC, real files. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TillCommand, TillSnapshot } from '../contract/till-contract.ts';
import { FakeAgent } from './test-agent.ts';
import { FakeDevices } from './test-devices.ts';
import { testHost } from './test-host.ts';
import type { TillHost } from './till-host.ts';

let agent: FakeAgent;
let folder: string;
let host: TillHost;
let starts = 0;

async function start(): Promise<void> {
  host = testHost({ agent, devices: new FakeDevices(), folder, seed: `closing ${starts++}`, checkingMsMax: 5_000 });
  host.start();
  await until(({ view }) => view === 'sign_in');
}

function until(what: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
  return vi.waitFor(
    () => {
      const now = host.snapshot();
      if (!what(now)) throw new Error(`never came; the last was ${JSON.stringify(now)}`);
      return now;
    },
    { timeout: 20_000, interval: 10 },
  );
}

const run = async (...commands: TillCommand[]) => {
  for (const command of commands) expect(await host.command(command)).toMatchObject({ ok: true });
};
const signIn: TillCommand = { type: 'sign_in', number: '1', pin: '1234' };
const water: TillCommand = { type: 'scan', code: '6901234567892', source: 'scanner' };

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'closing-'));
  await start();
});

afterEach(async () => {
  await host.stop();
  agent.stop();
  rmSync(folder, { recursive: true });
});

it('signs nobody out over a cart; closing keeps the cart for whoever signs in next', async () => {
  await run(signIn, water, water);
  expect(await host.command({ type: 'sign_out' })).toMatchObject({ ok: false, error: { code: 'FINISH_SALE_FIRST' } });
  const { sale } = host.snapshot();
  await run({ type: 'close_till' });
  expect(host.snapshot()).toMatchObject({ view: 'sign_in', operator: null, sale: { itemCount: 2 } });
  await host.stop();
  await start();
  // Nobody goes on as somebody else: the cart waits for a sign-in.
  expect(host.snapshot().operator).toBeNull();
  await run(signIn);
  const again = await until(({ sale: { priced } }) => priced);
  expect([again.sale.lines, again.sale.totalMinor]).toEqual([sale.lines, sale.totalMinor]);
  await run({ type: 'begin_tender' }, { type: 'pay_cash', tenderedMinor: '1000' });
  await until(({ result }) => Boolean(result?.receiptNo));
});

it('keeps a cart also where nobody asked: the machine just ended the till', async () => {
  await run(signIn, water);
  await host.stop();
  await start();
  await run(signIn);
  expect(host.snapshot().sale.itemCount).toBe(1);
  await run({ type: 'abandon_sale' });
  await host.stop();
  await start();
  await run(signIn);
  expect(host.snapshot().sale.itemCount).toBe(0);
});

it('keeps a cart also where the till dies: what was rung up is there at the next start', async () => {
  await run(signIn, water, water);
  const file = join(folder, 'cart-in-hand.json');
  const before = await vi.waitFor(() => {
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text)).toMatchObject({ session: null, sale: { lines: [{ quantity: 2 }] } });
    return text;
  });
  await host.stop();
  // As it stood when it was killed: nothing was written at its end.
  writeFileSync(file, before);
  await start();
  await run(signIn);
  expect(host.snapshot().sale.itemCount).toBe(2);
  await run({ type: 'abandon_sale' });
  expect(existsSync(file)).toBe(false);
});

it('leaves a payment under way to its operator, and with an empty cart it signs out', async () => {
  await run(signIn, water, { type: 'begin_tender' });
  await run({ type: 'close_till' });
  expect(host.snapshot()).toMatchObject({ view: 'tender', operator: { operatorId: 'O1' } });
  await run({ type: 'leave_tender' }, { type: 'abandon_sale' }, { type: 'close_till' });
  expect(host.snapshot()).toMatchObject({ view: 'sign_in', operator: null });
  await run({ type: 'close_till' });
});

it('in training nothing is kept and nobody goes: the till trains on', async () => {
  await run(signIn, { type: 'training_begin' }, water, { type: 'close_till' });
  expect(host.snapshot()).toMatchObject({ view: 'sale', operator: { operatorId: 'O1' } });
  await host.stop();
  await start();
  expect(host.snapshot().sale.itemCount).toBe(0);
  expect(host.snapshot().counter.trainingSinceMs).toBeGreaterThan(0);
});
