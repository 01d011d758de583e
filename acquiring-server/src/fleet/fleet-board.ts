/** What the fleet's keepers and a merchant's headquarters see of its stores. */
import type { AgentState } from './agent-states.ts';

export interface StoreBoard {
  storeId: string;
  storeName: string;
  /** When the server heard the store's agent last; undefined: never. */
  lastContactMs: number | undefined;
  /** Undefined while the store is heard. A store that was never heard is offline since nobody knows when. */
  offlineSinceMs: number | undefined;
  /** Without contact since 00:00 of the Beijing day, milliseconds; counted from the first contact on. */
  offlineMsToday: number;
  /** Entries and requests that wait for the server, as the store said last. */
  waiting: number;
  /** Money of what waits, by currency. */
  waitingMinor: Array<{ currency: string; amountMinor: bigint }>;
  dead: number;
  oldestAgeMs: number;
  /** The version that the store sells by, and the newest one for it. */
  settingsVersion: number;
  newestVersion: number;
  /** Undefined: it is not behind. */
  settingsBehindSinceMs: number | undefined;
  terminals: TerminalBoard[];
  agents: AgentBoard[];
  alarms: Array<{ code: string; atMs: number; details: string }>;
  /** When the store's last health report was made, by the server's clock; undefined: never. */
  reportedAtMs: number | undefined;
}

export interface TerminalBoard {
  terminalId: string;
  /** Sequence of the last journal entry: at the agent, by its last word, and at the server. */
  agentHead: number;
  serverHead: number;
  /** Entries that the agent has and the server has not. */
  gap: number;
  /** State by the device's kind. */
  devices: Record<string, string>;
  appVersion: string;
}

export interface AgentBoard {
  agentId: string;
  state: AgentState;
  stateAtMs: number;
  stateReason: string;
  deviceDescription: string;
  enrolledAtMs: number;
  certificateEndsAtMs: number;
  version: string;
  /** Two were heard that speak by turns under this name: a cloned disk or a restored backup. */
  cloned: boolean;
  /** The agent whose place it took. */
  replacesAgentId: string | undefined;
}

/** `storeIds` absent: every store of the merchant. */
export type FleetBoardReader = (merchantId: string, storeIds?: readonly string[]) => Promise<StoreBoard[]>;
