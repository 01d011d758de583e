import { verify } from '@node-rs/argon2';
import { checkDigits97, FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPasswordHash, viewAccount } from '../accounts/account-store.ts';
import type { Database } from '../db/database.ts';
import { openTestDatabase } from '../db/test-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { proveBooks } from '../ledger/prove-books.ts';
import { secretBox } from '../merchants/secret-box.ts';
import { applySeed } from './apply-seed.ts';
import type { ChainSeed } from './chain-seed.ts';
import { seedFaults } from './check-seed.ts';
import { sampleSeed } from './sample-seed.fixture.ts';
import { type SeedMembersContext, seedMembers } from './seed-members.ts';

let database: Database;
let context: SeedMembersContext;

beforeAll(async () => {
  database = await openTestDatabase();
  const clock = new FakeClock();
  const random = new SeededRandom('seed');
  const ids = new IdMint(clock, random);
  const ledger = createLedger({ database, clock, ids });
  context = { database, ledger, secretBox: secretBox(Buffer.alloc(32, 7)), clock, ids, random, log: silentLog };
});
afterAll(() => database.close());

const accountNumber = `101000000000007${checkDigits97('101000000000007')}`;
const [card] = sampleSeed().channelAccounts;
const seedOf = (change: object = {}): ChainSeed => ({
  ...sampleSeed(),
  members: [
    {
      loginName: 'zhao',
      name: '赵敏',
      accountNumber,
      paymentPassword: '482915',
      balanceMinor: '50000',
      rechargedThrough: card?.id ?? '',
      ...change,
    },
  ],
});

test('a member has an account, a password and what was recharged, once however often it is seeded', async () => {
  await applySeed(context, seedOf());
  for (let start = 0; start < 2; start++) await seedMembers(context, seedOf());
  expect(await viewAccount(database.pool, accountNumber)).toMatchObject({
    companyId: 'm1',
    status: 'normal',
    totalMinor: 50_000n,
    availableMinor: 50_000n,
    passwordSet: true,
  });
  expect(await verify((await readPasswordHash(database.pool, accountNumber)) ?? '', '482915')).toBe(true);
  expect(await proveBooks(database)).toMatchObject({ balanced: true, unbalancedJournals: [], wrongAccounts: [] });
});

test('the number of another chain’s member is refused', async () => {
  const seed = seedOf();
  const other = { ...seed, merchant: { ...seed.merchant, id: 'm2' } };
  await expect(seedMembers(context, other)).rejects.toMatchObject({ code: 'SEED_UNREADABLE' });
});

test.each([
  ['wrong check digits', seedOf({ accountNumber: `${accountNumber.slice(0, -2)}00` }), /check digits/],
  ['a channel account that is not there', seedOf({ rechargedThrough: 'nowhere' }), /not there/],
  [
    'balances that a channel would charge for',
    { ...seedOf(), channelAccounts: [{ ...card, id: 'b', channel: 'balance', costBasisPoints: 5 }] } as ChainSeed,
    /costs nothing/,
  ],
])('%s are told', (_, seed, words) => {
  expect(seedFaults(seed).join('\n')).toMatch(words);
});
