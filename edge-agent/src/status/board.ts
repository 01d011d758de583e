/** What the agent is doing, gathered for tills, the page and the metrics. */
import type { Currency } from '@qiantai/protos';
import type { TerminalHead } from '../journal/journal-store.ts';
import type { Line } from '../offline/policy.ts';
import type { DeadRow } from '../queue/mending.ts';
import type { QueueRow, QueueSummary } from '../queue/queue-store.ts';

/** Cheap enough to be asked at every change. */
export interface AgentStatus {
  line: Line;
  queue: QueueSummary;
  /** Undefined before the settings came down. */
  currency: Currency | undefined;
}

/** All that the page shows. */
export interface AgentReport extends AgentStatus {
  nowMs: number;
  storeName: string;
  agentId: string;
  storeId: string;
  enrolled: boolean;
  enrolmentWhy: string;
  serverAddress: string;
  lastContactMs: number;
  clockOffsetMs: number;
  settingsVersion: number;
  articles: number;
  waitingRows: QueueRow[];
  deadRows: DeadRow[];
  heads: TerminalHead[];
  openPayments: number;
  openRefunds: number;
  alarms: Alarm[];
}

/** Something that a person should know of, until one has acknowledged it. */
export interface Alarm {
  alarmId: number;
  /** When it was raised last, and first. */
  atMs: number;
  firstAtMs: number;
  count: number;
  code: AlarmCode;
  details: string;
}

export type AlarmCode =
  /** The server refused an entry of the journal for good. */
  | 'ENTRY_DEAD'
  /** The server refused a request for good. */
  | 'REQUEST_DEAD'
  /** The server took a fact that offended a rule. */
  | 'EXCEPTION_OPENED'
  /** The server acknowledged another entry than the one that was sent. */
  | 'ACKNOWLEDGED_OTHER';

export type RaiseAlarm = (code: AlarmCode, details: Record<string, string | number>) => void;
