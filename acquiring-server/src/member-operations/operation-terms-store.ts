/** SQL of limits and fees by account type. */
import type { Currency } from '@qiantai/protos';
import { columnOf, recordFrom, selectList } from '../db/records.ts';
import { platformBook } from '../ledger/journal.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { OperationKind } from './operation-states.ts';
import { defaultTerms, type OperationTerms } from './operation-terms.ts';

export interface TermsKey {
  companyId: string;
  typeCode: string;
  kind: OperationKind;
  currency: Currency;
}

interface TermsRow {
  amountMinMinor: bigint;
  amountMaxMinor: bigint;
  dayAmountMaxMinor: bigint | null;
  dayCountMax: number | null;
  feeBasisPoints: number;
  feeMinimumMinor: bigint;
  feeMaximumMinor: bigint | null;
  freePerMonthMinor: bigint;
  reviewFromMinor: bigint | null;
}

const termsMembers = [
  'amountMinMinor',
  'amountMaxMinor',
  'dayAmountMaxMinor',
  'dayCountMax',
  'feeBasisPoints',
  'feeMinimumMinor',
  'feeMaximumMinor',
  'freePerMonthMinor',
  'reviewFromMinor',
] as const satisfies ReadonlyArray<keyof TermsRow>;

/** The company's own, else the platform's, else `defaultTerms`. */
export async function readTerms(client: Queryable, key: TermsKey): Promise<OperationTerms> {
  const found = await client.query({
    name: 'member_operation.terms',
    text: `SELECT ${selectList(termsMembers, 't')} FROM member_operation_terms AS t
      WHERE t.company_id IN ($1, $2) AND t.type_code = $3 AND t.kind = $4 AND t.currency = $5
      ORDER BY t.company_id = $2 LIMIT 1`,
    values: [key.companyId, platformBook, key.typeCode, key.kind, key.currency],
  });
  const row = found.rows[0] && recordFrom<TermsRow>(found.rows[0], termsMembers, 't');
  if (!row) return defaultTerms;
  const { feeBasisPoints, feeMinimumMinor, feeMaximumMinor, freePerMonthMinor, ...limits } = row;
  return {
    ...limits,
    fee: {
      basisPoints: feeBasisPoints,
      minimumMinor: feeMinimumMinor,
      maximumMinor: feeMaximumMinor,
      freePerMonthMinor,
    },
  };
}

export async function writeTerms(
  client: Queryable,
  key: TermsKey,
  terms: OperationTerms,
  by: { name: string; atMs: number },
): Promise<void> {
  const { fee, ...limits } = terms;
  const row: TermsRow = {
    ...limits,
    feeBasisPoints: fee.basisPoints,
    feeMinimumMinor: fee.minimumMinor,
    feeMaximumMinor: fee.maximumMinor,
    freePerMonthMinor: fee.freePerMonthMinor,
  };
  const columns = [...termsMembers.map(columnOf), 'updated_by', 'updated_at_ms'];
  await client.query(
    `INSERT INTO member_operation_terms (company_id, type_code, kind, currency, ${columns.join(', ')})
     VALUES (${Array.from({ length: 4 + columns.length }, (_, index) => `$${index + 1}`).join(', ')})
     ON CONFLICT (company_id, type_code, kind, currency)
     DO UPDATE SET ${columns.map((column) => `${column} = EXCLUDED.${column}`).join(', ')}`,
    [
      key.companyId,
      key.typeCode,
      key.kind,
      key.currency,
      ...termsMembers.map((member) => row[member]),
      by.name,
      by.atMs,
    ],
  );
}
