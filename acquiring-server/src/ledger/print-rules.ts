/** `node acquiring-server/src/ledger/print-rules.ts` writes the chart and the posting rules to docs/posting-rules.md. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AccountCode,
  type AccountDefinition,
  chartOfAccounts,
  type GeneralAccount,
  generalAccounts,
  memberAccountCodes,
  signOf,
} from './chart-of-accounts.ts';
import { linesOf, partyOf } from './posting.ts';
import { type AccountUse, type PostingEventKind, type PostingRule, postingRules } from './posting-rules.ts';

export function printRules(): string {
  return [
    '# Posting rules 记账规则',
    '',
    'Printed by `node acquiring-server/src/ledger/print-rules.ts` from `chart-of-accounts.ts` and',
    '`posting-rules.ts`, which the engine executes. One event makes one journal in each book it touches; each',
    'book balances by itself. A line whose amount is zero is left out. `@payer`, `@payee` and `@member` are the',
    `accounts of members that the event names: each is one of ${memberAccountCodes.map((code) => `\`${code}\``).join(', ')}.`,
    '',
    '## General accounts 总账科目',
    '',
    '| number | 科目 | name | class | normal side | at a period’s end |',
    '|---|---|---|---|---|---|',
    ...Object.values<GeneralAccount>(generalAccounts)
      .toSorted((a, b) => (a.number < b.number ? -1 : 1))
      .map(
        (account) =>
          `| ${account.number} | ${account.nameZh} | ${account.nameEn} | ${account.class} | ${account.normalSide} | ${account.nature === 'real' ? 'carries its balance (real 实账户)' : 'goes into equity (nominal 虚账户)'} |`,
      ),
    '',
    '## Detail accounts 明细科目',
    '',
    '| number | code | 科目 | name | grows by | one account for each | guarded |',
    '|---|---|---|---|---|---|---|',
    ...Object.entries<AccountDefinition>(chartOfAccounts)
      .toSorted(([, a], [, b]) => (a.number < b.number ? -1 : 1))
      .map(
        ([code, account]) =>
          `| ${account.number} | \`${code}\` | ${account.nameZh} | ${account.nameEn} | ${signOf(code as AccountCode) === 1 ? 'debit' : 'credit'} | ${account.subject.join(', ') || '–'} | ${account.guarded ? 'yes' : '–'} |`,
      ),
    '',
    '## Events 事件',
    '',
    '| event | book | debit 借 | credit 贷 | amount |',
    '|---|---|---|---|---|',
    ...Object.entries<PostingRule>(postingRules).flatMap(([kind, rule]) => eventRows(kind as PostingEventKind, rule)),
    '',
  ].join('\n');
}

function eventRows(kind: PostingEventKind, rule: PostingRule): string[] {
  return linesOf(kind).map(
    (line, index) =>
      `| ${index === 0 ? `**\`${kind}\`** ${rule.whenZh}: ${rule.when}` : ''} | ${line.book} | ${useText(line.debit)} | ${useText(line.credit)} | ${line.amount} |`,
  );
}

function useText(use: AccountUse): string {
  if (partyOf(use)) return `\`${use}\``;
  return `\`${use}\` ${chartOfAccounts[use as AccountCode].nameZh}`;
}

if (import.meta.main) {
  await writeFile(join(import.meta.dirname, '../../../docs/posting-rules.md'), printRules());
}
