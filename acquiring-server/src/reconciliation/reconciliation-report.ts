/** A reconciliation as JSON for programs and as text for people. Amounts are whole minor units. */
import type { AccountDifference, Reconciliation } from './reconcile.ts';

export function reconciliationJson(result: Reconciliation): string {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return `${JSON.stringify(result, plain, 2)}\n`;
}

export function reconciliationText(result: Reconciliation): string {
  const { matched, missingHere, missingThere, amountDiffers } = result;
  return [
    `${result.date}: ${matched} matched, ${missingHere.length} missing here, ${missingThere.length} missing there, ${amountDiffers.length} with another amount`,
    ...result.accounts.map((account) =>
      account.status === 'compared'
        ? `  ${account.accountId} (${account.channel}): ${account.rowCount} rows`
        : `  ${account.accountId} (${account.channel}): not compared, ${account.reason}: ${account.why}`,
    ),
    ...missingHere.map((difference) => `  missing here: ${line(difference)}`),
    ...missingThere.map((difference) => `  missing there: ${line(difference)}`),
    ...amountDiffers.map((difference) => `  another amount: ${line(difference)}`),
    '',
  ].join('\n');
}

function line(difference: AccountDifference): string {
  const { kind, accountId, channelOrderNo, channelRefundNo, billLineNo, billAmountMinor, ourAmountMinor } = difference;
  return [
    `${kind} ${channelRefundNo ?? channelOrderNo} at ${accountId}`,
    ...(billAmountMinor === undefined ? [] : [`bill line ${billLineNo}: ${billAmountMinor}`]),
    ...(ourAmountMinor === undefined ? [] : [`ours: ${ourAmountMinor}`]),
  ].join(', ');
}
