/** Everything of a merchant's headquarters, wired: what the gRPC service, the page and the command are made of. */
import type { Clock, Log } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { ImportDesk } from '../imports/import-desk.ts';
import { SettingReadingStore } from '../settings/reading-store.ts';
import { SettingsDesk } from '../settings/settings-desk.ts';
import { OperatorDesk } from './operator-desk.ts';
import { RiskDesk } from './risk-desk.ts';
import { SecretHashes } from './secret-hashes.ts';
import { HeadquartersSessions } from './session.ts';
import { TreeDesk } from './tree-desk.ts';
import { HeadquartersUsers } from './users.ts';

export type Headquarters = ReturnType<typeof createHeadquarters>;

export function createHeadquarters(parts: {
  database: Database;
  /** Dates what is changed. */
  clock: Pick<Clock, 'nowMs'>;
  /** The machine's: sessions and locks are for people. */
  machine: Pick<Clock, 'nowMs'>;
  ids: Pick<IdMint, 'uuid7'>;
  log: Log;
}) {
  const { database, clock, machine, ids, log } = parts;
  const hashes = new SecretHashes();
  const settings = new SettingsDesk({ database, clock, log });
  return {
    database,
    sessions: new HeadquartersSessions({ database, clock: machine, log, hashes }),
    users: new HeadquartersUsers({ database, clock: machine, hashes }),
    settings,
    tree: new TreeDesk({ desk: settings, clock }),
    operators: new OperatorDesk({ desk: settings, hashes, clock }),
    risk: new RiskDesk({ desk: settings, database, clock }),
    imports: new ImportDesk({ database, desk: settings, hashes, clock, ids }),
    reading: new SettingReadingStore(database),
  };
}
