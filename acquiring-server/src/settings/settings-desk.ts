/**
 * Where people and programs change settings: each application is checked by itself and against what is there, and
 * counts as a whole or not at all.
 */
import { type Clock, canonicalJson, type Log } from '@qiantai/foundation';
import type { SettingKind, SettingValue } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import { type Deadline, transactionWithin } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import type { HeadquartersRight, HeadquartersUser } from '../headquarters/headquarters-rights.ts';
import type { MerchantTree } from '../headquarters/merchant-tree.ts';
import { readTree } from '../headquarters/tree-store.ts';
import { readRiskAt } from '../merchants/offline-risk-store.ts';
import {
  type ApplicationMark,
  type Applied,
  type ApplyOptions,
  applyChanges,
  type ChangeSource,
  checkBase,
  type LockedMerchant,
  lockMerchant,
  refreshStatistics,
} from './application-store.ts';
import { checkSetting, isSettingKind } from './check-setting.ts';
import { findApplication, valuesAt, valuesBefore } from './reading-store.ts';
import { keyText, type SettingChange, type SettingFault, type SettingKey, settingName } from './setting-change.ts';
import { stateFaults } from './state-check-store.ts';

/** The right that changing a kind asks for. The others have calls of their own. */
export const rightOfKind: Partial<Record<SettingKind, HeadquartersRight>> = {
  article: 'catalogue',
  price: 'catalogue',
  promotion: 'catalogue',
  tax: 'catalogue',
  barcode_rule: 'catalogue',
  receipt_text: 'catalogue',
  advert: 'catalogue',
  store_policy: 'limits',
  offline_policy: 'limits',
  blocked_card: 'limits',
  tender_policy: 'limits',
  till_rules: 'limits',
  fleet: 'fleet',
};

/** What changes by a call of its own. */
const callsOfKinds: Partial<Record<SettingKind, string>> = {
  store: 'PutStore',
  terminal: 'PutTerminal',
  operator: 'PutOperator',
};

export interface GivenChange {
  scope: string;
  kind: string;
  settingId: string;
  /** Undefined: the setting is removed from its scope. */
  value: unknown;
}

export interface Application {
  changes: readonly GivenChange[];
  /** The version that its maker saw: what was changed since is not changed by it. */
  baseVersion: number;
  note: string;
  /** Nothing is changed; what would be, and what is wrong, is told. */
  dryRun: boolean;
}

export interface ApplicationOutcome extends Pick<Applied, 'changed' | 'removed' | 'version'> {
  /** Of a dry run; where it is none, faults are thrown. */
  faults: SettingFault[];
}

const changesMax = 2000;

export class SettingsDesk {
  private readonly database: Database;
  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly log: Log;

  constructor(options: { database: Database; clock: Pick<Clock, 'nowMs'>; log: Log }) {
    this.database = options.database;
    this.clock = options.clock;
    this.log = options.log;
  }

  /** @throws CodedError HEADQUARTERS_FORBIDDEN, HEADQUARTERS_NOT_YOURS, SETTINGS_… (settings-errors.ts) */
  async apply(user: HeadquartersUser, application: Application, deadline: Deadline): Promise<ApplicationOutcome> {
    const { changes, baseVersion, note, dryRun } = application;
    if (changes.length > changesMax) throw serverError('SETTINGS_TOO_MANY', { max: changesMax });
    checkKinds(user, changes);
    return await this.within(user.merchantId, deadline, dryRun, async (client, merchant, tree) => {
      checkPlaces(user, tree, changes);
      const { good, faults } = await readChanges(client, merchant, changes);
      if (faults.length > 0) return { ...unchanged(merchant), faults };
      await checkBase(client, merchant, good, baseVersion);
      const mark = { whom: user.whom, atMs: this.clock.nowMs(), note };
      return await applyChecked(client, { merchant, tree, source: { kind: 'changes', changes: good }, mark });
    });
  }

  /**
   * Gives settings the values that they had right after a version; 0: none. What is right by itself now is asked
   * anew: the currency, the risk of offline cards and what is named may have changed.
   * @throws CodedError as `apply`; SETTINGS_VERSION_UNKNOWN
   */
  async revert(
    user: HeadquartersUser,
    wish: { keys: readonly SettingKey[]; toVersion: number; baseVersion: number; dryRun: boolean },
    deadline: Deadline,
  ): Promise<ApplicationOutcome> {
    const { keys, toVersion, baseVersion, dryRun } = wish;
    if (keys.length > changesMax) throw serverError('SETTINGS_TOO_MANY', { max: changesMax });
    checkKinds(user, keys, { ...rightOfKind, operator: 'operators' });
    return await this.within(user.merchantId, deadline, dryRun, async (client, merchant, tree) => {
      checkPlaces(user, tree, keys);
      if (toVersion > merchant.version) throw serverError('SETTINGS_VERSION_UNKNOWN', { version: toVersion });
      const values = await valuesAt(client, merchant.merchantId, keys, toVersion);
      const given = values.map(({ valueJson, ...key }) => ({
        ...key,
        value: valueJson === '' ? undefined : (JSON.parse(valueJson) as unknown),
      }));
      const { good, faults } = await readChanges(client, merchant, given, {
        store: 'PutStore',
        terminal: 'PutTerminal',
      });
      if (faults.length > 0) return { ...unchanged(merchant), faults };
      await checkBase(client, merchant, good, baseVersion);
      const mark = { whom: user.whom, atMs: this.clock.nowMs(), note: `back to version ${toVersion}` };
      return await applyChecked(client, { merchant, tree, source: { kind: 'changes', changes: good }, mark });
    });
  }

  /**
   * Takes back a whole application, however large, as long as nothing of it was changed again.
   * @throws CodedError as `apply`; SETTINGS_VERSION_UNKNOWN
   */
  async takeBack(
    user: HeadquartersUser,
    wish: { version: number; dryRun: boolean },
    deadline: Deadline,
  ): Promise<ApplicationOutcome> {
    return await this.within(user.merchantId, deadline, wish.dryRun, async (client, merchant, tree) => {
      const application = await findApplication(client, merchant.merchantId, wish.version);
      if (!application) throw serverError('SETTINGS_VERSION_UNKNOWN', { version: wish.version });
      const { values, newer } = await valuesBefore(client, merchant.merchantId, application);
      if (newer) {
        const { version } = newer;
        throw serverError('SETTINGS_STALE_VERSION', {
          at: settingName(newer),
          version: application.last,
          newer: version,
        });
      }
      checkKinds(user, values, { ...rightOfKind, operator: 'operators', store: 'tree', terminal: 'tree' });
      checkPlaces(user, tree, values);
      const moved = values.find(({ kind }) => kind === 'store' || kind === 'terminal');
      const call = moved && callsOfKinds[moved.kind];
      if (moved && call) {
        return { ...unchanged(merchant), faults: [{ code: 'SETTINGS_NOT_HERE', at: settingName(moved), why: call }] };
      }
      const { good, faults } = await riskOnRecord(client, merchant.merchantId, values);
      if (faults.length > 0) return { ...unchanged(merchant), faults };
      const note = `without ${application.first} to ${application.last}`;
      const mark = { whom: user.whom, atMs: this.clock.nowMs(), note };
      return await applyChecked(client, { merchant, tree, source: { kind: 'changes', changes: good }, mark });
    });
  }

  /**
   * One transaction under the lock of the merchant's row. Where it ends with faults, or in a dry run, nothing is
   * changed.
   * @throws CodedError of the first fault where it is no dry run
   */
  async within(
    merchantId: string,
    deadline: Deadline,
    dryRun: boolean,
    work: (client: PoolClient, merchant: LockedMerchant, tree: MerchantTree) => Promise<ApplicationOutcome>,
  ): Promise<ApplicationOutcome> {
    try {
      const applied = await transactionWithin(this.database, deadline, async (client) => {
        const merchant = await lockMerchant(client, merchantId);
        const outcome = await work(client, merchant, await readTree(client, merchantId));
        if (dryRun || outcome.faults.length > 0) throw new RolledBack(outcome);
        return outcome;
      });
      const { changed, removed, version } = applied;
      this.log.info({ merchantId, changed, removed, version }, 'settings.applied');
      await refreshStatistics(this.database, applied, this.log);
      return applied;
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      if (!dryRun) throwFirst(error.outcome.faults);
      return error.outcome;
    }
  }
}

const unchanged = ({ version }: LockedMerchant) => ({ changed: 0, removed: 0, version });

class RolledBack extends Error {
  readonly outcome: ApplicationOutcome;

  constructor(outcome: ApplicationOutcome) {
    super('rolled back');
    this.outcome = outcome;
  }
}

/** Applies and looks at what came of it; the transaction must not be committed where faults are told. */
export async function applyChecked(
  client: PoolClient,
  parts: {
    merchant: LockedMerchant;
    tree: MerchantTree;
    source: ChangeSource;
    mark: ApplicationMark;
    options?: ApplyOptions;
  },
): Promise<ApplicationOutcome> {
  const { merchant, tree, source, mark, options } = parts;
  const applied = await applyChanges(client, merchant, source, mark, options);
  const faults = applied.version === merchant.version ? [] : await stateFaults(client, merchant, tree, applied);
  return { changed: applied.changed, removed: applied.removed, version: applied.version, faults };
}

/** @throws CodedError */
export function throwFirst(faults: readonly SettingFault[]): void {
  const first = faults[0];
  if (!first) return;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more faults)` : '';
  throw serverError(first.code, { at: first.at, why: `${first.why}${more}` });
}

function checkKinds(user: HeadquartersUser, changes: ReadonlyArray<{ kind: string }>, rights = rightOfKind): void {
  for (const { kind } of changes) {
    const right = isSettingKind(kind) ? rights[kind] : undefined;
    if (right && !user.rights.has(right)) throw serverError('HEADQUARTERS_FORBIDDEN', { login: user.login, right });
  }
}

function checkPlaces(user: HeadquartersUser, tree: MerchantTree, changes: ReadonlyArray<{ scope: string }>): void {
  for (const { scope } of changes) {
    if (!tree.isWithin(scope, user.scope)) {
      throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope: scope.slice(0, 80) });
    }
  }
}

async function readChanges(
  client: PoolClient,
  merchant: LockedMerchant,
  changes: readonly GivenChange[],
  otherCalls: Partial<Record<SettingKind, string>> = callsOfKinds,
) {
  const good: SettingChange[] = [];
  const faults: SettingFault[] = [];
  const seen = new Set<string>();
  for (const given of changes) {
    const checked = checkSetting(given, merchant);
    if ('faults' in checked) {
      faults.push(...checked.faults);
      continue;
    }
    const { change } = checked;
    const own = otherCalls[change.kind];
    if (own) faults.push({ code: 'SETTINGS_NOT_HERE', at: settingName(change), why: own });
    if (seen.has(keyText(change))) faults.push({ code: 'SETTINGS_TWICE', at: settingName(change), why: '' });
    seen.add(keyText(change));
    good.push(change);
  }
  const withRisk = await riskOnRecord(client, merchant.merchantId, good);
  return { good: withRisk.good, faults: [...faults, ...withRisk.faults] };
}

/** Who bears the risk of offline cards stands in the record alone; what was given in its place is dropped. */
export async function riskOnRecord(
  client: PoolClient,
  merchantId: string,
  changes: readonly SettingChange[],
): Promise<{ good: SettingChange[]; faults: SettingFault[] }> {
  if (!changes.some(({ kind, valueJson }) => kind === 'offline_policy' && valueJson !== '')) {
    return { good: [...changes], faults: [] };
  }
  const risk = await readRiskAt(client, merchantId, Number.MAX_SAFE_INTEGER);
  const faults: SettingFault[] = [];
  const good = changes.map((change) => {
    if (change.kind !== 'offline_policy' || change.valueJson === '') return change;
    const { risk: _given, ...policy } = JSON.parse(change.valueJson) as SettingValue<'offline_policy'>;
    if (policy.cards === 'take' && !risk) {
      faults.push({ code: 'SETTINGS_RISK_NOT_ON_RECORD', at: settingName(change), why: '' });
    }
    return { ...change, valueJson: canonicalJson({ ...policy, risk: risk && { ...risk } }) };
  });
  return { good, faults };
}
