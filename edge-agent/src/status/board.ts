/** What the agent is doing, gathered for tills, the page and the metrics. */
import type { Currency } from '@qiantai/protos';
import type { FleetStatus } from '../fleet/open-fleet.ts';
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
  fleet: FleetStatus;
  /** Of the settings that the store sells by. */
  settingsVersion: number;
  /** Operators with a session at some till, whoever signed in last first. */
  signedInIds: readonly string[];
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
  /** The server says that this agent was reported stolen, or that it is out of service. */
  | 'AGENT_REVOKED'
  | 'AGENT_RETIRED'
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
  | 'SECRETS_WIPED'
  /** A pairing code was tried wrongly until it ended. */
  | 'PAIRING_CODE_BURNT'
  /** A till knows entries of its journal that this agent does not: an older copy of the store runs. */
  | 'TILL_KNOWS_MORE'
  /** A till offered another content under a key that was taken before. */
  | 'TILL_RECORD_CONFLICT'
  /** Settings of an older version than those held were refused. */
  | 'SETTINGS_VERSION_BACK'
  /** A page of settings out of order was refused. */
  | 'SETTINGS_PAGE_BAD'
  /** Settings that are not right were left out. */
  | 'SETTINGS_CHANGE_BAD'
  /** What a till took by itself offends a rule here: a person looks. */
  | 'TILL_RECORD_SET_ASIDE';

export type RaiseAlarm = (code: AlarmCode, details: Record<string, string | number>) => void;
