/**
 * Settings down from the server, page by page in the order of their versions: from where the last page ended, also
 * after a restart in the middle. The next page is on its way while one is being written.
 */
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import { settingChangeHash } from '@qiantai/protos';
import type { AskFrom, SettingsStager } from '../settings/settings-stager.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { AlarmCode, RaiseAlarm } from '../status/board.ts';
import type { ServerClient, SettingsPage } from './server-client.ts';

/** Few enough that decoding a page holds no till up. */
const pageChangesMax = 250;
/** A sale that holds a version longer than this goes on by the newest one. */
export const pinLifeMs = 12 * 3_600_000;
const refusedAlarms: readonly string[] = ['SETTINGS_VERSION_BACK', 'SETTINGS_PAGE_BAD'] satisfies AlarmCode[];

export interface SettingsPuller {
  /** Pulls when the server speaks of another version than we have pulled. */
  pullTo(version: number): void;
  stop(): Promise<void>;
}

export function openSettingsPuller(parts: {
  settings: SettingsStore;
  stager: SettingsStager;
  client: () => ServerClient | undefined;
  onShown: () => void;
  alarm: RaiseAlarm;
  log: Log;
}): SettingsPuller {
  const { stager, log } = parts;
  const { versions } = parts.settings;
  let pulling: Promise<void> | undefined;
  let sweeping: Promise<void> | undefined;
  let stopped = false;
  /** What the server spoke of when a pull came to its end: it may be more than the last change of this path. */
  let pulledTo = -1;
  let lastRefusal = '';

  function pullTo(version: number): void {
    if (stopped || pulling) return;
    const { current, staged } = versions.state();
    const isWhole = staged.generation === current.generation && staged.version === current.version;
    if (isWhole && (version === current.version || version === pulledTo)) {
      sweep();
      return;
    }
    pulling = pull(version)
      .catch((error: unknown) => refuse(error))
      .finally(() => {
        pulling = undefined;
      });
  }

  async function pull(wanted: number): Promise<void> {
    stager.hear(wanted);
    const held = versions.state().current.version;
    let asked = ask(stager.next());
    for (;;) {
      const page = await asked;
      if (stopped || !page) return;
      // Where the server went back it has nothing above what is held here; only another path explains that.
      if (wanted < held && !page.restart && page.changes.length === 0) {
        throw stager.wentBack({ version: wanted, held });
      }
      const last = page.changes.at(-1);
      const follows = page.more && !page.restart && last;
      const { staged } = versions.state();
      const path = page.path.length > 0 ? page.path : staged.path;
      const ahead = follows
        ? ask({ ...staged, version: last.version, path, changeHash: settingChangeHash(last) })
        : undefined;
      const taken = await stager.take(page, pageChangesMax);
      if (taken !== 'more') {
        if (taken === 'shown') shown(wanted);
        return;
      }
      asked = ahead ?? ask(stager.next());
    }
  }

  async function ask(from: AskFrom): Promise<SettingsPage | undefined> {
    const outcome = await parts.client()?.pullSettings(from, pageChangesMax);
    return outcome?.kind === 'answered' ? outcome.value : undefined;
  }

  function shown(wanted: number): void {
    pulledTo = wanted;
    lastRefusal = '';
    const { current } = versions.state();
    log.info({ version: current.version, generation: current.generation }, 'settings.shown');
    parts.onShown();
    sweep();
  }

  /** A refusal is told once, until a pull succeeds: every probe asks again. */
  function refuse(error: unknown): void {
    const coded = error instanceof CodedError && refusedAlarms.includes(error.code);
    log.error({ error: errorText(error) }, 'settings.pull_failed');
    if (!coded || lastRefusal === error.message) return;
    lastRefusal = error.message;
    parts.alarm(error.code as AlarmCode, error.details);
  }

  function sweep(): void {
    if (stopped || sweeping || versions.state().swept) return;
    sweeping = stager
      .sweep(pinLifeMs)
      .catch((error: unknown) => log.error({ error: errorText(error) }, 'settings.sweep_failed'))
      .finally(() => {
        sweeping = undefined;
      });
  }

  return {
    pullTo,
    stop: async () => {
      stopped = true;
      stager.stop();
      await Promise.all([pulling, sweeping]);
    },
  };
}
