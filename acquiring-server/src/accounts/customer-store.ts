/** SQL of customers and their users: who somebody is, sealed, and how they sign in. */
import { columnOf, insertSql, recordFrom, selectList } from '../db/records.ts';
import type { Queryable } from './account-store.ts';
import type { IdentityEvent, IdentityStatus } from './identity-transitions.ts';
import type { Actor, CustomerPhoto, CustomerRecord, UserRecord } from './records.ts';

const customerMembers = [
  'customerId',
  'kind',
  'name',
  'documentMasked',
  'legalRepresentativeName',
  'legalRepresentativeMasked',
  'phoneMasked',
  'mailMasked',
  'identityStatus',
  'verifiedAtMs',
  'version',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof CustomerRecord>;

/** What stands sealed beside a customer, and the HMACs that find it. */
export interface SealedParticulars {
  documentSealed: Buffer | null;
  documentFingerprint: Buffer | null;
  legalRepresentativeSealed: Buffer | null;
  phoneSealed: Buffer | null;
  phoneFingerprint: Buffer | null;
  mailSealed: Buffer | null;
}

const sealedMembers = [
  'documentSealed',
  'documentFingerprint',
  'legalRepresentativeSealed',
  'phoneSealed',
  'phoneFingerprint',
  'mailSealed',
] as const satisfies ReadonlyArray<keyof SealedParticulars>;

/** @throws of pg, unique_violation on customer_document where another customer has the document. */
export async function insertCustomer(client: Queryable, customer: CustomerRecord & SealedParticulars): Promise<void> {
  const members = [...customerMembers, ...sealedMembers];
  await client.query(
    insertSql('customer', members),
    members.map((member) => customer[member]),
  );
}

async function readCustomerWith(client: Queryable, customerId: string, lock: '' | 'FOR UPDATE') {
  const found = await client.query(
    `SELECT ${selectList(customerMembers, 'customer')} FROM customer WHERE customer_id = $1 ${lock}`,
    [customerId],
  );
  return found.rows[0] && recordFrom<CustomerRecord>(found.rows[0], customerMembers, 'customer');
}

export async function findCustomer(client: Queryable, customerId: string): Promise<CustomerRecord | undefined> {
  return await readCustomerWith(client, customerId, '');
}

export async function lockCustomer(client: Queryable, customerId: string): Promise<CustomerRecord | undefined> {
  return await readCustomerWith(client, customerId, 'FOR UPDATE');
}

export async function readSealed(client: Queryable, customerId: string): Promise<SealedParticulars | undefined> {
  const found = await client.query(
    `SELECT ${selectList(sealedMembers, 'customer')} FROM customer WHERE customer_id = $1`,
    [customerId],
  );
  const row = found.rows[0];
  if (!row) return undefined;
  return Object.fromEntries(
    sealedMembers.map((member) => [member, row[`customer.${member}`]]),
  ) as unknown as SealedParticulars;
}

type CustomerChange = Partial<
  Omit<CustomerRecord, 'customerId' | 'kind' | 'version' | 'createdAtMs' | 'updatedAtMs'> & SealedParticulars
>;

export interface IdentityStepRow {
  event: IdentityEvent | 'created';
  fromStatus: IdentityStatus | null;
  toStatus: IdentityStatus;
  actor: Actor;
  why: string;
}

/** Changes a locked customer and writes why. @throws of pg, as `insertCustomer`. */
export async function changeCustomer(
  client: Queryable,
  customer: CustomerRecord,
  change: CustomerChange,
  step: IdentityStepRow,
  nowMs: number,
): Promise<CustomerRecord> {
  const version = customer.version + 1;
  const full = { ...change, identityStatus: step.toStatus, version, updatedAtMs: nowMs };
  const members = Object.keys(full).sort();
  const set = members.map((member, index) => `${columnOf(member)} = $${index + 2}`).join(', ');
  const values = members.map((member) => full[member as keyof typeof full]);
  await client.query(`UPDATE customer SET ${set} WHERE customer_id = $1`, [customer.customerId, ...values]);
  await writeCustomerHistory(client, { customerId: customer.customerId, version, ...step, atMs: nowMs });
  const shown = Object.fromEntries(
    Object.entries(full).filter(([member]) => !(sealedMembers as readonly string[]).includes(member)),
  );
  return { ...customer, ...shown };
}

export async function writeCustomerHistory(
  client: Queryable,
  row: IdentityStepRow & { customerId: string; version: number; atMs: number },
): Promise<void> {
  await client.query(
    `INSERT INTO customer_history (customer_id, version, event, from_status, to_status, by_role, by_name, why, at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.customerId,
      row.version,
      row.event,
      row.fromStatus,
      row.toStatus,
      row.actor.role,
      row.actor.name,
      row.why.slice(0, 500),
      row.atMs,
    ],
  );
}

export async function readCustomerHistory(client: Queryable, customerId: string) {
  const found = await client.query<{ event: string; fromStatus: string | null; toStatus: string; byRole: string }>(
    `SELECT event, from_status AS "fromStatus", to_status AS "toStatus", by_role AS "byRole"
     FROM customer_history WHERE customer_id = $1 ORDER BY version`,
    [customerId],
  );
  return found.rows;
}

/** Photographs by their side; a side that is there already is replaced. */
export async function putPhotos(
  client: Queryable,
  customerId: string,
  photos: readonly CustomerPhoto[],
): Promise<void> {
  for (const photo of photos) {
    await client.query(
      `INSERT INTO customer_photo (customer_id, side, reference, sha256_hex) VALUES ($1, $2, $3, $4)
       ON CONFLICT (customer_id, side) DO UPDATE SET reference = excluded.reference, sha256_hex = excluded.sha256_hex`,
      [customerId, photo.side, photo.reference, photo.sha256Hex],
    );
  }
}

export async function readPhotos(client: Queryable, customerId: string): Promise<CustomerPhoto[]> {
  const found = await client.query<CustomerPhoto>(
    `SELECT side, reference, sha256_hex AS "sha256Hex" FROM customer_photo WHERE customer_id = $1 ORDER BY side`,
    [customerId],
  );
  return found.rows;
}

const userMembers = [
  'companyId',
  'userId',
  'customerId',
  'loginName',
  'nickname',
  'level',
  'contactMasked',
  'status',
  'createdAtMs',
  'updatedAtMs',
] as const satisfies ReadonlyArray<keyof UserRecord>;

/** False where the company has the login name already. */
export async function insertUser(
  client: Queryable,
  user: UserRecord & { contactSealed: Buffer | null },
): Promise<boolean> {
  const members = [...userMembers, 'contactSealed'] as const;
  const result = await client.query(
    `${insertSql('customer_user', members)} ON CONFLICT (company_id, login_name) DO NOTHING`,
    members.map((member) => user[member]),
  );
  return result.rowCount === 1;
}

export async function findUser(
  client: Queryable,
  user: { companyId: string; userId: string },
): Promise<UserRecord | undefined> {
  const found = await client.query(
    `SELECT ${selectList(userMembers, 'held')} FROM customer_user AS held WHERE company_id = $1 AND user_id = $2`,
    [user.companyId, user.userId],
  );
  return found.rows[0] && recordFrom<UserRecord>(found.rows[0], userMembers, 'held');
}

/** Whether the customer has such a user: the one named, or any of the company. */
export async function isUserOf(
  client: Queryable,
  {
    customerId,
    companyId,
    userId,
  }: { customerId: string; companyId?: string | undefined; userId?: string | undefined },
): Promise<boolean> {
  const found = await client.query(
    `SELECT 1 FROM customer_user WHERE customer_id = $1 AND ($2::text IS NULL OR company_id = $2)
       AND ($3::uuid IS NULL OR user_id = $3) AND status = 'active' LIMIT 1`,
    [customerId, companyId ?? null, userId ?? null],
  );
  return found.rows.length === 1;
}

export async function listUsers(client: Queryable, customerId: string): Promise<UserRecord[]> {
  const found = await client.query(
    `SELECT ${selectList(userMembers, 'held')} FROM customer_user AS held
     WHERE customer_id = $1 ORDER BY user_id LIMIT 100`,
    [customerId],
  );
  return found.rows.map((row) => recordFrom<UserRecord>(row, userMembers, 'held') as UserRecord);
}

/** Whether there is such a company to have users: a merchant. */
export async function isMerchant(client: Queryable, companyId: string): Promise<boolean> {
  const found = await client.query('SELECT 1 FROM merchant WHERE merchant_id = $1', [companyId]);
  return found.rows.length === 1;
}
