/** A server with one store and no channels, agents that are started beside it, and the fleet's keeper. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { credentials } from '@grpc/grpc-js';
import { type ChainSeed, serverNodeFlags } from '@qiantai/acquiring-server';
import { anchorNow, formatClockAnchor, silentLog } from '@qiantai/foundation';
import { operationsServices } from '@qiantai/protos';
import { ManagedProcess } from '../suite/managed-process.ts';
import type { ServerReady } from '../suite/suite.ts';

const projectDir = fileURLToPath(new URL('../../../', import.meta.url));

export const merchantId = 'm1';
export const storeId = 'store-1';

const seed: ChainSeed = {
  merchant: { id: merchantId, name: '钱台便利', currency: 'CNY', feeBasisPoints: 38 },
  stores: [{ id: storeId, name: '外滩店', nameEn: 'The Bund', receiptHeader: [], receiptFooter: [] }],
  terminals: [{ id: 'till-1', storeId, name: '一号机', cardTerminalId: '10000001' }],
  operators: [{ id: 'op-1', number: '1001', name: '王芳', pin: '246810', rights: ['sell'] }],
  articles: [],
  channelAccounts: [],
  activationCodes: [],
};

export type FleetClient = InstanceType<ReturnType<typeof operationsServices>['FleetService']>;

export interface FleetServer {
  ready: ServerReady;
  dataDir: string;
  keeper: FleetClient;
  /** An agent of a folder, started with a code. */
  agent(name: string, activationCode: string): ManagedProcess;
  stop(): Promise<void>;
}

export async function startFleetServer(folder: string): Promise<FleetServer> {
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const file = (name: string, value: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value), { mode: 0o600 });
    return path;
  };
  const clockText = () => formatClockAnchor(anchorNow({ factor: 1 }));
  const process = (name: string, workspace: string, env: Record<string, string>) =>
    new ManagedProcess({
      name,
      main: join(projectDir, workspace, 'src/main.ts'),
      ...(workspace === 'acquiring-server' ? { nodeFlags: serverNodeFlags } : {}),
      env: { ...env, QIANTAI_DATA_DIR: join(folder, name) },
      logFile: join(folder, 'logs', `${name}.log`),
      log: silentLog,
      clockText,
      restartsMax: 0,
    });
  const anyPort = ['GRPC_PORT', 'ENROLMENT_PORT', 'OPERATIONS_PORT', 'HTTP_PORT', 'MQTT_PORT'];
  const server = process('acquiring-server', 'acquiring-server', {
    SEED_FILE: file('chain.json', seed),
    ...Object.fromEntries(anyPort.map((name) => [name, '0'])),
  });
  const ready = (await server.start()) as ServerReady;
  const keeper = new (operationsServices().FleetService)(
    ready.operations,
    credentials.createSsl(
      readFileSync(ready.caFile),
      readFileSync(ready.operatorKeyFile),
      readFileSync(ready.operatorCertificateFile),
    ),
  );
  const agents: ManagedProcess[] = [];
  return {
    ready,
    dataDir: join(folder, 'acquiring-server'),
    keeper,
    agent: (name, activationCode) => {
      const agent = process(name, 'edge-agent', {
        AGENT_GRPC_PORT: '0',
        STATUS_PORT: '0',
        SERVER_ADDRESS: ready.grpc,
        ENROLMENT_ADDRESS: ready.enrolment,
        SERVER_CA_FILE: ready.caFile,
        ACTIVATION_CODE: activationCode,
        TILL_TOKENS_FILE: file('till-tokens.json', { 'till-1': 'token-of-till-1-0001' }),
      });
      agents.push(agent);
      return agent;
    },
    stop: async () => {
      keeper.close();
      for (const agent of agents) agent.expectEnd();
      await Promise.all(agents.map((agent) => agent.stop()));
      await server.stop();
    },
  };
}
