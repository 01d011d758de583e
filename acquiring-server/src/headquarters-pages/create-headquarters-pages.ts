/** Headquarters' pages over the server's parts. */
import type { Clock } from '@qiantai/foundation';
import type { Database } from '../db/database.ts';
import type { FleetBoardReader } from '../fleet/fleet-board.ts';
import type { HeadquartersSessions } from '../headquarters/session.ts';
import { openBoardReader } from './board-reader.ts';
import { BoardStore } from './board-store.ts';
import { pageSessions } from './page-user.ts';
import type { HeadquartersPagesOptions } from './pages.ts';
import { healthOf } from './store-health.ts';

export function createHeadquartersPages(parts: {
  database: Database;
  sessions: HeadquartersSessions;
  fleetBoard: FleetBoardReader;
  clock: Pick<Clock, 'nowMs'>;
}): HeadquartersPagesOptions {
  const store = new BoardStore(parts.database);
  return {
    sessions: pageSessions(parts.sessions, async (merchantId) => (await store.merchant(merchantId))?.name),
    boards: openBoardReader({
      store,
      clock: parts.clock,
      health: async ({ merchantId, storeIds, currency }) => {
        const [stores, terminalNames] = await Promise.all([
          parts.fleetBoard(merchantId, storeIds),
          store.terminalNames(merchantId, storeIds),
        ]);
        return new Map(stores.map((one) => [one.storeId, healthOf(one, { currency, terminalNames })]));
      },
    }),
  };
}
