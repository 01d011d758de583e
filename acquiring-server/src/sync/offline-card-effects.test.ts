/** What the server holds against a card that was taken offline: risk, policy of its version, sums, the signer. */
import type { JournalPayload, SettingValue } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OfflineRiskStore } from '../merchants/offline-risk-store.ts';
import type { Offence } from '../payment/payment-service.ts';
import type { Replied } from '../rpc/messages.ts';
import { call, startTestRpc, type TestAgent, type TestRpc } from '../rpc/test-rpc.fixture.ts';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { JournalWriter } from './journal-writer.fixture.ts';

let rpc: TestRpc;
let agent: TestAgent;
let writer: JournalWriter;
const takenAtMs = 1_767_225_600_000;

beforeAll(async () => {
  rpc = await startTestRpc();
  agent = await rpc.enrol(sampleCode);
  const risk = { merchantId: 'm1', person: '李掌柜', termsVersion: '1', recordedBy: 'ann', atMs: takenAtMs - 1000 };
  await new OfflineRiskStore(rpc.database).recordRisk(risk);
});
afterAll(() => rpc.close());
beforeEach(async () => {
  for (const table of ['terminal_journal_entry', 'terminal_journal', 'offline_card']) {
    await rpc.database.pool.query(`DELETE FROM ${table}`);
  }
  await rpc.database.pool.query(`DELETE FROM setting WHERE kind = 'offline_policy'`);
  rpc.payments.asked.length = 0;
  writer = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
});

function policy(change: Partial<SettingValue<'offline_policy'>> = {}): SettingValue<'offline_policy'> {
  return {
    currency: 'CNY',
    cards: 'take',
    forced: 'refuse',
    risk: { acceptedBy: '李掌柜', acceptedAtMs: 1, termsVersion: '1' },
    entryModes: ['chip'],
    brands: [
      { brand: 'unionpay', ranges: [{ from: '6200', to: '6299' }], perTransactionMinor: '900', storeSumMinor: '2000' },
    ],
    perTransactionMinor: '1000',
    terminalSumMinor: '2000',
    storeSumMinor: '3000',
    terminalCount: 3,
    storeCount: 4,
    ageMsMax: 1000,
    ...change,
  };
}

/** A setting as it stands since a version, far above those of the seed. */
async function setPolicy(version: number, scope: string, value: object): Promise<void> {
  await rpc.database.pool.query(
    `INSERT INTO setting (merchant_id, scope, kind, setting_id, version, value_json, seeded)
     VALUES ('m1', $1, 'offline_policy', 'default', $2, $3, false)`,
    [scope, version, JSON.stringify(value)],
  );
}

/** A card that waits at the server already. */
async function waiting(terminalId: string, amountMinor: number): Promise<void> {
  await rpc.database.pool.query(
    `INSERT INTO offline_card VALUES ('m1', $1, 'taken', 1, $2, 'CNY', 'unionpay', '622202*********0018', 'store-a', $3,
       'op-1', 'o', '2026-01-01', 1, false, true, '', 1, NULL, '', 1, 1)`,
    [rpc.ids.paymentKey(), amountMinor, terminalId],
  );
}

async function told(change: Partial<JournalPayload<'card.taken_offline'>> = {}): Promise<string[]> {
  const saleId = rpc.ids.saleId();
  const entry = writer.write('card.taken_offline', {
    paymentKey: rpc.ids.paymentKey(),
    saleId,
    orderNo: `o-${saleId}`,
    amountMinor: '500',
    orderTotalMinor: '500',
    currency: 'CNY',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    maskedPan: '622202*********0018',
    brand: 'unionpay',
    entryMode: 'chip',
    forced: false,
    settingsVersion: 1_000_005,
    takenAtMs,
    ...change,
  });
  const wire = {
    ...entry,
    previousHash: Buffer.from(entry.previousHash),
    hash: Buffer.from(entry.hash),
    signature: Buffer.from(entry.signature),
  };
  const reply = await call<Replied<'EdgeSyncService', 'AppendJournal'>>((done) =>
    rpc.sync(agent).appendJournal({ entries: [wire] }, done),
  );
  expect(reply.results[0]).toMatchObject({ outcome: 'accepted' });
  const asked = rpc.payments.asked.find((one) => one.method === 'recordOfflineCard')?.argument;
  const { offences } = asked as { offences: Offence[] };
  expect(reply.results[0]?.exceptionCode).toBe(offences[0]?.code ?? '');
  return offences.map((one) => `${one.code} ${one.detail.split(',')[0]}`);
}

describe('a card that was taken offline', () => {
  test('within what was agreed offends nothing, up to each limit exactly', async () => {
    await setPolicy(1_000_001, '', policy());
    await waiting('till-a1', 600);
    await waiting('till-a1', 500);
    expect(await told({ amountMinor: '900' })).toEqual([]);
  });

  test.each([
    ['perTransactionMinor 1000', { amountMinor: '1001' }],
    ['brand perTransactionMinor 900', { amountMinor: '901' }],
    ['brand perTransactionMinor 0', { brand: 'nobody' }],
  ])('%s: above the limit', async (detail, change) => {
    await setPolicy(1_000_001, '', policy());
    const offences = await told(change);
    expect(offences).toHaveLength(1);
    expect(offences[0]).toContain('OFFLINE_CARD_ABOVE_LIMIT');
    expect(offences[0]).toContain(detail);
  });

  test('counts what waits of the terminal, the store and the brand', async () => {
    await setPolicy(1_000_001, '', policy());
    await waiting('till-a1', 1501);
    expect(await told()).toEqual(['OFFLINE_CARD_ABOVE_LIMIT brand storeSumMinor 2000']);
  });

  test('is held against the policy of its own version and the nearest scope', async () => {
    await setPolicy(1_000_001, '', policy({ cards: 'refuse' }));
    await setPolicy(1_000_003, 'store/store-a', policy());
    await setPolicy(1_000_009, 'terminal/till-a1', policy({ cards: 'refuse' }));
    expect(await told({ settingsVersion: 1_000_008 })).toEqual([]);
    rpc.payments.asked.length = 0;
    expect((await told({ settingsVersion: 1_000_009 }))[0]).toContain('OFFLINE_CARD_NOT_ALLOWED');
    rpc.payments.asked.length = 0;
    expect((await told({ settingsVersion: 1_000_002 }))[0]).toContain('OFFLINE_CARD_NOT_ALLOWED');
  });

  test('without a policy, or forced against it, is not allowed', async () => {
    expect((await told())[0]).toContain('OFFLINE_CARD_NOT_ALLOWED');
    rpc.payments.asked.length = 0;
    await setPolicy(1_000_001, '', policy());
    expect((await told({ forced: true }))[0]).toContain('OFFLINE_CARD_NOT_ALLOWED');
  });

  test('before the merchant took the risk is told first', async () => {
    await setPolicy(1_000_001, '', policy());
    const offences = await told({ takenAtMs: takenAtMs - 5000 });
    expect(offences.map((one) => one.split(' ')[0])).toEqual(['OFFLINE_CARD_NO_RISK']);
  });

  test('signed by an agent that had been revoked by then is told', async () => {
    await setPolicy(1_000_001, '', policy());
    // Entries of clocks that go by -12 ms: see the writer.
    for (const [revokedAtMs, offends] of [
      [takenAtMs - 12, true],
      [takenAtMs - 11, false],
    ] as const) {
      rpc.payments.asked.length = 0;
      const trigger = `CREATE OR REPLACE FUNCTION revoke_signer() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN UPDATE agent SET revoked_at_ms = ${revokedAtMs}, state = 'stolen'; RETURN NULL; END $$;
        CREATE OR REPLACE TRIGGER revoke_signer AFTER INSERT ON terminal_journal_entry
          FOR EACH STATEMENT EXECUTE FUNCTION revoke_signer()`;
      await rpc.database.owner.pool.query(trigger);
      const offences = await told();
      await rpc.database.owner.pool.query('DROP TRIGGER revoke_signer ON terminal_journal_entry');
      await rpc.database.pool.query(`UPDATE agent SET revoked_at_ms = NULL, state = 'active'`);
      expect(offences.map((one) => one.split(' ')[0])).toEqual(offends ? ['OFFLINE_CARD_AGENT_REVOKED'] : []);
    }
  });
});
