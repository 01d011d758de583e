/**
 * Lays out what a package holds, in a folder that runs as it is:
 *
 *   package.json   electron/main.mjs, preload.cjs   host/ (host.mjs)   pages/   proto/   node_modules/ (native ones)
 *
 * The bundles find `../proto/`, `../pages/` and `../package.json` beside their own folders.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPages } from '../build-pages.ts';
import { buildHost, buildShell, nativeModules } from './build-shell.ts';

const workspace = fileURLToPath(new URL('../..', import.meta.url));
export const appFolder = join(workspace, '.build/app');

export async function stageApp(folder: string = appFolder): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const { folder: pages } = await buildPages();
  await buildShell(join(folder, 'electron'));
  await buildHost(join(folder, 'host'));
  await cp(pages, join(folder, 'pages'), { recursive: true });
  await cp(join(workspace, '../protos/proto'), join(folder, 'proto'), { recursive: true });
  const modules = await withTheirOwn([...nativeModules]);
  for (const [name, from] of modules) {
    await cp(from, join(folder, 'node_modules', name), { recursive: true, dereference: true });
  }
  await writeFile(join(folder, 'package.json'), await manifest([...modules.keys()]));
  return folder;
}

/** Versions stand in the manifest, so that the packager takes the modules for what the app depends on. */
async function manifest(modules: readonly string[]): Promise<string> {
  const own = await manifestOf(join(workspace, 'package.json'));
  const dependencies: Record<string, string> = {};
  for (const name of modules) dependencies[name] = (await manifestOf(moduleFile(name, workspace))).version;
  const app = {
    name: 'qiantai-till',
    productName: 'Qiantai',
    description: 'The till of Qiantai 钱台',
    author: 'Qiantai',
    version: own.version,
    license: own.license,
    type: 'module',
    main: 'electron/main.mjs',
    dependencies,
  };
  return `${JSON.stringify(app, null, 2)}\n`;
}

interface Manifest {
  version: string;
  license: string;
  dependencies?: Record<string, string>;
}

const manifestOf = async (file: string): Promise<Manifest> => JSON.parse(await readFile(file, 'utf8')) as Manifest;

/** The modules and what they depend on, by the folder that each is resolved to. */
async function withTheirOwn(names: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const waiting = names.map((name) => ({ name, from: workspace }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (found.has(next.name)) continue;
    const file = moduleFile(next.name, next.from);
    const folder = dirname(file);
    found.set(next.name, folder);
    const { dependencies = {} } = await manifestOf(file);
    for (const name of Object.keys(dependencies)) waiting.push({ name, from: folder });
  }
  return found;
}

/** Path of a module's package.json, also where its exports do not name it. */
function moduleFile(name: string, from: string): string {
  const require = createRequire(join(from, 'index.js'));
  const folders = require.resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return require.resolve(join(folder, name, 'package.json'));
    } catch {
      // Not in this one.
    }
  }
  throw new Error(`${name} is not installed`);
}

if (import.meta.main) process.stdout.write(`${await stageApp()}\n`);
