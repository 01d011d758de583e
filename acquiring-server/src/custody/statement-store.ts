/** SQL of bank statements and their lines, and of the channel accounts that lines may name. */
import { createHash } from 'node:crypto';
import { platformBook } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { sealPurpose } from './bank-account-store.ts';
import { type LineMatch, maskAccountNumber } from './bank-records.ts';
import type { ComparedLine } from './check-statement.ts';
import type { BankStatement, BankStatementLine } from './custody-bank.ts';
import type { NamedChannelAccount } from './match-lines.ts';

export interface ImportedStatement {
  date: string;
  openingMinor: bigint;
  closingMinor: bigint;
  lineCount: number;
}

const columns = `statement_date AS date, opening_minor AS "openingMinor", closing_minor AS "closingMinor",
  line_count AS "lineCount"`;

export async function readStatement(
  client: Queryable,
  { bankAccountId, date }: { bankAccountId: string; date: string },
): Promise<ImportedStatement | undefined> {
  const rows = await client.query<ImportedStatement>(
    `SELECT ${columns} FROM bank_statement WHERE bank_account_id = $1 AND statement_date = $2`,
    [bankAccountId, date],
  );
  return rows.rows[0];
}

export async function readLatestStatement(
  client: Queryable,
  bankAccountId: string,
): Promise<ImportedStatement | undefined> {
  const rows = await client.query<ImportedStatement>(
    `SELECT ${columns} FROM bank_statement WHERE bank_account_id = $1 ORDER BY statement_date DESC LIMIT 1`,
    [bankAccountId],
  );
  return rows.rows[0];
}

export async function readStatementLines(
  client: Queryable,
  { bankAccountId, date }: { bankAccountId: string; date: string },
): Promise<ComparedLine[]> {
  const rows = await client.query<ComparedLine>(
    `SELECT serial_no AS "serialNo", direction, amount_minor AS "amountMinor", remark FROM bank_statement_line
     WHERE bank_account_id = $1 AND statement_date = $2 ORDER BY place`,
    [bankAccountId, date],
  );
  return rows.rows;
}

export async function insertStatement(
  client: Queryable,
  box: SecretBox,
  options: { bankAccountId: string; statement: BankStatement; bytes: Uint8Array; importedBy: string; atMs: number },
): Promise<void> {
  const { bankAccountId, statement, bytes } = options;
  await client.query(
    `INSERT INTO bank_statement (bank_account_id, statement_date, currency, opening_minor, closing_minor, line_count,
       sha256_hex, bytes_sealed, imported_by, imported_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      bankAccountId,
      statement.date,
      statement.currency,
      statement.openingMinor,
      statement.closingMinor,
      statement.lines.length,
      createHash('sha256').update(bytes).digest('hex'),
      box.seal(sealPurpose.statement(bankAccountId, statement.date), bytes),
      options.importedBy,
      options.atMs,
    ],
  );
}

export interface DecidedLine {
  line: BankStatementLine;
  match: LineMatch;
  instructionId: string | null;
  matchedTo: string;
}

/** Each line once, whatever is sent twice: a serial number that is there is an error. */
export async function insertLines(
  client: Queryable,
  box: SecretBox,
  options: { bankAccountId: string; date: string; lines: readonly DecidedLine[] },
): Promise<void> {
  const { bankAccountId, date, lines } = options;
  if (lines.length === 0) return;
  await client.query(
    `INSERT INTO bank_statement_line (bank_account_id, statement_date, serial_no, place, direction, amount_minor,
       balance_after_minor, booked_at_ms, counterparty_name, counterparty_account_sealed,
       counterparty_account_masked, remark, bank_instruction_no, match, instruction_id, matched_to)
     SELECT $1, $2, item.* FROM unnest($3::text[], $4::int[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[],
       $9::text[], $10::bytea[], $11::text[], $12::text[], $13::text[], $14::text[], $15::uuid[], $16::text[]) AS item`,
    [
      bankAccountId,
      date,
      lines.map(({ line }) => line.serialNo),
      lines.map((_, index) => index + 1),
      lines.map(({ line }) => line.direction),
      lines.map(({ line }) => line.amountMinor),
      lines.map(({ line }) => line.balanceAfterMinor),
      lines.map(({ line }) => line.bookedAtMs),
      lines.map(({ line }) => line.counterpartyName),
      lines.map(({ line }) =>
        box.seal(sealPurpose.counterparty(bankAccountId, line.serialNo), Buffer.from(line.counterpartyAccount)),
      ),
      lines.map(({ line }) => maskAccountNumber(line.counterpartyAccount)),
      lines.map(({ line }) => line.remark),
      lines.map(({ line }) => line.instructionNo),
      lines.map(({ match }) => match),
      lines.map(({ instructionId }) => instructionId),
      lines.map(({ matchedTo }) => matchedTo),
    ],
  );
}

/** Which lines of these instructions were seen in earlier statements. */
export async function readSeenLines(
  client: Queryable,
  instructionIds: readonly string[],
): Promise<Array<{ instructionId: string; match: 'paid' | 'returned' | 'arrived' }>> {
  const rows = await client.query<{ instructionId: string; match: 'paid' | 'returned' | 'arrived' }>(
    `SELECT instruction_id AS "instructionId", match FROM bank_statement_line WHERE instruction_id = ANY ($1::uuid[])`,
    [instructionIds],
  );
  return rows.rows;
}

/** Serial numbers that stand in a statement of another day already. */
export async function readKnownSerials(
  client: Queryable,
  { bankAccountId, serialNos }: { bankAccountId: string; serialNos: readonly string[] },
): Promise<string[]> {
  const rows = await client.query<{ serial: string }>(
    'SELECT serial_no AS serial FROM bank_statement_line WHERE bank_account_id = $1 AND serial_no = ANY ($2::text[])',
    [bankAccountId, serialNos],
  );
  return rows.rows.map((row) => row.serial);
}

/** Whom a line came from, to send it back. */
export async function readCounterparty(
  client: Queryable,
  box: SecretBox,
  { bankAccountId, serialNo }: { bankAccountId: string; serialNo: string },
): Promise<{ name: string; accountNumber: string } | undefined> {
  const rows = await client.query<{ name: string; sealed: Buffer }>(
    `SELECT counterparty_name AS name, counterparty_account_sealed AS sealed FROM bank_statement_line
     WHERE bank_account_id = $1 AND serial_no = $2`,
    [bankAccountId, serialNo],
  );
  const row = rows.rows[0];
  if (!row) return undefined;
  const accountNumber = box.open(sealPurpose.counterparty(bankAccountId, serialNo), row.sealed).toString();
  return { name: row.name, accountNumber };
}

/** Channel accounts among these words that settle to the platform, by the word; members' balances are settled by no bank. */
export async function findChannelAccounts(
  client: Queryable,
  words: readonly string[],
): Promise<Map<string, NamedChannelAccount[]>> {
  const found = new Map<string, NamedChannelAccount[]>();
  const keep = (account: NamedChannelAccount) => {
    found.set(account.channelAccountId, [...(found.get(account.channelAccountId) ?? []), account]);
  };
  if (words.length === 0) return found;
  const accounts = await client.query<{ channelAccountId: string; merchantId: string; channel: string }>(
    `SELECT account_id AS "channelAccountId", merchant_id AS "merchantId", channel FROM channel_account
     WHERE account_id = ANY ($1::text[]) AND settles_to = 'platform'
       AND channel <> 'balance'`,
    [words],
  );
  for (const { channel, ...account } of accounts.rows) {
    keep({ ...account, event: channel === 'card' ? 'card_settled' : 'channel_settled' });
  }
  const recharges = await client.query<{ channelAccountId: string }>(
    `SELECT DISTINCT subject AS "channelAccountId" FROM ledger_account
     WHERE book_id = $1 AND code = 'platform.recharge_clearing' AND subject = ANY ($2::text[])`,
    [platformBook, words],
  );
  for (const { channelAccountId } of recharges.rows) {
    keep({ channelAccountId, merchantId: '', event: 'recharge_settled' });
  }
  return found;
}
