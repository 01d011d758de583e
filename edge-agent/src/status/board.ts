/** What the agent is doing, gathered for tills, the page and the metrics. */
import type { Currency } from '@qiantai/protos';
import type { TerminalHead } from '../journal/journal-store.ts';
import type { Line } from '../offline/policy.ts';
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
  deadRows: QueueRow[];
  heads: TerminalHead[];
  openPayments: number;
  openRefunds: number;
  alarms: Alarm[];
}

/** Something that a person should know of. The last ones are kept. */
export interface Alarm {
  atMs: number;
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
  /** The server lost entries that it had acknowledged: they are sent again. */
  | 'JOURNAL_SENT_AGAIN'
  /** This store lost entries that the server held: they were taken up. */
  | 'JOURNAL_RESTORED'
  /** The server held other entries: ours were put aside and told again. */
  | 'JOURNAL_REBASED'
  /** The journals here and at the server do not come together by themselves. */
  | 'JOURNAL_APART'
  /** Another agent with this identity must be at work. */
  | 'AGENT_TWINNED'
  /** The disk takes no more. */
  | 'STORE_FULL'
  /** The disk is nearly full. */
  | 'STORE_LOW'
  /** The database was damaged and put aside; what it held is being restored. */
  | 'STORE_DAMAGED'
  /** The database is whole again. */
  | 'STORE_RESTORED'
  /** The server does not let this device take the place of another one. */
  | 'TAKE_OVER_REFUSED'
  /** The keys of card data were destroyed. */
  | 'SECRETS_WIPED';

export type RaiseAlarm = (code: AlarmCode, details: Record<string, string | number>) => void;
