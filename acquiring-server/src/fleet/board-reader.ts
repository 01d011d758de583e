/** Puts the fleet's board together from what was heard, what was reported and what the server holds. */
import type { Clock } from '@qiantai/foundation';
import type { HealthReport } from '@qiantai/protos';
import type { AgentStore, FleetAgent } from './agent-store.ts';
import type { ContactStore } from './contact-store.ts';
import type { Contacts, KnownContact } from './contacts.ts';
import type { FleetBoardReader, StoreBoard, TerminalBoard } from './fleet-board.ts';
import type { HealthStore, KnownTerminal, StoredHealth } from './health-store.ts';

const storesMax = 1000;
const agentsMax = 5000;
/** Beijing has no summer time. */
const beijingOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

export interface BoardParts {
  contacts: Contacts;
  contactStore: ContactStore;
  health: HealthStore;
  agents: AgentStore;
  newestVersion: (store: { merchantId: string; storeId: string }) => Promise<number>;
  clock: Pick<Clock, 'nowMs'>;
}

export function createFleetBoard(parts: BoardParts): FleetBoardReader {
  return async (merchantId, storeIds) => {
    const nowMs = parts.clock.nowMs();
    const dayStartMs = nowMs - ((nowMs + beijingOffsetMs) % dayMs);
    const [stores, heard, reports, terminals, agents, offlineMs] = await Promise.all([
      parts.health.stores(merchantId, storeIds, storesMax),
      parts.contacts.read(merchantId, storeIds),
      parts.health.list(merchantId, storeIds),
      parts.health.terminals(merchantId, storeIds),
      parts.agents.list(merchantId, storeIds, agentsMax),
      parts.contactStore.offlineMs(merchantId, storeIds, dayStartMs),
    ]);
    const versions = new Map<string, number>();
    for (const { storeId } of stores) {
      versions.set(storeId, await parts.newestVersion({ merchantId, storeId }));
    }
    return stores.map(({ storeId, name }) =>
      boardOf({
        storeId,
        name,
        nowMs,
        dayStartMs,
        contact: heard.get(storeId),
        health: reports.find((one) => one.storeId === storeId),
        terminals: terminals.filter((one) => one.storeId === storeId),
        agents: agents.filter((one) => one.storeId === storeId),
        closedOfflineMs: offlineMs.get(storeId) ?? 0,
        newestVersion: versions.get(storeId) ?? 0,
      }),
    );
  };
}

interface Known {
  storeId: string;
  name: string;
  nowMs: number;
  dayStartMs: number;
  contact: KnownContact | undefined;
  health: StoredHealth | undefined;
  terminals: KnownTerminal[];
  agents: FleetAgent[];
  closedOfflineMs: number;
  newestVersion: number;
}

function boardOf(known: Known): StoreBoard {
  const { contact, health, nowMs, newestVersion } = known;
  const report = health?.report;
  const silent = contact?.silent ?? false;
  const openMs = silent && contact ? nowMs - Math.max(contact.lastContactMs, known.dayStartMs) : 0;
  const settingsVersion = contact?.settingsVersion ?? report?.settingsVersion ?? 0;
  return {
    storeId: known.storeId,
    storeName: known.name,
    lastContactMs: contact?.lastContactMs,
    offlineSinceMs: silent ? contact?.lastContactMs : undefined,
    offlineMsToday: known.closedOfflineMs + openMs,
    waiting: contact?.waiting ?? report?.queue.waiting ?? 0,
    waitingMinor: sumsOf(report),
    dead: report?.queue.dead ?? 0,
    oldestAgeMs: contact?.oldestAgeMs ?? 0,
    settingsVersion,
    newestVersion,
    // A store that is away and was up to date fell behind at some time after its last word.
    settingsBehindSinceMs:
      settingsVersion < newestVersion ? (contact?.settingsBehindSinceMs ?? contact?.lastContactMs) : undefined,
    terminals: known.terminals.map((terminal) => terminalOf(terminal, known)),
    agents: known.agents.map(({ storeId: _, ...agent }) => agent),
    alarms: report?.alarms ?? [],
    reportedAtMs: health?.reportedAtMs,
  };
}

function terminalOf(terminal: KnownTerminal, { contact, health }: Known): TerminalBoard {
  const reported = health?.report.terminals.find((one) => one.terminalId === terminal.terminalId);
  const agentHead = Math.max(contact?.heads.get(terminal.terminalId) ?? 0, reported?.headSequence ?? 0);
  return {
    terminalId: terminal.terminalId,
    agentHead,
    serverHead: terminal.serverHead,
    gap: Math.max(0, agentHead - terminal.serverHead),
    devices: reported?.devices ?? {},
    appVersion: reported?.appVersion ?? '',
  };
}

function sumsOf(report: HealthReport | undefined): StoreBoard['waitingMinor'] {
  const sums = new Map<string, bigint>();
  for (const { currency, amountMinor } of report?.queue.sums ?? []) {
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amountMinor));
  }
  return [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }));
}
