/**
 * Builds the pages into `.build/pages`, when their sources, the build's settings or the lockfile changed.
 * `node terminal-app/src/build-pages.ts` by hand; `buildPages()` from whoever needs them.
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const buildFolder = join(workspace, '.build');
export const pagesFolder = join(buildFolder, 'pages');
/** Stands in the folder itself, so that the two are never of different builds. */
const hashOf = (folder: string) => join(folder, 'sources.sha256');

export interface PagesBuild {
  folder: string;
  /** False: what stood there was still good. */
  built: boolean;
}

export async function buildPages(): Promise<PagesBuild> {
  const hash = await sourcesHash();
  if ((await readIfThere(hashOf(pagesFolder))) === hash) {
    return { folder: pagesFolder, built: false };
  }
  await mkdir(buildFolder, { recursive: true });
  // Built aside and moved in at once: two builders at the same time, or a server that reads, see whole pages.
  const aside = await mkdtemp(join(buildFolder, 'pages-'));
  try {
    await bundle(aside);
    await writeFile(hashOf(aside), hash);
    await chmod(aside, 0o755);
    await moveIn(aside, hash);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return { folder: pagesFolder, built: true };
}

async function bundle(outDir: string): Promise<void> {
  const [{ build, mergeConfig }, { default: settings }] = await Promise.all([
    import('vite'),
    import('../vite.config.ts'),
  ]);
  await build({ ...mergeConfig(settings, { build: { outDir } }), configFile: false });
}

/** Pages of the same sources that another builder moved in meanwhile stay: somebody may be reading them. */
async function moveIn(from: string, hash: string): Promise<void> {
  const attemptsMax = 5;
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, pagesFolder);
      return;
    } catch (error) {
      if ((await readIfThere(hashOf(pagesFolder))) === hash) return;
      if (attempt === attemptsMax) throw error;
      await rm(pagesFolder, { recursive: true, force: true });
    }
  }
}

async function sourcesHash(): Promise<string> {
  const files = [
    ...(await filesBelow(join(workspace, 'src/renderer'))),
    ...(await filesBelow(join(workspace, 'src/contract'))),
    join(workspace, 'vite.config.ts'),
    join(workspace, 'src/build-pages.ts'),
    join(workspace, '../package-lock.json'),
  ].filter((file) => !/\.test\.tsx?$/.test(file));
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const bytes = await readFile(file);
    hash.update(`${relative(workspace, file)}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

if (import.meta.main) {
  const { folder, built } = await buildPages();
  process.stdout.write(`${built ? 'built' : 'up to date'}: ${folder}\n`);
}
