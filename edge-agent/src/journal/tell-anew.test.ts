import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, type JournalEntry } from '@qiantai/protos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openStore, type Store } from '../store/database.ts';
import { type Journal, openJournal } from './journal.ts';
import type { StoredEntry } from './journal-store.ts';
import { tellAnew } from './tell-anew.ts';

const clock = new FakeClock();
const ids = new IdMint(clock, new SeededRandom('anew'));
let folder: string;
let store: Store;
let journal: Journal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anew-'));
  store = openStore(folder, clock);
  journal = openJournal({ store, privateKey: openDeviceKey(folder).privateKey, clock, ids });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As entries of another branch are: only what they tell counts. */
const entry = (kind: string, payload: object) =>
  ({ kind, payload, payloadJson: JSON.stringify(payload) }) as unknown as StoredEntry;
const abandoned = (saleId: string, reasonCode = 'A') =>
  entry('sale.abandoned', { saleId, operatorId: 'op', reasonCode });

function tell(...entries: StoredEntry[]): JournalEntry[] {
  const rebuilt: JournalEntry[] = [];
  store.transact(() =>
    tellAnew(
      journal,
      'till-1',
      () => entries,
      (one) => rebuilt.push(one),
    ),
  );
  return rebuilt;
}

test('is told what the journal does not tell, once, in its order, and built from', () => {
  const [first, second] = [ids.saleId(), ids.saleId()];
  const told = tell(abandoned(first), abandoned(second), abandoned(first));
  expect(told.map(({ payload }) => (payload as { saleId: string }).saleId)).toEqual([first, second]);
  expect(journal.read.after('till-1', 0, 10)).toHaveLength(2);
  expect(tell(abandoned(second), abandoned(first))).toEqual([]);
});

test('what happens once for its key is not told again in other words', () => {
  const saleId = ids.saleId();
  tell(abandoned(saleId));
  expect(tell(abandoned(saleId, 'B'))).toEqual([]);
});

test('what tells of the branch itself stays in it', () => {
  const rebased = { atSequence: 1, movedCount: 0, restoredCount: 1, rebasedAtMs: 1 };
  expect(tell(entry('journal.rebased', rebased))).toEqual([]);
});
