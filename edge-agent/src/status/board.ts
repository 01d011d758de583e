/** What the agent is doing, gathered for tills, the page and the metrics. */
import type { Currency } from '@qiantai/protos';
import type { TerminalHead } from '../journal/journal-store.ts';
import type { Line } from '../offline/policy.ts';
import type { DeadRow } from '../queue/mending.ts';
import type { QueueRow, QueueSummary } from '../queue/queue-store.ts';
import type { TillCards } from './cards-section.ts';

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
  /** Cards taken offline, and what each till may still take. */
  cards: TillCards[];
  alarms: Alarm[];
  tills: PairedTill[];
  devices: TillHealth[];
}

/** What a till said last of its devices. */
export interface TillHealth {
  terminalId: string;
  appVersion: string;
  reportedAtMs: number;
  devices: Array<{
    kind: string;
    state: string;
    reasonCode: string;
    lastSeenMs: number;
    counters: Record<string, number>;
  }>;
}

/** A terminal of the store and the certificates that stand for it. */
export interface PairedTill {
  terminalId: string;
  name: string;
  certificates: Array<{ status: string; device: string; issuedAtMs: number; notAfterMs: number }>;
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
  | 'ACKNOWLEDGED_OTHER'
  /** The issuer declined a card that was taken offline: a receivable of the merchant now. */
  | 'OFFLINE_CARD_DECLINED'
  /** A pairing code was tried wrongly until it ended. */
  | 'PAIRING_CODE_BURNT'
  /** A till knows entries of its journal that this agent does not: an older copy of the store runs. */
  | 'TILL_KNOWS_MORE'
  /** A till offered another content under a key that was taken before. */
  | 'TILL_RECORD_CONFLICT'
  /** What a till took by itself offends a rule here: a person looks. */
  | 'TILL_RECORD_SET_ASIDE';

export type RaiseAlarm = (code: AlarmCode, details: Record<string, string | number>) => void;
