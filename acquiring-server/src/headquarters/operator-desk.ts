/**
 * Who sells: operators with their rights, at the chain, regions and stores. A PIN and a card's code come in, their hashes
 * are kept. An operator who also stands outside of a user's part of the tree is not changed from there.
 */
import { type Clock, canonicalJson } from '@qiantai/foundation';
import { cardCodePattern, operatorCardHash, type SettingValue, settingValueSchemas } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Deadline } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import { checkBase, type LockedMerchant } from '../settings/application-store.ts';
import { checkSetting } from '../settings/check-setting.ts';
import type { SettingChange, SettingFault } from '../settings/setting-change.ts';
import { type ApplicationOutcome, applyChecked, type SettingsDesk } from '../settings/settings-desk.ts';
import type { HeadquartersUser } from './headquarters-rights.ts';
import type { MerchantTree } from './merchant-tree.ts';
import type { SecretHashes } from './secret-hashes.ts';
import { readSettingsAt } from './tree-store.ts';

export interface GivenOperator {
  operatorId: string;
  number: string;
  name: string;
  rights: readonly string[];
  /** 4 to 12 digits; empty: as it was. */
  pin: string;
  /** Of the operator's card; empty: as it was. */
  cardCode: string;
  removeCard: boolean;
  scopes: readonly string[];
  baseVersion: number;
}

export const pinPattern = /^[0-9]{4,12}$/;
export const operatorRightPattern = /^[a-z][a-z0-9_.]{0,39}$/;

export class OperatorDesk {
  private readonly desk: SettingsDesk;
  private readonly hashes: SecretHashes;
  private readonly clock: Pick<Clock, 'nowMs'>;

  constructor(options: { desk: SettingsDesk; hashes: SecretHashes; clock: Pick<Clock, 'nowMs'> }) {
    this.desk = options.desk;
    this.hashes = options.hashes;
    this.clock = options.clock;
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS, HEADQUARTERS_BAD_REQUEST, HEADQUARTERS_BUSY, SETTINGS_… */
  async put(user: HeadquartersUser, given: GivenOperator, deadline: Deadline): Promise<ApplicationOutcome> {
    checkGiven(given);
    const newHash = given.pin === '' ? undefined : await this.hashes.hash(given.pin);
    return await this.change(user, given, deadline, (held, merchant) => {
      const before = heldHashesOf(held);
      const pinHash = newHash ?? before?.pinHash;
      if (!pinHash) throw serverError('HEADQUARTERS_BAD_REQUEST', { why: 'a new operator needs a PIN' });
      const { operatorId, number, name, rights, cardCode, removeCard } = given;
      const cardHash = cardCode === '' ? before?.cardHash : operatorCardHash(cardCode);
      const card = removeCard || cardHash === undefined ? {} : { cardHash };
      const value = { operatorId, number, name, rights: [...rights], pinHash, ...card };
      const checked = given.scopes.map((scope) =>
        checkSetting({ scope, kind: 'operator', settingId: operatorId, value }, merchant),
      );
      const faults = checked.flatMap((one) => ('faults' in one ? one.faults : []));
      const puts = checked.flatMap((one) => ('change' in one ? [one.change] : []));
      const gone = held.filter(({ scope }) => !given.scopes.includes(scope));
      return { changes: [...gone.map(removal), ...puts], faults };
    });
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS, SETTINGS_STALE_VERSION */
  async remove(
    user: HeadquartersUser,
    given: Pick<GivenOperator, 'operatorId' | 'baseVersion'>,
    deadline: Deadline,
  ): Promise<ApplicationOutcome> {
    return await this.change(user, { ...given, scopes: [] }, deadline, (held) => ({
      changes: held.map(removal),
      faults: [],
    }));
  }

  private async change(
    user: HeadquartersUser,
    given: Pick<GivenOperator, 'operatorId' | 'scopes' | 'baseVersion'>,
    deadline: Deadline,
    changesOf: (
      held: readonly SettingChange[],
      merchant: LockedMerchant,
    ) => { changes: SettingChange[]; faults: SettingFault[] },
  ): Promise<ApplicationOutcome> {
    return await this.desk.within(user.merchantId, deadline, false, async (client, merchant, tree) => {
      const held = await heldOperator(client, merchant.merchantId, tree, given.operatorId);
      for (const scope of [...held.map((one) => one.scope), ...given.scopes]) {
        if (tree.isWithin(scope, user.scope)) continue;
        throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope: scope.slice(0, 80) });
      }
      const { changes, faults } = changesOf(held, merchant);
      if (faults.length > 0) return { changed: 0, removed: 0, version: merchant.version, faults };
      await checkBase(client, merchant, changes, given.baseVersion);
      const mark = { whom: user.whom, atMs: this.clock.nowMs(), note: 'operator' };
      return await applyChecked(client, { merchant, tree, source: { kind: 'changes', changes }, mark });
    });
  }
}

function checkGiven({ pin, cardCode, removeCard, rights, scopes }: GivenOperator): void {
  const bad = (why: string) => serverError('HEADQUARTERS_BAD_REQUEST', { why });
  if (pin !== '' && !pinPattern.test(pin)) throw bad('a PIN is 4 to 12 digits');
  if (cardCode !== '' && !cardCodePattern.test(cardCode)) throw bad('a card has 26 to 128 visible characters of ASCII');
  if (cardCode !== '' && removeCard) throw bad('a card is given or taken away');
  if (rights.length > 50 || rights.some((right) => !operatorRightPattern.test(right))) {
    throw bad('rights are words like sell or offline.take, at most 50');
  }
  if (scopes.length === 0 || scopes.length > 1000 || new Set(scopes).size < scopes.length) {
    throw bad('an operator works at 1 to 1000 scopes, each named once');
  }
}

async function heldOperator(
  client: PoolClient,
  merchantId: string,
  tree: MerchantTree,
  operatorId: string,
): Promise<SettingChange[]> {
  const held = await readSettingsAt(client, merchantId, tree.subtreeOf(''), 'operator');
  return held.filter(({ settingId }) => settingId === operatorId);
}

const removal = (change: SettingChange): SettingChange => ({ ...change, valueJson: '' });

/** Of an operator who stands somewhere already. */
export function heldHashesOf(
  held: readonly SettingChange[],
): Pick<SettingValue<'operator'>, 'pinHash' | 'cardHash'> | undefined {
  const first = held[0];
  return first && settingValueSchemas.operator.parse(JSON.parse(first.valueJson));
}

/**
 * What anybody may see of an operator: a PIN has so few digits that its hash gives it away. Of a card that there is one.
 */
export function withoutPin(kind: string, valueJson: string): string {
  if (kind !== 'operator' || valueJson === '') return valueJson;
  const value = JSON.parse(valueJson) as Record<string, string>;
  return canonicalJson({ ...value, pinHash: '', ...('cardHash' in value ? { cardHash: '' } : {}) });
}
