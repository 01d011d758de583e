/** What a schema cannot see of a seed: names that are given twice, or that nothing bears. */
import { parseAccountNumber } from '../accounts/account-number.ts';
import { MerchantTree, regionDepthMax } from '../headquarters/merchant-tree.ts';
import { checkSetting } from '../settings/check-setting.ts';
import { settingName } from '../settings/setting-change.ts';
import type { ChainSeed } from './chain-seed.ts';

/** Everything that is wrong, one sentence each; empty for a seed that can be applied. */
export function seedFaults(seed: ChainSeed): string[] {
  const storeIds = new Set(seed.stores.map((store) => store.id));
  const unknownStore = (what: string, storeId: string) =>
    storeIds.has(storeId) ? [] : [`${what} names the store ${storeId}, which is not there`];
  const speakers = seed.stores.flatMap((store) => store.speaker ?? []);
  const { regions = [], settings = [], headquartersUsers = [] } = seed;
  return [
    ...doubles(
      'regions',
      regions.map((region) => region.id),
    ),
    ...doubles(
      'settings',
      settings.map((setting) => settingName({ ...setting, settingId: setting.id })),
    ),
    ...doubles(
      'users of headquarters',
      headquartersUsers.map((user) => user.login),
    ),
    ...doubles(
      'stores',
      seed.stores.map((store) => store.id),
    ),
    ...doubles(
      'terminals',
      seed.terminals.map((terminal) => terminal.id),
    ),
    ...doubles(
      'card terminal ids',
      seed.terminals.map((terminal) => terminal.cardTerminalId),
    ),
    ...doubles(
      'operators',
      seed.operators.map((operator) => operator.id),
    ),
    ...doubles(
      'operator numbers',
      seed.operators.map((operator) => operator.number),
    ),
    ...doubles(
      'articles',
      seed.articles.map((article) => article.id),
    ),
    ...doubles(
      'channel accounts',
      seed.channelAccounts.map((account) => account.id),
    ),
    ...doubles(
      'activation codes',
      seed.activationCodes.map((activation) => activation.code),
    ),
    ...doubles(
      'speakers',
      speakers.map((speaker) => `${speaker.productKey}/${speaker.deviceName}`),
    ),
    ...seed.terminals.flatMap((terminal) => unknownStore(`terminal ${terminal.id}`, terminal.storeId)),
    ...seed.operators.flatMap((operator) =>
      (operator.storeIds ?? []).flatMap((storeId) => unknownStore(`operator ${operator.id}`, storeId)),
    ),
    ...seed.activationCodes.flatMap((activation) => unknownStore('an activation code', activation.storeId)),
    ...doubles(
      'accounts of members',
      (seed.members ?? []).map((member) => member.accountNumber),
    ),
    ...memberFaults(seed),
    ...placeFaults(seed),
    ...valueFaults(seed),
  ];
}

function memberFaults({ members = [], channelAccounts }: ChainSeed): string[] {
  const accountIds = new Set(channelAccounts.map((account) => account.id));
  return [
    ...members.flatMap(({ loginName, accountNumber }) =>
      parseAccountNumber(accountNumber).kind === 'valid'
        ? []
        : [`the account of member ${loginName} has other check digits`],
    ),
    ...members.flatMap(({ loginName, rechargedThrough }) =>
      accountIds.has(rechargedThrough)
        ? []
        : [`member ${loginName} names the channel account ${rechargedThrough}, which is not there`],
    ),
    ...channelAccounts.flatMap(({ id, channel, costBasisPoints, settlesTo }) =>
      channel === 'balance' && (costBasisPoints > 0 || settlesTo === 'merchant')
        ? [`channel account ${id} takes members’ balances: it costs nothing and settles to the platform`]
        : [],
    ),
  ];
}

function placeFaults(seed: ChainSeed): string[] {
  const tree = treeOfSeed(seed);
  const { regions = [], settings = [], headquartersUsers = [] } = seed;
  const regionIds = new Set(regions.map((region) => region.id));
  const unknownRegion = (what: string, regionId: string | undefined) =>
    regionId === undefined || regionIds.has(regionId)
      ? []
      : [`${what} names the region ${regionId}, which is not there`];
  const unknownScope = (what: string, scope: string) =>
    tree.has(scope) ? [] : [`${what} names the scope ${scope}, which is not there`];
  return [
    ...regions.flatMap((region) => unknownRegion(`region ${region.id}`, region.parentId)),
    ...(tree.regionDepth() > regionDepthMax ? [`regions lie in a ring, or deeper than ${regionDepthMax}`] : []),
    ...seed.stores.flatMap((store) => unknownRegion(`store ${store.id}`, store.regionId)),
    ...settings.flatMap((setting) => unknownScope(`${setting.kind} ${setting.id}`, setting.scope)),
    // Those stand among the seed's articles and follow from its channel accounts.
    ...settings.flatMap(({ scope, kind, id }) =>
      scope === '' && ['article', 'tender_policy'].includes(kind) ? [`${kind} ${id} cannot stand in settings`] : [],
    ),
    ...headquartersUsers.flatMap((user) => unknownScope(`the user ${user.login}`, user.scope)),
  ];
}

function valueFaults(seed: ChainSeed): string[] {
  return (seed.settings ?? []).flatMap(({ id, ...setting }) => {
    const checked = checkSetting({ ...setting, settingId: id }, seed.merchant);
    return 'faults' in checked ? checked.faults.map(({ at, code, why }) => `${at}: ${code} ${why}`) : [];
  });
}

export function treeOfSeed(seed: Pick<ChainSeed, 'regions' | 'stores' | 'terminals'>): MerchantTree {
  return new MerchantTree({
    regions: (seed.regions ?? []).map(({ id, parentId = null, ...names }) => ({ regionId: id, parentId, ...names })),
    stores: seed.stores.map(({ id, regionId = null, name, nameEn }) => ({ storeId: id, regionId, name, nameEn })),
    terminals: seed.terminals.map(({ id, ...terminal }) => ({ terminalId: id, ...terminal })),
  });
}

function doubles(what: string, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  // Codes are secrets: the sentence tells how many, not which.
  if (what === 'activation codes') return twice.size > 0 ? [`${twice.size} activation codes stand twice`] : [];
  return [...twice].map((name) => `${what}: ${name} stands twice`);
}
