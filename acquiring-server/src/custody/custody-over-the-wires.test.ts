/** A day of custody from outside: a person over gRPC, the whole server, the simulated bank over HTTP. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@qiantai/foundation';
import { operationsServices } from '@qiantai/protos';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningSims, startSims } from '../channels/sims.fixture.ts';
import { readServerConfig } from '../config.ts';
import { leaseTestDatabase } from '../db/test-database.ts';
import { until } from '../payment/test-shop.fixture.ts';
import { call, operatorCredentials } from '../rpc/test-rpc.fixture.ts';
import { sampleSeed } from '../seed/sample-seed.fixture.ts';
import { startServer } from '../start-server.ts';

const dayMs = 86_400_000;
let sims: RunningSims;
let dataDir: string;
let lease: Awaited<ReturnType<typeof leaseTestDatabase>>;
beforeAll(async () => {
  // Noon of Monday, 2 March 2026, in Beijing; a second of the test is a minute there.
  sims = await startSims({ startMs: Date.UTC(2026, 2, 2, 4), factor: 60 });
  dataDir = mkdtempSync(join(tmpdir(), 'custody-wires-'));
  writeFileSync(join(dataDir, 'chain.json'), JSON.stringify(sampleSeed()));
  lease = await leaseTestDatabase();
}, 30_000);
afterAll(async () => {
  await sims.close();
  lease.release();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start() {
  const server = await startServer(
    readServerConfig({
      QIANTAI_DATA_DIR: dataDir,
      DATABASE_URL: lease.url,
      GRPC_PORT: '0',
      ENROLMENT_PORT: '0',
      OPERATIONS_PORT: '0',
      HTTP_PORT: '0',
      MQTT_PORT: '0',
      SEED_FILE: join(dataDir, 'chain.json'),
    }),
    { clock: sims.clock, log: silentLog, stopping: new AbortController().signal },
  );
  const { operations, caFile, operatorCertificateFile, operatorKeyFile } = server.ready as Record<string, string>;
  const admin = operatorCredentials(
    { certificatePem: readFileSync(caFile as string, 'utf8') },
    { certificateFile: operatorCertificateFile as string, keyFile: operatorKeyFile as string },
  );
  const { CustodyService, LedgerService } = operationsServices();
  const custody = new CustodyService(operations as string, admin);
  const ledger = new LedgerService(operations as string, admin);
  const stop = async () => {
    custody.close();
    ledger.close();
    await server.stop();
  };
  return { custody, ledger, stop };
}

it('settles a merchant through a silent bank and a restart, and proves the day by itself', async () => {
  const first = await start();
  const { baseUrl, clientId, secret, currency, custodyAccount } = sims.bank;
  const account = { bankAccountId: 'custody-1', purpose: 'custody', bank: '存管银行', holderName: '客户备付金' };
  const reached = { accountNumber: custodyAccount, currency, baseUrl, clientId, secret };
  await call((done) => first.custody.createBankAccount({ ...account, ...reached }, done));
  const payee = { name: '晨光便利', bank: '工商银行', accountNumber: '6222000011112222', kind: 'personal' };
  await call((done) => first.custody.setSettlementAccount({ merchantId: 'm1', currency, payee }, done));
  const event = {
    kind: 'channel_payment',
    reference: 'p-1',
    merchantId: 'm1',
    currency,
    amounts: { settlement: 10_000, unsettledCoupon: 0, merchantFee: 38, channelCost: 20 },
    subjects: { channelAccountId: 'acc-wechat' },
    businessDate: '2026-03-02',
    platformDate: '2026-03-02',
  };
  await call((done) => first.ledger.postEvents({ events: [event], linked: true }, done));
  const credit = { account: custodyAccount, amount: '99.80', remark: '微信结算 acc-wechat 20260302' };
  await sims.hand('/sim/custody-bank/credits', credit);

  await sims.hand('/sim/custody-bank/behaviours', { behaviour: 'no_answer' });
  const asked = { settlementKey: '019cac9b-8000-7000-8000-000000000001', merchantId: 'm1', bankAccountId: 'custody-1' };
  const { instructionId } = await call<{ instructionId: string }>((done) =>
    first.custody.instructSettlement(asked, done),
  );
  const statusOf = async ({ custody }: Pick<typeof first, 'custody'>) =>
    (await call<{ status: string }>((done) => custody.getInstruction({ instructionId }, done))).status;
  await until(async () => (await statusOf(first)) !== 'created');
  await first.stop();

  const second = await start();
  await until(async () => (await statusOf(second)) === 'confirmed');
  const book = await sims.look('/sim/custody-bank/book');
  expect(book['instructions']).toMatchObject([{ instructionNo: instructionId, state: { status: 'confirmed' } }]);
  const again = await call((done) => second.custody.instructSettlement(asked, done));
  expect(again).toMatchObject({ instructionId, status: 'confirmed', amount: { amountMinor: '9962' } });

  // The next morning the server fetches the statement and proves the day without being asked.
  sims.jump(dayMs);
  const proofOf = () =>
    call<{ passed: boolean }>((done) => second.custody.getDailyProof({ date: '2026-03-02', currency }, done));
  await until(
    async () =>
      await proofOf().then(
        ({ passed }) => passed,
        () => false,
      ),
  );
  expect(await proofOf()).toMatchObject({
    heldMinor: '18',
    owedMinor: '0',
    ownPartMinor: '18',
    accounts: [{ bankAccountId: 'custody-1', booksMinor: '18', bankMinor: '18' }],
  });
  const { exceptions } = await call<{ exceptions: unknown[] }>((done) => second.custody.listExceptions({}, done));
  expect(exceptions).toEqual([]);
  await second.stop();
}, 60_000);
