/**
 * The till with a browser host: one process, one till (docs/processes.md). Compiled code is kept in the till's folder,
 * so that all but its first start find it there: it has to be asked for before anything else is imported.
 */
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { dataFolderPreset } from './data-folder.ts';

enableCompileCache(join(process.env['QIANTAI_DATA_DIR'] ?? dataFolderPreset, 'compiled'));
const { runTill } = await import('./till-process.ts');
await runTill();
// A till that is switched off without a word has it all the same.
flushCompileCache();
