/** `npm run bench`: one line of JSON for each figure, each beside its limit or peer of the same run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { anchorNow, createLog, errorText, systemClock } from '@qiantai/foundation';
import { freeSuitePorts, type RunningSuite, shelfArticles, startSuite } from '@qiantai/scenarios';
import { buildPages } from '@qiantai/terminal-app/pages';
import { benchCatalogue } from './catalogue/catalogue.ts';
import { benchCounter, longShelf } from './counter.ts';
import { benchAppend } from './edge/append.ts';
import { benchDrain } from './edge/drain.ts';
import type { Figure } from './figure.ts';
import { benchFraming } from './framing.ts';
import { type BenchBooks, openBenchBooks } from './ledger/books.ts';
import { benchLedgerGrowth } from './ledger/growth.ts';
import { benchLedgerRates } from './ledger/rates.ts';
import { benchPosting } from './posting.ts';
import { benchSaleTime } from './sale-time.ts';
import { benchScanToPaint } from './scan-to-paint.ts';

const benches = ['edge', 'catalogue', 'ledger', 'growth', 'posting', 'sale', 'scan', 'counter', 'framing'] as const;
/** Those that need no suite of processes. */
const alone: readonly string[] = ['catalogue', 'ledger', 'growth', 'scan', 'framing'];

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const wanted = positionals.length > 0 ? positionals : [...benches];
  const unknown = wanted.find((name) => !(benches as readonly string[]).includes(name));
  if (unknown) throw new Error(`there is no bench ${unknown}; there are ${benches.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'qiantai-bench-'));
  try {
    if (wanted.includes('framing')) print(benchFraming());
    if (wanted.includes('edge')) print(benchAppend(join(folder, 'append')));
    if (wanted.includes('catalogue')) print(await benchCatalogue(join(folder, 'catalogue')));
    if (wanted.includes('ledger')) await withBooks(join(folder, 'ledger'), benchLedgerRates);
    if (wanted.includes('growth')) await withBooks(join(folder, 'growth'), benchLedgerGrowth);
    if (wanted.includes('scan') || wanted.includes('counter')) await buildPages();
    if (wanted.includes('scan')) print(await benchScanToPaint(join(folder, 'large-shop')));
    await withSuite(join(folder, 'suite'), wanted, async (suite) => {
      if (wanted.includes('sale')) print(await benchSaleTime(suite));
      if (wanted.includes('counter')) print(await benchCounter(suite));
      if (wanted.includes('edge')) print(await benchDrain(suite, folder));
      if (wanted.includes('posting')) print(await benchPosting(suite, folder));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withBooks(folder: string, bench: (books: BenchBooks) => Promise<Figure[]>): Promise<void> {
  const books = await openBenchBooks(folder);
  try {
    print(await bench(books));
  } finally {
    await books.close();
  }
}

async function withSuite(
  dataDir: string,
  wanted: string[],
  work: (suite: RunningSuite) => Promise<void>,
): Promise<void> {
  if (wanted.every((name) => alone.includes(name))) return;
  const suite = await startSuite({
    dataDir,
    currency: 'CNY',
    stores: [{ id: 'store-1', name: '外滩店', nameEn: 'The Bund' }],
    tillsPerStore: 1,
    articles: wanted.includes('counter') ? [...shelfArticles(), ...longShelf()] : shelfArticles(),
    presets: [],
    ports: await freeSuitePorts({ stores: 1, tills: 1 }),
    seed: '1',
    anchor: anchorNow({ factor: 1 }),
    cutLines: false,
    log: createLog({ name: 'bench', level: 'warn', nowMs: () => systemClock.nowMs() }),
  });
  try {
    await work(suite);
  } finally {
    await suite.stop();
  }
}

function print(figures: readonly Figure[]): void {
  for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`The bench could not be run: ${errorText(error)}\n`);
    process.exit(1);
  },
);
