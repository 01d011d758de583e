/**
 * What a posting costs, beside bare one-row INSERT commits of one client in the same run: one at a time, in batches,
 * on accounts at random and on a hot one, guarded, and as whole payments beside the same work done naively.
 */
import { systemClock, systemRandom } from '@qiantai/foundation';
import { type Figure, lessIsBetter, median, moreIsBetter } from '../figure.ts';
import { type BenchBooks, hot, member, payable, transfer } from './books.ts';
import { benchPayments } from './payments.ts';

const accountCount = 1000;
const rounds = 5;
const randomAccount = () => systemRandom.below(accountCount);

export async function benchLedgerRates(books: BenchBooks): Promise<Figure[]> {
  const { ledger, ids } = books;
  await openAccounts(books);
  const random = () => transfer(ids, payable(randomAccount()), payable(randomAccount()));
  const onHot = () => transfer(ids, hot, payable(randomAccount()));
  const guarded = () => transfer(ids, member(randomAccount()), hot);
  const batches = async (size: number, count: number, journal: () => ReturnType<typeof random>) => {
    // What is posted is there before the time runs.
    const made = Array.from({ length: count }, () => Array.from({ length: size }, () => ({ journals: [journal()] })));
    return await rate(size * count, async () => {
      for (const units of made) await books.database.statement(async (client) => await ledger.postUnits(client, units));
    });
  };
  const taken: Record<string, number[]> = {};
  const take = async (name: string, measure: () => Promise<number>) => {
    taken[name] = [...(taken[name] ?? []), await measure()];
  };
  // In turns, so that a slow minute of the machine meets all of them.
  for (let round = 0; round < rounds; round++) {
    await take('insert', async () => await insertRate(books, 1000));
    await take(
      'single',
      async () =>
        await rate(
          500,
          async () => await oneByOne(500, async () => void (await ledger.submit({ journals: [random()] }))),
        ),
    );
    await take('random100', async () => await batches(100, 40, random));
    await take('hot100', async () => await batches(100, 40, onHot));
    await take('random500', async () => await batches(500, 10, random));
    await take('hot500', async () => await batches(500, 10, onHot));
    await take('guarded100', async () => await batches(100, 40, guarded));
    await take('refused', async () => await withRefusals(books));
  }
  const of = (name: string) => median(taken[name] ?? []);
  const insert = of('insert');
  return [
    moreIsBetter('ledger.insert_commits', insert, '1/s', 'itself: bare one-row INSERT commits of one client', insert),
    lessIsBetter('ledger.single', 1000 / of('single'), 'ms', '2.5 bare one-row INSERT commits', 2500 / insert),
    moreIsBetter('ledger.batch_100_random', of('random100'), '1/s', '4 times the bare INSERT commits', 4 * insert),
    moreIsBetter('ledger.batch_100_hot', of('hot100'), '1/s', '4 times the bare INSERT commits', 4 * insert),
    moreIsBetter('ledger.batch_500_random', of('random500'), '1/s', '6 times the bare INSERT commits', 6 * insert),
    moreIsBetter('ledger.batch_500_hot', of('hot500'), '1/s', '6 times the bare INSERT commits', 6 * insert),
    moreIsBetter('ledger.hot_100', of('hot100'), '1/s', '0.9 of random accounts', 0.9 * of('random100')),
    moreIsBetter('ledger.hot_500', of('hot500'), '1/s', '0.9 of random accounts', 0.9 * of('random500')),
    moreIsBetter('ledger.guarded', of('guarded100'), '1/s', '0.3 of unguarded, batches of 100', 0.3 * of('hot100')),
    moreIsBetter(
      'ledger.guarded_with_refusals',
      of('refused'),
      '1/s',
      '0.3 of unguarded; one in twenty is refused for want of funds',
      0.3 * of('hot100'),
    ),
    ...(await benchPayments(books)),
  ];
}

async function openAccounts({ ledger, database, ids }: BenchBooks): Promise<void> {
  for (let i = 0; i < accountCount; i++) await ledger.openAccount(database.pool, member(i));
  const journals = Array.from({ length: accountCount }, (_, i) => i).flatMap((i) => [
    transfer(ids, hot, payable(i)),
    transfer(ids, hot, member(i), 10n ** 9n),
  ]);
  await Promise.all(journals.map(async (journal) => await ledger.submit({ journals: [journal] })));
}

export async function insertRate({ database, ids }: BenchBooks, count: number): Promise<number> {
  const client = await database.owner.pool.connect();
  try {
    const text = 'INSERT INTO bench_row VALUES ($1, $2)';
    return await rate(count, async () =>
      oneByOne(count, async () => void (await client.query({ name: 'bench.insert', text, values: [ids.uuid7(), 1n] }))),
    );
  } finally {
    client.release();
  }
}

/** Through the lane, 256 waiting: what can go goes, what can't is told so. */
async function withRefusals({ ledger, ids }: BenchBooks): Promise<number> {
  const count = 4096;
  let refused = 0;
  const measured = await rate(count, async () => {
    const posts = Array.from({ length: count }, async (_, index) => {
      const amountMinor = index % 20 === 0 ? 10n ** 12n : 100n;
      const unit = { journals: [transfer(ids, member(randomAccount()), hot, amountMinor)] };
      await ledger.submit(unit).catch(() => {
        refused += 1;
      });
    });
    await Promise.all(posts);
  });
  if (refused !== Math.ceil(count / 20)) throw new Error(`${refused} postings were refused`);
  return measured;
}

export async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const startedMs = systemClock.monotonicMs();
  await work();
  return count / ((systemClock.monotonicMs() - startedMs) / 1000);
}

async function oneByOne(count: number, work: () => Promise<void>): Promise<void> {
  for (let i = 0; i < count; i++) await work();
}
