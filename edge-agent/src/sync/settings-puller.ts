/** Settings down from the server: page by page, each page and its version in one transaction. */
import { errorText, type Log } from '@qiantai/foundation';
import { type SettingKind, settingKinds, settingValueSchemas } from '@qiantai/protos';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../store/database.ts';
import type { FactStore } from '../store/fact-store.ts';
import type { ServerClient, SettingChange } from './server-client.ts';

const pageChangesMax = 1000;

export interface SettingsPuller {
  /** Pulls when the server has a newer version than we hold. */
  pullTo(version: number): void;
  stop(): Promise<void>;
}

export function openSettingsPuller(parts: {
  store: Store;
  facts: FactStore;
  settings: SettingsStore;
  client: () => ServerClient | undefined;
  onPulled: () => void;
  log: Log;
}): SettingsPuller {
  const { facts, log } = parts;
  let pulling: Promise<void> | undefined;
  let stopped = false;

  function pullTo(version: number): void {
    if (stopped || pulling || version <= facts.number('settings_version')) return;
    pulling = pullPages()
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'settings.pull_failed'))
      .finally(() => {
        pulling = undefined;
      });
  }

  async function pullPages(): Promise<void> {
    for (;;) {
      const after = facts.number('settings_version');
      const outcome = await parts.client()?.pullSettings(after, pageChangesMax);
      if (stopped || outcome?.kind !== 'answered') return;
      const { changes, more } = outcome.value;
      parts.store.transact(() => applyPage(changes));
      const now = facts.number('settings_version');
      log.info({ changes: changes.length, version: now }, 'settings.pulled');
      parts.onPulled();
      if (!more || now <= after) return;
    }
  }

  function applyPage(changes: readonly SettingChange[]): void {
    for (const change of changes) apply(change);
    const last = changes.at(-1);
    if (last) facts.set('settings_version', Math.max(last.version, facts.number('settings_version')));
  }

  /** A change that is not right is left out and logged: it must not hold back the ones behind it. */
  function apply(change: SettingChange): void {
    const kind = settingKinds.find((known): known is SettingKind => known === change.kind);
    if (!kind) {
      log.warn({ kind: change.kind.slice(0, 40), version: change.version }, 'settings.kind_unknown');
      return;
    }
    if (change.valueJson === '') {
      parts.settings.remove(kind, change.id);
      return;
    }
    try {
      const value = settingValueSchemas[kind].parse(JSON.parse(change.valueJson));
      parts.settings.put(kind, change.id, change.version, value);
    } catch (error) {
      log.error({ kind, id: change.id, version: change.version, error: errorText(error) }, 'settings.change_bad');
    }
  }

  return {
    pullTo,
    stop: async () => {
      stopped = true;
      await pulling;
    },
  };
}
