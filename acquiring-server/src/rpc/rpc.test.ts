import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadPackageDefinition, type ServiceError, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { systemClock } from '@qiantai/foundation';
import { channelEnum } from '@qiantai/protos';
import { protoPath } from 'grpc-health-check';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor/index.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import { call, refusal, startTestRpc, type TestAgent, type TestRpc } from './test-rpc.fixture.ts';

let rpc: TestRpc;
let agent: TestAgent;
let acquiring: ReturnType<TestRpc['acquiring']>;
let sync: ReturnType<TestRpc['sync']>;

beforeAll(async () => {
  rpc = await startTestRpc();
  agent = await rpc.enrol(sampleCode);
  acquiring = rpc.acquiring(agent);
  sync = rpc.sync(agent);
});
afterAll(() => rpc.close());

const money = (amountMinor: string, currency = 'CNY') => ({ amountMinor, currency });
const goodPay = () => ({
  paymentKey: rpc.ids.paymentKey() as string,
  orderNo: 'o-1',
  orderTotal: money('1250'),
  amount: money('1250'),
  tender: 'TENDER_PAYMENT_CODE' as const,
  terminalId: 'till-a1',
  operatorId: 'op-1',
  paymentCode: '134567890123456789',
  description: '晨光便利 人民路店',
  businessDate: '2026-01-01',
  requestedAtMs: '1767225600000',
  waitMs: 1000,
});
const card = {
  entryMode: 'chip',
  maskedPan: '621626*********0018',
  encryptedTrack2Hex: 'ab'.repeat(24),
  keySerialNumberHex: 'FFFF9876543210E00001',
  pinBlockHex: '',
  emvHex: '9F2608AABBCCDDEEFF0011',
  cardSequenceNumber: '001',
};
type Pay = Parameters<typeof acquiring.pay>[0];
const pay = (request: Pay) => call((callback) => acquiring.pay(request, callback));

describe('AcquiringService', () => {
  test('a request becomes words of ours and the view messages of theirs', async () => {
    const request = goodPay();
    expect(await pay(request)).toMatchObject({
      paymentKey: request.paymentKey,
      status: 'PAYMENT_STATUS_PAID',
      version: '3',
      amount: money('1250'),
      tender: 'TENDER_PAYMENT_CODE',
      channel: 'CHANNEL_WECHAT',
      refunded: money('0'),
    });
    const { waitMs: _, tender: __, ...rest } = request;
    expect(rpc.payments.asked.at(-1)?.argument).toEqual({
      ...rest,
      tender: 'payment_code',
      orderTotal: { amountMinor: 1250n, currency: 'CNY' },
      amount: { amountMinor: 1250n, currency: 'CNY' },
      requestedAtMs: 1_767_225_600_000,
    });
    await pay({ ...goodPay(), tender: 'TENDER_CARD', card });
    expect(rpc.payments.asked.at(-1)?.argument).toMatchObject({ tender: 'card', card });
    for (const channel of ['wechat', 'alipay', 'unionpay'] as const) {
      await pay({ ...goodPay(), tender: 'TENDER_QR', channel: channelEnum.toMessage(channel) });
      expect(rpc.payments.asked.at(-1)?.argument).toMatchObject({ tender: 'qr', channel });
    }
  });

  test('a payment that is given up may come without what is no longer kept', async () => {
    const request = { ...goodPay(), paymentCode: '' };
    const closed = await call<{ status: string; reasonCode: string }>((callback) =>
      acquiring.cancelPayment({ payment: request, reasonCode: 'PAYER_LEFT', waitMs: 0 }, callback),
    );
    expect(closed).toMatchObject({ status: 'PAYMENT_STATUS_CLOSED', reasonCode: 'PAYER_LEFT' });
    expect(
      await refusal(call((callback) => acquiring.cancelPayment({ payment: request, reasonCode: 'BORED' }, callback))),
    ).toMatchObject({ errorCode: 'PROTO_BAD_ENUM' });
    expect(
      await refusal(call((callback) => acquiring.cancelPayment({ reasonCode: 'PAYER_LEFT' }, callback))),
    ).toMatchObject({ errorCode: 'PROTO_BAD_MESSAGE' });
  });

  test('a card terminal is settled for a till of the store, and told batch by batch', async () => {
    const totals = { debitMinor: 1250n, debitCount: 1, creditMinor: 50n, creditCount: 1 };
    rpc.settledCards.batches = [
      { cardTerminalId: '10000001', batch: 7, status: 'has_open', totals, currency: 'CNY', endedAtMs: 5 },
    ];
    const key = rpc.ids.uuid7();
    const where = { accountId: 'card', cardTerminalId: '10000001', batch: 7, channelOrderNo: 'x' };
    rpc.settledCards.entries = [
      {
        ...{ key, terminalId: 'till-a1' },
        transaction: { ...where, settled: true, refund: true, amountMinor: 50n, currency: 'CNY' },
      },
    ];
    const request = { settlementId: rpc.ids.uuid7(), terminalId: 'till-a1', keys: [key] };
    const settle = (part: object) => call((callback) => acquiring.settleCards({ ...request, ...part }, callback));
    expect(await settle({})).toEqual({
      batches: [
        {
          ...{ cardTerminalId: '10000001', batch: '7', status: 'CARD_BATCH_STATUS_HAS_OPEN', endedAtMs: '5' },
          ...{ debitCount: '1', debits: money('1250'), creditCount: '1', credits: money('50') },
        },
      ],
      entries: [
        {
          ...{ key, terminalId: 'till-a1', cardTerminalId: '10000001', batch: '7', refund: true, settled: true },
          amount: money('50'),
        },
      ],
    });
    expect(rpc.cardBatches.at(-1)).toMatchObject(request);
    for (const [part, errorCode] of [
      [{ terminalId: 'till-b1' }, 'TERMINAL_FORBIDDEN'],
      [{ settlementId: '1' }, 'PROTO_BAD_ID'],
      [{ keys: ['x'] }, 'PROTO_BAD_ID'],
      [{ keys: Array.from({ length: 2001 }, () => key) }, 'PROTO_BAD_MESSAGE'],
    ] as const) {
      expect(await refusal(settle(part)), errorCode).toMatchObject({ errorCode });
    }
    expect(rpc.cardBatches).toHaveLength(1);
  });

  test('waits reach the core; no known version is none', async () => {
    const request = goodPay();
    await pay(request);
    const asked = [];
    for (const knownVersion of ['-1', '0', '7']) {
      const question = {
        paymentKey: request.paymentKey,
        knownVersion,
        waitMs: 30_000,
        askChannel: knownVersion === '7',
      };
      await call((callback) => acquiring.getPayment(question, callback));
      asked.push(rpc.payments.asked.at(-1)?.argument);
    }
    expect(asked).toEqual(
      [{ waitMs: 30_000 }, { waitMs: 30_000 }, { waitMs: 30_000, knownVersion: 7, askChannel: true }].map((wait) => ({
        paymentKey: request.paymentKey,
        wait,
      })),
    );
  });

  test('cash and refunds go through', async () => {
    const { paymentKey, orderNo, orderTotal, amount, terminalId, operatorId, businessDate } = goodPay();
    const fact = { paymentKey, orderNo, orderTotal, amount, terminalId, operatorId, businessDate, takenAtMs: '5' };
    expect(await call((callback) => acquiring.recordCash(fact, callback))).toMatchObject({ tender: 'TENDER_CASH' });
    const refundKey = rpc.ids.refundKey();
    const refund = { refundKey, paymentKey, amount, terminalId, operatorId, businessDate, requestedAtMs: '6' };
    expect(await call((callback) => acquiring.requestRefund(refund, callback))).toMatchObject({
      refundKey,
      status: 'REFUND_STATUS_SUCCEEDED',
    });
    expect(await call((callback) => acquiring.getRefund({ refundKey }, callback))).toMatchObject({ paymentKey });
  });

  const bad: Array<[string, Partial<Pay>, string]> = [
    ['a key that is no UUIDv7', { paymentKey: '2f1c7f1e-0000-4000-8000-000000000000' }, 'PROTO_BAD_ID'],
    ['an empty key', { paymentKey: '' }, 'PROTO_BAD_ID'],
    ['no amount', { amount: null }, 'PROTO_BAD_MONEY'],
    ['an amount of zero', { amount: money('0') }, 'PROTO_BAD_MONEY'],
    ['a negative amount', { amount: money('-1') }, 'PROTO_BAD_MONEY'],
    ['an amount above the largest', { orderTotal: money('1000000000000') }, 'PROTO_BAD_MONEY'],
    ['an amount above the order', { amount: money('1251') }, 'PROTO_BAD_MONEY'],
    ['two currencies', { amount: money('1', 'USD') }, 'PROTO_BAD_MONEY'],
    ['an unknown currency', { amount: money('1', 'ZZZ') }, 'PROTO_BAD_MONEY'],
    ['no tender', { tender: 'TENDER_UNSPECIFIED' }, 'PROTO_BAD_ENUM'],
    ['an unknown tender', { tender: 99 as never }, 'PROTO_BAD_ENUM'],
    ['cash', { tender: 'TENDER_CASH' }, 'PROTO_BAD_MESSAGE'],
    ['no payment code', { paymentCode: '' }, 'PROTO_BAD_MESSAGE'],
    ['letters in the payment code', { paymentCode: '13456789012345678x' }, 'PROTO_BAD_MESSAGE'],
    ['a QR of no wallet', { tender: 'TENDER_QR', channel: 'CHANNEL_CARD' }, 'PROTO_BAD_ENUM'],
    ['a card that was not read', { tender: 'TENDER_CARD' }, 'PROTO_BAD_MESSAGE'],
    [
      'a whole card number',
      { tender: 'TENDER_CARD', card: { ...card, maskedPan: '6216261000000000018' } },
      'PROTO_BAD_MESSAGE',
    ],
    ['an unknown entry mode', { tender: 'TENDER_CARD', card: { ...card, entryMode: 'telepathy' } }, 'PROTO_BAD_ENUM'],
    ['a terminal of another store', { terminalId: 'till-b1' }, 'TERMINAL_FORBIDDEN'],
    ['a day that is none', { businessDate: '2026-02-30' }, 'PROTO_BAD_MESSAGE'],
    ['a time before time', { requestedAtMs: '-5' }, 'PROTO_BAD_NUMBER'],
    ['a wait that is too long', { waitMs: 30_001 }, 'PROTO_BAD_NUMBER'],
    ['a negative wait', { waitMs: -1 }, 'PROTO_BAD_NUMBER'],
    ['a NUL in the description', { description: 'a\0b' }, 'PROTO_BAD_MESSAGE'],
    ['an order number with a blank', { orderNo: 'a b' }, 'PROTO_BAD_MESSAGE'],
  ];
  test.each(bad)('%s is refused by its field and never reaches the core', async (_what, change, errorCode) => {
    const before = rpc.payments.asked.length;
    const refused = await refusal(pay({ ...goodPay(), ...change }));
    expect(refused.errorCode).toBe(errorCode);
    expect(refused.details).not.toContain('6216261000000000018');
    expect(rpc.payments.asked.length).toBe(before);
  });

  test('codes of the core travel; faults do not tell what they are', async () => {
    const missing = call((callback) => acquiring.getPayment({ paymentKey: rpc.ids.paymentKey() }, callback));
    expect(await refusal(missing)).toMatchObject({ status: status.NOT_FOUND, errorCode: 'PAYMENT_NOT_FOUND' });
    rpc.payments.failures.push(new Error('password=hunter2'));
    const fault = await refusal(pay(goodPay()));
    expect(fault).toMatchObject({ status: status.INTERNAL, errorCode: 'INTERNAL' });
    expect(fault.details).not.toContain('hunter2');
  });

  test('a message above the bound is refused', async () => {
    expect((await refusal(pay({ ...goodPay(), description: 'x'.repeat(1_100_000) }))).status).toBe(
      status.RESOURCE_EXHAUSTED,
    );
  });
});

describe('EdgeSyncService', () => {
  const ownPath = ['', 'store/store-a'];
  const pull = (afterVersion: string, limit: number, path = ownPath) =>
    call<{
      changes: Array<{ version: string; kind: string; id: string; valueJson: string; scope: string }>;
      more: boolean;
      path: string[];
      restart: boolean;
    }>((callback) => sync.pullSettings({ afterVersion, limit, path }, callback));

  test('settings come in pages of their versions', async () => {
    const seen = [];
    let page = await pull('0', 3, []);
    seen.push(...page.changes);
    while (page.more) {
      page = await pull(seen.at(-1)!.version, 3);
      seen.push(...page.changes);
    }
    expect(seen).toHaveLength(8);
    expect(JSON.parse(seen[0]!.valueJson)).toMatchObject({ storeId: 'store-a', speakerDevice: 'speaker-a' });
    expect(seen.map((change) => change.scope)).toEqual([...Array(3).fill('store/store-a'), ...Array(5).fill('')]);
    const probe = await call<{ settingsVersion: string; serverTimeMs: string }>((callback) =>
      sync.probe({ sentAtMs: '1', waiting: '4', oldestAgeMs: '2500' }, callback),
    );
    expect(probe).toMatchObject({ settingsVersion: seen.at(-1)!.version, serverTimeMs: String(rpc.clock.nowMs()) });
    expect(await pull(probe.settingsVersion, 10)).toEqual({
      changes: [],
      more: false,
      path: ownPath,
      restart: false,
      otherHistory: false,
    });
    const anew = { changes: [], more: false, path: ownPath, restart: true, otherHistory: false };
    expect(await pull(probe.settingsVersion, 10, [])).toEqual(anew);
    expect(await pull(probe.settingsVersion, 10, ['', 'region/r1', 'store/store-a'])).toEqual(anew);
    expect(await pull(String(Number(probe.settingsVersion) + 1000), 10)).toEqual(anew);
    expect(await rpc.registry.metrics()).toContain('qiantai_edge_waiting_entries{store="store-a"} 4');
  });

  test('bad pages are refused', async () => {
    for (const [after, limit] of [
      ['0', 0],
      ['0', 2001],
      ['-1', 1],
    ] as const) {
      expect((await refusal(pull(after, limit))).errorCode).toBe('PROTO_BAD_NUMBER');
    }
  });
});

describe('a foreign client', () => {
  const require = createRequire(import.meta.url);
  const reflectionProto = join(
    dirname(require.resolve('@grpc/reflection/package.json')),
    'build/proto/grpc/reflection/v1/reflection.proto',
  );

  /** Asks by the published reflection.proto alone, knowing nothing of our files. */
  async function reflect(
    address: string,
    credentials: TestAgent['credentials'],
    question: object,
  ): Promise<Record<string, never>> {
    const loaded = loadPackageDefinition(loadSync(reflectionProto, { keepCase: true, oneofs: true, defaults: false }));
    const service = ['grpc', 'reflection', 'v1', 'ServerReflection'].reduce<unknown>(
      (at, part) => (at as Record<string, unknown>)[part],
      loaded,
    ) as new (
      ...args: unknown[]
    ) => import('@grpc/grpc-js').Client &
      Record<string, () => import('@grpc/grpc-js').ClientDuplexStream<object, Record<string, never>>>;
    const client = rpc.keep(new service(address, credentials));
    const stream = client['ServerReflectionInfo']!();
    return await new Promise((done, failed) => {
      stream.on('data', (reply) => {
        done(reply);
        stream.end();
      });
      stream.on('error', (error: ServiceError) => failed(error));
      stream.write(question);
    });
  }

  test('finds the services and the shape of their messages by reflection, on both ports', async () => {
    const listed = async (address: string, credentials: TestAgent['credentials']) => {
      const reply = (await reflect(address, credentials, { list_services: '' })) as unknown as {
        list_services_response: { service: Array<{ name: string }> };
      };
      return reply.list_services_response.service.map((service) => service.name).sort();
    };
    expect(await listed(rpc.address, agent.credentials)).toEqual([
      'grpc.health.v1.Health',
      'qiantai.acquiring.v1.AcquiringService',
      'qiantai.acquiring.v1.EchoService',
      'qiantai.acquiring.v1.EdgeSyncService',
      'qiantai.acquiring.v1.FleetSyncService',
      'qiantai.acquiring.v1.TerminalOrderSyncService',
    ]);
    expect(await listed(rpc.enrolmentAddress, rpc.anybody)).toEqual([
      'grpc.health.v1.Health',
      'qiantai.acquiring.v1.EnrolmentService',
    ]);
    const reply = (await reflect(rpc.address, agent.credentials, {
      file_containing_symbol: 'qiantai.acquiring.v1.AcquiringService',
    })) as unknown as { file_descriptor_response: { file_descriptor_proto: Buffer[] } };
    const files = reply.file_descriptor_response.file_descriptor_proto.map((bytes) =>
      descriptor.FileDescriptorProto.decode(bytes),
    );
    const root = (protobuf.Root as unknown as { fromDescriptor(set: unknown): protobuf.Root }).fromDescriptor({
      file: files,
    });
    expect(Object.keys(root.lookupService('qiantai.acquiring.v1.AcquiringService').methods).sort()).toEqual([
      'CancelPayment',
      'FindPayment',
      'FindSale',
      'GetPayment',
      'GetRefund',
      'Pay',
      'RecordCash',
      'RequestRefund',
      'SettleCards',
    ]);
    expect(root.lookupType('qiantai.acquiring.v1.PayRequest').fields).toHaveProperty('paymentKey');
  });

  test('asks for the health of a service', async () => {
    const loaded = loadPackageDefinition(loadSync(protoPath, { enums: String }));
    const Health = (loaded as unknown as { grpc: { health: { v1: { Health: new (...args: unknown[]) => never } } } })
      .grpc.health.v1.Health;
    const check = (address: string, credentials: TestAgent['credentials'], service: string) => {
      const client = rpc.keep(new Health(address, credentials) as import('@grpc/grpc-js').Client);
      return call<{ status: string }>((callback) =>
        (client as unknown as { check(...args: unknown[]): void }).check(
          { service },
          { deadline: systemClock.deadline(5000) },
          callback,
        ),
      );
    };
    for (const service of ['', 'qiantai.acquiring.v1.AcquiringService']) {
      expect(await check(rpc.address, agent.credentials, service)).toEqual({ status: 'SERVING' });
    }
    expect(await check(rpc.enrolmentAddress, rpc.anybody, '')).toEqual({ status: 'SERVING' });
    expect((await refusal(check(rpc.enrolmentAddress, rpc.anybody, 'other'))).status).toBe(status.NOT_FOUND);
  });
});
