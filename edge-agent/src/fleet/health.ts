/** How this store is, gathered for the fleet's keepers. */
import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DeviceState, HealthReport } from '@qiantai/protos';
import type { TerminalHead } from '../journal/journal-store.ts';
import type { Line } from '../offline/policy.ts';
import type { QueueSummary } from '../queue/queue-store.ts';
import type { Alarm, TillHealth } from '../status/board.ts';
import { agentVersion } from '../version.ts';
import type { WaitingSum } from './fleet-store.ts';
import type { LineRecord } from './line-record.ts';
import type { Standing } from './standing.ts';

export interface HealthInputs {
  nowMs: () => number;
  startedAtMs: number;
  databaseFile: string;
  terminalIds: () => readonly string[];
  tills: () => readonly TillHealth[];
  heads: () => readonly TerminalHead[];
  queue: () => QueueSummary;
  waitingRequests: () => readonly WaitingSum[];
  waitingCash: () => { count: number; oldestAtMs: number };
  currency: () => string | undefined;
  line: () => Line;
  lineRecord: LineRecord;
  forcedOffline: () => boolean;
  settingsVersion: () => number;
  clockOffsetMs: () => number;
  alarms: () => readonly Alarm[];
}

export interface FleetFacts {
  standing: Standing;
  drained: boolean;
  cashOnly: boolean;
  updateChannel: string;
  certificateEndsAtMs: number;
}

const alarmsMax = 50;
const terminalsMax = 200;

export function healthReport(inputs: HealthInputs, fleet: FleetFacts): HealthReport {
  const nowMs = inputs.nowMs();
  const line = inputs.line();
  const queue = inputs.queue();
  return {
    atMs: nowMs,
    agentVersion,
    ...fleet,
    startedAtMs: inputs.startedAtMs,
    offlineMode: inputs.forcedOffline() ? 'forced' : line.status === 'online' ? 'off' : 'line_down',
    terminals: terminalsOf(inputs),
    queue: {
      waiting: queue.waiting,
      dead: queue.dead,
      oldestAtMs: queue.waiting === 0 ? 0 : queue.oldestRecordedAtMs,
      sums: sumsOf(inputs, queue),
    },
    line: {
      online: line.status === 'online',
      sinceMs: line.sinceMs,
      reasonCode: line.status === 'offline' ? line.reasonCode : '',
      ...inputs.lineRecord.read(nowMs),
    },
    disk: diskOf(inputs.databaseFile),
    settingsVersion: inputs.settingsVersion(),
    clockOffsetMs: Math.round(inputs.clockOffsetMs()),
    alarms: inputs
      .alarms()
      .slice(0, alarmsMax)
      .map(({ code, atMs, details }) => ({ code, atMs, details: details.slice(0, 300) })),
  };
}

function terminalsOf(inputs: HealthInputs): HealthReport['terminals'] {
  const heads = new Map(inputs.heads().map((head) => [head.terminalId, head]));
  const tills = new Map(inputs.tills().map((till) => [till.terminalId, till]));
  const ids = new Set([...inputs.terminalIds(), ...heads.keys(), ...tills.keys()]);
  return [...ids]
    .sort()
    .slice(0, terminalsMax)
    .map((terminalId) => {
      const [head, till] = [heads.get(terminalId), tills.get(terminalId)];
      return {
        terminalId,
        appVersion: (till?.appVersion ?? '').slice(0, 64),
        lastSeenMs: till?.reportedAtMs ?? 0,
        headSequence: head?.sequence ?? 0,
        headHash: head?.hash ?? '',
        devices: devicesOf(till),
      };
    });
}

function devicesOf(till: TillHealth | undefined): Record<string, DeviceState> {
  return Object.fromEntries((till?.devices ?? []).map(({ kind, state }) => [kind, state as DeviceState]));
}

function sumsOf(inputs: HealthInputs, queue: QueueSummary): HealthReport['queue']['sums'] {
  const cash = inputs.waitingCash();
  const currency = inputs.currency();
  const sums = inputs.waitingRequests().map((sum) => ({ ...sum, amountMinor: sum.amountMinor.toString() }));
  if (cash.count > 0 && currency) {
    // More may have been handed back than taken: nothing is owed to the books then.
    const amountMinor = (queue.waitingCashMinor > 0n ? queue.waitingCashMinor : 0n).toString();
    sums.push({ tender: 'cash', currency, ...cash, amountMinor });
  }
  return sums as HealthReport['queue']['sums'];
}

function diskOf(databaseFile: string): HealthReport['disk'] {
  const { bavail, bsize } = statfsSync(dirname(databaseFile));
  const databaseBytes = ['', '-wal'].reduce((sum, end) => sum + sizeOf(`${databaseFile}${end}`), 0);
  return { freeBytes: bavail * bsize, databaseBytes };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
