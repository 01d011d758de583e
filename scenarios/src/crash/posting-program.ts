/**
 * Posts to the ledger as fast as it is answered, and writes down each reference once it was acknowledged: what a
 * test kills, and kills the database under. `node posting-program.ts DATA_DIR SEED`
 */
import { createLedger, type Journal, migrate, openDatabase, platformBook } from '@qiantai/acquiring-server/ledger';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';

const [dataDir = '', seed = ''] = process.argv.slice(2);
const inFlight = 64;

const database = await openDatabase({ dataDir, log: silentLog });
await migrate(database, { clock: systemClock, log: silentLog });
const ids = new IdMint(systemClock, new SeededRandom(`${seed}/${systemClock.nowMs()}`));
const random = new SeededRandom(seed);
const ledger = createLedger({ database, clock: systemClock, ids });
process.stdout.write('ready\n');

await Promise.all(
  Array.from({ length: inFlight }, async () => {
    for (;;) {
      const journal = nextJournal();
      try {
        await ledger.submit({ journals: [journal] });
      } catch {
        // The database is gone: what was not acknowledged is no promise.
        process.stdout.write('refused\n');
        return;
      }
      const [leg] = journal.legs;
      process.stdout.write(`${journal.reference} ${leg?.amountMinor}\n`);
    }
  }),
);
process.exit(3);

function nextJournal(): Journal {
  const amountMinor = BigInt(1 + random.below(1000));
  const merchant = `merchant-${random.below(20)}`;
  const account = { bookId: platformBook, currency: 'CNY' as const };
  return {
    bookId: platformBook,
    kind: 'adjustment',
    reference: ids.uuid7(),
    currency: 'CNY',
    accountingDate: '2026-01-05',
    legs: [
      { account: { ...account, code: 'platform.custody_bank', subject: 'bank-1' }, amountMinor },
      { account: { ...account, code: 'platform.merchant_payable', subject: merchant }, amountMinor: -amountMinor },
    ],
  };
}
