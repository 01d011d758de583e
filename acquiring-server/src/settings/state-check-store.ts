/**
 * What is wrong with the settings as an application left them, within its transaction: codes that two things bear,
 * names of things that are not there. Only what the application changed is looked at, and what names it.
 */
import type { SettingKind, SettingValue } from '@qiantai/protos';
import type { PoolClient } from 'pg';
import type { MerchantTree } from '../headquarters/merchant-tree.ts';
import { codesAfter, type LockedMerchant } from './application-store.ts';
import { overlappingRules } from './barcode-rules.ts';
import { type SettingFault, type SettingKey, settingName } from './setting-change.ts';

/** Faults that are told of one application. */
const faultsMax = 200;

type FaultRow = SettingKey & { why: string };

export async function stateFaults(
  client: PoolClient,
  merchant: LockedMerchant,
  tree: MerchantTree,
  { codesClash }: { codesClash: boolean },
): Promise<SettingFault[]> {
  const { put, removed } = await changedKinds(client, merchant);
  const after = [merchant.merchantId, merchant.version];
  const faults: SettingFault[] = [];
  const tell = async (code: SettingFault['code'], rows: Promise<FaultRow[]>) => {
    for (const row of await rows) faults.push({ code, at: settingName(row), why: row.why });
  };
  const paths = await scopePaths(client, merchant, tree);
  if (codesClash) await tell('SETTINGS_CODE_TAKEN', takenCodes(client, after));
  if (put.has('operator')) await tell('SETTINGS_CODE_TAKEN', takenNumbers(client, merchant, tree));
  for (const reference of references) {
    if (put.has(reference.kind)) await tell('SETTINGS_REFERENCE_MISSING', missing(client, after, paths, reference));
    if (removed.has(reference.to)) await tell('SETTINGS_REFERENCE_LEFT', left(client, merchant, tree, reference));
  }
  if (put.has('barcode_rule')) faults.push(...(await ruleFaults(client, merchant, tree)));
  return faults.slice(0, faultsMax);
}

async function changedKinds(client: PoolClient, merchant: LockedMerchant) {
  const found = await client.query<{ kind: SettingKind; removed: boolean }>(
    `SELECT DISTINCT kind, value_json = '' AS removed FROM setting WHERE merchant_id = $1 AND version > $2`,
    [merchant.merchantId, merchant.version],
  );
  const kinds = (removed: boolean) =>
    new Set(found.rows.filter((row) => row.removed === removed).map(({ kind }) => kind));
  return { put: kinds(false), removed: kinds(true) };
}

interface Reference {
  kind: SettingKind;
  /** The member that names something, in the JSON `value`. */
  names: string;
  /** Only such values name something at all. */
  like: string;
  to: SettingKind;
}

const references: readonly Reference[] = [
  { kind: 'price', names: `value ->> 'articleId'`, like: '%', to: 'article' },
  { kind: 'article', names: `value ->> 'taxCode'`, like: '%"taxCode":%', to: 'tax' },
  {
    kind: 'promotion',
    names: `jsonb_array_elements_text(value -> 'rule' -> 'articleIds')`,
    like: '%"articleIds":%',
    to: 'article',
  },
];

/** Each touched scope with each scope of its path. */
async function scopePaths(
  client: PoolClient,
  merchant: LockedMerchant,
  tree: MerchantTree,
): Promise<[string[], string[]]> {
  const found = await client.query<{ scope: string }>(
    'SELECT DISTINCT scope FROM setting WHERE merchant_id = $1 AND version > $2',
    [merchant.merchantId, merchant.version],
  );
  const pairs = found.rows.flatMap(({ scope }) => tree.pathOf(scope).map((wider) => [scope, wider] as const));
  return [pairs.map(([scope]) => scope), pairs.map(([, wider]) => wider)];
}

async function missing(
  client: PoolClient,
  after: unknown[],
  [scopes, widers]: [string[], string[]],
  { kind, names, like, to }: Reference,
): Promise<FaultRow[]> {
  const found = await client.query<FaultRow>(
    `WITH path AS (SELECT * FROM unnest($5::text[], $6::text[]) AS path (scope, wider)),
     named AS (
       SELECT scope, min(setting_id) AS setting_id, named FROM (
         SELECT scope, setting_id, ${names} AS named FROM (
           SELECT scope, setting_id, value_json::jsonb AS value FROM setting
           WHERE merchant_id = $1 AND version > $2 AND kind = $3 AND value_json <> '' AND value_json LIKE $7) AS put
       ) AS each GROUP BY scope, named
     )
     SELECT named.scope, $3 AS kind, named.setting_id AS "settingId", $4 || ' ' || named.named AS why FROM named
     WHERE NOT EXISTS (
       SELECT FROM path JOIN setting AS held ON held.scope = path.wider
       WHERE path.scope = named.scope AND held.merchant_id = $1 AND held.kind = $4 AND held.setting_id = named.named
         AND held.value_json <> '')
     ORDER BY named.scope, named.setting_id LIMIT ${faultsMax}`,
    [...after, kind, to, scopes, widers, like],
  );
  return found.rows;
}

/** What still names something that the application removed, where no scope above has it either. Reads the whole kind. */
async function left(
  client: PoolClient,
  merchant: LockedMerchant,
  tree: MerchantTree,
  { kind, names, like, to }: Reference,
): Promise<FaultRow[]> {
  const scopes = tree.subtreeOf('');
  const pairs = scopes.flatMap((scope) => tree.pathOf(scope).map((wider) => [scope, wider] as const));
  const found = await client.query<FaultRow>(
    `WITH path AS (SELECT * FROM unnest($5::text[], $6::text[]) AS path (scope, wider)),
     gone AS (SELECT DISTINCT setting_id FROM setting
       WHERE merchant_id = $1 AND version > $2 AND kind = $4 AND value_json = ''),
     naming AS (
       SELECT scope, setting_id, ${names} AS named FROM (
         SELECT scope, setting_id, value_json::jsonb AS value FROM setting
         WHERE merchant_id = $1 AND kind = $3 AND value_json <> '' AND value_json LIKE $7) AS held
     )
     SELECT naming.scope, $4::text AS kind, naming.named AS "settingId", $3::text || ' ' || naming.setting_id AS why
     FROM naming JOIN gone ON gone.setting_id = naming.named
     WHERE EXISTS (SELECT FROM path WHERE path.scope = naming.scope) AND NOT EXISTS (
       SELECT FROM path JOIN setting AS held ON held.scope = path.wider
       WHERE path.scope = naming.scope AND held.merchant_id = $1 AND held.kind = $4
         AND held.setting_id = naming.named AND held.value_json <> '')
     ORDER BY naming.named, naming.scope LIMIT ${faultsMax}`,
    [
      merchant.merchantId,
      merchant.version,
      kind,
      to,
      pairs.map(([scope]) => scope),
      pairs.map(([, wider]) => wider),
      like,
    ],
  );
  return found.rows;
}

/** Barcodes that another article of the same scope has. */
async function takenCodes(client: PoolClient, after: unknown[]): Promise<FaultRow[]> {
  const found = await client.query<FaultRow>(
    `SELECT given.scope, given.kind, given.setting_id AS "settingId", given.code || ' is that of ' || held.setting_id AS why
     FROM (${codesAfter}) AS given
     JOIN setting_code AS held ON held.merchant_id = $1 AND held.kind = given.kind AND held.code = given.code
       AND held.scope = given.scope AND held.setting_id <> given.setting_id
     ORDER BY given.setting_id LIMIT ${faultsMax}`,
    after,
  );
  return found.rows;
}

/** Numbers that another operator has at the scope, above it or below it: both would sign in at one store. */
async function takenNumbers(client: PoolClient, merchant: LockedMerchant, tree: MerchantTree): Promise<FaultRow[]> {
  const found = await client.query<FaultRow & { heldScope: string; code: string }>(
    `SELECT given.scope, given.kind, given.setting_id AS "settingId", held.scope AS "heldScope",
       given.code || ' is that of ' || held.setting_id AS why
     FROM (${codesAfter}) AS given
     JOIN setting_code AS held ON held.merchant_id = $1 AND held.kind = given.kind AND held.code = given.code
       AND held.setting_id <> given.setting_id
     WHERE given.kind = 'operator' AND held.scope <> given.scope ORDER BY given.setting_id LIMIT 10000`,
    [merchant.merchantId, merchant.version],
  );
  return found.rows.filter(
    ({ scope, heldScope }) => tree.isWithin(scope, heldScope) || tree.isWithin(heldScope, scope),
  );
}

async function ruleFaults(client: PoolClient, merchant: LockedMerchant, tree: MerchantTree): Promise<SettingFault[]> {
  const found = await client.query<SettingKey & { valueJson: string; version: bigint }>(
    `SELECT scope, kind, setting_id AS "settingId", value_json AS "valueJson", version FROM setting
     WHERE merchant_id = $1 AND kind = 'barcode_rule' AND value_json <> '' ORDER BY version LIMIT 2000`,
    [merchant.merchantId],
  );
  const rules = found.rows.map((row) => ({
    ...row,
    rule: JSON.parse(row.valueJson) as SettingValue<'barcode_rule'>,
  }));
  return overlappingRules(rules, (scope, node) => tree.isWithin(scope, node)).map(([one, other]) => ({
    code: 'SETTINGS_RULES_OVERLAP',
    at: settingName({ ...other, kind: 'barcode_rule' }),
    why: `${settingName({ ...one, kind: 'barcode_rule' })} has the prefix ${one.rule.prefix}`,
  }));
}
