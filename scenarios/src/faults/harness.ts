/**
 * The smallest world in which faults can be played: channel simulators, the server, an agent for each store, each a
 * process of its own, and hands at the tills. No devices and no screens, so a world stands in seconds and a process
 * is started again in one.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ChainSeed, serverNodeFlags } from '@qiantai/acquiring-server';
import { leaseTestDatabase } from '@qiantai/acquiring-server/test-database';
import { agentNodeFlags } from '@qiantai/edge-agent';
import {
  AnchoredClock,
  anchorNow,
  type ClockAnchor,
  formatClockAnchor,
  type Log,
  SeededRandom,
  silentLog,
  systemClock,
  systemRandom,
} from '@qiantai/foundation';
import { convenienceShelf, shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { Hands } from '../demo/hands.ts';
import { buildChain, type ChannelDescription, demoOperators, tillsOf } from '../suite/chain.ts';
import { CutProxy } from '../suite/cut-proxy.ts';
import { ManagedProcess } from '../suite/managed-process.ts';
import { reservePorts } from '../suite/ports.ts';
import { freeSuitePorts, type SuitePorts } from '../suite/suite-ports.ts';
import type { Shop } from './acts.ts';
import { type CustomerCard, CustomerCards, type Issuer } from './customer-cards.ts';
import { IndependentBooks, type Wallet } from './independent-books.ts';
import type { FaultOrder } from './steps-preload.ts';
import { TillHand } from './till-hand.ts';
import { waitFor } from './wait-for.ts';

export interface WorldOptions {
  seed: string;
  stores?: number;
  tillsPerStore?: number;
  /** How fast the processes' clocks run; waits for another try are as much shorter. */
  factor?: number;
  /** Where their clocks begin, milliseconds; the machine's now where it is not given. */
  virtualMs?: number;
  /** Puts a line that can be cut between each agent and the server. */
  cutLines?: boolean;
  /** Stands before each agent's data folder where it should lie elsewhere (a small disk). */
  agentFolder?: (storeId: string) => string;
  log?: Log;
}

export interface Store {
  id: string;
  agent: ManagedProcess;
  dataDir: string;
  databaseFile: string;
  /** `host:port` for tills. */
  address: string;
  status: string;
  line: CutProxy | undefined;
  hands: readonly TillHand[];
}

/** The machine's time after which a run of a test or a row has gone wrong, milliseconds. */
export const patienceMs = 90_000;

/** Devices that the agent of a store may move over. */
const devicesMax = 3;

/** A store with a long journal is read through before its agent is ready, milliseconds of the machine. */
const startTimeoutMs = 300_000;

const projectDir = fileURLToPath(new URL('../../../', import.meta.url));
const preload = new URL('./steps-preload.ts', import.meta.url).href;

export class World implements Shop {
  readonly books = new IndependentBooks();
  readonly articles = convenienceShelf;
  cashierPatienceMs = 40_000;
  readonly folder: string;
  readonly clock: AnchoredClock;
  readonly random: SeededRandom;
  stores: readonly Store[] = [];
  server!: ManagedProcess;
  sims!: ManagedProcess;
  /** The host of the till that was started last. */
  till: ManagedProcess | undefined;
  databaseUrl = '';
  channels = '';
  cards!: CustomerCards;
  private readonly options: WorldOptions;
  private anchor: ClockAnchor;
  private phones!: Hands;
  private release: () => void = () => undefined;
  private readonly processes: ManagedProcess[] = [];
  private readonly envs = new Map<string, Record<string, string>>();
  /** What the next start of a process is armed with. */
  private readonly startArms = new Map<string, string>();

  private constructor(options: WorldOptions) {
    this.options = options;
    this.folder = mkdtempSync(join(tmpdir(), 'qiantai-faults-'));
    const { factor = 1, virtualMs } = options;
    this.anchor = anchorNow({ factor, ...(virtualMs === undefined ? {} : { virtualMs }) });
    this.clock = new AnchoredClock(this.anchor);
    this.random = new SeededRandom(options.seed);
    for (const name of ['logs', 'config']) mkdirSync(join(this.folder, name));
  }

  static async open(options: WorldOptions): Promise<World> {
    const world = new World(options);
    try {
      await world.start();
      return world;
    } catch (error) {
      await world.close();
      throw error;
    }
  }

  get hands(): readonly TillHand[] {
    return this.stores.flatMap(({ hands }) => hands);
  }

  get store(): Store {
    return this.stores[0] as Store;
  }

  paymentCode(wallet: Wallet, behaviour: string): Promise<string> {
    return this.phones.paymentCode(wallet, behaviour);
  }

  /** A customer with a card; where its issuer will decline, the card host knows. */
  async customerCard(issuer: Issuer): Promise<CustomerCard> {
    const card = this.cards.next(issuer);
    if (issuer === 'declines') await this.phones.cardBehaviour(card.pan, 'decline', 1000);
    return card;
  }

  noteFile(process: ManagedProcess): string {
    return join(this.folder, `${process.name}.died-at`);
  }

  /** From now on the process counts its steps, and dies at that one. @param named counts steps of this name only */
  arm(process: ManagedProcess, step: number, moment: 'before' | 'after', named?: string): void {
    const noteFile = this.noteFile(process);
    this.order(process, { type: 'faults.arm', step, moment, noteFile, ...(named === undefined ? {} : { named }) });
  }

  /** Dies at a step of its next start. */
  armStart(process: ManagedProcess, step: number, moment: 'before' | 'after'): void {
    this.startArms.set(
      process.name,
      new URLSearchParams({ step: String(step), moment, note: this.noteFile(process) }).toString(),
    );
  }

  order(process: ManagedProcess, order: FaultOrder): void {
    process.tell(order);
  }

  async stepsOf(process: ManagedProcess): Promise<string[]> {
    const counted = process.nextMessage<{ steps: string[] }>('faults.counted');
    this.order(process, { type: 'faults.count' });
    return (await counted)?.steps ?? [];
  }

  /** Ends a process as a power cut would, and starts it again. */
  async restart(process: ManagedProcess): Promise<void> {
    process.killNow();
    await process.ended;
    await process.start();
  }

  /** The host of a till, without devices; its screen is reached over the browser host's socket. */
  async startTill(store: Store, terminalId: string): Promise<ManagedProcess> {
    const [browserPort] = await reservePorts(1, systemRandom);
    const till = this.process(`terminal-app-${terminalId}`, 'terminal-app', {
      // The hand's own folder: its certificate is the till's.
      QIANTAI_DATA_DIR: join(this.folder, terminalId),
      TERMINAL_ID: terminalId,
      TILL_TOKEN: tokenOf(terminalId),
      AGENT_ADDRESS: store.address,
      BROWSER_PORT: String(browserPort),
      CHECKING_MS: '60000',
    });
    await till.start();
    this.till = till;
    return till;
  }

  /** A copy of an agent's data folder, taken while the agent does not run. */
  async backUp(store: Store): Promise<string> {
    const copy = `${store.dataDir}-backup`;
    store.agent.killNow();
    await store.agent.ended;
    cpSync(store.dataDir, copy, { recursive: true });
    await store.agent.start();
    return copy;
  }

  /** The agent ends, its folder becomes the copy, and it is started again. */
  async putBack(store: Store, copy: string): Promise<void> {
    store.agent.killNow();
    await store.agent.ended;
    rmSync(store.dataDir, { recursive: true, force: true });
    cpSync(copy, store.dataDir, { recursive: true });
    await store.agent.start();
  }

  /** A second agent over a copy of the folder of the first: the same certificate, keys and journals. */
  async startTwin(store: Store, copy: string): Promise<Store> {
    const [grpc, status] = await reservePorts(2, systemRandom);
    const env = { QIANTAI_DATA_DIR: copy, AGENT_GRPC_PORT: String(grpc), STATUS_PORT: String(status) };
    const agent = this.agentLike(store, 'twin', env);
    const said = await agent.start();
    const address = String(said['grpc']);
    const hands = store.hands.map((hand) => hand.at(address, this.random.fork(`twin of ${hand.terminalId}`)));
    for (const hand of hands) {
      await hand.pair();
      await hand.signIn();
    }
    const files = { dataDir: copy, databaseFile: String(said['databaseFile']) };
    const twin = { ...store, ...files, agent, address, status: String(said['status']), hands };
    this.stores = [...this.stores, twin];
    return twin;
  }

  /** An agent with the settings of a store's, changed as `env` says; not started yet. */
  agentLike(
    store: Store,
    suffix: string,
    env: Record<string, string>,
    without: readonly string[] = [],
  ): ManagedProcess {
    const changed = Object.entries({ ...this.envs.get(store.agent.name), ...env });
    const own = Object.fromEntries(changed.filter(([name]) => !without.includes(name)));
    return this.process(`${store.agent.name}-${suffix}`, 'edge-agent', own);
  }

  /** Moves the clocks of all processes. */
  setClock(anchor: ClockAnchor): void {
    this.anchor = anchor;
    this.clock.reanchor(anchor);
    for (const process of this.processes) process.tellClock(anchor);
  }

  /** Hours go by for everybody, and whatever was due in them comes. */
  advance(byMs: number): void {
    const { factor } = this.anchor;
    this.setClock({ realMs: systemClock.nowMs(), virtualMs: this.clock.nowMs() + byMs, factor });
  }

  async close(): Promise<void> {
    for (const hand of this.hands) hand.close();
    for (const process of this.processes) process.expectEnd();
    for (const process of [...this.processes].reverse()) await process.stop();
    for (const line of new Set(this.stores.map((store) => store.line))) await line?.close();
    this.release();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<void> {
    const { seed, stores: storeCount = 1, tillsPerStore = 2 } = this.options;
    const stores = Array.from({ length: storeCount }, (_, index) => ({
      id: `store-${index + 1}`,
      name: `${index + 1} 号店`,
      nameEn: `Store ${index + 1}`,
    }));
    const tills = tillsOf(stores, tillsPerStore);
    const ports = await freeSuitePorts({ stores: storeCount, tills: tills.length }, systemRandom);
    const [lease, description] = await Promise.all([
      leaseTestDatabase(),
      this.startSims(
        ports,
        seed,
        tills.map(({ cardTerminalId }) => cardTerminalId),
      ),
    ]);
    this.databaseUrl = lease.url;
    this.release = lease.release;
    this.channels = description.http;
    this.phones = new Hands({ panel: '', channels: description.http });
    this.cards = new CustomerCards(description.card.bdkHex);
    const expiresAtMs = this.clock.nowMs() + 400 * 86_400_000;
    const activationCodes = stores.flatMap(({ id }) =>
      Array.from({ length: devicesMax }, (_, nth) => ({ code: activationCodeOf(id, nth), storeId: id, expiresAtMs })),
    );
    const articles: ChainSeed['articles'] = shelfArticles();
    const secrets = {
      activationCodes,
      speakerSecrets: Object.fromEntries(stores.map(({ id }) => [id, 'speaker-secret'])),
    };
    const chain = buildChain({ currency: 'CNY', stores, tills, articles, channels: description, secrets });
    this.server = this.process('acquiring-server', 'acquiring-server', {
      QIANTAI_DATA_DIR: join(this.folder, 'server'),
      DATABASE_URL: lease.url,
      SEED_FILE: this.config('chain.json', chain),
      GRPC_PORT: String(ports.grpc),
      ENROLMENT_PORT: String(ports.enrolment),
      OPERATIONS_PORT: String(ports.operations),
      HTTP_PORT: String(ports.http),
      MQTT_PORT: String(ports.mqtt),
    });
    await this.server.start();
    this.stores = await Promise.all(stores.map(({ id }, index) => this.startStore(id, index, ports, tills)));
    for (const hand of this.hands) {
      await waitFor(async () => (await hand.pair()) === undefined, 'the certificate of a till');
      await waitFor(async () => (await hand.once('GetTill', {})).operators.length > 0, 'the settings of the store');
      await hand.signIn();
    }
  }

  private async startSims(ports: SuitePorts, seed: string, cardTerminalIds: string[]): Promise<ChannelDescription> {
    this.sims = this.process('channel-sims', 'channel-sims', {
      QIANTAI_DATA_DIR: join(this.folder, 'channel-sims'),
      CHANNEL_SIMS_CONFIG: this.config('channel-sims.json', { currency: 'CNY', cardTerminalIds }),
      CHANNEL_SIMS_PORT: String(ports.channelSims),
      CARD_HOST_PORT: String(ports.cardHost),
      SEED: seed,
    });
    return (await this.sims.start())['description'] as ChannelDescription;
  }

  private async startStore(
    id: string,
    index: number,
    ports: SuitePorts,
    tills: ReturnType<typeof tillsOf>,
  ): Promise<Store> {
    const { ready } = this.server;
    const line = this.options.cutLines
      ? await CutProxy.listen(String(ready['grpc']), this.options.log ?? silentLog)
      : undefined;
    const dataDir = this.options.agentFolder?.(id) ?? join(this.folder, `agent-${id}`);
    const own = tills.filter(({ storeId }) => storeId === id);
    const tokens = Object.fromEntries(own.map((till) => [till.id, tokenOf(till.id)]));
    const agent = this.process(`edge-agent-${id}`, 'edge-agent', {
      QIANTAI_DATA_DIR: dataDir,
      AGENT_GRPC_PORT: String(ports.agents[index]?.grpc),
      STATUS_PORT: String(ports.agents[index]?.status),
      SERVER_ADDRESS: line?.address ?? String(ready['grpc']),
      ENROLMENT_ADDRESS: String(ready['enrolment']),
      SERVER_CA_FILE: String(ready['caFile']),
      ACTIVATION_CODE: activationCodeOf(id, 0),
      TILL_TOKENS_FILE: this.config(`tokens-${id}.json`, tokens),
    });
    const said = await agent.start();
    const hands = own.map(
      (till, nth) =>
        new TillHand({
          terminalId: till.id,
          address: String(said['grpc']),
          token: tokens[till.id] as string,
          folder: join(this.folder, till.id),
          operator: demoOperators[nth % demoOperators.length] as (typeof demoOperators)[number],
          clock: this.clock,
          random: this.random.fork(till.id),
        }),
    );
    return {
      id,
      agent,
      dataDir,
      databaseFile: String(said['databaseFile']),
      address: String(said['grpc']),
      status: String(said['status']),
      line,
      hands,
    };
  }

  private process(name: string, workspace: string, env: Record<string, string>): ManagedProcess {
    const process = new ManagedProcess({
      name,
      main: join(projectDir, workspace, 'src/main.ts'),
      nodeFlags: { 'acquiring-server': serverNodeFlags, 'edge-agent': agentNodeFlags }[workspace] ?? [],
      flagsOfStart: () => {
        const arm = this.startArms.get(name);
        this.startArms.delete(name);
        return ['--import', arm ? `${preload}?${arm}` : preload];
      },
      env,
      logFile: join(this.folder, 'logs', `${name}.log`),
      log: this.options.log ?? silentLog,
      clockText: () => formatClockAnchor(this.anchor),
      readyTimeoutMs: startTimeoutMs,
      // What dies is started again by whoever killed it.
      restartsMax: 0,
    });
    this.processes.push(process);
    this.envs.set(name, env);
    return process;
  }

  private config(name: string, value: unknown): string {
    const file = join(this.folder, 'config', name);
    writeFileSync(file, JSON.stringify(value), { mode: 0o600 });
    return file;
  }
}

/** Of the nth device that the store's agent runs on. */
export function activationCodeOf(storeId: string, nth: number): string {
  return `FAULTS-${storeId.toUpperCase()}-${nth + 1}`;
}

function tokenOf(terminalId: string): string {
  return `token-of-${terminalId}-0123456789`;
}
