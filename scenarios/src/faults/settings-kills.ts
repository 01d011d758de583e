/**
 * Settings that go back, and settings that change under a sale, with kills in their way. A server that was restored from
 * a backup offers an older version than the store holds: refused with a code, the store goes on by what it has, until
 * the server is past it. And a sale keeps the version of its first article whatever comes in the middle of it.
 */
import Database from 'better-sqlite3';
import { settleAndCompare } from './fault-result.ts';
import type { Store, World } from './harness.ts';
import { HeadquartersHand, reached } from './headquarters-hand.ts';
import type { KilledPlay } from './named-kills.ts';
import { PricedSale } from './priced-sale.ts';
import { backUpSettings } from './settings-backup.ts';
import type { TillHand } from './till-hand.ts';
import { waitFor } from './wait-for.ts';

const articleIds = ['shelf-1', 'shelf-25'] as const;

const agentSteps = /^sqlite .*(setting|alarm)|^(send|answer) PullSettings$|^reply (FindArticle|PriceCart)$/;
const serverSteps = /^pg COMMIT$|^reply PullSettings$/;
const matters = { agent: agentSteps, server: serverSteps };

export const settingsKills: readonly KilledPlay[] = [
  { title: 'settings go back', play: (world) => atWork(world, playBack), matters },
  { title: 'settings under a sale', play: (world) => atWork(world, playUnderSale), matters },
];

interface Scene {
  world: World;
  headquarters: HeadquartersHand;
  first: TillHand;
  second: TillHand;
}

async function atWork(world: World, play: (scene: Scene) => Promise<string[]>): Promise<string[]> {
  const [first, second] = world.store.hands;
  if (!first || !second) throw new Error('settings take two tills');
  const headquarters = new HeadquartersHand(world.server);
  try {
    const findings = await play({ world, headquarters, first, second });
    return [...findings, ...(await settleAndCompare(world))];
  } finally {
    headquarters.close();
  }
}

async function playBack({ world, headquarters, first, second }: Scene): Promise<string[]> {
  await reached(first, await headquarters.givePrices(pricesOf(world)));
  const backup = await backUpSettings(world.databaseUrl);
  const held = pricesOf(world);
  const heldVersion = await headquarters.givePrices(held);
  await reached(first, heldVersion);
  const refusedBefore = refusalsOf(world.store);
  await backup.putBack();
  await waitFor(() => refusalsOf(world.store) > refusedBefore, 'the agent to refuse the older version');
  const findings = [...(await sellsBy(world, first, held, heldVersion))];
  // As many changes as the store holds: of the same number, and of other content.
  let version = 0;
  while (version < heldVersion) version = await headquarters.givePrices(pricesOf(world));
  findings.push(...(await sellsBy(world, second, held, heldVersion)));
  const past = pricesOf(world);
  version = await headquarters.givePrices(past);
  await reached(first, version);
  return [...findings, ...(await sellsBy(world, first, past, version))];
}

async function playUnderSale({ world, headquarters, first, second }: Scene): Promise<string[]> {
  const [before, after] = [pricesOf(world), pricesOf(world)];
  const versionBefore = await headquarters.givePrices(before);
  await reached(first, versionBefore);
  const [one, other] = articleIds;
  const sale = new PricedSale(world, first);
  const firstPrice = await sale.scan(one);
  const versionAfter = await headquarters.givePrices(after);
  await reached(second, versionAfter);
  const meanwhile = sellsBy(world, second, after, versionAfter);
  const secondPrice = await sale.scan(other);
  const told = await sale.price();
  await sale.end(told);
  const findings = differing('the sale in hand', { told, want: before, version: versionBefore });
  for (const [articleId, scanned] of [
    [one, firstPrice],
    [other, secondPrice],
  ] as const) {
    if (scanned !== before.get(articleId)) findings.push(`the sale in hand: ${articleId} was scanned at ${scanned}`);
  }
  return [...findings, ...(await meanwhile), ...(await sellsBy(world, first, after, versionAfter))];
}

/** A new sale of both articles. @returns where it goes by other prices, or by another version */
async function sellsBy(
  world: World,
  hand: TillHand,
  want: ReadonlyMap<string, bigint>,
  version: number,
): Promise<string[]> {
  const sale = new PricedSale(world, hand);
  for (const articleId of articleIds) await sale.scan(articleId);
  const told = await sale.price();
  await sale.end(told);
  return differing(`a new sale at ${hand.terminalId}`, { told, want, version });
}

function differing(
  name: string,
  {
    told,
    want,
    version,
  }: { told: Awaited<ReturnType<PricedSale['price']>>; want: ReadonlyMap<string, bigint>; version: number },
): string[] {
  const findings = told.version === version ? [] : [`${name}: priced by version ${told.version} instead of ${version}`];
  for (const [articleId, priceMinor] of want) {
    const said = told.prices.get(articleId);
    if (said !== priceMinor) findings.push(`${name}: ${articleId} costs ${said} instead of ${priceMinor}`);
  }
  return findings;
}

function pricesOf(world: World): Map<string, bigint> {
  return new Map(articleIds.map((articleId) => [articleId, 100n + BigInt(world.random.below(900))]));
}

/** How often the agent has told that it refused an older version. */
function refusalsOf({ databaseFile }: Store): number {
  const sql = new Database(databaseFile, { readonly: true, fileMustExist: true });
  try {
    const statement = sql.prepare<[], { count: number | null }>(
      `SELECT sum(count) AS count FROM alarm WHERE code = 'SETTINGS_VERSION_BACK'`,
    );
    return statement.get()?.count ?? 0;
  } finally {
    sql.close();
  }
}
