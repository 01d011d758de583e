/** `node acquiring-server/src/ledger/print-rules.ts` writes the chart and the posting rules to docs/posting-rules.md. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AccountDefinition, chartOfAccounts } from './chart-of-accounts.ts';
import { linesOf } from './posting.ts';
import { type PostingEventKind, type PostingRule, postingRules } from './posting-rules.ts';

export function printRules(): string {
  const accounts = Object.entries<AccountDefinition>(chartOfAccounts).map(
    ([code, account]) =>
      `| \`${code}\` | ${account.nameZh} | ${account.nameEn} | ${account.class} | ${account.subject.join(', ') || '–'} |`,
  );
  const rules = Object.entries<PostingRule>(postingRules).flatMap(([kind, rule]) =>
    linesOf(kind as PostingEventKind).map(
      (line, index) =>
        `| ${index === 0 ? `**\`${kind}\`**: ${rule.when}` : ''} | ${line.book} | \`${line.debit}\` | \`${line.credit}\` | ${line.amount} |`,
    ),
  );
  return [
    '# Posting rules',
    '',
    'Printed by `node acquiring-server/src/ledger/print-rules.ts` from `chart-of-accounts.ts` and',
    '`posting-rules.ts`, which the engine executes. One event makes one journal in each book it touches; each',
    'book balances by itself. A line whose amount is zero is left out.',
    '',
    '## Chart of accounts',
    '',
    '| code | 中文 | name | class | one account for each |',
    '|---|---|---|---|---|',
    ...accounts,
    '',
    '## Events',
    '',
    '| event | book | debit | credit | amount |',
    '|---|---|---|---|---|',
    ...rules,
    '',
  ].join('\n');
}

if (import.meta.main) {
  await writeFile(join(import.meta.dirname, '../../../docs/posting-rules.md'), printRules());
}
