/**
 * Headquarters of a merchant from the shell, beside a running server or over its data folder:
 *
 *     npm run headquarters -- user add LOGIN --merchant ID [--scope SCOPE] [--rights read,…] [--name NAME]
 *     npm run headquarters -- user password LOGIN --merchant ID
 *     npm run headquarters -- user revoke LOGIN --merchant ID
 *     npm run headquarters -- user list --merchant ID [--json]
 *     npm run headquarters -- import WHAT FILE --merchant ID [--scope SCOPE] [--replace] --preview|--commit [--json]
 *     npm run headquarters -- revert VERSION --merchant ID [--dry-run] [--json]
 *
 * Passwords are read from the first line of the standard input; without one, one is made and printed. Reads
 * DATABASE_URL and QIANTAI_DATA_DIR as the server does. Ends with 0 where it was done, 1 where it was refused or a
 * file has bad rows, 2 where it could not start.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { CodedError, createLog, errorText, systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { readServerConfig } from '../config.ts';
import { sqlState } from '../db/database.ts';
import { reachDatabase } from '../db/reach-database.ts';
import { deadlineAt } from '../db/within-deadline.ts';
import { importKinds } from '../imports/import-kinds.ts';
import { faultLine, previewText } from '../imports/preview-text.ts';
import { createHeadquarters, type Headquarters } from './create-headquarters.ts';
import { type HeadquartersUser, headquartersRights, isHeadquartersRight } from './headquarters-rights.ts';
import { userOfRow } from './session.ts';
import { readTree } from './tree-store.ts';
import type { UserKeeper } from './users.ts';

const usage = `usage: npm run headquarters -- user add LOGIN --merchant ID [--scope SCOPE] [--rights ${headquartersRights.join(',')}] [--name NAME]
       npm run headquarters -- user password|revoke LOGIN --merchant ID
       npm run headquarters -- user list --merchant ID [--json]
       npm run headquarters -- import ${Object.keys(importKinds).join('|')} FILE --merchant ID [--scope SCOPE] [--replace] --preview|--commit [--json]
       npm run headquarters -- revert VERSION --merchant ID [--dry-run] [--json]
`;

interface Flags {
  merchant: string;
  scope: string;
  rights: string;
  name: string;
  replace: boolean;
  preview: boolean;
  commit: boolean;
  'dry-run': boolean;
  json: boolean;
}

/** Answers the code that the program ends with; undefined where the words are no command. */
type Command = (headquarters: Headquarters) => Promise<number>;

const commandMs = 600_000;

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: {
      merchant: { type: 'string', default: '' },
      scope: { type: 'string', default: '' },
      rights: { type: 'string', default: headquartersRights.join(',') },
      name: { type: 'string', default: '' },
      replace: { type: 'boolean', default: false },
      preview: { type: 'boolean', default: false },
      commit: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const command = values.merchant === '' ? undefined : commandOf(positionals, values);
  if (!command) {
    process.stderr.write(usage);
    return 2;
  }
  const config = readServerConfig(process.env); // command setting
  const log = createLog({ name: 'headquarters', level: 'warn', nowMs: () => systemClock.nowMs() });
  const database = await reachDatabase(config, log);
  try {
    const ids = new IdMint(systemClock, systemRandom);
    return await command(createHeadquarters({ database, clock: systemClock, machine: systemClock, ids, log }));
  } finally {
    await database.close();
  }
}

function commandOf([area, ...words]: string[], flags: Flags): Command | undefined {
  if (area === 'user') return userCommand(words, flags);
  if (area === 'import') return importCommand(words, flags);
  if (area === 'revert') return revertCommand(words, flags);
  return undefined;
}

function userCommand([does, login, ...more]: string[], flags: Flags): Command | undefined {
  const keeper: UserKeeper = { kind: 'platform', whom: 'command', merchantId: flags.merchant };
  const rights = flags.rights.split(',');
  if (more.length > 0 || !rights.every(isHeadquartersRight)) return undefined;
  if (does === 'list' && login === undefined) return async ({ users }) => await listUsers(users, keeper, flags.json);
  if (!login) return undefined;
  if (does === 'add') {
    return async ({ users }) => {
      const { password, made } = await readPassword();
      const fields = { login, name: flags.name || login, scope: flags.scope, rights };
      await users.create(keeper, { ...fields, password });
      return told(`${login} may sign in${made ? ` with the password ${password}` : ''}`);
    };
  }
  if (does === 'password') {
    return async ({ users }) => {
      const { password, made } = await readPassword();
      await users.setPassword(keeper, { login, password });
      return told(`${login} has a new password${made ? `: ${password}` : ''}`);
    };
  }
  if (does === 'revoke') {
    return async ({ users }) => {
      await users.revoke(keeper, login);
      return told(`${login} may not sign in any more`);
    };
  }
  return undefined;
}

async function listUsers(users: Headquarters['users'], keeper: UserKeeper, json: boolean): Promise<number> {
  for (let after = '', more = true; more; ) {
    const page = await users.list(keeper, { after, limit: 500 });
    for (const user of page.users) {
      const state = user.revokedAtMs === null ? '' : '  revoked';
      const scope = user.scope === '' ? 'chain' : user.scope;
      told(
        json ? JSON.stringify(user) : `${user.login.padEnd(24)} ${scope.padEnd(24)} ${user.rights.join(',')}${state}`,
      );
    }
    after = page.users.at(-1)?.login ?? after;
    more = page.more;
  }
  return 0;
}

function importCommand([what, file, ...more]: string[], flags: Flags): Command | undefined {
  if (!what || !file || more.length > 0 || flags.preview === flags.commit) return undefined;
  return async ({ imports, database }) => {
    const keeper = await commandUser(database, flags.merchant);
    const { scope, replace, json } = flags;
    const preview = await imports.preview(keeper, { what, scope, replace }, await readChunks(file));
    if (json) told(JSON.stringify({ ...preview, fileHash: preview.fileHash.toString('hex') }));
    else told(previewText(preview));
    for (const fault of json ? [] : preview.faults) process.stderr.write(`${faultLine(fault)}\n`);
    if (preview.badRows > 0) return 1;
    if (flags.preview) return 0;
    const { importId, fileHash } = preview;
    const deadline = deadlineAt(systemClock.nowMs() + commandMs, systemClock);
    const { version } = await imports.commit(keeper, { importId, fileHash, note: '' }, deadline);
    return told(json ? JSON.stringify({ version }) : `taken: settings are at version ${version}`);
  };
}

function revertCommand([version, ...more]: string[], flags: Flags): Command | undefined {
  if (!version || !/^[0-9]{1,15}$/.test(version) || more.length > 0) return undefined;
  return async ({ settings, database }) => {
    const user = await commandUser(database, flags.merchant);
    const deadline = deadlineAt(systemClock.nowMs() + commandMs, systemClock);
    const outcome = await settings.takeBack(user, { version: Number(version), dryRun: flags['dry-run'] }, deadline);
    if (flags.json) return told(JSON.stringify(outcome));
    for (const { at, code, why } of outcome.faults) process.stderr.write(`${at}: ${code} ${why}\n`);
    told(`${outcome.changed} changed, ${outcome.removed} removed, settings at version ${outcome.version}`);
    return outcome.faults.length > 0 ? 1 : 0;
  };
}

/** Whoever may start the command may everything. */
async function commandUser(database: Headquarters['database'], merchantId: string): Promise<HeadquartersUser> {
  const tree = await readTree(database.pool, merchantId);
  const row = { merchantId, login: 'command', name: '', scope: '', rights: [...headquartersRights] };
  return { ...userOfRow(row, tree), whom: 'command' };
}

/** In pieces, so that the import lets others have their turn. */
async function readChunks(file: string): Promise<Uint8Array[]> {
  const bytes = await readFile(file);
  const size = 262_144;
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, at * size + size));
}

async function readPassword(): Promise<{ password: string; made: boolean }> {
  const given = process.stdin.isTTY ? '' : ((await readAll(process.stdin)).split('\n')[0] ?? '').trimEnd();
  return given === ''
    ? { password: randomBytes(12).toString('base64url'), made: true }
    : { password: given, made: false };
}

function told(line: string): 0 {
  process.stdout.write(`${line}\n`);
  return 0;
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
