/** What a till is put together from, and what any screen talks to. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { TillCommand, TillReply, TillSnapshot } from '../contract/till-contract.ts';
import type { AgentClient } from '../edge/agent-client.ts';
import type { AgentLink } from '../edge/agent-link.ts';
import type { Mint } from '../sale/situation.ts';
import type { CounterRecords } from './counter-record.ts';
import type { HeldStore } from './held-carts.ts';
import type { OwnRecords } from './own-records.ts';
import type { RecordStore } from './record-file.ts';
import type { SlipFile } from './slip-file.ts';
import type { TailFile } from './tail-file.ts';
import type { TillDevices } from './till-devices.ts';

export interface TillHostOptions {
  agent: AgentClient;
  link: AgentLink;
  devices: TillDevices;
  record: RecordStore;
  held: HeldStore;
  ownRecords: OwnRecords;
  tail: TailFile;
  slipFile: SlipFile;
  counterRecords: CounterRecords;
  appVersion: string;
  /** The machine's own: for what does not hurry with the till's day. */
  machineClock: Clock;
  /** How long the agent may be away before cash of the sale in hand is taken without it, of the machine's clock. */
  aloneAfterMs: number;
  mint: Mint;
  clock: Clock;
  random: Random;
  log: Log;
  language: 'zh' | 'en';
  /** An answer later than this is shown as unknown, milliseconds. */
  checkingMsMax: number;
}

/** What any screen talks to. */
export interface TillHostContract {
  snapshot(): TillSnapshot;
  /** Calls back with each change, at once after it; returns what ends it. */
  subscribe(listener: (snapshot: TillSnapshot) => void): () => void;
  command(command: TillCommand): Promise<TillReply>;
}
