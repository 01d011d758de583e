/**
 * PostgreSQL refuses to run as root. As root we start it in a user namespace of its own (`unshare -U`), where
 * it is an ordinary user to itself and keeps our rights over the folder, so no system user is needed and
 * closed parent folders (mode 0700, ours) are no hindrance. Where namespaces are forbidden it runs as the
 * user `nobody`, who must be able to reach the folder.
 */
import { execFile } from 'node:child_process';
import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { serverError } from '../errors.ts';

export interface Launcher {
  command(program: string): string;
  words(program: string): string[];
  /** For spawn. */
  identity: { uid?: number; gid?: number };
  /** Gives a file that we made to the user that the program runs as. */
  own(path: string): Promise<void>;
}

const runFile = promisify(execFile);

export async function findLauncher(folder: string): Promise<Launcher> {
  const direct: Launcher = {
    command: (program) => program,
    words: () => [],
    identity: {},
    own: async () => undefined,
  };
  if (process.getuid?.() !== 0) return direct;
  const nobody = await ordinaryUser();
  const unshare = ['-U', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  if (await works('unshare', [...unshare, 'true'])) {
    return { ...direct, command: () => 'unshare', words: (program) => [...unshare, program] };
  }
  await mustReach(folder, nobody.uid);
  await chown(folder, nobody.uid, nobody.gid);
  return { ...direct, identity: nobody, own: async (path) => await chown(path, nobody.uid, nobody.gid) };
}

/** initdb looks its user up by number, so it must be one that the machine knows. */
async function ordinaryUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  const line = lines.find((fields) => fields[0] === 'nobody') ?? lines.find((fields) => Number(fields[2]) > 0);
  return { uid: Number(line?.[2] ?? 65534), gid: Number(line?.[3] ?? 65534) };
}

async function mustReach(folder: string, uid: number): Promise<void> {
  for (let parent = dirname(folder); ; parent = dirname(parent)) {
    const { mode, uid: owner } = await stat(parent);
    const may = owner === uid ? mode & 0o100 : mode & 0o001;
    if (!may) throw serverError('DB_FOLDER_CLOSED', { uid, folder: parent });
    if (parent === dirname(parent)) return;
  }
}

async function works(command: string, words: string[]): Promise<boolean> {
  return await runFile(command, words, { timeout: 5000 }).then(
    () => true,
    () => false,
  );
}
