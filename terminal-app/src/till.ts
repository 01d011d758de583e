/** Wires one till by hand: agent, devices, record, host. Used by the browser host's process and by Electron. */
import type { Clock, Log } from '@qiantai/foundation';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import type { TillConfig } from './config.ts';
import { assembleDevices } from './devices/assemble.ts';
import { AgentClient } from './edge/agent-client.ts';
import { openAgentLink } from './edge/agent-link.ts';
import { OrderClient } from './edge/order-client.ts';
import type { PairingSecret } from './edge/pairing.ts';
import { IdentityFile } from './edge/till-identity.ts';
import { CounterRecords } from './host/counter-record.ts';
import { HeldCartsFile } from './host/held-carts.ts';
import { lockFolder } from './host/instance-lock.ts';
import { OwnRecords } from './host/own-records.ts';
import { RecordFile } from './host/record-file.ts';
import { SlipFile } from './host/slip-file.ts';
import { TailFile } from './host/tail-file.ts';
import type { TillDevices } from './host/till-devices.ts';
import { TillHost, type TillHostContract } from './host/till-host.ts';
import { AppsFile } from './local-api/apps-file.ts';
import { type LocalApi, startLocalApi } from './local-api/server.ts';
import { tillVersion } from './version.ts';

/** An agent that restarts is back within this. */
const aloneAfterMs = 3_000;

export interface Till {
  host: TillHostContract;
  /** Where the till's key and certificate stand. */
  identityFile: string;
  /** Undefined: the API for apps on the device is off. */
  localApiPort: number | undefined;
  stop(): Promise<void>;
}

/** @throws CodedError TILL_FOLDER_BUSY, TILL_BAD_RECORD */
export async function startTill(config: TillConfig, context: { clock: Clock; log: Log }): Promise<Till> {
  const { clock, log } = context;
  const random = systemRandom;
  const unlock = await lockFolder(config.QIANTAI_DATA_DIR);
  const agent = new AgentClient({ address: config.AGENT_ADDRESS, clock });
  const identities = new IdentityFile(config.QIANTAI_DATA_DIR);
  const devices = assembleDevices({
    addresses: {
      scanner: config.SCANNER,
      reader: config.READER,
      printer: config.PRINTER,
      speaker: config.SPEAKER,
      scale: config.SCALE,
      pole: config.POLE,
    },
    readerUse: config.READER_USE,
    speakerLine: {
      topic: config.SPEAKER_TOPIC,
      clientId: config.SPEAKER_CLIENT_ID,
      user: config.SPEAKER_USER,
      password: config.SPEAKER_PASSWORD,
    },
    paths: config.DEVICE_PATHS,
    dataDir: config.QIANTAI_DATA_DIR,
    clock: systemClock,
    nowMs: () => clock.nowMs(),
    random,
    log,
  });
  const host = new TillHost({
    agent,
    link: openAgentLink({
      address: config.AGENT_ADDRESS,
      terminalId: config.TERMINAL_ID,
      client: agent,
      identities,
      secret: pairingSecretOf(config),
      random,
      clock: systemClock,
      machineNowMs: () => systemClock.nowMs(),
      log,
    }),
    devices,
    record: new RecordFile(config.QIANTAI_DATA_DIR),
    held: new HeldCartsFile(config.QIANTAI_DATA_DIR),
    ownRecords: new OwnRecords(config.QIANTAI_DATA_DIR),
    tail: new TailFile(config.QIANTAI_DATA_DIR),
    slipFile: new SlipFile(config.QIANTAI_DATA_DIR),
    counterRecords: new CounterRecords(config.QIANTAI_DATA_DIR),
    appVersion: tillVersion,
    machineClock: systemClock,
    aloneAfterMs,
    mint: new IdMint(clock, random),
    clock,
    random,
    log,
    language: config.TILL_LANGUAGE,
    checkingMsMax: config.CHECKING_MS,
  });
  host.start();
  const localApi = await openLocalApi(config, { host, agent, devices, log }).catch(async (error: unknown) => {
    await host.stop().finally(unlock);
    throw error;
  });
  return {
    host,
    identityFile: identities.file,
    localApiPort: localApi?.port,
    stop: async () => {
      await localApi?.close();
      await host.stop().finally(unlock);
    },
  };
}

/** For apps of others on the device; off unless it has a port. */
async function openLocalApi(
  config: TillConfig,
  parts: { host: TillHostContract; agent: AgentClient; devices: TillDevices; log: Log },
): Promise<LocalApi | undefined> {
  if (config.LOCAL_API_PORT === 0) return undefined;
  const { agent } = parts;
  const clock = systemClock;
  const orders = new OrderClient({ channel: () => agent.channel(), metadata: () => agent.metadata(), clock });
  const apps = new AppsFile(config.QIANTAI_DATA_DIR);
  // A file that does not read is told at the start, not at an app's first call.
  apps.list();
  return await startLocalApi({ ...parts, orders, apps, port: config.LOCAL_API_PORT, version: tillVersion, clock });
}

function pairingSecretOf(config: TillConfig): PairingSecret | null {
  if (config.PAIRING_CODE) return { kind: 'code', text: config.PAIRING_CODE };
  return config.TILL_TOKEN ? { kind: 'standing', text: config.TILL_TOKEN } : null;
}
