/** Writes src/generated/ from the .proto files. Run `npm run generate -w protos` after a change of them. */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

rmSync(here('generated'), { recursive: true, force: true });
execFileSync(
  'proto-loader-gen-types',
  [
    'qiantai/acquiring/v1/acquiring.proto',
    'qiantai/acquiring/v1/fleet_sync.proto',
    'qiantai/acquiring/v1/fleet.proto',
    'qiantai/acquiring/v1/pushed_order.proto',
    'qiantai/acquiring/v1/pushed_order_sync.proto',
    'qiantai/acquiring/v1/ledger.proto',
    'qiantai/acquiring/v1/custody.proto',
    'qiantai/acquiring/v1/account.proto',
    'qiantai/acquiring/v1/member_operation.proto',
    'qiantai/acquiring/v1/offline_card.proto',
    'qiantai/acquiring/v1/headquarters.proto',
    'qiantai/edge/v1/till.proto',
    'qiantai/edge/v1/pairing.proto',
    'qiantai/edge/v1/shift.proto',
    'qiantai/edge/v1/hub.proto',
    'qiantai/edge/v1/queue.proto',
    'qiantai/edge/v1/terminal_order.proto',
    '--longs=String',
    '--enums=String',
    '--defaults',
    '--oneofs',
    '--grpcLib=@grpc/grpc-js',
    '--importFileExtension=.ts',
    `--includeDirs=${here('../proto/')}`,
    `--outDir=${here('generated')}`,
  ],
  { stdio: 'inherit' },
);

// The generator names its source by the path on this machine; the project names it from its own root.
for (const file of globSync(here('generated/**/*.ts'))) {
  const text = readFileSync(file, 'utf8').replaceAll(here('../'), 'protos/');
  writeFileSync(file, text);
}
