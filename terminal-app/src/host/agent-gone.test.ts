/**
 * A till whose agent is gone, at each step of a sale: what may be finished is finished in the till's own record, what
 * may not is refused in words, and on return the agent has everything once. Real gRPC, real files.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TillCommand, TillSnapshot } from '../contract/till-contract.ts';
import type { CardRead } from '../sale/events.ts';
import { OwnRecords } from './own-records.ts';
import { RecordFile } from './record-file.ts';
import { TailFile } from './tail-file.ts';
import { FakeAgent } from './test-agent.ts';
import { FakeDevices } from './test-devices.ts';
import { testHost } from './test-host.ts';
import type { TillHost } from './till-host.ts';

const card: CardRead = {
  entryMode: 'chip',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: '00'.repeat(24),
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '1B9C1845EB993A7A',
  emvHex: '',
  cardSequenceNumber: '001',
};

let agent: FakeAgent;
let devices: FakeDevices;
let folder: string;
let host: TillHost;
let starts = 0;
const hosts: TillHost[] = [];

function startHost(): TillHost {
  devices = new FakeDevices();
  const started = testHost({
    agent,
    devices,
    folder,
    seed: `agent-gone ${starts++}`,
    checkingMsMax: 300,
    aloneAfterMs: 400,
  });
  hosts.push(started);
  started.start();
  return started;
}

async function stopHost(): Promise<void> {
  await hosts.pop()?.stop();
}

function until(what: (snapshot: TillSnapshot) => boolean): Promise<TillSnapshot> {
  return vi.waitFor(
    () => {
      const now = host.snapshot();
      if (!what(now)) throw new Error(`never came; the last was ${JSON.stringify(now)}`);
      return now;
    },
    { timeout: 8_000, interval: 10 },
  );
}

const view = (name: TillSnapshot['view']) => until((snapshot) => snapshot.view === name);
const run = async (...commands: TillCommand[]) => {
  for (const command of commands) expect(await host.command(command)).toMatchObject({ ok: true });
};
const refusedWith = async (command: TillCommand) => {
  const reply = await host.command(command);
  return reply.ok ? 'taken' : reply.error.code;
};
const scan = (code: string): TillCommand => ({ type: 'scan', code, source: 'scanner' });
const water = scan('6901234567892');
const cash = (tenderedMinor: string): TillCommand => ({ type: 'pay_cash', tenderedMinor });
const cashCalls = () => agent.calls.filter((call) => call.startsWith('cash:'));

async function agentGoes(): Promise<void> {
  agent.stop();
  await until(({ connection }) => !connection.agent);
}

async function agentReturns(): Promise<void> {
  await agent.start();
  await until(({ connection }) => connection.agent && connection.ownRecords === 0);
}

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'agent-gone-'));
  host = startHost();
  await view('sign_in');
  await run({ type: 'sign_in', number: '1', pin: '1234' });
});

afterEach(async () => {
  await Promise.all(hosts.splice(0).map((one) => one.stop()));
  agent.stop();
  rmSync(folder, { recursive: true });
});

/** The kinds of what the agent was offered, in order. */
const offeredKinds = () => [...agent.offered.values()].map((record) => record['kind']);

describe('an agent that goes', () => {
  it('before a sale: the till says since when and why, and begins none', async () => {
    await agentGoes();
    const { connection } = await view('agent_gone');
    expect(connection).toMatchObject({ agent: false, reasonCode: 'AGENT_GONE', ownRecords: 0 });
    expect(connection.goneSinceMs).toBeGreaterThan(systemClock.nowMs() - 10_000);
    expect(await refusedWith(water)).toBe('AGENT_GONE');
    expect(await refusedWith({ type: 'begin_return' })).toBe('AGENT_GONE');
    expect(host.snapshot().sale.itemCount).toBe(0);
  });

  it('in the middle of ringing up: the cart stays, and takes no further article', async () => {
    await run(water);
    await agentGoes();
    expect(await refusedWith(scan('6920459989463'))).toBe('AGENT_GONE');
    expect(host.snapshot()).toMatchObject({ view: 'sale', sale: { itemCount: 1 } });
  });

  it('before the tender: only cash, which the till takes itself, and the sale is ended', async () => {
    await run(water, { type: 'begin_tender' });
    await agentGoes();
    expect(await refusedWith({ type: 'choose_tender', tender: 'card' })).toBe('AGENT_GONE_CASH_ONLY');
    expect(await refusedWith({ type: 'choose_tender', tender: 'qr', channel: 'wechat' })).toBe('AGENT_GONE_CASH_ONLY');
    expect(await refusedWith(scan('134567890123456789'))).toBe('AGENT_GONE_CASH_ONLY');
    await run(cash('500'));
    const kept = await until(({ notice }) => notice?.code === 'SALE_KEPT');
    expect(kept.result).toMatchObject({ outcome: 'paid', changeMinor: '300', receiptNo: '' });
    expect(kept.connection.ownRecords).toBe(2);
    expect(devices.drawerOpened).toBe(1);
    expect(devices.printed).toHaveLength(1);
    await run({ type: 'acknowledge_result' });
    await view('agent_gone');
    expect(await refusedWith(water)).toBe('AGENT_GONE');
    await agentReturns();
    expect(offeredKinds()).toEqual(['cash', 'sale']);
    expect(host.snapshot().lastReceiptNo).toBe('S1-T1-20260101-0001');
    expect(agent.sales.size).toBe(1);
    expect(cashCalls()).toEqual([]);
    await run({ type: 'reprint' });
    expect(devices.printed).toHaveLength(2);
  });

  it('for a moment: nothing is taken without it', async () => {
    await run(water, { type: 'begin_tender' });
    agent.stop();
    await agent.start();
    await run(cash('500'));
    await until(({ result }) => Boolean(result?.receiptNo));
    expect(agent.offered.size).toBe(0);
    expect(cashCalls()).toHaveLength(1);
  });

  it('after it took the cash and before it wrote the sale down: the sale waits in the till', async () => {
    await run(water, { type: 'begin_tender' }, cash('100'));
    await until(({ sale }) => sale.paidMinor === '100');
    await agentGoes();
    await run(cash('100'));
    await until(({ connection }) => connection.ownRecords === 2);
    await agentReturns();
    expect(cashCalls()).toHaveLength(1);
    expect(offeredKinds()).toEqual(['cash', 'sale']);
    expect([...agent.sales.values()][0]).toMatchObject({ totalMinor: '200' });
  });

  it('while a card is read: the key stands, nothing is said to be paid, and it is offered once on return', async () => {
    await run(water, { type: 'begin_tender' }, { type: 'choose_tender', tender: 'card' });
    await vi.waitFor(() => expect(devices.readKeys).toHaveLength(1));
    const [key] = devices.readKeys as [string];
    await agentGoes();
    devices.heard.onReader({ kind: 'card_read', key, card });
    const unknown = await until(({ result }) => result?.outcome === 'unknown');
    expect(unknown.sale.paidMinor).toBe('0');
    expect(new RecordFile(folder).load()).toMatchObject({ step: { kind: 'payment', attempt: { key } } });
    await agent.start();
    await until(({ result }) => Boolean(result?.receiptNo));
    expect(agent.calls.filter((call) => call === `start:${key}`)).toHaveLength(1);
    expect(agent.offered.size).toBe(0);
  });

  it('while a return is given back: it waits for the agent', async () => {
    await run({ type: 'begin_return' }, { type: 'return_without_receipt' }, water);
    await agentGoes();
    expect(await refusedWith({ type: 'give_back' })).toBe('AGENT_GONE');
    expect(new OwnRecords(folder).count).toBe(0);
  });
});

describe('a till that starts again while its agent is gone', () => {
  it('has its record, and offers it once when the agent is back', async () => {
    await run(water, { type: 'begin_tender' });
    await agentGoes();
    await run(cash('200'));
    await until(({ connection }) => connection.ownRecords === 2);
    await stopHost();
    host = startHost();
    await until(({ connection }) => connection.ownRecords === 3);
    expect(host.snapshot().view).toBe('agent_gone');
    await agentReturns();
    // That somebody switched it off is on record, too.
    expect(offeredKinds()).toEqual(['cash', 'sale', 'left_unsent']);
    expect([...agent.offered.values()][2]).toMatchObject({ how: 'closed', operatorId: 'O1' });
    await stopHost();
    host = startHost();
    await until(({ connection }) => connection.agent);
    expect(agent.offered.size).toBe(3);
  });

  it('between taking the cash and ending the sale: the same key goes on, and is taken once', async () => {
    await run(water, { type: 'begin_tender' });
    await agentGoes();
    await run(cash('100'));
    await until(({ connection, sale }) => connection.ownRecords === 1 && sale.paidMinor === '100');
    await stopHost();
    host = startHost();
    await agentReturns();
    const resumed = await until(({ sale, view: shown }) => shown === 'tender' && sale.paidMinor === '100');
    expect(resumed.sale.dueMinor).toBe('100');
    await run(cash('100'));
    await until(({ result }) => Boolean(result?.receiptNo));
    const [sale] = [...agent.sales.values()] as Array<{ tenders: Array<{ key: string }> }>;
    expect(sale?.tenders.map(({ key }) => key)).toEqual([
      [...agent.offered.keys()][0],
      cashCalls()[0]?.slice('cash:'.length),
    ]);
  });

  it('does not start on a record that cannot be read', async () => {
    await stopHost();
    writeFileSync(join(folder, 'own-records.json'), '{"version":1,"records":[{"kind":"cash"}]}');
    expect(() => startHost()).toThrow('cannot be read');
  });
});

it('somebody who leaves while records wait is told so, and that is recorded', async () => {
  await run(water, { type: 'begin_tender' });
  await agentGoes();
  await run(cash('200'));
  await until(({ connection }) => connection.ownRecords === 2);
  await run({ type: 'acknowledge_result' }, { type: 'sign_out' });
  expect(host.snapshot().notice).toMatchObject({ code: 'LEFT_UNSENT', params: { count: '2' } });
  await agentReturns();
  expect([...agent.offered.values()].at(-1)).toMatchObject({
    kind: 'left_unsent',
    how: 'signed_out',
    operatorId: 'O1',
    unsentKeys: [...agent.offered.keys()].slice(0, 2),
  });
});

it('a record that the agent puts aside is with the agent, and the cashier is told', async () => {
  await run(water, { type: 'begin_tender' });
  await agentGoes();
  await run(cash('200'));
  await until(({ connection }) => connection.ownRecords === 2);
  agent.offerCode = 'SALE_BAD';
  await agentReturns();
  expect(host.snapshot().notice).toMatchObject({ code: 'RECORD_NEEDS_PERSON', params: { reasonCode: 'SALE_BAD' } });
  expect(new OwnRecords(folder).count).toBe(0);
});

describe('the tail', () => {
  const entry = (sequence: number) => ({
    entryId: `e${sequence}`,
    sequence,
    kind: sequence % 2 === 0 ? 'sale.completed' : 'cash.taken',
    recordedAtMs: 1,
    clockOffsetMs: 0,
    payloadJson: JSON.stringify({ receiptNo: `R${sequence}` }),
    previousHash: `h${sequence - 1}`,
    hash: `h${sequence}`,
    signature: 's',
  });

  it('follows the agent’s journal, and an agent that knows less is given what it misses', async () => {
    agent.journal = Array.from({ length: 350 }, (_, n) => entry(n + 1));
    await run(water, { type: 'begin_tender' }, cash('200'));
    await until(({ result }) => Boolean(result?.receiptNo));
    await vi.waitFor(() => expect(new TailFile(folder).last?.sequence).toBe(350));
    agent.journal.push(entry(351), entry(352));
    await agentGoes();
    await agent.start();
    await vi.waitFor(() => expect(new TailFile(folder).last?.sequence).toBe(352));
    expect(new TailFile(folder).behind(0)).toHaveLength(200);
    // The agent comes back from a backup.
    await agentGoes();
    agent.journal = agent.journal.slice(0, 300);
    agent.wantsTail = true;
    await agent.start();
    await vi.waitFor(() =>
      expect(agent.offeredTail.map(({ sequence }) => Number(sequence))).toEqual(
        Array.from({ length: 52 }, (_, n) => 301 + n),
      ),
    );
    expect(agent.hellos.some(({ sequence, receiptNo }) => sequence === '352' && receiptNo === 'R352')).toBe(true);
  });

  it('that a power cut tore is read up to there', () => {
    const tail = new TailFile(folder);
    tail.append([entry(1), entry(2), entry(3)]);
    const file = join(folder, 'tail.jsonl');
    writeFileSync(file, `${JSON.stringify(entry(1))}\n${JSON.stringify(entry(2))}\n{"entryId":"e3","sequ`);
    expect(new TailFile(folder).last?.sequence).toBe(2);
    writeFileSync(file, `${JSON.stringify(entry(1))}\n${JSON.stringify(entry(3))}\n`);
    expect(new TailFile(folder).last?.sequence).toBe(1);
    new TailFile(folder).append([entry(9)]);
    expect(new TailFile(folder).behind(0).map(({ sequence }) => sequence)).toEqual([9]);
  });
});

it('tells the agent how its devices are', async () => {
  devices.heard.onState();
  await vi.waitFor(() => expect(agent.calls).toContain('ReportDevices'), { timeout: 5_000 });
});
