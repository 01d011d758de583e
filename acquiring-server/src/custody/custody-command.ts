/**
 * Custody's day beside a running server:
 *
 *     npm run custody -- import --date 2026-01-31 [--account custody-1]
 *     npm run custody -- proof --date 2026-01-31 [--json]
 *     npm run custody -- position --date 2026-01-31 [--json]
 *
 * Reads DATABASE_URL and QIANTAI_DATA_DIR as the server does (its own PostgreSQL, too, where it runs), and
 * QIANTAI_CLOCK. Ends with 0 where all is well, 1 where a statement was not taken, a day is not proved or a position
 * is short, 2 where it could not start. The bank is told nothing: instructions are the server's.
 */
import { parseArgs } from 'node:util';
import { AnchoredClock, createLog, errorText, type Log, parseClockAnchor, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { createHttpTransport } from '../channels/http-transport.ts';
import { readServerConfig, type ServerConfig } from '../config.ts';
import { connectDatabase, type Database } from '../db/database.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { openSecretBox } from '../merchants/secret-box.ts';
import { type Custody, createCustody } from './create-custody.ts';
import { importText, positionText, proofText } from './custody-report.ts';
import { memberAccountFinder } from './find-member-account.ts';
import { createHttpCustodyBank } from './http-custody-bank.ts';
import type { ImportResult } from './import-statement.ts';

const usage = 'usage: custody import|proof|position --date YYYY-MM-DD [--account ID] [--json]\n';
const runBy = 'command';

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { date: { type: 'string' }, account: { type: 'string' }, json: { type: 'boolean' } },
  });
  const [what] = positionals;
  const { date, account, json = false } = values;
  if (!date || !/^\d{4}-\d{2}-\d{2}$/.test(date) || !what || !isCommand(what)) {
    process.stderr.write(usage);
    return 2;
  }
  const env = process.env; // command setting
  const anchor = env['QIANTAI_CLOCK'];
  const clock = new AnchoredClock(anchor ? parseClockAnchor(anchor) : undefined);
  return await withCustody(readServerConfig(env), clock, async (custody) => {
    const { text, good } = await commands[what](custody, { date, account, json });
    process.stdout.write(text);
    return good ? 0 : 1;
  });
}

interface Question {
  date: string;
  account: string | undefined;
  json: boolean;
}

const commands = { import: importDay, proof: proveDay, position: showPosition };

function isCommand(word: string): word is keyof typeof commands {
  return Object.hasOwn(commands, word);
}

async function importDay(custody: Custody, { date, account, json }: Question) {
  const accounts = (await custody.listBankAccounts()).filter(
    ({ bankAccountId, status }) => status === 'open' && (account === undefined || bankAccountId === account),
  );
  const results: Array<{ bankAccountId: string; result: ImportResult }> = [];
  for (const { bankAccountId } of accounts) {
    results.push({ bankAccountId, result: await custody.importStatement({ bankAccountId, date, importedBy: runBy }) });
  }
  const good = results.length > 0 && results.every(({ result }) => ['imported', 'unchanged'].includes(result.kind));
  return { text: json ? jsonText(results) : importText(date, results), good };
}

async function proveDay(custody: Custody, { date, json }: Question) {
  const proofs = await custody.prove({ date, runBy });
  const good = proofs.length > 0 && proofs.every(({ passed }) => passed);
  return { text: json ? jsonText(proofs) : proofs.map(proofText).join('\n') || noAccount(date), good };
}

async function showPosition(custody: Custody, { date, json }: Question) {
  const positions = await custody.position(date);
  const good = positions.every(({ suffices }) => suffices !== 'short');
  return { text: json ? jsonText(positions) : positions.map(positionText).join('\n') || noAccount(date), good };
}

function noAccount(date: string): string {
  return `There is no custody account, so nothing is known of ${date}. Make one by CustodyService.CreateBankAccount.\n`;
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, (_name, one) => (typeof one === 'bigint' ? one.toString() : one), 2)}\n`;
}

async function withCustody(
  config: ServerConfig,
  clock: AnchoredClock,
  work: (custody: Custody) => Promise<number>,
): Promise<number> {
  const log = createLog({ name: 'custody', level: 'warn', nowMs: () => clock.nowMs() });
  const database = await reachDatabase(config, log);
  const transport = createHttpTransport({ clock });
  const random = systemRandom;
  const ids = new IdMint(clock, random);
  try {
    return await work(
      createCustody({
        database,
        ledger: createLedger({ database, clock, ids }),
        bank: createHttpCustodyBank({ transport, clock, random }),
        secretBox: openSecretBox(config.dataDir),
        findMemberAccount: memberAccountFinder({ database }),
        clock,
        random,
        ids,
        log,
        instanceId: runBy,
      }),
    );
  } finally {
    await transport.close();
    await database.close();
  }
}

/** The embedded PostgreSQL of a running server is used and left running; one that is started here is stopped. */
async function reachDatabase(config: ServerConfig, log: Log): Promise<Database> {
  if (config.databaseUrl) return connectDatabase({ url: config.databaseUrl, log });
  const embedded = await startEmbeddedPostgres({ folder: config.dataDir, log });
  const database = connectDatabase({ url: embedded.url, log });
  return {
    ...database,
    close: async () => {
      await database.close();
      if (!embedded.adopted) await embedded.stop();
    },
  };
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 2;
}
