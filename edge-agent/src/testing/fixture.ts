/** An agent in a folder of its own, a fake server, a line that can be cut between them, and a till's client. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Metadata, type requestCallback, type ServiceError } from '@grpc/grpc-js';
import { hash } from '@node-rs/argon2';
import { errorText, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint, orderNoOfSale, tillServices } from '@qiantai/protos';
import type { StartPaymentRequest } from '@qiantai/protos/generated/qiantai/edge/v1/StartPaymentRequest.ts';
import Sqlite from 'better-sqlite3';
import type { AgentOptions } from '../agent.ts';
import { type SupervisedAgent, startAgent } from '../supervised-agent.ts';
import type { SyncTiming } from '../sync/sync.ts';
import { type CutProxy, openCutProxy } from './cut-proxy.ts';
import { type FakeServer, startFakeServer } from './fake-server.ts';
import { channelCredentials, type PairedTill, pair, TillError, tillErrorFrom } from './paired-till.ts';
import { countSecrets, recordUnsent } from './record-store.ts';
import { makeTestAuthority } from './test-authority.ts';

export const tokens = { 'till-1': 'token-of-till-1-0001', 'till-2': 'token-of-till-2-0002' };

/** Short enough for tests; real time, because the wire is real. */
const timing: SyncTiming = {
  line: { probeIntervalMs: 100, probeTimeoutMs: 2000, probeBackoffFirstMs: 20, probeBackoffMaxMs: 100 },
  retry: { firstMs: 20, maxMs: 100 },
};

export const ids = new IdMint(systemClock, new SeededRandom('edge-agent tests'));

export type Till = ReturnType<typeof tillClient>;

export interface Fixture {
  folder: string;
  /** What the agent is told at its next start. */
  activationCode: string;
  server: FakeServer;
  line: CutProxy;
  agent: SupervisedAgent;
  till: Till;
  /** Certificates of the two tills. */
  identities: Record<keyof typeof tokens, PairedTill>;
  /** Ends the agent as a power cut would: nothing is told, nothing is waited for. Then starts it again. */
  restart(between?: () => void): Promise<void>;
  /** The same, and something is done to the data folder in between. */
  restartAfter(work: (dataDir: string) => void): Promise<void>;
  online(): Promise<void>;
  offline(): Promise<void>;
  /** How many encrypted payment codes and cards stand in the queue. */
  secretsHeld(): Promise<number>;
  /** Ends the agent, then starts one on another folder with another activation code. */
  moveTo(dataDir: string, activationCode: string, between: () => void | Promise<void>): Promise<void>;
  /** A payment that is asked for and given up, both durable, nothing sent; then the agent starts again. */
  recordOffline(
    request: StartPaymentRequest & { paymentKey: string },
    cancelReason: string,
    requestedAtMs?: number,
    left?: 'leased',
  ): Promise<void>;
  /** A person mends a dead row on the status page. */
  mend(kind: string, key: string): Promise<void>;
  /** A call without a certificate. */
  strangerCall(name: 'GetTill'): Promise<unknown>;
  /** Everything has reached the server. */
  drained(): Promise<void>;
  close(): Promise<void>;
}

let pinHash: string | undefined;

/** `change`: what the agent is given beside or in place of what every test has. */
export async function openFixture(change: Partial<AgentOptions> = {}): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'edge-agent-'));
  const authority = await makeTestAuthority();
  const server = await startFakeServer(authority);
  server.settings = await demoSettings();
  const line = await openCutProxy(server.port);
  const caFile = join(folder, 'ca.pem');
  const tillTokensFile = join(folder, 'tokens.json');
  writeFileSync(caFile, authority.certificatePem);
  writeFileSync(tillTokensFile, JSON.stringify(tokens));
  const start = (place = { dataDir: join(folder, 'data'), activationCode: fixture?.activationCode ?? 'TEST-CODE-1' }) =>
    startAgent({
      config: {
        ...place,
        grpcPort: 0,
        listen: '127.0.0.1',
        names: ['agent.example'],
        statusPort: 0,
        serverAddress: `localhost:${line.port}`,
        enrolmentAddress: `localhost:${server.enrolmentPort}`,
        serverCaFile: caFile,
        tillTokensFile,
      },
      clock: systemClock,
      random: new SeededRandom('agent'),
      log: silentLog,
      timing,
      ...change,
    });
  let fixture: Fixture | undefined;
  async function restart(between: () => void): Promise<void> {
    if (!fixture) throw new Error('there is no agent yet');
    fixture.till.close();
    await fixture.agent.kill();
    between();
    fixture.agent = await start();
    await fixture.agent.enrolled;
    const { session } = fixture.till;
    fixture.till = tillClient(fixture.agent.grpcPort, identities['till-1']);
    fixture.till.session = session;
  }

  const agent = await start();
  await agent.enrolled;
  const pairOne = (terminalId: keyof typeof tokens) => pair(agent.grpcPort, { terminalId, secret: tokens[terminalId] });
  const identities = { 'till-1': await pairOne('till-1'), 'till-2': await pairOne('till-2') };
  const opened: Fixture = {
    activationCode: 'TEST-CODE-1',
    folder,
    server,
    line,
    agent,
    till: tillClient(agent.grpcPort, identities['till-1']),
    identities,
    restart: (between = () => undefined) => restart(between),
    moveTo: async (dataDir, activationCode, between) => {
      opened.till.close();
      await opened.agent.stop();
      await between();
      opened.agent = await start({ dataDir, activationCode });
      await opened.agent.enrolled;
      opened.till = tillClient(opened.agent.grpcPort, identities['till-1']);
    },
    restartAfter: (work) => restart(() => work(join(folder, 'data'))),
    online: async () => {
      line.mend();
      await until(async () => (await opened.till.call('SyncNow', {})).online, 'the line is up');
    },
    offline: async () => {
      line.cut();
      await until(async () => !(await opened.till.call('SyncNow', {})).online, 'the line is down');
    },
    secretsHeld: async () => secretsIn(opened.agent.databaseFile),
    recordOffline: (request, cancelReason, requestedAtMs, left) =>
      restart(() => {
        line.cut();
        recordUnsent(join(folder, 'data'), request, { cancelReason, requestedAtMs, left });
      }),
    mend: async (kind, key) => {
      const site = `http://127.0.0.1:${opened.agent.statusPort}`;
      const body = new URLSearchParams({ kind, key, action: 'retry', number: '7', pin: '1234' });
      await fetch(`${site}/mend`, { method: 'POST', headers: { origin: site }, body, redirect: 'manual' });
    },
    strangerCall: async (name) => {
      const stranger = tillClient(opened.agent.grpcPort, { authorityPem: identities['till-1'].authorityPem });
      try {
        return await stranger.call(name, {});
      } finally {
        stranger.close();
      }
    },
    drained: () => until(async () => (await opened.till.call('SyncNow', {})).waiting === '0', 'nothing waits'),
    close: async () => {
      opened.till.close();
      await opened.agent.stop();
      await line.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  fixture = opened;
  await opened.online();
  await until(async () => (await opened.till.call('GetTill', {})).quickKeys.length === 4, 'the settings are down');
  await opened.till.signIn();
  return opened;
}

/**
 * Gives settings out and waits until the agent has them. An operator's are members to change, anything else is
 * the whole value; undefined takes the setting away.
 */
export async function setSettings(
  { server, till }: Fixture,
  settings: ReadonlyArray<readonly [kind: string, id: string, value: object | undefined]>,
): Promise<void> {
  for (const [kind, id, value] of settings) {
    const before = server.settings.findLast((one) => one.kind === kind && one.id === id && one.valueJson !== '');
    const whole = kind === 'operator' && before ? { ...JSON.parse(before.valueJson), ...value } : value;
    const version = (server.settings.at(-1)?.version ?? 0) + 1;
    server.settings.push({ version, kind, id, valueJson: whole === undefined ? '' : JSON.stringify(whole) });
  }
  const newest = server.settings.at(-1)?.version;
  await until(async () => {
    return (await till.call('SyncNow', {})).settingsVersion === String(newest);
  }, `settings ${newest} are down`);
  // Whoever lost a right is signed out.
  if (settings.some(([kind]) => kind === 'operator')) await till.signIn();
}

/** Kinds of the entries that the server holds about one payment or refund. */
export async function journalKinds(fixture: Fixture, key: string): Promise<string[]> {
  await fixture.drained();
  return [...fixture.server.journals.values()]
    .flat()
    .filter((entry) => entry.payloadJson.includes(key) && entry.kind !== 'sale.completed')
    .map((entry) => entry.kind);
}

function secretsIn(databaseFile: string): number {
  const sql = new Sqlite(databaseFile, { readonly: true });
  try {
    return countSecrets(sql);
  } finally {
    sql.close();
  }
}

type TillCalls = InstanceType<ReturnType<typeof tillServices>['TillService']>;
/** The reply of a call, from the last overload of its method. */
type ReplyOf<Name extends keyof TillCalls> = TillCalls[Name] extends (
  request: never,
  callback: requestCallback<infer R>,
) => unknown
  ? R
  : never;

export { TillError };

/** A call of one of the agent's other services, by a till's certificate. @throws TillError with the agent's code */
export function serviceCall<Reply>(
  port: number,
  service: 'HubService' | 'ShiftService' | 'TerminalOrderService',
  keys: PairedTill,
  call: { name: string; request: object; session?: string },
): Promise<Reply> {
  const client = new (tillServices()[service])(`localhost:${port}`, channelCredentials(keys));
  const metadata = new Metadata();
  if (call.session) metadata.set('session', call.session);
  return new Promise<Reply>((resolve, reject) => {
    const done = (error: ServiceError | null, reply?: Reply) =>
      error ? reject(tillErrorFrom(error)) : resolve(reply as Reply);
    const method = (client as unknown as Record<string, () => void>)[call.name];
    if (!method) throw new Error(`no call ${call.name}`);
    Reflect.apply(method, client, [call.request, metadata, { deadline: systemClock.deadline(15_000) }, done]);
  }).finally(() => client.close());
}

export function tillClient(port: number, identity: PairedTill | { authorityPem: string }) {
  const { TillService, QueueService } = tillServices();
  const client = new TillService(`localhost:${port}`, channelCredentials(identity), {
    'grpc.use_local_subchannel_pool': 1,
  });
  const queue = new QueueService(`localhost:${port}`, channelCredentials(identity), {
    channelOverride: client.getChannel(),
  });
  const till = {
    session: '',
    client,
    metadata(): Metadata {
      const metadata = new Metadata();
      if (till.session !== '') metadata.set('session', till.session);
      return metadata;
    },
    /** @throws TillError with the agent's code */
    call<Name extends keyof TillCalls & string>(name: Name, request: object): Promise<ReplyOf<Name>> {
      return new Promise((resolve, reject) => {
        const done = (error: ServiceError | null, reply?: ReplyOf<Name>) =>
          error ? reject(tillErrorFrom(error)) : resolve(reply as ReplyOf<Name>);
        Reflect.apply(client[name] as () => void, client, [
          request,
          till.metadata(),
          { deadline: systemClock.deadline(15_000) },
          done,
        ]);
      });
    },
    watchStatus: () => client.WatchStatus({}, till.metadata()),
    async signIn(number = '1'): Promise<void> {
      till.session = (await till.call('SignIn', { number, pin: '1234' })).session;
    },
    /** @throws TillError with the agent's code */
    queue<Reply>(
      name: 'ListWaiting' | 'ListDead' | 'Mend' | 'WriteOff' | 'ListAlarms' | 'AcknowledgeAlarm',
      request: object,
    ) {
      return new Promise<Reply>((resolve, reject) => {
        const done = (error: ServiceError | null, reply?: Reply) =>
          error ? reject(tillErrorFrom(error)) : resolve(reply as Reply);
        const deadline = systemClock.deadline(15_000);
        Reflect.apply(queue[name] as unknown as () => void, queue, [request, till.metadata(), { deadline }, done]);
      });
    },
    close: () => {
      client.close();
      queue.close();
    },
  };
  return till;
}

export function money(amountMinor: number) {
  return { amountMinor: String(amountMinor), currency: 'CNY' };
}

export function paymentCodeRequest(
  saleId = ids.saleId(),
  amountMinor = 1250,
): StartPaymentRequest & { paymentKey: string } {
  return {
    paymentKey: ids.paymentKey(),
    saleId,
    orderNo: orderNoOfSale(saleId),
    orderTotal: money(amountMinor),
    amount: money(amountMinor),
    tender: 'TENDER_PAYMENT_CODE',
    paymentCode: '134567890123456789',
    waitMs: 5000,
  };
}

export function cashRequest(saleId = ids.saleId(), amountMinor = 1250, tenderedMinor = amountMinor) {
  return {
    paymentKey: ids.paymentKey() as string,
    saleId: saleId as string,
    orderNo: orderNoOfSale(saleId),
    orderTotal: money(amountMinor),
    amount: money(amountMinor),
    tendered: money(tenderedMinor),
  };
}

/** Waits for a condition; a test that waits in vain says for what. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  what: string,
  timeoutMs = 15_000,
): Promise<void> {
  const endMs = systemClock.nowMs() + timeoutMs;
  let last = '';
  while (systemClock.nowMs() < endMs) {
    try {
      if (await condition()) return;
    } catch (error) {
      last = errorText(error);
    }
    await systemClock.sleep(10);
  }
  throw new Error(`waited in vain: ${what} ${last}`);
}

/** A store with two tills, four articles, and an operator with the number 1 and the PIN 1234. */
export async function demoSettings() {
  pinHash ??= await hash('1234', { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  const article = (n: number) => ({
    articleId: `A${n}`,
    barcode: `690000000000${n}`,
    nameZh: `商品${n}`,
    nameEn: `Article ${n}`,
    unitPriceMinor: String(n * 100),
    currency: 'CNY',
    unit: '件',
    picture: '',
    quickKey: n,
  });
  const values: Array<[string, string, object]> = [
    [
      'store',
      'S1',
      {
        storeId: 'S1',
        merchantId: 'M1',
        merchantName: '钱台便利',
        name: '一号店',
        nameEn: 'Store 1',
        currency: 'CNY',
        receiptHeader: ['欢迎光临'],
        receiptFooter: [],
        speakerDevice: '',
      },
    ],
    ...['till-1', 'till-2'].map((id, index): [string, string, object] => [
      'terminal',
      id,
      { terminalId: id, storeId: 'S1', name: `Till ${index + 1}`, cardTerminalId: `1000000${index + 1}` },
    ]),
    ['operator', 'op-1', { operatorId: 'op-1', number: '1', name: '王芳', rights: ['sell'], pinHash }],
    ...[7, 8, 9].map((n): [string, string, object] => [
      'operator',
      `op-${n}`,
      {
        operatorId: `op-${n}`,
        number: String(n),
        name: `店长 ${n}`,
        rights: n === 7 ? ['queue.mend'] : ['queue.mend', 'queue.write_off'],
        pinHash,
      },
    ]),
    [
      'operator',
      'op-2',
      {
        operatorId: 'op-2',
        number: '2',
        name: '李强',
        rights: ['sell', 'cash.move', 'shift.close_unsent', 'cards.settle'],
        pinHash,
      },
    ],
    ...[1, 2, 3, 4].map((n): [string, string, object] => ['article', `A${n}`, article(n)]),
  ];
  return values.map(([kind, id, value], index) => ({ version: index + 1, kind, id, valueJson: JSON.stringify(value) }));
}
