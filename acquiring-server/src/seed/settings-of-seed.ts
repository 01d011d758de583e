/** What the stores' agents are to know of a seed (protos/src/settings.ts), as the texts that they get. */
import { canonicalJson, type JsonValue } from '@qiantai/foundation';
import { operatorCardHash, type SettingKind, type SettingValue, settingScope, walletChannels } from '@qiantai/protos';
import type { SettingChange } from '../settings/setting-change.ts';
import type { ChainSeed } from './chain-seed.ts';

export function settingsOfSeed(seed: ChainSeed, pinHashes: ReadonlyMap<string, string>): SettingChange[] {
  return [
    ...seed.stores.map((store) => setting(settingScope.store(store.id), 'store', store.id, storeValue(seed, store))),
    ...seed.terminals.map((terminal) =>
      setting(settingScope.store(terminal.storeId), 'terminal', terminal.id, {
        terminalId: terminal.id,
        storeId: terminal.storeId,
        name: terminal.name,
        cardTerminalId: terminal.cardTerminalId,
      }),
    ),
    ...seed.operators.flatMap((operator) => operatorSettings(operator, pinHashes.get(operator.id) ?? '')),
    setting(settingScope.chain, 'tender_policy', 'default', tenderPolicy(seed)),
    ...(seed.settings ?? []).map(({ scope, kind, id, value }) => ({
      scope,
      kind,
      settingId: id,
      valueJson: canonicalJson(value as JsonValue),
    })),
    ...seed.articles.map((article) => setting('', 'article', article.id, articleValue(seed, article))),
  ];
}

function setting<Kind extends SettingKind>(
  scope: string,
  kind: Kind,
  settingId: string,
  value: SettingValue<Kind>,
): SettingChange {
  return { scope, kind, settingId, valueJson: canonicalJson(value as JsonValue) };
}

function storeValue(seed: ChainSeed, store: ChainSeed['stores'][number]): SettingValue<'store'> {
  return {
    storeId: store.id,
    merchantId: seed.merchant.id,
    merchantName: seed.merchant.name,
    name: store.name,
    nameEn: store.nameEn,
    currency: seed.merchant.currency,
    receiptHeader: store.receiptHeader,
    receiptFooter: store.receiptFooter,
    speakerDevice: store.speaker?.deviceName ?? '',
  };
}

function operatorSettings(operator: ChainSeed['operators'][number], pinHash: string): SettingChange[] {
  const value: SettingValue<'operator'> = {
    operatorId: operator.id,
    number: operator.number,
    name: operator.name,
    rights: operator.rights,
    pinHash,
    ...(operator.cardCode === undefined ? {} : { cardHash: operatorCardHash(operator.cardCode) }),
  };
  const scopes = operator.storeIds?.map(settingScope.store) ?? [settingScope.chain];
  return scopes.map((scope) => setting(scope, 'operator', operator.id, value));
}

function articleValue(seed: ChainSeed, { id, ...article }: ChainSeed['articles'][number]): SettingValue<'article'> {
  return { articleId: id, currency: seed.merchant.currency, ...article };
}

/** A till offers what some enabled account can take. Only cash needs no line. */
function tenderPolicy(seed: ChainSeed): SettingValue<'tender_policy'> {
  const enabled = new Set(seed.channelAccounts.filter((account) => account.enabled).map((account) => account.channel));
  const wallets = walletChannels.filter((channel) => enabled.has(channel));
  const offered: SettingValue<'tender_policy'>['tenders'] = [{ tender: 'cash', channels: ['cash'], offline: 'take' }];
  if (wallets.length > 0) {
    offered.push({ tender: 'payment_code', channels: wallets, offline: 'refuse' });
    offered.push({ tender: 'qr', channels: wallets, offline: 'refuse' });
  }
  if (enabled.has('card')) offered.push({ tender: 'card', channels: ['card'], offline: 'refuse' });
  if (enabled.has('balance')) offered.push({ tender: 'balance', channels: ['balance'], offline: 'refuse' });
  return { tenders: offered };
}
