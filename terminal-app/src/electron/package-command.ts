/**
 * `npm run package -- [--dir] [--electron-dist FOLDER]`: stages the till and packs it for the system that it runs on,
 * into `.build/packages`. Electron's own program and the packer's tools come from their makers' sites; without them
 * `--dir --electron-dist` packs a folder around an Electron that is there.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, Platform } from 'electron-builder';
import { packaging } from './packaging.ts';
import { stageApp } from './stage-app.ts';

const usage = `usage: npm run package -- [options]
  --dir                   the unpacked folder alone
  --electron-dist FOLDER  an unpacked Electron of this version, in place of a download
`;

const { values } = parseArgs({
  options: {
    dir: { type: 'boolean', default: false },
    'electron-dist': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(usage);
} else {
  const app = await stageApp();
  const projectDir = fileURLToPath(new URL('../..', import.meta.url));
  const dist = values['electron-dist'];
  const files = await build({
    targets: values.dir ? Platform.current().createTarget('dir') : Platform.current().createTarget(),
    projectDir,
    config: {
      ...packaging,
      directories: { ...packaging.directories, app },
      ...(dist === undefined ? {} : { electronDist: dist }),
    },
  });
  const made = files.length > 0 ? files : [join(projectDir, packaging.directories.output)];
  process.stdout.write(`${made.join('\n')}\n`);
}
