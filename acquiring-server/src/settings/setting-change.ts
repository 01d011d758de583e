/** Words of changes of settings. */
import type { SettingKind } from '@qiantai/protos';
import type { SettingFaultCode } from './settings-errors.ts';

export interface SettingKey {
  /** '' (the chain), region/ID, store/ID or terminal/ID. */
  scope: string;
  kind: SettingKind;
  settingId: string;
}

export interface SettingChange extends SettingKey {
  /** Canonical JSON by the schema of the kind; empty: the setting is removed from its scope. */
  valueJson: string;
}

/** What is wrong with a change: a code of settings-errors.ts, the setting's name, and more words. */
export interface SettingFault {
  code: SettingFaultCode;
  at: string;
  why: string;
}

export function settingName({ scope, kind, settingId }: SettingKey): string {
  return `${kind} ${settingId} at ${scope === '' ? 'the chain' : scope}`;
}

export const keyText = ({ scope, kind, settingId }: SettingKey): string => `${scope}\n${kind}\n${settingId}`;
