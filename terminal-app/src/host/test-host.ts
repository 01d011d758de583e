/** A till over an agent of a test, whose files are real and whose devices are not. */
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { AgentClient } from '../edge/agent-client.ts';
import { CounterRecords } from './counter-record.ts';
import { HeldCartsFile } from './held-carts.ts';
import { OwnRecords } from './own-records.ts';
import { RecordFile } from './record-file.ts';
import { SlipFile } from './slip-file.ts';
import { TailFile } from './tail-file.ts';
import { type FakeAgent, linkOf } from './test-agent.ts';
import type { FakeDevices } from './test-devices.ts';
import { TillHost } from './till-host.ts';

export interface TestHostOptions {
  agent: FakeAgent;
  devices: FakeDevices;
  /** Where its records lie; the next host over the same folder goes on from them. */
  folder: string;
  seed: string;
  checkingMsMax: number;
  aloneAfterMs?: number;
}

/** Not started yet. */
export function testHost({
  agent,
  devices,
  folder,
  seed,
  checkingMsMax,
  aloneAfterMs = 200,
}: TestHostOptions): TillHost {
  const random = new SeededRandom(seed);
  const client = new AgentClient({ address: agent.address, clock: systemClock });
  return new TillHost({
    agent: client,
    link: linkOf(agent, client),
    devices,
    record: new RecordFile(folder),
    held: new HeldCartsFile(folder),
    ownRecords: new OwnRecords(folder),
    tail: new TailFile(folder),
    slipFile: new SlipFile(folder),
    counterRecords: new CounterRecords(folder),
    appVersion: '1.0.0',
    machineClock: systemClock,
    aloneAfterMs,
    mint: new IdMint(systemClock, random),
    clock: systemClock,
    random,
    log: silentLog,
    language: 'zh',
    checkingMsMax,
  });
}
