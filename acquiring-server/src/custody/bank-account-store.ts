/** SQL of the platform's bank accounts, with their sealed numbers and keys, and of merchants' settlement accounts. */
import { recordFrom, selectList } from '../db/records.ts';
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { type BankAccountRecord, maskAccountNumber, type Payee, type PayeeKind } from './bank-records.ts';
import type { BankConnection, BankCredentials } from './custody-bank.ts';

const members = [
  'bankAccountId',
  'purpose',
  'bank',
  'holderName',
  'accountNumberMasked',
  'currency',
  'status',
  'corporateOpensMinute',
  'corporateClosesMinute',
  'corporateWeekdaysOnly',
  'createdBy',
  'createdAtMs',
] as const satisfies ReadonlyArray<keyof BankAccountRecord>;

export type NewBankAccount = Omit<BankAccountRecord, 'accountNumberMasked' | 'status'> & {
  accountNumber: string;
  credentials: BankCredentials;
};

/** Seals and fingerprints of account numbers: one purpose each, so that none can be moved to another row. */
export const sealPurpose = {
  bankAccount: (bankAccountId: string) => `bank-account/${bankAccountId}`,
  credentials: (bankAccountId: string) => `bank-account/${bankAccountId}/credentials`,
  payee: (instructionId: string) => `bank-instruction/${instructionId}/payee`,
  counterparty: (bankAccountId: string, serialNo: string) => `bank-statement-line/${bankAccountId}/${serialNo}`,
  statement: (bankAccountId: string, date: string) => `bank-statement/${bankAccountId}/${date}`,
  settlementAccount: (merchantId: string, currency: string) => `settlement-account/${merchantId}/${currency}`,
};
export const fingerprintPurpose = 'bank-account-number';

/** Whether a row went in; one that is there with the same id or number stays as it is. */
export async function insertBankAccount(client: Queryable, box: SecretBox, account: NewBankAccount): Promise<boolean> {
  const { bankAccountId } = account;
  const inserted = await client.query(
    `INSERT INTO bank_account (bank_account_id, purpose, bank, holder_name, account_number_sealed,
       account_number_masked, account_number_fingerprint, currency, status, corporate_opens_minute,
       corporate_closes_minute, corporate_weekdays_only, credentials_sealed, created_by, created_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING`,
    [
      bankAccountId,
      account.purpose,
      account.bank,
      account.holderName,
      box.seal(sealPurpose.bankAccount(bankAccountId), Buffer.from(account.accountNumber)),
      maskAccountNumber(account.accountNumber),
      box.fingerprint(fingerprintPurpose, account.accountNumber),
      account.currency,
      account.corporateOpensMinute,
      account.corporateClosesMinute,
      account.corporateWeekdaysOnly,
      box.seal(sealPurpose.credentials(bankAccountId), Buffer.from(JSON.stringify(account.credentials))),
      account.createdBy,
      account.createdAtMs,
    ],
  );
  return inserted.rowCount === 1;
}

export async function listBankAccounts(client: Queryable): Promise<BankAccountRecord[]> {
  const rows = await client.query(`SELECT ${selectList(members, 'a')} FROM bank_account AS a ORDER BY bank_account_id`);
  return rows.rows.map((row) => recordFrom<BankAccountRecord>(row, members, 'a') as BankAccountRecord);
}

export async function readBankAccount(
  client: Queryable,
  bankAccountId: string,
): Promise<BankAccountRecord | undefined> {
  const rows = await client.query(
    `SELECT ${selectList(members, 'a')} FROM bank_account AS a WHERE bank_account_id = $1`,
    [bankAccountId],
  );
  return rows.rows[0] && recordFrom<BankAccountRecord>(rows.rows[0], members, 'a');
}

/** One statement of an account is imported at a time. */
export async function lockBankAccount(client: Queryable, bankAccountId: string): Promise<void> {
  await client.query('SELECT 1 FROM bank_account WHERE bank_account_id = $1 FOR UPDATE', [bankAccountId]);
}

/** @throws CodedError CUSTODY_ACCOUNT_NOT_FOUND, SECRET_UNREADABLE */
export async function readConnection(
  client: Queryable,
  box: SecretBox,
  bankAccountId: string,
): Promise<BankConnection> {
  const rows = await client.query<{ number: Buffer; credentials: Buffer; currency: BankConnection['currency'] }>(
    `SELECT account_number_sealed AS number, credentials_sealed AS credentials, currency FROM bank_account
     WHERE bank_account_id = $1`,
    [bankAccountId],
  );
  const row = rows.rows[0];
  if (!row) throw serverError('CUSTODY_ACCOUNT_NOT_FOUND', { bankAccountId });
  return {
    accountNumber: box.open(sealPurpose.bankAccount(bankAccountId), row.number).toString(),
    credentials: JSON.parse(box.open(sealPurpose.credentials(bankAccountId), row.credentials).toString()),
    currency: row.currency,
  };
}

export interface SettlementAccount {
  merchantId: string;
  currency: string;
  payee: Payee;
  version: bigint;
}

export async function writeSettlementAccount(
  client: Queryable,
  box: SecretBox,
  account: Omit<SettlementAccount, 'version'> & { changedBy: string; atMs: number },
): Promise<void> {
  const { merchantId, currency, payee } = account;
  await client.query(
    `WITH written AS (
     INSERT INTO merchant_settlement_account AS held (merchant_id, currency, payee_name, payee_bank, payee_kind,
       payee_account_sealed, payee_account_masked, version, changed_by, changed_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9)
     ON CONFLICT (merchant_id, currency) DO UPDATE SET payee_name = excluded.payee_name,
       payee_bank = excluded.payee_bank, payee_kind = excluded.payee_kind,
       payee_account_sealed = excluded.payee_account_sealed, payee_account_masked = excluded.payee_account_masked,
       version = held.version + 1, changed_by = excluded.changed_by, changed_at_ms = excluded.changed_at_ms
     RETURNING *)
     INSERT INTO merchant_settlement_account_history (merchant_id, currency, version, payee_name, payee_bank,
       payee_kind, payee_account_masked, changed_by, changed_at_ms)
     SELECT merchant_id, currency, version, payee_name, payee_bank, payee_kind, payee_account_masked, changed_by,
       changed_at_ms FROM written`,
    [
      merchantId,
      currency,
      payee.name,
      payee.bank,
      payee.kind,
      box.seal(sealPurpose.settlementAccount(merchantId, currency), Buffer.from(payee.accountNumber)),
      maskAccountNumber(payee.accountNumber),
      account.changedBy,
      account.atMs,
    ],
  );
}

/** @throws CodedError CUSTODY_NO_SETTLEMENT_ACCOUNT */
export async function readSettlementAccount(
  client: Queryable,
  box: SecretBox,
  { merchantId, currency }: { merchantId: string; currency: string },
): Promise<SettlementAccount> {
  const rows = await client.query<{ name: string; bank: string; kind: PayeeKind; sealed: Buffer; version: bigint }>(
    `SELECT payee_name AS name, payee_bank AS bank, payee_kind AS kind, payee_account_sealed AS sealed, version
     FROM merchant_settlement_account WHERE merchant_id = $1 AND currency = $2`,
    [merchantId, currency],
  );
  const row = rows.rows[0];
  if (!row) throw serverError('CUSTODY_NO_SETTLEMENT_ACCOUNT', { merchantId, currency });
  const { name, bank, kind, version } = row;
  const accountNumber = box.open(sealPurpose.settlementAccount(merchantId, currency), row.sealed).toString();
  return { merchantId, currency, payee: { name, bank, kind, accountNumber }, version };
}
