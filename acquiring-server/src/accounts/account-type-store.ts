/** SQL of account types: the platform's own and those of companies. */
import { recordFrom, selectList } from '../db/records.ts';
import { accountRights } from './account-rights.ts';
import { type Queryable, rightsFrom } from './account-store.ts';
import { type AccountType, platformCompany } from './records.ts';

const plainMembers = [
  'typeCode',
  'companyId',
  'nameZh',
  'nameEn',
  'ledgerCode',
  'customerKinds',
  'mayBeMain',
] as const satisfies ReadonlyArray<keyof AccountType>;
const rightColumns = accountRights.map((right) => `type.${right} AS "right.${right}"`).join(', ');
const columns = `${selectList(plainMembers, 'type')}, ${rightColumns}`;

function typeFrom(row: Readonly<Record<string, unknown>>): AccountType {
  const plain = recordFrom<Omit<AccountType, 'rights'>>(row, plainMembers, 'type') as AccountType;
  return { ...plain, rights: rightsFrom(row) };
}

export async function findAccountType(client: Queryable, typeCode: string): Promise<AccountType | undefined> {
  const found = await client.query(`SELECT ${columns} FROM account_type AS type WHERE type_code = $1`, [typeCode]);
  return found.rows[0] && typeFrom(found.rows[0]);
}

/** The built-in types and the company's own, by code; there are at most 900. */
export async function listAccountTypes(client: Queryable, companyId: string): Promise<AccountType[]> {
  const found = await client.query(
    `SELECT ${columns} FROM account_type AS type WHERE company_id IN ($1, $2) ORDER BY type_code`,
    [platformCompany, companyId],
  );
  return found.rows.map(typeFrom);
}

/** Codes from 500 on that nobody has, lowest first; two who take the same one meet at its key. */
export async function freeTypeCodes(client: Queryable, countMax: number): Promise<string[]> {
  const found = await client.query<{ code: string }>(
    `SELECT code::text FROM generate_series(500, 999) AS code
     WHERE NOT EXISTS (SELECT 1 FROM account_type WHERE type_code = code::text) ORDER BY code LIMIT $1`,
    [countMax],
  );
  return found.rows.map((row) => row.code);
}

/** True where the code was free. */
export async function insertAccountType(client: Queryable, type: AccountType, nowMs: number): Promise<boolean> {
  const rights = accountRights.map((right) => type.rights.has(right));
  const result = await client.query(
    `INSERT INTO account_type (type_code, company_id, name_zh, name_en, ledger_code, customer_kinds, may_be_main,
       created_at_ms, ${accountRights.join(', ')})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, ${accountRights.map((_, index) => `$${index + 9}`).join(', ')})
     ON CONFLICT (type_code) DO NOTHING`,
    [...plainMembers.map((member) => type[member]), nowMs, ...rights],
  );
  return result.rowCount === 1;
}
