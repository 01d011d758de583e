/**
 * The rules of the house that a scan can see. Each finding names the file, the line, the rule and the mend.
 * A rule looks at one line of code at a time (comments and imports included, generated files left out).
 */

export interface SourceFile {
  /** From the root of the project, with `/`. */
  path: string;
  text: string;
}

export interface Finding {
  path: string;
  line: number;
  rule: string;
  mend: string;
}

interface Rule {
  name: string;
  mend: string;
  /** Files it looks at. */
  where: (path: string) => boolean;
  /** A line that matches breaks the rule. */
  breaks: RegExp;
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || /(\.fixture|test-[a-z-]+)\.tsx?$/.test(path);
const isSource = (path: string) => /\.tsx?$/.test(path) && !isTest(path) && !path.startsWith('scenarios/src/tree/');
const inside =
  (...folders: string[]) =>
  (path: string) =>
    isSource(path) && folders.some((folder) => path.startsWith(`${folder}/`));
const except =
  (where: (path: string) => boolean, ...paths: string[]) =>
  (path: string) =>
    where(path) && !paths.includes(path);

const selfRule = 'the project speaks of itself alone';

const rules: readonly Rule[] = [
  {
    name: 'the clock is passed in',
    mend: 'take a Clock (foundation); only foundation/src/clock.ts reads the machine’s',
    // The benches of what is painted read the page's clock, in the page.
    where: (path) =>
      except(isSource, 'foundation/src/clock.ts', 'bench/src/scan-to-paint.ts', 'bench/src/counter.ts')(path) &&
      !isPage(path),
    breaks: /\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/,
  },
  {
    name: 'chance is passed in',
    mend: 'take a Random (foundation)',
    where: except(isSource, 'foundation/src/random.ts'),
    breaks: /\bMath\.random\(/,
  },
  {
    name: 'events are logged, not printed',
    mend: 'take a Log (foundation); a command writes to process.stdout',
    where: isSource,
    breaks: /\bconsole\.(log|error|warn|info)\(/,
  },
  {
    name: 'settings are read once, in config.ts',
    mend: 'read it by the schema in config.ts and pass it on',
    where: except(
      isSource,
      'foundation/src/process.ts',
      'scenarios/src/suite/managed-process.ts',
      'scenarios/src/suite/start-command.ts',
      'terminal-app/src/electron/config.ts',
      // Where compiled code is kept is known before anything is imported, config.ts too.
      'terminal-app/src/compile-cache.ts',
    ),
    breaks: /\bprocess\.env\b(?!.*command setting)/,
  },
  {
    name: 'SQL stands in *-store.ts',
    mend: 'move the statement to the store of its folder',
    where: (path) =>
      inside('acquiring-server/src', 'edge-agent/src')(path) &&
      !/-store\.ts$/.test(path) &&
      !/src\/(db|store)\//.test(path),
    breaks: /['"`]\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s+[a-z_"]/,
  },
  {
    name: 'simulators import nothing of the applications',
    mend: 'speak bytes; only foundation may be shared',
    where: (path) => path.startsWith('hardware-sims/src/') || path.startsWith('channel-sims/src/'),
    breaks: /from '@qiantai\/(?!foundation)|from '(\.\.\/)+(terminal-app|edge-agent|acquiring-server|protos)/,
  },
  {
    name: 'workspaces meet through package exports',
    mend: 'import from @qiantai/…',
    where: (path) => /\.tsx?$/.test(path),
    breaks:
      /from '(\.\.\/)+(foundation|protos|terminal-app|edge-agent|acquiring-server|hardware-sims|channel-sims|scenarios|bench)\//,
  },
  {
    name: 'domain folders do no input or output',
    mend: 'take what is needed as an argument; put the outside into a store, driver or transport',
    where: (path) =>
      inside(
        'terminal-app/src/sale',
        'edge-agent/src/offline',
        'edge-agent/src/pricing',
        'acquiring-server/src/routing',
      )(path) && !/(-store|create-router)\.ts$/.test(path),
    breaks: /from '(pg|@grpc\/grpc-js|electron|node:fs|node:net|node:http|better-sqlite3|serialport)'/,
  },
  {
    name: 'the screen sees only the contract',
    mend: 'ask the host through terminal-app/src/contract',
    where: inside('terminal-app/src/renderer'),
    breaks: /from '(\.\.\/)+(host|sale|devices|edge)\//,
  },
  {
    name: 'the contract imports nothing of the project',
    mend: 'keep it schemas only',
    where: inside('terminal-app/src/contract'),
    breaks: /from '(@qiantai|\.\.)/,
  },
  {
    name: 'amounts are whole minor units',
    mend: 'use protos/src/money.ts',
    where: (path) => isSource(path) && !isPage(path) && !path.startsWith('bench/'),
    breaks: /\bparseFloat\(.*([Aa]mount|[Pp]rice|[Mm]inor)|([Aa]mount|[Pp]rice)\w*\s*[*/]\s*100\b/,
  },
  {
    name: 'no test is switched off or on alone',
    mend: 'mend it; skipIf with the reason in its name where the machine lacks something',
    where: (path) => /\.test\.tsx?$/.test(path),
    breaks: /\b(it|test|describe)\.(skip|only|todo)\(/,
  },
  {
    name: 'tests wait for conditions, not for time',
    mend: 'use a FakeClock or wait for the condition',
    where: (path) => /\.test\.tsx?$/.test(path),
    breaks: /await new Promise\(\(?\w*\)? => setTimeout\(|waitForTimeout\(/,
  },
  {
    name: 'types stay on',
    mend: 'describe the type',
    where: (path) => /\.tsx?$/.test(path) && !path.startsWith('scenarios/src/tree/'),
    breaks: /\bas any\b(?! [a-z])|@ts-(ignore|nocheck|expect-error)/,
  },
  {
    name: 'nothing is left for later in code',
    mend: 'do it, or write down in docs what is not there',
    where: (path) => /\.tsx?$/.test(path) && !path.startsWith('scenarios/src/tree/'),
    breaks: /\b(TODO|FIXME|XXX)\b/,
  },
  {
    name: 'a pair of pseudo-terminal ends is never destroyed or killed as a whole',
    mend: 'pair.master.destroy(); pair.slave.destroy() — on the pair itself they signal every process',
    where: (path) => /\.tsx?$/.test(path),
    breaks: /\bpair\.(destroy|kill)\(/,
  },
  {
    name: selfRule,
    mend: 'name no tracker, no machine’s path, no registry’s host',
    where: (path) => !path.startsWith('scenarios/src/tree/') && !path.endsWith('package-lock.json'),
    breaks: /\bissue #?\d+\b|\/work\/main|registry\.npmjs\.org|\bhelper-\d\b/i,
  },
];

function isGenerated(path: string): boolean {
  return path.includes('/generated/');
}

function isPage(path: string): boolean {
  return (
    path.startsWith('terminal-app/src/renderer/') ||
    path.startsWith('hardware-sims/src/panel/') ||
    path.startsWith('channel-sims/src/phone/page/')
  );
}

/** Lines of a source file of ours that does one thing. */
const fileLinesMax = 500;

export function checkTree(files: readonly SourceFile[]): Finding[] {
  return files
    .filter(({ path }) => path !== 'scenarios/src/tree/tree-rules.test.ts')
    .flatMap((file) => (isGenerated(file.path) ? checkLines(file) : [...checkLines(file), ...checkShape(file)]));
}

function checkLines({ path, text }: SourceFile): Finding[] {
  // Nobody writes generated files by hand: what counts there is that they name no machine.
  const looking = rules.filter(({ where, name }) => where(path) && (!isGenerated(path) || name === selfRule));
  return text
    .split('\n')
    .flatMap((content, index) =>
      looking
        .filter(({ breaks }) => breaks.test(content))
        .map(({ name, mend }) => ({ path, line: index + 1, rule: name, mend })),
    );
}

function checkShape({ path, text }: SourceFile): Finding[] {
  const findings: Finding[] = [];
  const name = path.split('/').at(-1) ?? '';
  if (/\.tsx?$/.test(path) && !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.tsx?$/.test(name)) {
    findings.push({ path, line: 1, rule: 'files are named in kebab-case', mend: 'rename it' });
  }
  const lines = text.split('\n').length;
  if (/\.tsx?$/.test(path) && lines > fileLinesMax) {
    findings.push({ path, line: lines, rule: `a file is one thing, at most ${fileLinesMax} lines`, mend: 'split it' });
  }
  return findings;
}
