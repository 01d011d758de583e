/** What a schema cannot see of a seed: names that are given twice, or that nothing bears. */
import type { ChainSeed } from './chain-seed.ts';

/** Everything that is wrong, one sentence each; empty for a seed that can be applied. */
export function seedFaults(seed: ChainSeed): string[] {
  const storeIds = new Set(seed.stores.map((store) => store.id));
  const unknownStore = (what: string, storeId: string) =>
    storeIds.has(storeId) ? [] : [`${what} names the store ${storeId}, which is not there`];
  const speakers = seed.stores.flatMap((store) => store.speaker ?? []);
  return [
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
  ];
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
