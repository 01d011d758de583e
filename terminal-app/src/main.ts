/** The till with a browser host: one process, one till (docs/processes.md). */
import { keepCompiledCode, writeCompiledCode } from './compile-cache.ts';

keepCompiledCode();
const { runTill } = await import('./till-process.ts');
await runTill();
writeCompiledCode();
