/**
 * Entry of the till's host inside the package. Its compiled code is kept in the till's folder, as `main.ts` beside it
 * does, which has to be asked for before the rest is imported.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { dataFolderPreset } from '../data-folder.ts';

enableCompileCache(join(process.env['QIANTAI_DATA_DIR'] ?? dataFolderPreset, 'compiled'));
const { runHost } = await import('./host-process.ts');
await runHost();
// A till that is switched off without a word has it all the same.
flushCompileCache();
