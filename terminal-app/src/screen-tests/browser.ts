/**
 * A real Chromium for tests of pages: an installed Chrome or Chromium, else the one inside the npm package
 * `@sparticuz/chromium`, unpacked once per checkout and user.
 */
import { execFile } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** The package's own list of arguments switches web security off; these two are enough. */
const args = ['--no-sandbox', '--disable-gpu'];
const buildFolder = fileURLToPath(new URL('../../.build/', import.meta.url));

export async function launchTestBrowser(): Promise<Browser> {
  for (const path of installed) {
    if (await isExecutable(path)) return await chromium.launch({ executablePath: path, args });
  }
  const folder = await unpackedChromium();
  const launch = (env: Record<string, string>) =>
    chromium.launch({
      executablePath: join(folder, 'chromium'),
      args,
      env: { PATH: '/usr/bin:/bin', HOME: folder, TMPDIR: folder, ...env },
    });
  try {
    return await launch({});
  } catch {
    // A bare system has no NSS: the package brings the libraries and fonts that Chromium needs.
    return await launch({ LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') });
  }
}

/** Unpacked aside and moved in whole: several test runs may start at the same time. */
async function unpackedChromium(): Promise<string> {
  const packageFolder = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const folder = join(buildFolder, `chromium-${version}-${process.getuid?.() ?? 'user'}`);
  if (await isExecutable(join(folder, 'chromium'))) return folder;

  await mkdir(buildFolder, { recursive: true });
  const aside = await mkdtemp(join(buildFolder, 'chromium-'));
  try {
    // In a process of its own, because the package unpacks into the folder that TMPDIR names.
    const script = `
      import { inflate } from '@sparticuz/chromium';
      const files = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
      await Promise.all(files.map((file) => inflate(${JSON.stringify(packageFolder)} + '/bin/' + file)));`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: dirname(fileURLToPath(import.meta.url)),
      env: { TMPDIR: aside },
    });
    await rename(aside, folder);
  } catch (error) {
    if (!(await isExecutable(join(folder, 'chromium')))) throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}

async function isExecutable(path: string): Promise<boolean> {
  return await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
