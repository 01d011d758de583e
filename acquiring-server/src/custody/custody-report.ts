/** What the command prints, for people. Pure. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type { CustodyProof } from './custody-proof.ts';
import type { ImportResult } from './import-statement.ts';
import type { Position } from './position.ts';

export function importText(
  date: string,
  results: ReadonlyArray<{ bankAccountId: string; result: ImportResult }>,
): string {
  if (results.length === 0) return `${date}: there is no such bank account\n`;
  return results.map(({ bankAccountId, result }) => `${date} ${bankAccountId}: ${importLine(result)}\n`).join('');
}

function importLine(result: ImportResult): string {
  switch (result.kind) {
    case 'imported':
      return `imported, ${result.lines} lines, ${result.suspense} to suspense, ${result.unexplained} unexplained`;
    case 'unchanged':
      return `imported before, ${result.lines} lines`;
    case 'changed':
      return ['CHANGED since it was imported, nothing was taken over', ...result.differences].join('\n    ');
    case 'refused':
      return `REFUSED, ${result.code}: ${result.why}`;
    case 'not_ready':
      return 'not ready at the bank yet';
    case 'unreachable':
      return `the bank gave no usable answer: ${result.why}`;
  }
}

export function proofText(proof: CustodyProof): string {
  const money = (minor: bigint) => padded(minor, proof.currency);
  const lines = [
    `Custody ${proof.date} ${proof.currency}: ${proof.passed ? 'proved' : 'NOT PROVED'}`,
    ...proof.accounts.map(({ bankAccountId, booksMinor, bankMinor }) => {
      const bank = bankMinor === null ? 'no statement'.padStart(20) : money(bankMinor);
      return `  ${bankAccountId.padEnd(34)} books ${money(booksMinor)}  bank ${bank}`;
    }),
    ...(['held', 'owed', 'own'] as const).flatMap((section) => [
      `  ${section}`,
      ...proof.components
        .filter((one) => one.section === section)
        .map(({ code, amountMinor }) => `    ${code.padEnd(38)} ${money(amountMinor)}`),
    ]),
    `  held ${money(proof.heldMinor)} = owed ${money(proof.owedMinor)} + own part ${money(proof.ownPartMinor)}`,
    ...proof.findings.map(
      ({ code, account, differenceMinor, detail }) =>
        `  ! ${code} ${account} ${decimalFromMinor(differenceMinor, proof.currency)}: ${detail}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

export function positionText(position: Position): string {
  const { currency, date } = position;
  const money = (minor: bigint) => padded(minor, currency);
  const lines = [
    `Position at the end of ${date}, ${currency}: ${suffices[position.suffices]}`,
    ...position.accounts.flatMap((account) => [
      `  ${account.bankAccountId}`,
      `    opening ${money(account.openingMinor)}  in ${money(account.inMinor)}  out ${money(account.outMinor)}`,
      `    closing ${money(account.closingMinor)}  to be paid ${money(account.expectedOutMinor)}`,
      ...(account.shortMinor > 0n ? [`    ! lacks ${money(account.shortMinor)}`] : []),
    ]),
    `  channels settle next ${money(position.expectedInMinor)}`,
    ...position.expectedIn.map(({ code, subject, amountMinor }) => `    ${code}/${subject} ${money(amountMinor)}`),
  ];
  return `${lines.join('\n')}\n`;
}

const suffices = {
  enough: 'it suffices',
  by_settlements: 'it suffices only with what channels settle next',
  short: 'IT DOES NOT SUFFICE',
} as const;

function padded(minor: bigint, currency: Currency): string {
  return decimalFromMinor(minor, currency).padStart(15);
}
