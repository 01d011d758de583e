/**
 * Whether books stay fast as they grow: what a posting costs at ten million entries beside a hundred thousand, and
 * how long five million take to be proved, beside one million, and beside postings that go on meanwhile.
 */
import { politeRest, proveBooks } from '@qiantai/acquiring-server/ledger';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { type Figure, lessIsBetter, median, moreIsBetter } from '../figure.ts';
import { type BenchBooks, payable, transfer } from './books.ts';
import { addTransfers } from './bulk.ts';
import { rate } from './rates.ts';

const accountCount = 1000;
const batchSize = 100;

export async function benchLedgerGrowth(books: BenchBooks): Promise<Figure[]> {
  await openAccounts(books);
  await grow(books, 100_000);
  const small = await postingMs(books);
  await grow(books, 1_000_000);
  const oneMillion = await proofSeconds(books);
  await grow(books, 5_000_000);
  const fiveMillion = await proofSeconds(books);
  const alone = await postingsBeside(books, async () => undefined);
  const beside = await postingsBeside(books, async (running) => {
    const polite = { rest: politeRest(systemClock, 0.07), monotonicMs: () => systemClock.monotonicMs() };
    while (running()) await proveBooks(books.database, polite);
  });
  const aloneAgain = await postingsBeside(books, async () => undefined);
  await grow(books, 10_000_000);
  const large = await postingMs(books);
  return [
    lessIsBetter(
      'ledger.posting_at_10_million',
      large,
      'ms',
      '1.2 times a batch of 100 at 100,000 entries',
      1.2 * small,
    ),
    lessIsBetter('ledger.proof_5_million', fiveMillion, 's', '10 s', 10),
    lessIsBetter(
      'ledger.proof_growth',
      fiveMillion,
      's',
      '1.1 times five proofs of 1 million (linear)',
      5.5 * oneMillion,
    ),
    moreIsBetter(
      'ledger.postings_beside_proof',
      beside,
      '1/s',
      '0.9 of postings alone',
      0.9 * median([alone, aloneAgain]),
    ),
  ];
}

async function openAccounts({ ledger, ids }: BenchBooks): Promise<void> {
  const journals = Array.from({ length: accountCount }, (_, i) =>
    transfer(ids, payable(i), payable((i + 1) % accountCount)),
  );
  await Promise.all(journals.map(async (journal) => await ledger.submit({ journals: [journal] })));
}

async function grow({ database, ids }: BenchBooks, entries: number): Promise<void> {
  const counted = await database.pool.query<{ count: number }>(
    'SELECT sum(version)::float8 AS count FROM ledger_account',
  );
  const missing = entries - (counted.rows[0]?.count ?? 0);
  if (missing > 0) await addTransfers(database, ids, Math.ceil(missing / 2));
  await database.owner.pool.query('CHECKPOINT');
}

/** Median of a batch of 100 transfers between random accounts, milliseconds. */
async function postingMs({ database, ledger, ids }: BenchBooks): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 220; i++) {
    const units = Array.from({ length: batchSize }, () => ({ journals: [randomTransfer(ids)] }));
    const startedMs = systemClock.monotonicMs();
    await database.statement(async (client) => await ledger.postUnits(client, units));
    if (i >= 20) times.push(systemClock.monotonicMs() - startedMs);
  }
  return median(times);
}

function randomTransfer(ids: BenchBooks['ids']) {
  return transfer(ids, payable(systemRandom.below(accountCount)), payable(systemRandom.below(accountCount)));
}

/** The better of two, as the second finds what the first read. @throws Error where the books don't prove */
async function proofSeconds({ database }: BenchBooks): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < 2; run++) {
    const startedMs = systemClock.monotonicMs();
    const proof = await proveBooks(database);
    seconds.push((systemClock.monotonicMs() - startedMs) / 1000);
    if (!proof.balanced) throw new Error(`the books don't prove: ${JSON.stringify(proof.findings.slice(0, 3))}`);
  }
  return Math.min(...seconds);
}

/** Postings a second with 64 in flight for some seconds, beside other work. */
async function postingsBeside(
  { ledger, ids }: BenchBooks,
  work: (running: () => boolean) => Promise<void>,
): Promise<number> {
  const count = 40_000;
  let left = count;
  let running = true;
  const beside = work(() => running);
  const measured = await rate(count, async () => {
    await Promise.all(
      Array.from({ length: 64 }, async () => {
        while (left-- > 0) await ledger.submit({ journals: [randomTransfer(ids)] });
      }),
    );
  });
  running = false;
  await beside;
  return measured;
}
