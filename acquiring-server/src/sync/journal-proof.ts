/** What proves the journals of stores beside the journal itself: forks, clones, reading back, hand-overs. */
import type { Clock, Log } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { EnrolmentStore } from '../enrolment/enrolment-store.ts';
import { HandoverService } from '../enrolment/handover-service.ts';
import { type PredecessorKey, SuccessionStore } from '../enrolment/succession-store.ts';
import { ShortMemory } from '../merchants/short-memory.ts';
import { ForkStore } from './fork-store.ts';
import { JournalReadingStore } from './journal-reading-store.ts';

export interface JournalProof {
  forks: ForkStore;
  reading: JournalReadingStore;
  handovers: HandoverService;
  /** The keys of the devices whose place an agent took, remembered for a short while. */
  predecessorsOf(merchantId: string, agentId: string): Promise<PredecessorKey[]>;
}

/** A device that has just taken over resends at once: it must not be told that it has no predecessor. */
const rememberedMs = 3000;

export function createJournalProof(options: {
  database: Database;
  ids: IdMint;
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
}): JournalProof {
  const { database, clock, log } = options;
  const successions = new SuccessionStore(database);
  const predecessors = new ShortMemory<PredecessorKey[]>(
    { clock, ageMsMax: rememberedMs, keyCountMax: 10_000 },
    (key) => {
      const [merchantId, agentId] = JSON.parse(key) as [string, string];
      return successions.predecessorsOf(merchantId, agentId);
    },
  );
  return {
    forks: new ForkStore(options),
    reading: new JournalReadingStore(database),
    handovers: new HandoverService({ store: successions, agents: new EnrolmentStore(database), clock, log }),
    predecessorsOf: (merchantId, agentId) => predecessors.get(JSON.stringify([merchantId, agentId])),
  };
}
