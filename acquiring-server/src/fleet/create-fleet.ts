/** The fleet's parts, wired over one database. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { Database } from '../db/database.ts';
import type { EnrolmentStore } from '../enrolment/enrolment-store.ts';
import type { SecretBox } from '../merchants/secret-box.ts';
import { ActivationCodes } from './activation-codes.ts';
import { ActivationStore } from './activation-store.ts';
import { AgentStore } from './agent-store.ts';
import { Agents } from './agents.ts';
import { createFleetBoard } from './board-reader.ts';
import { ContactStore } from './contact-store.ts';
import { Contacts } from './contacts.ts';
import type { FleetBoardReader } from './fleet-board.ts';
import { HealthStore } from './health-store.ts';
import { OrderStore } from './order-store.ts';
import { Orders } from './orders.ts';
import { ReleaseStore } from './release-store.ts';
import { Releases } from './releases.ts';

export interface Fleet {
  codes: ActivationCodes;
  agents: Agents;
  orders: Orders;
  releases: Releases;
  contacts: Contacts;
  health: HealthStore;
  board: FleetBoardReader;
}

export function createFleet(parts: {
  database: Database;
  enrolment: EnrolmentStore;
  secretBox: SecretBox;
  newestVersion: (store: { merchantId: string; storeId: string }) => Promise<number>;
  clock: Clock;
  /** Memories and writings keep the machine's time. */
  machine: Clock;
  random: Random;
  log: Log;
}): Fleet {
  const { database, clock, machine, log } = parts;
  const agentStore = new AgentStore(database);
  const contactStore = new ContactStore(database);
  const health = new HealthStore(database);
  const contacts = new Contacts({ store: contactStore, clock, machine, log });
  return {
    codes: new ActivationCodes({ ...parts, store: new ActivationStore(database), agents: agentStore }),
    agents: new Agents({ store: agentStore, enrolment: parts.enrolment, clock, log }),
    orders: new Orders({ store: new OrderStore(database), agents: agentStore, clock, machine }),
    releases: new Releases({ store: new ReleaseStore(database), clock, machine }),
    contacts,
    health,
    board: createFleetBoard({
      contacts,
      contactStore,
      health,
      agents: agentStore,
      newestVersion: parts.newestVersion,
      clock,
    }),
  };
}
