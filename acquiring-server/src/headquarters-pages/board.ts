/**
 * What headquarters sees first: the stores of its part of the chain as a tree, the day's sales, and whether
 * anything of them is still missing. Pure: what the stores reported and what the server holds in, sums out.
 */
import type { Currency } from '@qiantai/protos';

export interface BoardPlace {
  kind: 'chain' | 'region' | 'store';
  /** As settings name it: '', `region/…`, `store/…`. */
  scope: string;
  id: string;
  name: string;
  nameEn: string;
  children: readonly BoardPlace[];
}

/** A store's day as the server holds it, minor units. */
export interface StoreSales {
  saleCount: number;
  soldMinor: bigint;
  returnCount: number;
  returnedMinor: bigint;
}

export interface TerminalHealth {
  terminalId: string;
  name: string;
  /** The last sequence that the store has, as it last said; undefined before it spoke. */
  storeSequence: number | undefined;
  /** The last sequence that the server holds. */
  serverSequence: number;
  appVersion: string;
  devices: ReadonlyArray<{ kind: string; state: string; good: boolean }>;
}

/** What is known of a store's agent. */
export interface StoreHealth {
  /** 0: it never spoke. */
  lastContactMs: number;
  /** Undefined while it is in contact. */
  offlineSinceMs: number | undefined;
  offlineTodayMs: number;
  waitingCount: number;
  waitingMinor: bigint;
  oldestAgeMs: number;
  deadCount: number;
  settingsVersion: number;
  newestSettingsVersion: number;
  /** 0 while it holds the newest. */
  settingsBehindSinceMs: number;
  agentVersion: string;
  /** Codes of what a person should know of. */
  alarms: readonly string[];
  terminals: readonly TerminalHealth[];
}

/** Why a store's day may be incomplete, the gravest first. */
export const missingReasons = ['never_enrolled', 'offline', 'gap', 'dead', 'unsent'] as const;
export type MissingReason = (typeof missingReasons)[number];

export interface StoreBoard {
  place: BoardPlace;
  sales: StoreSales;
  health: StoreHealth | undefined;
  /** Entries that the store has written, that the server does not hold, and that do not wait to be sent. */
  gapCount: number;
  missing: readonly MissingReason[];
}

export interface BoardNode {
  place: BoardPlace;
  sums: BoardSums;
  children: readonly BoardNode[];
  /** Of a store. */
  store: StoreBoard | undefined;
}

export interface BoardSums extends StoreSales {
  storeCount: number;
  offlineCount: number;
  incompleteCount: number;
  waitingCount: number;
  waitingMinor: bigint;
  gapCount: number;
  deadCount: number;
  behindCount: number;
}

export interface ChainBoard {
  merchantName: string;
  currency: Currency;
  businessDate: string;
  /** The business date that runs now. */
  today: string;
  atMs: number;
  root: BoardNode;
  /** Sales of each hour since the business day began, minor units, returns taken off. */
  hours: readonly bigint[];
  /** `HH:MM`, where the first hour begins. */
  dayStartsAt: string;
  tenders: ReadonlyArray<{ tender: string; channel: string; count: number; amountMinor: bigint }>;
}

const noSales: StoreSales = { saleCount: 0, soldMinor: 0n, returnCount: 0, returnedMinor: 0n };

export function boardOf(
  place: BoardPlace,
  known: { sales: ReadonlyMap<string, StoreSales>; health: ReadonlyMap<string, StoreHealth> },
): BoardNode {
  if (place.kind === 'store') {
    const store = storeBoard(place, known.sales.get(place.id) ?? noSales, known.health.get(place.id));
    return { place, sums: sumsOfStore(store), children: [], store };
  }
  const children = place.children.map((child) => boardOf(child, known));
  return { place, sums: children.map((child) => child.sums).reduce(added, noSums), children, store: undefined };
}

function storeBoard(place: BoardPlace, sales: StoreSales, health: StoreHealth | undefined): StoreBoard {
  const notHere = (health?.terminals ?? []).reduce((sum, terminal) => sum + gapOf(terminal), 0);
  const gapCount = Math.max(0, notHere - (health?.waitingCount ?? 0));
  return { place, sales, health, gapCount, missing: missingOf(health, gapCount) };
}

/** Entries of a till that the server does not hold, for whatever reason. */
export function gapOf(terminal: TerminalHealth): number {
  return Math.max(0, (terminal.storeSequence ?? 0) - terminal.serverSequence);
}

/** A store in contact whose entries are all here has told everything that it knows. */
function missingOf(health: StoreHealth | undefined, gapCount: number): MissingReason[] {
  if (!health || health.lastContactMs === 0) return ['never_enrolled'];
  const found: MissingReason[] = [];
  if (health.offlineSinceMs !== undefined) found.push('offline');
  if (gapCount > 0) found.push('gap');
  if (health.deadCount > 0) found.push('dead');
  if (health.waitingCount > 0) found.push('unsent');
  return found;
}

const noSums: BoardSums = {
  ...noSales,
  storeCount: 0,
  offlineCount: 0,
  incompleteCount: 0,
  waitingCount: 0,
  waitingMinor: 0n,
  gapCount: 0,
  deadCount: 0,
  behindCount: 0,
};

function sumsOfStore({ sales, health, gapCount, missing }: StoreBoard): BoardSums {
  return {
    ...sales,
    storeCount: 1,
    offlineCount: missing.includes('offline') || missing.includes('never_enrolled') ? 1 : 0,
    incompleteCount: missing.length > 0 ? 1 : 0,
    waitingCount: health?.waitingCount ?? 0,
    waitingMinor: health?.waitingMinor ?? 0n,
    gapCount,
    deadCount: health?.deadCount ?? 0,
    behindCount: health && health.settingsVersion < health.newestSettingsVersion ? 1 : 0,
  };
}

function added(a: BoardSums, b: BoardSums): BoardSums {
  return {
    saleCount: a.saleCount + b.saleCount,
    soldMinor: a.soldMinor + b.soldMinor,
    returnCount: a.returnCount + b.returnCount,
    returnedMinor: a.returnedMinor + b.returnedMinor,
    storeCount: a.storeCount + b.storeCount,
    offlineCount: a.offlineCount + b.offlineCount,
    incompleteCount: a.incompleteCount + b.incompleteCount,
    waitingCount: a.waitingCount + b.waitingCount,
    waitingMinor: a.waitingMinor + b.waitingMinor,
    gapCount: a.gapCount + b.gapCount,
    deadCount: a.deadCount + b.deadCount,
    behindCount: a.behindCount + b.behindCount,
  };
}

/** The stores below a node, in the order of the tree. */
export function storesOf(node: BoardNode): StoreBoard[] {
  return node.store ? [node.store] : node.children.flatMap(storesOf);
}
