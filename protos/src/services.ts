/** The services of the .proto files, loaded once, with the options that every client and server uses. */
import { fileURLToPath } from 'node:url';
import { type GrpcObject, loadPackageDefinition } from '@grpc/grpc-js';
import { loadSync, type Options, type PackageDefinition } from '@grpc/proto-loader';
import type { ProtoGrpcType as AccountTypes } from './generated/account.ts';
import type { ProtoGrpcType as AcquiringTypes } from './generated/acquiring.ts';
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

const acquiringFiles = ['qiantai/acquiring/v1/acquiring.proto', 'qiantai/acquiring/v1/account.proto'];

let loadedAcquiring: PackageDefinition | undefined;
let loadedTill: PackageDefinition | undefined;

export function acquiringDefinition(): PackageDefinition {
  loadedAcquiring ??= loadSync(acquiringFiles, loaderOptions);
  return loadedAcquiring;
}

export function tillDefinition(): PackageDefinition {
  loadedTill ??= loadSync('qiantai/edge/v1/till.proto', loaderOptions);
  return loadedTill;
}

type InAcquiring<Types extends { qiantai: { acquiring: { v1: object } } }> = Types['qiantai']['acquiring']['v1'];

/** Constructors and service definitions of the server: for agents, and for the platform's people and programs. */
export function acquiringServices(): InAcquiring<AcquiringTypes> & InAcquiring<AccountTypes> {
  return (loadPackageDefinition(acquiringDefinition()) as GrpcObject as unknown as AcquiringTypes & AccountTypes)
    .qiantai.acquiring.v1;
}

/** Constructors and service definitions between till and agent. */
export function tillServices(): TillTypes['qiantai']['edge']['v1'] {
  return (loadPackageDefinition(tillDefinition()) as GrpcObject as unknown as TillTypes).qiantai.edge.v1;
}
