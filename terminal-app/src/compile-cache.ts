/**
 * Compiled code is kept in the till's folder, so that all but its first start find it there. Asked for before anything
 * else of the till is imported: this file imports next to nothing.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { dataFolderPreset } from './data-folder.ts';

export function keepCompiledCode(): void {
  enableCompileCache(join(process.env['QIANTAI_DATA_DIR'] ?? dataFolderPreset, 'compiled'));
}

/** Once the till runs: one that is switched off without a word has it all the same. */
export const writeCompiledCode = flushCompileCache;
