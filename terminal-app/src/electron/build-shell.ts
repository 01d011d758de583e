/** Bundles Electron's two scripts: main as a module, preload as CommonJS, which a sandboxed window asks for. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
export const shellFolder = join(workspace, '.build/electron');

export async function buildShell(outDir: string = shellFolder): Promise<{ main: string; preload: string }> {
  const { build } = await import('vite');
  await rm(outDir, { recursive: true, force: true });
  for (const script of ['main', 'preload'] as const) {
    await build({
      configFile: false,
      root: workspace,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: {
        ssr: join(workspace, `src/electron/${script}.ts`),
        outDir,
        emptyOutDir: false,
        target: 'node24',
        rolldownOptions: {
          // `bufferutil` and `utf-8-validate` are optional helpers of ws that it does without.
          external: ['electron', 'bufferutil', 'utf-8-validate'],
          output:
            script === 'main'
              ? { format: 'es', entryFileNames: 'main.mjs' }
              : { format: 'cjs', entryFileNames: 'preload.cjs' },
        },
      },
    });
  }
  return { main: join(outDir, 'main.mjs'), preload: join(outDir, 'preload.cjs') };
}
