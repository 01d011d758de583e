/**
 * Loses nothing between this till and its agent. At the begin of each connection, in this order: how far the till knows
 * its journal; what a restored agent misses; what the till took by itself. Then, besides the sales: the tail is kept
 * up to date, and the devices' states are reported.
 */
import { type Cancel, type Clock, errorText, type Log } from '@qiantai/foundation';
import type { SaleRecord } from '@qiantai/protos';
import type { HubClient } from '../edge/hub-client.ts';
import type { OwnRecords } from './own-records.ts';
import { type TailFile, tailLengthMax } from './tail-file.ts';
import type { TillDevices } from './till-devices.ts';

export interface HubLinkOptions {
  hub: HubClient;
  records: OwnRecords;
  tail: TailFile;
  devices: TillDevices;
  appVersion: string;
  clock: Clock;
  log: Log;
  /** A record is with the agent; `code` says why it was put aside, if it was. */
  onTaken(taken: { key: string; code: string; sale: SaleRecord | null }): void;
}

/** Device states that change quickly are told once. */
const reportDelayMs = 1_000;
const reportEveryMs = 60_000;
const catchUpDelayMs = 250;

export class HubLink {
  private readonly options: HubLinkOptions;
  private offering: Promise<void> | undefined;
  private catching: Promise<void> | undefined;
  private cancelCatchUp: Cancel = () => undefined;
  private cancelReport: Cancel = () => undefined;
  private reportDueMs = Number.POSITIVE_INFINITY;
  private stopped = false;

  constructor(options: HubLinkOptions) {
    this.options = options;
  }

  stop(): void {
    this.stopped = true;
    this.cancelCatchUp();
    this.cancelReport();
  }

  /** Before anything else is asked over a connection. @throws AgentFailure */
  async reached(): Promise<void> {
    await this.compare();
    await this.offerAll();
    this.devicesChanged();
    this.journalGrew();
  }

  /** Offers what the till took by itself, the oldest first, until nothing is left. @throws AgentFailure */
  offerAll(): Promise<void> {
    this.offering ??= this.offerInTurn().finally(() => {
      this.offering = undefined;
    });
    return this.offering;
  }

  /** Something was written to this till's journal: the tail is fetched a moment later. */
  journalGrew(): void {
    this.cancelCatchUp();
    if (this.stopped) return;
    this.cancelCatchUp = this.options.clock.setTimeout(() => {
      this.catching ??= this.catchUp().finally(() => {
        this.catching = undefined;
      });
    }, catchUpDelayMs);
  }

  devicesChanged(): void {
    this.armReport(reportDelayMs);
  }

  private async compare(): Promise<void> {
    const { hub, tail, records, appVersion, log } = this.options;
    const { last, lastReceiptNo } = tail;
    const known = { sequence: last?.sequence ?? 0, hash: last?.hash ?? '', receiptNo: lastReceiptNo };
    const head = await hub.hello({ ...known, appVersion, recordsWait: records.count });
    if (!head.wantsTail) return;
    log.error({ ...known, agentSequence: head.sequence }, 'tail.agent_knows_less');
    // Where the agent went on by itself (it took up what the server held, and said so) its end is none of ours.
    const forked = head.sequence > 0 && !tail.holds(head.sequence, head.hash);
    const putAside = await hub.offerTail(tail.behind(forked ? 0 : head.sequence));
    // The agent has both sides now: the till follows the agent's journal again.
    if (forked || putAside > 0) tail.clear();
  }

  private async offerInTurn(): Promise<void> {
    const { hub, records, log } = this.options;
    for (let offered = records.next(); offered && !this.stopped; offered = records.next()) {
      const { key } = offered;
      const { code, sale } = await hub.offerRecord(offered);
      records.drop(key);
      log.info({ key, kind: offered.record.kind, code }, 'own_record.offered');
      this.options.onTaken({ key, code, sale });
    }
  }

  private async catchUp(): Promise<void> {
    const { hub, tail, log } = this.options;
    try {
      let after = tail.last?.sequence ?? 0;
      const head = await hub.hello({
        sequence: after,
        hash: tail.last?.hash ?? '',
        receiptNo: '',
        appVersion: this.options.appVersion,
        recordsWait: this.options.records.count,
      });
      after = Math.max(after, head.sequence - tailLengthMax);
      while (!this.stopped) {
        const entries = await hub.readTail(after, tailLengthMax);
        tail.append(entries);
        if (entries.length < tailLengthMax) return;
        after = entries.at(-1)?.sequence ?? after;
      }
    } catch (error) {
      log.info({ error: errorText(error) }, 'tail.not_read');
    }
  }

  private armReport(delayMs: number): void {
    const { clock } = this.options;
    const dueMs = clock.nowMs() + delayMs;
    if (this.stopped || dueMs >= this.reportDueMs) return;
    this.cancelReport();
    this.reportDueMs = dueMs;
    this.cancelReport = clock.setTimeout(() => void this.report(), delayMs);
  }

  private async report(): Promise<void> {
    this.reportDueMs = Number.POSITIVE_INFINITY;
    const { hub, devices, appVersion, log } = this.options;
    const counters = devices.counters?.() ?? {};
    const states = devices.states().map((state) => ({ ...state, counters: counters[state.kind] ?? {} }));
    await hub.reportDevices(appVersion, states).catch((error: unknown) => {
      log.debug({ error: errorText(error) }, 'devices.not_reported');
    });
    this.armReport(reportEveryMs);
  }
}
