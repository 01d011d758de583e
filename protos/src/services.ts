/** The services of the .proto files, loaded once, with the options that every client and server uses. */
import { fileURLToPath } from 'node:url';
import { type GrpcObject, loadPackageDefinition } from '@grpc/grpc-js';
import { loadSync, type Options, type PackageDefinition } from '@grpc/proto-loader';
import type { ProtoGrpcType as AccountTypes } from './generated/account.ts';
import type { ProtoGrpcType as AcquiringTypes } from './generated/acquiring.ts';
import type { ProtoGrpcType as CustodyTypes } from './generated/custody.ts';
import type { ProtoGrpcType as FleetTypes } from './generated/fleet.ts';
import type { ProtoGrpcType as FleetSyncTypes } from './generated/fleet_sync.ts';
import type { ProtoGrpcType as HeadquartersTypes } from './generated/headquarters.ts';
import type { ProtoGrpcType as HubTypes } from './generated/hub.ts';
import type { ProtoGrpcType as LedgerTypes } from './generated/ledger.ts';
import type { ProtoGrpcType as MemberOperationTypes } from './generated/member_operation.ts';
import type { ProtoGrpcType as OfflineCardTypes } from './generated/offline_card.ts';
import type { ProtoGrpcType as PairingTypes } from './generated/pairing.ts';
import type { ProtoGrpcType as PushedOrderTypes } from './generated/pushed_order.ts';
import type { ProtoGrpcType as PushedOrderSyncTypes } from './generated/pushed_order_sync.ts';
import type { ProtoGrpcType as QueueTypes } from './generated/queue.ts';
import type { ProtoGrpcType as ShiftTypes } from './generated/shift.ts';
import type { ProtoGrpcType as TerminalOrderTypes } from './generated/terminal_order.ts';
import type { ProtoGrpcType as TillTypes } from './generated/till.ts';

/** Folder that holds the .proto files. */
export const protoFolder = fileURLToPath(new URL('../proto/', import.meta.url));

/** int64 as text (see money.ts and numbers.ts), enums by name, absent members filled in. */
export const loaderOptions: Options = {
  longs: String,
  enums: String,
  defaults: true,
  oneofs: true,
  includeDirs: [protoFolder],
};

let loadedAcquiring: PackageDefinition | undefined;
let loadedOperations: PackageDefinition | undefined;
let loadedTill: PackageDefinition | undefined;

/** What answers at the agents' port and at that of the enrolment. */
const agentFiles = ['acquiring', 'fleet_sync', 'pushed_order_sync'].map((name) => `qiantai/acquiring/v1/${name}.proto`);
type AgentTypes = AcquiringTypes & FleetSyncTypes & PushedOrderSyncTypes;

export function acquiringDefinition(): PackageDefinition {
  loadedAcquiring ??= loadSync(agentFiles, loaderOptions);
  return loadedAcquiring;
}

/** What answers people: those of the platform at the operations port, those of a merchant at the enrolment port. */
const operationsFiles = [
  'ledger',
  'account',
  'custody',
  'member_operation',
  'fleet',
  'headquarters',
  'offline_card',
  'pushed_order',
].map((name) => `qiantai/acquiring/v1/${name}.proto`);
type OperationsTypes = LedgerTypes &
  AccountTypes &
  CustodyTypes &
  MemberOperationTypes &
  FleetTypes &
  HeadquartersTypes &
  OfflineCardTypes &
  PushedOrderTypes;
type InOperations = OperationsTypes['qiantai']['acquiring']['v1'];

export function operationsDefinition(): PackageDefinition {
  loadedOperations ??= loadSync(operationsFiles, loaderOptions);
  return loadedOperations;
}

/** What an agent answers its tills. */
const tillFiles = ['till', 'pairing', 'shift', 'hub', 'queue', 'terminal_order'].map(
  (name) => `qiantai/edge/v1/${name}.proto`,
);
type InTill = (TillTypes &
  PairingTypes &
  ShiftTypes &
  HubTypes &
  QueueTypes &
  TerminalOrderTypes)['qiantai']['edge']['v1'];

export function tillDefinition(): PackageDefinition {
  loadedTill ??= loadSync(tillFiles, loaderOptions);
  return loadedTill;
}

/** Constructors and service definitions between agent and server. */
export function acquiringServices(): AgentTypes['qiantai']['acquiring']['v1'] {
  return (packageOf(acquiringDefinition()) as unknown as AgentTypes).qiantai.acquiring.v1;
}

/** Constructors and service definitions between operators and server. */
export function operationsServices(): InOperations {
  const loaded = packageOf(operationsDefinition()) as unknown as OperationsTypes;
  return loaded.qiantai.acquiring.v1;
}

/** Constructors and service definitions between till and agent. */
export function tillServices(): InTill {
  const loaded = packageOf(tillDefinition()) as unknown as {
    qiantai: { edge: { v1: InTill } };
  };
  return loaded.qiantai.edge.v1;
}

const packages = new Map<PackageDefinition, GrpcObject>();

/** Its constructors are made once: a client that asks for them with each call would make hundreds. */
function packageOf(definition: PackageDefinition): GrpcObject {
  const known = packages.get(definition) ?? loadPackageDefinition(definition);
  packages.set(definition, known);
  return known;
}
