/**
 * Bundles what runs in Electron: main as a module, preload as CommonJS, which a sandboxed window asks for; and for the
 * package the till's host with everything but the modules that hold native code.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
export const shellFolder = join(workspace, '.build/electron');

/** Modules with native code, prebuilt in their packages: they are shipped as they are. */
export const nativeModules = ['serialport', 'node-hid'] as const;
/** Optional helpers of ws that it does without. */
const unused = ['bufferutil', 'utf-8-validate'];

export async function buildShell(outDir: string = shellFolder): Promise<{ main: string; preload: string }> {
  await rm(outDir, { recursive: true, force: true });
  for (const script of ['main', 'preload'] as const) {
    await bundle({
      entry: `src/electron/${script}.ts`,
      outDir,
      external: ['electron', ...unused],
      output:
        script === 'main'
          ? { format: 'es', entryFileNames: 'main.mjs' }
          : { format: 'cjs', entryFileNames: 'preload.cjs' },
    });
  }
  return { main: join(outDir, 'main.mjs'), preload: join(outDir, 'preload.cjs') };
}

/** @returns the host's script */
export async function buildHost(outDir: string): Promise<string> {
  await bundle({
    entry: 'src/electron/host-main.ts',
    outDir,
    external: [...nativeModules, ...unused],
    // The rest beside it: files are found by the folder of the script that asks.
    output: { format: 'es', entryFileNames: 'host.mjs', chunkFileNames: '[name].mjs' },
  });
  return join(outDir, 'host.mjs');
}

async function bundle(wanted: {
  entry: string;
  outDir: string;
  external: string[];
  output: { format: 'es' | 'cjs'; entryFileNames: string; chunkFileNames?: string };
}): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: workspace,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: join(workspace, wanted.entry),
      outDir: wanted.outDir,
      emptyOutDir: false,
      target: 'node24',
      rolldownOptions: { external: wanted.external, output: wanted.output },
    },
  });
}
