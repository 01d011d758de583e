import { operationsServices } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Replied } from './messages.ts';
import { call, refusal, startTestRpc, type TestRpc } from './test-rpc.fixture.ts';

type Client = InstanceType<ReturnType<typeof operationsServices>['OfflineCardService']>;
type Listed = Replied<'OfflineCardService', 'ListOfflineCards'>;

let rpc: TestRpc;
let finance: Client;
let risk: Client;
beforeAll(async () => {
  rpc = await startTestRpc();
  const { OfflineCardService } = operationsServices();
  const client = async (name: string, ...roles: Parameters<TestRpc['operator']>[1][]) =>
    rpc.keep(new OfflineCardService(rpc.operationsAddress, await rpc.operator(name, ...roles)));
  finance = await client('ann', 'finance');
  risk = await client('cat', 'risk');
});
afterAll(async () => await rpc.close());
beforeEach(() => {
  rpc.offlineCards.asked.length = 0;
});

const ref = () => ({ merchantId: 'm1', paymentKey: rpc.offlineCards.card.paymentKey });
const work = (change: object = {}) => ({ card: ref(), version: 2, why: 'the issuer asks for it', ...change });
const steps = {
  giveUpOfflineCard: 'giveUp',
  representOfflineCard: 'represent',
  requestOfflineCardWriteOff: 'requestWriteOff',
  approveOfflineCardWriteOff: 'approveWriteOff',
  refuseOfflineCardWriteOff: 'refuseWriteOff',
} as const;

describe('reading', () => {
  test('is open to every operator; without statuses what is open is told, in pages', async () => {
    const page = await call<Listed>((done) => risk.listOfflineCards({ merchantId: 'm1', limit: 2 }, done));
    expect(page.cards).toHaveLength(2);
    expect(page.next).toBe(rpc.offlineCards.card.paymentKey);
    expect(page.cards[0]).toMatchObject({ status: 'declined', version: '2', amount: { amountMinor: '1250' } });
    expect(rpc.offlineCards.asked[0]?.argument).toMatchObject({
      statuses: ['taken', 'declined', 'representing', 'write_off_requested'],
      limit: 3,
    });
    const all = await call<Listed>((done) => risk.listOfflineCards({ merchantId: 'm1', statuses: ['approved'] }, done));
    expect(all.next).toBe('');
    const found = await call<Replied<'OfflineCardService', 'GetOfflineCard'>>((done) =>
      risk.getOfflineCard(ref(), done),
    );
    expect(found.steps).toMatchObject([{ event: 'taken', fromStatus: '', toStatus: 'taken' }]);
  });

  test('what is odd is refused by its field', async () => {
    const bad = [{ merchantId: '' }, { merchantId: 'm1', statuses: ['x'] }, { merchantId: 'm1', after: 'x' }];
    for (const message of bad) {
      const refused = await refusal(call((done) => risk.listOfflineCards(message, done)));
      expect(refused?.errorCode, JSON.stringify(message)).toMatch(/^PROTO_BAD/);
    }
  });
});

describe('working on a case', () => {
  for (const [method, does] of Object.entries(steps) as Array<[keyof typeof steps, string]>) {
    test(`${does} is for finance, by the name of the certificate`, async () => {
      await call((done) => finance[method](work(), done));
      expect(rpc.offlineCards.asked).toEqual([
        {
          method: does,
          argument: { ...ref(), version: 2, why: 'the issuer asks for it', byName: 'ann' },
        },
      ]);
      expect(await refusal(call((done) => risk[method](work(), done)))).toMatchObject({
        errorCode: 'OPERATOR_FORBIDDEN',
      });
      for (const change of [{ version: 0 }, { why: ' ' }, { card: null }]) {
        const refused = await refusal(call((done) => finance[method](work(change), done)));
        expect(refused?.errorCode, JSON.stringify(change)).toMatch(/^PROTO_BAD/);
      }
    });
  }

  test('a recovery says how and when the customer paid', async () => {
    const paid = { work: work(), way: 'bank', businessDate: '2026-01-02' };
    await call((done) => finance.recoverOfflineCard(paid, done));
    expect(rpc.offlineCards.asked[0]?.argument).toMatchObject({ way: 'bank', businessDate: '2026-01-02' });
    for (const change of [{ way: 'gold' }, { businessDate: '2026-13-01' }, { work: null }]) {
      expect(await refusal(call((done) => finance.recoverOfflineCard({ ...paid, ...change }, done)))).toMatchObject({
        errorCode: expect.stringMatching(/^PROTO_BAD|^CUSTODY_BAD/),
      });
    }
    expect(await refusal(call((done) => risk.recoverOfflineCard(paid, done)))).toMatchObject({
      errorCode: 'OPERATOR_FORBIDDEN',
    });
  });
});

test('a merchant’s word on the risk is written down by finance', async () => {
  const said = { merchantId: 'm1', person: '李掌柜', termsVersion: '2026-1' };
  const record = (message: object) => call((done) => finance.recordOfflineRisk(message, done));
  expect(await record(said)).toMatchObject({ accepted: true, recordedBy: 'operator:ann' });
  expect(await record({ ...said, termsVersion: '' })).toMatchObject({ accepted: false });
  expect(await refusal(record({ ...said, termsVersion: '' }))).toMatchObject({ errorCode: 'OFFLINE_RISK_NONE' });
  expect(await refusal(call((done) => risk.recordOfflineRisk(said, done)))).toMatchObject({
    errorCode: 'OPERATOR_FORBIDDEN',
  });
});
