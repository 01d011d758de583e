/** Wires one till by hand: agent, devices, record, host. Used by the browser host's process and by Electron. */
import type { Clock, Log } from '@qiantai/foundation';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import type { TillConfig } from './config.ts';
import { assembleDevices } from './devices/assemble.ts';
import { AgentClient } from './edge/agent-client.ts';
import { openAgentLink } from './edge/agent-link.ts';
import type { PairingSecret } from './edge/pairing.ts';
import { IdentityFile } from './edge/till-identity.ts';
import { CounterRecords } from './host/counter-record.ts';
import { HeldCartsFile } from './host/held-carts.ts';
import { lockFolder } from './host/instance-lock.ts';
import { OwnRecords } from './host/own-records.ts';
import { RecordFile } from './host/record-file.ts';
import { TailFile } from './host/tail-file.ts';
import { TillHost, type TillHostContract } from './host/till-host.ts';
import { tillVersion } from './version.ts';

/** An agent that restarts is back within this. */
const aloneAfterMs = 3_000;

export interface Till {
  host: TillHostContract;
  /** Where the till's key and certificate stand. */
  identityFile: string;
  stop(): Promise<void>;
}

/** @throws CodedError TILL_FOLDER_BUSY, TILL_BAD_RECORD */
export async function startTill(config: TillConfig, context: { clock: Clock; log: Log }): Promise<Till> {
  const { clock, log } = context;
  const random = systemRandom;
  const unlock = await lockFolder(config.QIANTAI_DATA_DIR);
  const agent = new AgentClient({ address: config.AGENT_ADDRESS, clock });
  const identities = new IdentityFile(config.QIANTAI_DATA_DIR);
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
    devices: assembleDevices({
      addresses: {
        scanner: config.SCANNER,
        reader: config.READER,
        printer: config.PRINTER,
        speaker: config.SPEAKER,
        scale: config.SCALE,
        pole: config.POLE,
      },
      readerUse: config.READER_USE,
      paths: config.DEVICE_PATHS,
      dataDir: config.QIANTAI_DATA_DIR,
      clock: systemClock,
      nowMs: () => clock.nowMs(),
      random,
      log,
    }),
    record: new RecordFile(config.QIANTAI_DATA_DIR),
    held: new HeldCartsFile(config.QIANTAI_DATA_DIR),
    ownRecords: new OwnRecords(config.QIANTAI_DATA_DIR),
    tail: new TailFile(config.QIANTAI_DATA_DIR),
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
  return { host, identityFile: identities.file, stop: () => host.stop().finally(unlock) };
}

function pairingSecretOf(config: TillConfig): PairingSecret | null {
  if (config.PAIRING_CODE) return { kind: 'code', text: config.PAIRING_CODE };
  return config.TILL_TOKEN ? { kind: 'standing', text: config.TILL_TOKEN } : null;
}
