/**
 * A counter in a shop with 200,000 articles: agent, till and simulated devices are processes of their own. In the
 * server's place stands the one of the catalogue's bench, from which the agent pulls all of them first: a chain's whole
 * seed is no way into a server for so many.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokens } from '@qiantai/edge-agent/testing';
import { anchorNow, createLog, formatClockAnchor, systemClock } from '@qiantai/foundation';
import { ManagedProcess } from '@qiantai/scenarios';
import { tillNodeFlags } from '@qiantai/terminal-app';
import { firstLoad } from './catalogue/large-catalogue.ts';
import { startStoreAgent } from './catalogue/store-agent.ts';

export interface LargeShop {
  /** The devices' panel; they are those of a till named so. */
  panel: string;
  devicesOf: string;
  screen: string;
  socket: string;
  operator: { number: string; pin: string };
  stop(): Promise<void>;
}

const devicesOf = 'till-1';
/** The bench calls the agent as the other one. */
const terminalId = 'till-2';

export async function openLargeShop(folder: string): Promise<LargeShop> {
  const changes = firstLoad();
  const agent = await startStoreAgent(join(folder, 'agent'), changes);
  const started: ManagedProcess[] = [];
  const stop = async () => {
    for (const process of started.reverse()) await process.stop();
    await agent.stop();
  };
  const start = async (workspace: string, env: Record<string, string>, nodeFlags: readonly string[] = []) => {
    const process = processOf(folder, workspace, env, nodeFlags);
    started.push(process);
    return await process.start();
  };
  try {
    const version = (agent.server.settingsVersion ?? 0) + changes.length;
    const loaded = agent.shows(version);
    agent.server.settingsVersion = version;
    await loaded;
    const hardware = await start('hardware-sims', { PANEL_PORT: '0' });
    const device = (kind: string) => `serial:${join(folder, 'hardware-sims/devices', `${devicesOf}-${kind}`)}`;
    const env = {
      TERMINAL_ID: terminalId,
      TILL_TOKEN: tokens[terminalId],
      AGENT_ADDRESS: agent.address,
      BROWSER_PORT: '0',
      SCANNER: device('scanner'),
      PRINTER: device('printer'),
    };
    const till = await start('terminal-app', env, tillNodeFlags);
    return {
      panel: hardware['panel'] as string,
      devicesOf,
      screen: till['screen'] as string,
      socket: till['socket'] as string,
      operator: { number: '1', pin: '1234' },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function processOf(
  folder: string,
  workspace: string,
  env: Record<string, string>,
  nodeFlags: readonly string[],
): ManagedProcess {
  const dataDir = join(folder, workspace);
  mkdirSync(dataDir, { recursive: true });
  return new ManagedProcess({
    name: workspace,
    main: fileURLToPath(new URL(`../../${workspace}/src/main.ts`, import.meta.url)),
    nodeFlags,
    env: { ...env, QIANTAI_DATA_DIR: dataDir },
    logFile: join(folder, `${workspace}.log`),
    log: createLog({ name: 'bench', level: 'warn', nowMs: () => systemClock.nowMs() }),
    clockText: () => formatClockAnchor(anchorNow({ factor: 1 })),
    restartsMax: 0,
  });
}
