/** `node append-until-full.ts FOLDER`: appends until the disk takes no more, then says what happened (JSON). */
import { CodedError, SeededRandom, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { openJournal } from '../journal/journal.ts';
import { openStore } from '../store/database.ts';

const [folder = ''] = process.argv.slice(2);
const store = openStore(folder, systemClock);
// The log is not folded back: it is the file that grows.
store.sql.pragma('wal_autocheckpoint = 0');
const { privateKey } = openDeviceKey(folder);
const ids = new IdMint(systemClock, new SeededRandom(1));
const journal = openJournal({ store, privateKey, clock: systemClock, ids });
let acknowledged = 0;
let code = '';
while (code === '' && acknowledged < 20_000) {
  try {
    journal.append({ terminalId: 'till-1', kind: 'operator.signed_out', payload: { operatorId: 'o'.repeat(60) } });
    acknowledged += 1;
  } catch (error) {
    code = error instanceof CodedError ? error.code : String(error);
  }
}
const readable = [...journal.read.entries()].length;
process.stdout.write(JSON.stringify({ acknowledged, code, readable }));
