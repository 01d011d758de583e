/**
 * Changes of the merchant's tree. What moves gets new versions for the settings that agents must read again: a
 * store's own setting (its path is another one now), a terminal's settings (another store pulls them now).
 */
import { type Clock, canonicalJson, type JsonValue } from '@qiantai/foundation';
import { settingScope } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Deadline } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import type { LockedMerchant } from '../settings/application-store.ts';
import type { SettingChange } from '../settings/setting-change.ts';
import { type ApplicationOutcome, applyChecked, type SettingsDesk } from '../settings/settings-desk.ts';
import type { HeadquartersUser } from './headquarters-rights.ts';
import { MerchantTree, type RegionNode, regionDepthMax, type StoreNode, type TerminalNode } from './merchant-tree.ts';
import {
  deleteRegion,
  deleteTerminal,
  hasJournal,
  hasUsersAt,
  putRegion,
  putStore,
  putTerminal,
  readSettingsAt,
  readStoreValue,
  readTree,
} from './tree-store.ts';

export interface GivenStore extends StoreNode {
  /** Undefined: the receipt's lines stay as they are. */
  receipt: { header: readonly string[]; footer: readonly string[] } | undefined;
}

interface Change {
  user: HeadquartersUser;
  client: PoolClient;
  merchant: LockedMerchant;
  tree: MerchantTree;
}

export class TreeDesk {
  private readonly desk: SettingsDesk;
  private readonly clock: Pick<Clock, 'nowMs'>;

  constructor(options: { desk: SettingsDesk; clock: Pick<Clock, 'nowMs'> }) {
    this.desk = options.desk;
    this.clock = options.clock;
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS, HEADQUARTERS_BAD_REQUEST */
  async putRegion(user: HeadquartersUser, region: RegionNode, deadline: Deadline): Promise<ApplicationOutcome> {
    return await this.change(user, deadline, async (change) => {
      const { client, merchant, tree } = change;
      const before = tree.nodes.regions.find(({ regionId }) => regionId === region.regionId);
      const moved = before?.parentId !== region.parentId;
      checkPlace(
        change,
        settingScope.region(region.regionId),
        before && regionScope(before.parentId),
        regionScope(region.parentId),
      );
      const others = tree.nodes.regions.filter((one) => one !== before);
      const after = new MerchantTree({ ...tree.nodes, regions: [...others, region] });
      if (after.regionDepth() > regionDepthMax) {
        const why = `regions would lie in a ring, or deeper than ${regionDepthMax}`;
        throw serverError('HEADQUARTERS_BAD_REQUEST', { why });
      }
      await putRegion(client, merchant.merchantId, region, this.clock.nowMs());
      if (!before || !moved) return [];
      const scopes = after.subtreeOf(settingScope.region(region.regionId));
      return await readSettingsAt(client, merchant.merchantId, scopes, 'store');
    });
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS, HEADQUARTERS_TREE_IN_USE where something or somebody is in it */
  async removeRegion(user: HeadquartersUser, regionId: string, deadline: Deadline): Promise<ApplicationOutcome> {
    return await this.change(user, deadline, async (change) => {
      const { client, merchant, tree } = change;
      const scope = settingScope.region(regionId);
      const before = tree.nodes.regions.find((region) => region.regionId === regionId);
      checkVisible(change, scope);
      checkVisible(change, regionScope(before?.parentId ?? null));
      const inUse = (why: string) => serverError('HEADQUARTERS_TREE_IN_USE', { scope, why });
      if (tree.childrenOf(scope).length > 0) throw inUse('there are regions or stores in it');
      if (await hasUsersAt(client, merchant.merchantId, scope)) throw inUse('users sit at it');
      await deleteRegion(client, merchant.merchantId, regionId);
      const held = await readSettingsAt(client, merchant.merchantId, [scope]);
      return held.map((setting) => ({ ...setting, valueJson: '' }));
    });
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS */
  async putStore(user: HeadquartersUser, store: GivenStore, deadline: Deadline): Promise<ApplicationOutcome> {
    return await this.change(user, deadline, async (change) => {
      const { client, merchant, tree } = change;
      const scope = settingScope.store(store.storeId);
      const before = tree.nodes.stores.find(({ storeId }) => storeId === store.storeId);
      checkPlace(change, scope, before && regionScope(before.regionId), regionScope(store.regionId));
      await putStore(client, merchant.merchantId, store, this.clock.nowMs());
      const value = await readStoreValue(client, merchant.merchantId, store.storeId);
      return [{ scope, kind: 'store', settingId: store.storeId, valueJson: canonicalJson(value as JsonValue) }];
    });
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS, HEADQUARTERS_BAD_REQUEST, HEADQUARTERS_TREE_IN_USE where it has sold */
  async putTerminal(user: HeadquartersUser, terminal: TerminalNode, deadline: Deadline): Promise<ApplicationOutcome> {
    return await this.change(user, deadline, async (change) => {
      const { client, merchant, tree } = change;
      const { terminalId, storeId, cardTerminalId } = terminal;
      const { terminals } = tree.nodes;
      const before = terminals.find((one) => one.terminalId === terminalId);
      const scope = settingScope.terminal(terminalId);
      const moved = before !== undefined && before.storeId !== storeId;
      checkPlace(change, scope, before && settingScope.store(before.storeId), settingScope.store(storeId));
      const twin = terminals.find((one) => one.cardTerminalId === cardTerminalId && one.terminalId !== terminalId);
      if (twin) {
        const why = `the card terminal id ${cardTerminalId} is that of another terminal`;
        throw serverError('HEADQUARTERS_BAD_REQUEST', { why });
      }
      if (moved) await checkUnused(change, terminalId);
      await putTerminal(client, merchant.merchantId, terminal, this.clock.nowMs());
      const setting = (atStore: string, valueJson: string): SettingChange => ({
        scope: settingScope.store(atStore),
        kind: 'terminal',
        settingId: terminalId,
        valueJson,
      });
      const own = before && !moved ? [] : await readSettingsAt(client, merchant.merchantId, [scope]);
      const gone = moved ? [setting(before.storeId, '')] : [];
      return [...gone, setting(storeId, canonicalJson({ ...terminal })), ...own];
    });
  }

  /** @throws CodedError HEADQUARTERS_NOT_YOURS, HEADQUARTERS_TREE_IN_USE where it has sold */
  async removeTerminal(user: HeadquartersUser, terminalId: string, deadline: Deadline): Promise<ApplicationOutcome> {
    return await this.change(user, deadline, async (change) => {
      const { client, merchant, tree } = change;
      const scope = settingScope.terminal(terminalId);
      checkVisible(change, scope);
      const before = tree.nodes.terminals.find((one) => one.terminalId === terminalId);
      if (!before) return [];
      const storeScope = settingScope.store(before.storeId);
      checkVisible(change, storeScope);
      await checkUnused(change, terminalId);
      await deleteTerminal(client, merchant.merchantId, terminalId);
      const own = await readSettingsAt(client, merchant.merchantId, [scope]);
      const gone: SettingChange = { scope: storeScope, kind: 'terminal', settingId: terminalId, valueJson: '' };
      return [gone, ...own.map((setting) => ({ ...setting, valueJson: '' }))];
    });
  }

  private async change(
    user: HeadquartersUser,
    deadline: Deadline,
    work: (change: Change) => Promise<SettingChange[]>,
  ): Promise<ApplicationOutcome> {
    return await this.desk.within(user.merchantId, deadline, false, async (client, merchant, tree) => {
      const changes = await work({ user, client, merchant, tree });
      if (changes.length === 0) return { changed: 0, removed: 0, version: merchant.version, faults: [] };
      return await applyChecked(client, {
        merchant,
        tree: await readTree(client, merchant.merchantId),
        source: { kind: 'changes', changes },
        mark: { whom: user.whom, atMs: this.clock.nowMs(), note: 'tree' },
        options: { touch: true },
      });
    });
  }
}

/** What is made or moved must be seen at both ends; what stays in its place must be seen itself. */
function checkPlace(change: Change, scope: string, before: string | undefined, after: string): void {
  if (before !== undefined) checkVisible(change, scope);
  if (before === after) return;
  if (before !== undefined) checkVisible(change, before);
  checkVisible(change, after);
}

function checkVisible({ user, tree }: Change, scope: string): void {
  if (tree.isWithin(scope, user.scope)) return;
  throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope: scope.slice(0, 80) });
}

/** What a terminal sold belongs to its store, whose agent may still hold some of it. */
async function checkUnused({ client, merchant }: Change, terminalId: string): Promise<void> {
  if (!(await hasJournal(client, merchant.merchantId, terminalId))) return;
  const scope = settingScope.terminal(terminalId);
  throw serverError('HEADQUARTERS_TREE_IN_USE', { scope, why: 'it has sold. Make a new terminal' });
}

function regionScope(regionId: string | null): string {
  return regionId === null ? settingScope.chain : settingScope.region(regionId);
}
