import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, SeededRandom } from '@qiantai/foundation';
import { IdMint, type JournalEntry } from '@qiantai/protos';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { checkInSlices, integrityOf } from './check-store.ts';
import { openStore } from './database.ts';

const clock = new FakeClock();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A journal whose second entry was changed behind its back; with `mended`, a person has vouched for its place. */
async function findings(mended: boolean): Promise<Array<string | undefined>> {
  const store = openStore(folder, clock);
  const { privateKey, publicKey } = openDeviceKey(folder);
  const ids = new IdMint(clock, new SeededRandom(1));
  const journal = openJournal({ store, privateKey, clock, ids });
  const append = () =>
    journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'op-1' } });
  const entries: JournalEntry[] = [append(), append(), append()];
  store.sql.exec('DROP TRIGGER journal_is_append_only_update');
  store.sql.exec(`UPDATE journal SET payload_json = '{"operatorId":"op-2"}' WHERE sequence = 2`);
  if (mended) {
    journal.append({
      terminalId: 'till-1',
      kind: 'queue.mended',
      payload: {
        ...{ queueKind: 'journal', key: 'till-1/000000000002', action: 'correct', entryHash: entries[1]?.hash },
        ...{ operatorId: 'op-1', reason: 'a bit', mendedAtMs: 1 },
      },
    });
  }
  const sliced = await checkInSlices({
    ...{ store, journal: journal.read, keys: () => [publicKey] },
    pause: async () => true,
  });
  store.close();
  return [sliced, integrityOf(store.file, 'thorough'), integrityOf(store.file, 'opening')];
}

test('an entry that was changed within its cell is found, by the slices and by the thorough check', async () => {
  const words = 'entry 2 of till-1 does not hold';
  expect(await findings(false)).toEqual([words, words, undefined]);
});

test('one that a person mended stays as it is, and is no damage', async () => {
  expect(await findings(true)).toEqual([undefined, undefined, undefined]);
});
