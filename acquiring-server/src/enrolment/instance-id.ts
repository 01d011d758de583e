/** The name of this server among those over one database; it stays over restarts. */
import { join } from 'node:path';
import type { IdMint } from '@qiantai/protos';
import { readIfThere, writeOnce } from './key-files.ts';

export function instanceIdOf(dataDir: string, ids: IdMint): string {
  const file = join(dataDir, 'identity', 'instance-id');
  return (readIfThere(file) ?? writeOnce(file, Buffer.from(ids.uuid7()))).toString('ascii');
}
