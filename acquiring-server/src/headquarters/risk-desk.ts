/**
 * The merchant takes the risk of cards taken offline, or takes it back. Agents go by what the offline policies say, so
 * all of them are given anew in the same transaction: with who bears the risk, or, once nobody does, refusing cards.
 */
import { type Clock, canonicalJson } from '@qiantai/foundation';
import type { SettingValue } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { Database } from '../db/database.ts';
import type { Deadline } from '../db/within-deadline.ts';
import { serverError } from '../errors.ts';
import { type OfflineRiskRecord, OfflineRiskStore, readRiskAt, recordRisk } from '../merchants/offline-risk-store.ts';
import type { ApplicationMark, LockedMerchant } from '../settings/application-store.ts';
import { type ApplicationOutcome, applyChecked, riskOnRecord, type SettingsDesk } from '../settings/settings-desk.ts';
import type { HeadquartersUser } from './headquarters-rights.ts';
import type { MerchantTree } from './merchant-tree.ts';
import { readSettingsAt } from './tree-store.ts';

export class RiskDesk {
  private readonly desk: SettingsDesk;
  private readonly store: OfflineRiskStore;
  private readonly clock: Pick<Clock, 'nowMs'>;

  constructor(options: { desk: SettingsDesk; database: Database; clock: Pick<Clock, 'nowMs'> }) {
    this.desk = options.desk;
    this.store = new OfflineRiskStore(options.database);
    this.clock = options.clock;
  }

  async history(merchantId: string): Promise<OfflineRiskRecord[]> {
    return await this.store.history(merchantId);
  }

  /**
   * `termsVersion` absent: withdrawn.
   * @throws CodedError HEADQUARTERS_NOT_YOURS for whoever does not sit at the chain, OFFLINE_RISK_NONE
   */
  async record(
    user: HeadquartersUser,
    given: { person: string; termsVersion?: string },
    deadline: Deadline,
  ): Promise<OfflineRiskRecord> {
    if (user.scope !== '') throw serverError('HEADQUARTERS_NOT_YOURS', { login: user.login, scope: '' });
    return (await this.recordBy(user.merchantId, { ...given, whom: user.whom }, deadline)).record;
  }

  /** For people of the platform too: `whom` as in `ApplicationMark`. @throws CodedError OFFLINE_RISK_NONE, HEADQUARTERS_MERCHANT_UNKNOWN */
  async recordBy(
    merchantId: string,
    given: { person: string; termsVersion?: string; whom: string },
    deadline: Deadline,
  ): Promise<{ record: OfflineRiskRecord; outcome: ApplicationOutcome }> {
    const { person, termsVersion, whom } = given;
    const atMs = this.clock.nowMs();
    const records: OfflineRiskRecord[] = [];
    const outcome = await this.desk.within(merchantId, deadline, false, async (client, merchant, tree) => {
      const terms = termsVersion === undefined ? {} : { termsVersion };
      // Tried again where it met others: the last one is what was committed.
      records.push(await recordRisk(client, { merchantId, person, ...terms, recordedBy: whom, atMs }));
      return await giveOfflinePolicies(client, merchant, tree, { whom, atMs, note: 'offline risk' });
    });
    return { record: records.at(-1) as OfflineRiskRecord, outcome };
  }
}

async function giveOfflinePolicies(
  client: PoolClient,
  merchant: LockedMerchant,
  tree: MerchantTree,
  mark: ApplicationMark,
): Promise<ApplicationOutcome> {
  const { merchantId } = merchant;
  const held = await readSettingsAt(client, merchantId, tree.subtreeOf(''), 'offline_policy');
  const risk = await readRiskAt(client, merchantId, Number.MAX_SAFE_INTEGER);
  const wanted = held.map((setting) => {
    const policy = JSON.parse(setting.valueJson) as SettingValue<'offline_policy'>;
    return risk
      ? setting
      : { ...setting, valueJson: canonicalJson({ ...policy, cards: 'refuse' } as typeof policy & {}) };
  });
  const { good: changes } = await riskOnRecord(client, merchantId, wanted);
  return await applyChecked(client, { merchant, tree, source: { kind: 'changes', changes }, mark });
}
