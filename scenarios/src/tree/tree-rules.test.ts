import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkTree } from './tree-rules.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the tree', () => {
  it('keeps the rules of the house', () => {
    const paths = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((path) => /\.(tsx?|md|sql|proto|json|css|html)$/.test(path) && path !== 'package-lock.json');
    const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
    expect(files.length).toBeGreaterThan(100);
    const findings = checkTree(files).map(({ path, line, rule, mend }) => `${path}:${line} ${rule}: ${mend}`);
    expect(findings).toEqual([]);
  });

  it.each([
    ['edge-agent/src/x.ts', 'const now = Date.now();'],
    ['edge-agent/src/x.ts', "db.prepare('SELECT a FROM b');"],
    ['hardware-sims/src/x.ts', "import { a } from '@qiantai/protos';"],
    ['terminal-app/src/renderer/x.ts', "import { a } from '../host/till-host.ts';"],
    ['protos/src/x.test.ts', 'it.only("a", () => {});'],
    ['hardware-sims/src/x.ts', 'pair.kill();'],
    ['protos/src/X.ts', ''],
    ['docs/x.md', 'as issue 12 says'],
  ])('finds what is wrong in %s: %s', (path, text) => {
    expect(checkTree([{ path, text }])).not.toEqual([]);
  });

  it.each([
    ['foundation/src/clock.ts', 'return Date.now();'],
    ['edge-agent/src/x-store.ts', "db.prepare('SELECT a FROM b');"],
    ['hardware-sims/src/x.ts', "import { a } from '@qiantai/foundation';"],
    ['protos/src/x.ts', 'pair.master.destroy();'],
  ])('lets pass what is right in %s: %s', (path, text) => {
    expect(checkTree([{ path, text }])).toEqual([]);
  });
});
