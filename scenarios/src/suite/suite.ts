/**
 * The whole suite as separate processes on one machine: simulators, server, an agent for each store, a host
 * for each till. `npm start`, `npm demo` and the scenarios bring it up through here.
 *
 * What must be the same at the next start (tokens, activation codes, secrets of speakers) stands in
 * `suite.json` in the data folder.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChainSeed, serverNodeFlags } from '@qiantai/acquiring-server';
import { agentNodeFlags } from '@qiantai/edge-agent';
import { type ClockAnchor, formatClockAnchor, type Log, systemClock, systemRandom } from '@qiantai/foundation';
import type { Currency } from '@qiantai/protos';
import { tillNodeFlags } from '@qiantai/terminal-app';
import { z } from 'zod';
import {
  buildChain,
  type ChainStore,
  type ChainTill,
  type ChannelDescription,
  demoMember,
  demoMemberApp,
  demoMerchantId,
  type ProviderDescription,
  speakerOf,
  tillsOf,
} from './chain.ts';
import { CutProxy } from './cut-proxy.ts';
import { ManagedProcess } from './managed-process.ts';
import type { SuitePorts } from './suite-ports.ts';

export interface SuiteOptions {
  dataDir: string;
  currency: Currency;
  stores: readonly ChainStore[];
  tillsPerStore: number;
  articles: ChainSeed['articles'];
  /** Settings of the chain, and the risk of cards taken offline. */
  extras?: Pick<ChainSeed, 'settings' | 'offlineRisk'>;
  /** Codes offered on the scanners of the panel. */
  presets: ReadonlyArray<{ code: string; label: string }>;
  ports: SuitePorts;
  seed: string;
  anchor: ClockAnchor;
  /** Puts a proxy that can be cut between each agent and the server. */
  cutLines: boolean;
  /** Ports of the tills' own APIs, in the order of the tills; absent: they are off. */
  localApiPorts?: readonly number[];
  /** A PostgreSQL of one's own for the server; absent: the embedded one. */
  databaseUrl?: string | undefined;
  /** Rates of the channel simulators' faults. */
  channelFaults?: Readonly<Record<string, number>>;
  log: Log;
  onRestart?: (name: string, pid: number) => void;
}

export interface RunningTill extends ChainTill {
  process: ManagedProcess;
  screen: string;
  customer: string;
  socket: string;
  /** The till's key and certificate, for programs that call the agent in its place. */
  identityFile: string;
}

export interface RunningStore extends ChainStore {
  process: ManagedProcess;
  status: string;
  /** The agent's gRPC address. */
  grpc: string;
  databaseFile: string;
  line: CutProxy | undefined;
}

export interface RunningSuite {
  channels: ChannelDescription;
  panel: string;
  server: ManagedProcess & { ready: ServerReady };
  serverDataDir: string;
  stores: readonly RunningStore[];
  tills: readonly RunningTill[];
  secrets: SuiteSecrets;
  processes: readonly ManagedProcess[];
  setClock(anchor: ClockAnchor): void;
  stop(): Promise<void>;
}

export interface ServerReady extends Readonly<Record<string, unknown>> {
  grpc: string;
  enrolment: string;
  operations: string;
  http: string;
  mqtt: string;
  databaseUrl: string;
  caFile: string;
  operatorCertificateFile: string;
  operatorKeyFile: string;
}

const secretsSchema = z.object({
  tillTokens: z.record(z.string(), z.string()),
  speakerSecrets: z.record(z.string(), z.string()),
  activationCodes: z.array(z.object({ code: z.string(), storeId: z.string(), expiresAtMs: z.number() })),
});
export type SuiteSecrets = z.infer<typeof secretsSchema>;

const projectDir = fileURLToPath(new URL('../../../', import.meta.url));
const mainOf = (workspace: string) => join(projectDir, workspace, 'src/main.ts');
/** A process that dies more often than this is left dead: something is wrong that a restart does not mend. */
const restartsMax = 20;
const activationDays = 30;
const nodeFlagsOf: Readonly<Record<string, readonly string[]>> = {
  'acquiring-server': serverNodeFlags,
  'edge-agent': agentNodeFlags,
  'terminal-app': tillNodeFlags,
};
/** What starts in front of people, on small machines, finds its compiled code where it was left. */
const keptCompiled: ReadonlySet<string> = new Set(['edge-agent', 'terminal-app']);
/** On a fast clock an answer takes no less of the machine's time: the till waits longer before it says "unknown". */
const hurriedCheckingMs = 60_000;

export async function startSuite(options: SuiteOptions): Promise<RunningSuite> {
  const suite = new Starting(options);
  try {
    return await suite.start();
  } catch (error) {
    await suite.stop();
    throw error;
  }
}

class Starting {
  private readonly options: SuiteOptions;
  private readonly processes: ManagedProcess[] = [];
  private readonly lines = new Map<string, CutProxy>();
  private readonly tills: ChainTill[];
  private anchor: ClockAnchor;

  constructor(options: SuiteOptions) {
    this.options = options;
    this.anchor = options.anchor;
    this.tills = tillsOf(options.stores, options.tillsPerStore);
    for (const folder of ['', 'logs', 'devices', 'config'])
      mkdirSync(join(options.dataDir, folder), { recursive: true });
    // PostgreSQL runs as an unprivileged user and has to reach its folder through this one.
    chmodSync(options.dataDir, 0o755);
  }

  async start(): Promise<RunningSuite> {
    const { options } = this;
    const secrets = this.readSecrets();
    const channelSims = this.process('channel-sims', 'channel-sims', {
      CHANNEL_SIMS_CONFIG: this.writeConfig('channel-sims.json', {
        currency: options.currency,
        cardTerminalIds: this.tills.map((till) => till.cardTerminalId),
        faults: options.channelFaults ?? {},
      }),
      CHANNEL_SIMS_PORT: String(options.ports.channelSims),
      CARD_HOST_PORT: String(options.ports.cardHost),
      SEED: options.seed,
    });
    const channels = (await channelSims.start())['description'] as ChannelDescription;

    const server = this.process('acquiring-server', 'acquiring-server', {
      SEED_FILE: this.writeConfig(
        'chain.json',
        buildChain({
          currency: options.currency,
          stores: options.stores,
          tills: this.tills,
          articles: options.articles,
          channels,
          secrets,
          extras: options.extras,
        }),
      ),
      GRPC_PORT: String(options.ports.grpc),
      ENROLMENT_PORT: String(options.ports.enrolment),
      OPERATIONS_PORT: String(options.ports.operations),
      HTTP_PORT: String(options.ports.http),
      MQTT_PORT: String(options.ports.mqtt),
      ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
      IDENTITY_PROVIDER: providerSetting(channels.identity),
      SMS_PROVIDER: providerSetting(channels.sms),
    });
    const hardware = this.process('hardware-sims', 'hardware-sims', {
      HARDWARE_SIMS_CONFIG: this.writeConfig('hardware-sims.json', this.hardwareConfig(channels.card.bdkHex, secrets)),
      PANEL_PORT: String(options.ports.panel),
      CHANNEL_SIMS_URL: channels.http,
      MEMBER_WALLET_CONFIG: this.writeConfig('member-wallet.json', this.memberWallet(server.name)),
      SEED: options.seed,
    });
    const [serverReady, hardwareReady] = await Promise.all([server.start(), hardware.start()]);
    const stores = await Promise.all(
      options.stores.map((store, index) => this.startStore(store, index, serverReady as ServerReady, secrets)),
    );
    return {
      channels,
      panel: hardwareReady['panel'] as string,
      server: server as RunningSuite['server'],
      serverDataDir: join(options.dataDir, server.name),
      stores: stores.map(({ store }) => store),
      tills: stores.flatMap(({ tills }) => tills),
      secrets,
      processes: this.processes,
      setClock: (anchor) => {
        this.anchor = anchor;
        for (const process of this.processes) process.tellClock(anchor);
      },
      stop: () => this.stop(),
    };
  }

  /** Ends everything, the last started first, so that nothing asks for what is gone already. */
  async stop(): Promise<void> {
    for (const process of this.processes) process.expectEnd();
    const groups = ['terminal', 'edge', 'hardware', 'acquiring', 'channel'];
    for (const group of groups) {
      await Promise.all(this.processes.filter(({ name }) => name.startsWith(group)).map((process) => process.stop()));
    }
    await Promise.all([...this.lines.values()].map((line) => line.close()));
  }

  private async startStore(
    store: ChainStore,
    index: number,
    server: ServerReady,
    secrets: SuiteSecrets,
  ): Promise<{ store: RunningStore; tills: RunningTill[] }> {
    const { options } = this;
    const tills = this.tills.filter((till) => till.storeId === store.id);
    const line = options.cutLines ? await CutProxy.listen(server.grpc, options.log) : undefined;
    if (line) this.lines.set(store.id, line);
    const agent = this.process(`edge-agent-${store.id}`, 'edge-agent', {
      AGENT_GRPC_PORT: String(options.ports.agents[index]?.grpc),
      STATUS_PORT: String(options.ports.agents[index]?.status),
      SERVER_ADDRESS: line ? line.address : server.grpc,
      ENROLMENT_ADDRESS: server.enrolment,
      SERVER_CA_FILE: server.caFile,
      ACTIVATION_CODE: secrets.activationCodes.find((code) => code.storeId === store.id)?.code ?? '',
      TILL_TOKENS_FILE: this.writeConfig(
        `till-tokens-${store.id}.json`,
        Object.fromEntries(tills.map((till) => [till.id, secrets.tillTokens[till.id]])),
      ),
    });
    // The tills' hosts wait for their agent by themselves, so all of a store start together.
    const [ready, running] = await Promise.all([
      agent.start(),
      Promise.all(tills.map((till) => this.startTill(till, `localhost:${options.ports.agents[index]?.grpc}`, secrets))),
    ]);
    return {
      store: {
        ...store,
        process: agent,
        status: ready['status'] as string,
        grpc: ready['grpc'] as string,
        databaseFile: ready['databaseFile'] as string,
        line,
      },
      tills: running,
    };
  }

  private async startTill(till: ChainTill, agentAddress: string, secrets: SuiteSecrets): Promise<RunningTill> {
    const device = (kind: string) => `serial:${this.link(till.id, kind)}`;
    const process = this.process(`terminal-app-${till.id}`, 'terminal-app', {
      TERMINAL_ID: till.id,
      TILL_TOKEN: secrets.tillTokens[till.id] ?? '',
      AGENT_ADDRESS: agentAddress,
      BROWSER_PORT: String(this.options.ports.tills[this.tills.indexOf(till)]),
      SCANNER: device('scanner'),
      READER: device('reader'),
      PRINTER: device('printer'),
      SPEAKER: device('speaker'),
      SCALE: device('scale'),
      POLE: device('pole'),
      LOCAL_API_PORT: String(this.options.localApiPorts?.[this.tills.indexOf(till)] ?? 0),
      ...(this.anchor.factor > 1 ? { CHECKING_MS: String(hurriedCheckingMs) } : {}),
    });
    const ready = await process.start();
    return {
      ...till,
      process,
      screen: ready['screen'] as string,
      customer: ready['customer'] as string,
      socket: ready['socket'] as string,
      identityFile: ready['identityFile'] as string,
    };
  }

  private hardwareConfig(bdkHex: string, secrets: SuiteSecrets): unknown {
    const devices = this.tills.flatMap((till, index) => [
      { id: `${till.id}-scanner`, kind: 'scanner', interface: 'serial', link: this.link(till.id, 'scanner') },
      {
        id: `${till.id}-reader`,
        kind: 'reader',
        interface: 'serial',
        link: this.link(till.id, 'reader'),
        bdkHex,
        initialKeySerialNumberHex: `FFFF9876${(BigInt(index + 1) << 21n).toString(16).padStart(12, '0')}`.toUpperCase(),
      },
      { id: `${till.id}-printer`, kind: 'printer', interface: 'serial', link: this.link(till.id, 'printer') },
      { id: `${till.id}-scale`, kind: 'scale', interface: 'serial', link: this.link(till.id, 'scale') },
      { id: `${till.id}-pole`, kind: 'pole', interface: 'serial', link: this.link(till.id, 'pole') },
      {
        id: `${till.id}-speaker`,
        kind: 'speaker',
        interface: 'serial',
        link: this.link(till.id, 'speaker'),
        playMs: this.playMs(),
      },
    ]);
    const storeSpeakers = this.options.stores.map((store) => ({
      id: `${store.id}-speaker`,
      kind: 'speaker',
      interface: 'mqtt',
      broker: `mqtt://127.0.0.1:${this.options.ports.mqtt}`,
      ...speakerOf(store.id),
      secret: secrets.speakerSecrets[store.id],
      playMs: this.playMs(),
    }));
    return { devices: [...devices, ...storeSpeakers], presets: this.options.presets };
  }

  /** The demo member's app on the customer's phone: it reaches the server as any program of the platform does. */
  private memberWallet(serverName: string): unknown {
    const inServer = (...path: string[]) => join(this.options.dataDir, serverName, ...path);
    return {
      address: `localhost:${this.options.ports.operations}`,
      caFile: inServer('authority', 'authority.pem'),
      certificateFile: inServer('operators', `${demoMemberApp}.crt`),
      keyFile: inServer('operators', `${demoMemberApp}.key`),
      companyId: demoMerchantId,
      accountNumber: demoMember.accountNumber,
    };
  }

  /** How long a speaker takes to say an amount, milliseconds: devices keep real time, a hurried day does not. */
  private playMs(): number {
    return Math.round(800 / this.anchor.factor ** 2);
  }

  private link(tillId: string, kind: string): string {
    return join(this.options.dataDir, 'devices', `${tillId}-${kind}`);
  }

  private process(name: string, workspace: string, env: Record<string, string>): ManagedProcess {
    const { dataDir, log, onRestart } = this.options;
    const process = new ManagedProcess({
      name,
      main: mainOf(workspace),
      nodeFlags: nodeFlagsOf[workspace] ?? [],
      env: {
        ...env,
        QIANTAI_DATA_DIR: join(dataDir, name),
        ...(keptCompiled.has(workspace) ? { NODE_COMPILE_CACHE: join(dataDir, name, 'compiled') } : {}),
      },
      logFile: join(dataDir, 'logs', `${name}.log`),
      log,
      clockText: () => formatClockAnchor(this.anchor),
      restartsMax,
      onRestart,
    });
    this.processes.push(process);
    return process;
  }

  private writeConfig(name: string, value: unknown): string {
    const file = join(this.options.dataDir, 'config', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value, null, 2), { mode: 0o600 });
    return file;
  }

  private readSecrets(): SuiteSecrets {
    const file = join(this.options.dataDir, 'suite.json');
    const held = existsSync(file) ? secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
    const secrets: SuiteSecrets = {
      tillTokens: Object.fromEntries(this.tills.map(({ id }) => [id, held?.tillTokens[id] ?? secretText(24)])),
      speakerSecrets: Object.fromEntries(
        this.options.stores.map(({ id }) => [id, held?.speakerSecrets[id] ?? secretText(16)]),
      ),
      // The first code of a store is for its agent, the second for whoever wants to try the enrolment.
      activationCodes:
        held?.activationCodes ??
        this.options.stores.flatMap(({ id }) =>
          [1, 2].map(() => ({
            code: secretText(10).toUpperCase(),
            storeId: id,
            expiresAtMs: systemClock.nowMs() + activationDays * 86_400_000,
          })),
        ),
    };
    writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    return secrets;
  }
}

function secretText(byteLength: number): string {
  return Buffer.from(systemRandom.bytes(byteLength)).toString('hex');
}

/** As the server's settings write it: app and secret before the host. */
function providerSetting({ baseUrl, appId, secret }: ProviderDescription): string {
  const url = new URL(baseUrl);
  url.username = encodeURIComponent(appId);
  url.password = encodeURIComponent(secret);
  return url.href;
}
