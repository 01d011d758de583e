/** Starts the till with the operator's session: by the system's own list, on Linux by the freedesktop autostart file. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface AutoStartPlace {
  platform: NodeJS.Platform;
  /** `$XDG_CONFIG_HOME`, else `~/.config`. */
  configDir: string;
  program: string;
  programArguments: readonly string[];
  /** Electron's app.setLoginItemSettings; Windows and macOS. */
  setLoginItem(settings: { openAtLogin: boolean; path: string; args: string[] }): void;
}

export const autoStartFile = (configDir: string): string => join(configDir, 'autostart', 'qiantai-till.desktop');

/** What stands afterwards is what was asked for, whatever stood before. */
export function setAutoStart(wanted: boolean, place: AutoStartPlace): void {
  if (place.platform !== 'linux') {
    place.setLoginItem({ openAtLogin: wanted, path: place.program, args: [...place.programArguments] });
    return;
  }
  const file = autoStartFile(place.configDir);
  if (!wanted) {
    rmSync(file, { force: true });
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, desktopEntry(place));
}

/** Desktop Entry Specification 1.5, "The Exec key": arguments in double quotes, `"`, `` ` ``, `$` and `\` escaped, % doubled. */
export function desktopEntry({
  program,
  programArguments,
}: Pick<AutoStartPlace, 'program' | 'programArguments'>): string {
  const quoted = [program, ...programArguments].map(
    (one) =>
      `"${one
        .replaceAll(/["`$\\]/g, (mark) => `\\${mark}`)
        .replaceAll('\\', '\\\\')
        .replaceAll('%', '%%')}"`,
  );
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Qiantai till',
    'Name[zh_CN]=钱台收银',
    `Exec=${quoted.join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
