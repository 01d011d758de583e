/** Entry of the till's host inside the package, as `main.ts` is of the one beside it. */
import { keepCompiledCode, writeCompiledCode } from '../compile-cache.ts';

keepCompiledCode();
const { runHost } = await import('./host-process.ts');
await runHost();
writeCompiledCode();
