/** Writes the chart of accounts to the database at a server's start, so that statements can be made in SQL. */
import { plainArray, textArray } from '../db/array-literal.ts';
import type { Database } from '../db/database.ts';
import { type AccountDefinition, chartOfAccounts, type GeneralAccount, generalAccounts } from './chart-of-accounts.ts';

export interface ChartRow {
  code: string;
  number: string;
  level: 'general' | 'detail';
  generalCode: string | null;
  bookKind: string | null;
  class: string;
  normalSide: string;
  nature: string;
  nameZh: string;
  nameEn: string;
  subject: readonly string[];
  guarded: boolean;
}

/** General accounts first, then their details. */
export function chartRows(): ChartRow[] {
  const generals = Object.entries<GeneralAccount>(generalAccounts).map(([code, account]): ChartRow => {
    return { code, level: 'general', generalCode: null, bookKind: null, subject: [], guarded: false, ...account };
  });
  const details = Object.entries<AccountDefinition>(chartOfAccounts).map(([code, account]): ChartRow => {
    const above = generalAccounts[account.general];
    const other = above.normalSide === 'debit' ? 'credit' : 'debit';
    return {
      code,
      number: account.number,
      level: 'detail',
      generalCode: account.general,
      bookKind: account.book,
      class: above.class,
      normalSide: account.contra ? other : above.normalSide,
      nature: above.nature,
      nameZh: account.nameZh,
      nameEn: account.nameEn,
      subject: account.subject,
      guarded: account.guarded ?? false,
    };
  });
  return [...generals, ...details];
}

export async function writeChart(database: Pick<Database, 'pool'>): Promise<void> {
  const rows = chartRows();
  await database.pool.query(
    `INSERT INTO ledger_chart (code, number, level, general_code, book_kind, class, normal_side, nature, name_zh, name_en,
       subject, guarded)
     SELECT code, number, level, general_code, book_kind, class, normal_side, nature, name_zh, name_en,
       string_to_array(subject, '/'), guarded
     FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::text[], $11::text[], $12::boolean[])
       AS item (code, number, level, general_code, book_kind, class, normal_side, nature, name_zh, name_en, subject,
         guarded)
     ON CONFLICT (code) DO UPDATE SET number = excluded.number, class = excluded.class,
       normal_side = excluded.normal_side, nature = excluded.nature, name_zh = excluded.name_zh,
       name_en = excluded.name_en, subject = excluded.subject, guarded = excluded.guarded`,
    [
      textArray(rows.map(({ code }) => code)),
      textArray(rows.map(({ number }) => number)),
      textArray(rows.map(({ level }) => level)),
      textArray(rows.map(({ generalCode }) => generalCode)),
      textArray(rows.map(({ bookKind }) => bookKind)),
      textArray(rows.map((row) => row.class)),
      textArray(rows.map(({ normalSide }) => normalSide)),
      textArray(rows.map(({ nature }) => nature)),
      textArray(rows.map(({ nameZh }) => nameZh)),
      textArray(rows.map(({ nameEn }) => nameEn)),
      textArray(rows.map(({ subject }) => subject.join('/'))),
      plainArray(rows.map(({ guarded }) => String(guarded))),
    ],
  );
}
