/** SQL of the cards that withdrawals may go to. */
import { insertSql, recordFrom, selectList } from '../db/records.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { BankCardRecord } from './operation-record.ts';

const cardMembers = [
  'companyId',
  'cardId',
  'accountNumber',
  'kind',
  'payeeKind',
  'holderName',
  'bankCode',
  'cardNumberSealed',
  'cardFingerprint',
  'cardMasked',
  'entrustmentReference',
  'status',
  'registeredBy',
  'registeredAtMs',
  'removedBy',
  'removedAtMs',
] as const satisfies ReadonlyArray<keyof BankCardRecord>;

const selectCard = `SELECT ${selectList(cardMembers, 'c')} FROM member_bank_card AS c`;

export interface BankCardRef {
  companyId: string;
  cardId: string;
}

/** False where its id is taken, or the account has the number already. */
export async function insertCard(client: Queryable, card: BankCardRecord): Promise<boolean> {
  const result = await client.query(
    `${insertSql('member_bank_card', cardMembers)} ON CONFLICT DO NOTHING`,
    cardMembers.map((member) => card[member]),
  );
  return result.rowCount === 1;
}

export async function readCard(client: Queryable, ref: BankCardRef): Promise<BankCardRecord | undefined> {
  const found = await client.query(`${selectCard} WHERE c.company_id = $1 AND c.card_id = $2`, [
    ref.companyId,
    ref.cardId,
  ]);
  return found.rows.map(cardFrom)[0];
}

export async function findActiveCard(
  client: Queryable,
  of: { companyId: string; accountNumber: string; cardFingerprint: Buffer },
): Promise<BankCardRecord | undefined> {
  const found = await client.query(
    `${selectCard} WHERE c.company_id = $1 AND c.account_number = $2 AND c.card_fingerprint = $3
       AND c.status = 'active'`,
    [of.companyId, of.accountNumber, of.cardFingerprint],
  );
  return found.rows.map(cardFrom)[0];
}

export async function listCards(
  client: Queryable,
  of: { companyId: string; accountNumber: string },
): Promise<BankCardRecord[]> {
  const found = await client.query(
    `${selectCard} WHERE c.company_id = $1 AND c.account_number = $2 AND c.status = 'active'
     ORDER BY c.card_id LIMIT 100`,
    [of.companyId, of.accountNumber],
  );
  return found.rows.map(cardFrom);
}

/** Removed already it changes nothing. */
export async function removeCard(
  client: Queryable,
  ref: BankCardRef & { removedBy: string; atMs: number },
): Promise<void> {
  await client.query(
    `UPDATE member_bank_card SET status = 'removed', removed_by = $3, removed_at_ms = $4
     WHERE company_id = $1 AND card_id = $2 AND status = 'active'`,
    [ref.companyId, ref.cardId, ref.removedBy, ref.atMs],
  );
}

function cardFrom(row: Readonly<Record<string, unknown>>): BankCardRecord {
  const found = recordFrom<BankCardRecord>(row, cardMembers, 'c');
  if (!found) throw new TypeError('a card row without members');
  return found;
}
