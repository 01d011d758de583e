/**
 * The agent's side of the fleet: how it stands with the server, its certificate, the orders it is given, the health
 * it reports, and which version it should be.
 */
import { createHash } from 'node:crypto';
import type { Clock, Log, LogRing, Random } from '@qiantai/foundation';
import { compareVersions, type SettingValue } from '@qiantai/protos';
import type { DeviceKey } from '../enrolment/device-key.ts';
import type { Identity, IdentityStore } from '../enrolment/enrolment-store.ts';
import type { Line } from '../offline/policy.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { ProbeAnswer, ServerClient } from '../sync/server-client.ts';
import { agentVersion } from '../version.ts';
import { type CertificateKeeper, keepCertificate } from './certificate-keeper.ts';
import { type ContactFacts, cashOnlyReason, withoutContactMs } from './contact.ts';
import type { WantedVersion } from './fleet-calls.ts';
import { openFleetStore } from './fleet-store.ts';
import { type HealthInputs, healthReport } from './health.ts';
import { openLineRecord } from './line-record.ts';
import { type OrderActions, openOrderRunner } from './order-runner.ts';
import { openReporter, type ReportTiming, reportTiming } from './reporter.ts';
import { eventOfRefusal, mustWipe, type Standing, type StandingEvent, standingTransitions } from './standing.ts';

export type FleetSetting = SettingValue<'fleet'>;

export interface FleetStatus {
  version: string;
  /** Newer than what runs; empty: none is wished. Nothing installs itself. */
  agentUpdate: string;
  tillUpdate: string;
  standing: Standing;
  standingSinceMs: number;
  cashOnly: 'AGENT_REVOKED' | 'CONTACT_TOO_OLD' | undefined;
  certificateEndsAtMs: number;
}

export interface Fleet {
  standing(): Standing;
  /** Whether an activation code is another one than this agent was activated with. */
  isFreshCode(code: string): boolean;
  /** The device was activated, with this code. */
  enrolled(code: string): void;
  /** For the offline policy. */
  contact(): ContactFacts;
  status(): FleetStatus;
  /** How often the line is probed while it is up; undefined: as the agent does by itself. */
  probeIntervalMs(): number | undefined;
  heard(answer: ProbeAnswer): void;
  refused(code: string): void;
  lineChanged(line: Line): void;
  /** Settings, alarms or tills changed. */
  changed(): void;
  stop(): Promise<void>;
}

/** After it is told to retire, a sale in hand may come to its end. */
const retiringQuietMs = 10 * 60_000;
/** The latest instant that the clock showed is kept again when it moved by this. */
const latestStepMs = 60_000;
const defaultChannel = 'stable';

export interface FleetParts {
  store: Store;
  key: DeviceKey;
  identities: IdentityStore;
  identity: () => Identity | undefined;
  onRenewed: (identity: Identity) => void;
  client: () => ServerClient | undefined;
  line: () => Line;
  lastContactMs: () => number;
  setting: () => FleetSetting | undefined;
  storePolicy: () => { offlineWithoutContactMsMax: number } | undefined;
  /** Destroys what the agent keeps secret; with `revive` it may keep new secrets again. */
  wipe: (reason: string) => void;
  revive: () => void;
  actions: Pick<OrderActions, 'syncNow' | 'rotateKeys' | 'reloadSettings'>;
  /** Payments and refunds without an end. */
  openCount: () => number;
  health: Omit<HealthInputs, 'lineRecord' | 'waitingRequests' | 'waitingCash'>;
  onChanged: () => void;
  alarm: RaiseAlarm;
  activationCode: string | undefined;
  enrolmentAddress: string;
  caFile: string;
  machine: Pick<Clock, 'nowMs'>;
  clock: Clock;
  random: Random;
  log: Log;
  logRing: LogRing | undefined;
  timing?: ReportTiming | undefined;
}

export function openFleet(parts: FleetParts): Fleet {
  const { store, clock, log } = parts;
  const nowMs = () => clock.nowMs();
  const fleetStore = openFleetStore(store.sql);
  const lineRecord = openLineRecord(nowMs());
  const calls = () => parts.client()?.fleet;
  const isOnline = () => parts.line().status === 'online';
  let state = fleetStore.standing();
  let wanted: WantedVersion[] = [];
  let levelBefore: string | undefined;
  adoptCode();
  // A power cut between the word and the wipe.
  if (mustWipe(state.standing)) parts.wipe(`agent ${state.standing}`);
  applySetting();

  const keeper: CertificateKeeper = keepCertificate({
    ...parts,
    calls,
    isOnline,
    serverNowMs: () => parts.machine.nowMs() + parts.health.clockOffsetMs(),
    onRefused: refused,
  });
  const orders = openOrderRunner({
    ...parts,
    orders: fleetStore,
    calls,
    nowMs,
    actions: {
      ...parts.actions,
      wipeCardData: () => {
        parts.wipe('ordered by the fleet’s keepers');
        // The agent goes on: what comes from here on is sealed by a new key.
        if (!mustWipe(state.standing)) parts.revive();
      },
    },
  });
  const reporter = openReporter({
    ...parts,
    calls,
    isOnline,
    report,
    timing: parts.timing ?? reportTiming,
    onWanted: (now) => {
      if (JSON.stringify(now) === JSON.stringify(wanted)) return;
      wanted = now;
      parts.onChanged();
    },
  });

  /** An agent that was activated by an earlier version: the code that it still has is the one that was used. */
  function adoptCode(): void {
    if (state.codeHash !== '' || parts.activationCode === undefined || !parts.identity()) return;
    state = { ...state, codeHash: hashOf(parts.activationCode) };
    fleetStore.putStanding(state);
  }

  function step(event: StandingEvent): void {
    const next = standingTransitions[state.standing][event];
    if (next === undefined) {
      log.error({ standing: state.standing, event }, 'fleet.word_not_believed');
      return;
    }
    if (next === state.standing) return;
    const from = state.standing;
    state = { ...state, standing: next, sinceMs: nowMs() };
    fleetStore.putStanding(state);
    log.warn({ from, to: next }, 'fleet.standing_changed');
    if (mustWipe(next)) {
      parts.wipe(`agent ${next}`);
      parts.alarm(next === 'revoked' ? 'AGENT_REVOKED' : 'AGENT_RETIRED', { from });
    }
    parts.onChanged();
    reporter.changed();
  }

  function refused(code: string): void {
    const event = eventOfRefusal(code);
    if (event) step(event);
    if (code === 'CALLER_CERTIFICATE_EXPIRED') keeper.ended();
  }

  function report() {
    return healthReport(
      {
        ...parts.health,
        lineRecord,
        waitingRequests: fleetStore.waitingRequests,
        waitingCash: fleetStore.waitingCash,
      },
      {
        standing: state.standing,
        drained: isDrained(),
        cashOnly: cashOnly() !== undefined,
        updateChannel: channel(),
        certificateEndsAtMs: keeper.endsAtMs(),
      },
    );
  }

  function isDrained(): boolean {
    const quiet = state.standing === 'retiring' && nowMs() - state.sinceMs >= retiringQuietMs;
    return quiet && parts.health.queue().waiting === 0 && parts.openCount() === 0;
  }

  function contact(): ContactFacts {
    const lastContactMs = parts.lastContactMs();
    noteLatest();
    return {
      lastContactMs,
      revoked: mustWipe(state.standing),
      withoutContactMs: isOnline() ? 0 : withoutContactMs({ lastContactMs, latestMs: state.latestMs, nowMs: nowMs() }),
    };
  }

  function noteLatest(): void {
    if (nowMs() - state.latestMs < latestStepMs) return;
    state = { ...state, latestMs: nowMs() };
    fleetStore.putStanding(state);
  }

  function cashOnly() {
    return cashOnlyReason(contact(), parts.storePolicy());
  }

  function channel(): string {
    return parts.setting()?.updateChannel || defaultChannel;
  }

  /** A version that a setting names pins it; else the release that has reached this store. */
  function updateOf(component: 'agent' | 'till'): string {
    const setting = parts.setting();
    const pinned = component === 'agent' ? setting?.agentVersion : setting?.tillVersion;
    return pinned || (wanted.find((one) => one.component === component)?.version ?? '');
  }

  /** The log's level takes effect at once. */
  function applySetting(): void {
    const level = parts.setting()?.logLevel;
    if (level !== undefined && log.level !== level && log.level !== 'silent') {
      levelBefore ??= log.level;
      log.level = level;
    } else if (level === undefined && levelBefore !== undefined) {
      log.level = levelBefore;
      levelBefore = undefined;
    }
  }

  return {
    standing: () => state.standing,
    isFreshCode: (code) => hashOf(code) !== state.codeHash,
    enrolled: (code) => {
      const from = state.standing;
      state = { ...state, standing: 'active', sinceMs: nowMs(), codeHash: hashOf(code) };
      fleetStore.putStanding(state);
      if (mustWipe(from)) parts.revive();
      parts.onChanged();
    },
    contact,
    status: () => ({
      version: agentVersion,
      agentUpdate: newer(updateOf('agent'), agentVersion),
      tillUpdate: updateOf('till'),
      standing: state.standing,
      standingSinceMs: state.sinceMs,
      cashOnly: cashOnly(),
      certificateEndsAtMs: keeper.endsAtMs(),
    }),
    probeIntervalMs: () => parts.setting()?.probeIntervalMs,
    heard: (answer) => {
      // A clock that stood ahead by mistake is forgiven at the next contact.
      if (state.latestMs > nowMs() + latestStepMs) {
        state = { ...state, latestMs: nowMs() };
        fleetStore.putStanding(state);
      }
      if (answer.agentState === 'retiring') step('probed_retiring');
      else if (answer.agentState === 'active') step('probed_active');
      if (answer.ordersWait) void orders.look();
    },
    refused,
    lineChanged: (line) => {
      lineRecord.changed(line, nowMs());
      if (line.status === 'online') keeper.online();
      reporter.changed();
    },
    changed: () => {
      applySetting();
      reporter.changed();
    },
    stop: async () => {
      await Promise.all([keeper.stop(), orders.stop(), reporter.stop()]);
    },
  };
}

/** The version where it is another one than what runs and not an older one; else empty. */
function newer(version: string, runs: string): string {
  return compareVersions(version, runs) > 0 ? version : '';
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}
