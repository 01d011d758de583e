/** Whose session ends with new settings: an operator that is gone from them, or that lost a right. */
import type { Journal } from '../journal/journal.ts';
import type { OperatorSetting, SettingsStore } from '../settings/settings-store.ts';
import type { View } from '../settings/version-store.ts';
import type { OperatorStore } from './operator-store.ts';

/** To be called in the transaction that shows the new settings: nobody sells by them who may not. */
export function endLostSessions(
  parts: { settings: SettingsStore; operators: OperatorStore; journal: Journal },
  before: View,
  after: View,
): void {
  const ended = new Set<string>();
  for (const { terminalId, operatorId } of parts.operators.sessions()) {
    const had = parts.settings.reader(terminalId, before).resolve('operator', operatorId);
    const has = parts.settings.reader(terminalId, after).resolve('operator', operatorId);
    if (keepsRights(had, has) || ended.has(`${terminalId} ${operatorId}`)) continue;
    ended.add(`${terminalId} ${operatorId}`);
    parts.operators.dropSessionsOf(terminalId, operatorId);
    parts.journal.append({ terminalId, kind: 'operator.signed_out', payload: { operatorId } });
  }
}

function keepsRights(had: OperatorSetting | undefined, has: OperatorSetting | undefined): boolean {
  if (!has) return false;
  return (had?.rights ?? []).every((right) => has.rights.includes(right));
}
