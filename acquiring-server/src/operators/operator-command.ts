/**
 * Certificates for the operations port, beside a running server or over its data folder:
 *
 *     npm run operator -- issue NAME --roles finance,risk
 *     npm run operator -- revoke NAME
 *     npm run operator -- list [--json]
 *
 * Reads DATABASE_URL and QIANTAI_DATA_DIR as the server does. `issue` writes NAME.crt and NAME.key to the
 * folder `operators` of the data folder. Ends with 0 where it was done, 1 where it was refused, 2 where it
 * could not start.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CodedError, createLog, errorText, systemClock } from '@qiantai/foundation';
import { readServerConfig } from '../config.ts';
import { sqlState } from '../db/database.ts';
import { reachDatabase } from '../db/reach-database.ts';
import { openCertificateAuthority } from '../enrolment/certificate-authority.ts';
import { isOperatorRole, type OperatorRole, operatorRoles } from './operator-roles.ts';
import { OperatorService } from './operator-service.ts';
import { type OperatorRow, OperatorStore } from './operator-store.ts';

const usage = `usage: npm run operator -- issue NAME --roles ${operatorRoles.join(',')}
       npm run operator -- revoke NAME
       npm run operator -- list [--json]
`;

type Wish =
  | { does: 'issue'; name: string; roles: OperatorRole[] }
  | { does: 'revoke'; name: string }
  | { does: 'list' };

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { roles: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const wish = wishOf(positionals, values.roles);
  if (!wish) {
    process.stderr.write(usage);
    return 2;
  }
  const config = readServerConfig(process.env); // command setting
  const log = createLog({ name: 'operator', level: 'warn', nowMs: () => systemClock.nowMs() });
  const database = await reachDatabase(config, log);
  try {
    const service = new OperatorService({
      store: new OperatorStore(database),
      authority: await openCertificateAuthority({ dataDir: config.dataDir, clock: systemClock }),
      folder: join(config.dataDir, 'operators'),
      clock: systemClock,
    });
    process.stdout.write(await answer(service, wish, values.json));
    return 0;
  } finally {
    await database.close();
  }
}

function wishOf([does, name, ...more]: string[], roles: string | undefined): Wish | undefined {
  if (more.length > 0) return undefined;
  if (does === 'list' && name === undefined) return { does };
  if (does === 'revoke' && name) return { does, name };
  const wanted = roles?.split(',') ?? [];
  if (does === 'issue' && name && wanted.length > 0 && wanted.every(isOperatorRole))
    return { does, name, roles: wanted };
  return undefined;
}

async function answer(service: OperatorService, wish: Wish, json: boolean): Promise<string> {
  switch (wish.does) {
    case 'issue': {
      const issued = await service.issue(wish.name, wish.roles);
      return json ? `${JSON.stringify(issued)}\n` : `${issued.certificateFile}\n${issued.keyFile}\n`;
    }
    case 'revoke': {
      const count = await service.revoke(wish.name);
      return json ? `${JSON.stringify({ revoked: count })}\n` : `${wish.name}: ${count} revoked\n`;
    }
    case 'list': {
      const rows = await service.list();
      return json ? `${JSON.stringify(rows)}\n` : rows.map(line).join('');
    }
  }
}

function line(row: OperatorRow): string {
  const day = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
  const state = row.revokedAtMs === null ? `good until ${day(row.expiresAtMs)}` : `revoked ${day(row.revokedAtMs)}`;
  return `${row.name.padEnd(32)} ${row.roles.join(',').padEnd(40)} ${state}  ${row.serialNumber}\n`;
}

/** SQLSTATE of a table or role that is not there (PostgreSQL, appendix A). */
const notMigrated = ['42P01', '22023'];

try {
  process.exitCode = await run();
} catch (error) {
  const fresh = notMigrated.includes(sqlState(error) ?? '');
  process.stderr.write(`${fresh ? 'Start the server once: its tables are not there yet' : errorText(error)}\n`);
  process.exitCode = error instanceof CodedError ? 1 : 2;
}
