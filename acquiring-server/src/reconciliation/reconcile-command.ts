/**
 * Compares the channels' bills of one day with our books, beside a running server:
 *
 *     node acquiring-server/src/reconciliation/reconcile-command.ts --date 2026-01-31 [--json]
 *
 * Reads DATABASE_URL and QIANTAI_DATA_DIR as the server does (its own PostgreSQL, too, where it runs), and
 * QIANTAI_CLOCK. Ends with 0 where everything was compared and agrees, 1 where not, 2 where it could not start.
 */
import { parseArgs } from 'node:util';
import { AnchoredClock, createLog, errorText, parseClockAnchor, systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { createBalanceChannel } from '../channels/balance/balance-channel.ts';
import { createChannelGateway } from '../channels/create-channel-gateway.ts';
import { readServerConfig, type ServerConfig } from '../config.ts';
import { reachDatabase } from '../db/reach-database.ts';
import { createLedger } from '../ledger/ledger-store.ts';
import { MerchantStore } from '../merchants/merchant-store.ts';
import { openSecretBox } from '../merchants/secret-box.ts';
import { isClean, type Reconciliation, reconcile } from './reconcile.ts';
import { reconciliationJson, reconciliationText } from './reconciliation-report.ts';
import { ReconciliationStore } from './reconciliation-store.ts';

const usage = 'usage: reconcile-command.ts --date YYYY-MM-DD [--json]\n';

async function run(): Promise<number> {
  const { date, json } = parseArgs({ options: { date: { type: 'string' }, json: { type: 'boolean' } } }).values;
  if (date === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  const env = process.env; // command setting
  const anchor = env['QIANTAI_CLOCK'];
  const clock = new AnchoredClock(anchor ? parseClockAnchor(anchor) : undefined);
  const result = await compare(readServerConfig(env), clock, date);
  process.stdout.write(json ? reconciliationJson(result) : reconciliationText(result));
  return isClean(result) ? 0 : 1;
}

async function compare(config: ServerConfig, clock: AnchoredClock, date: string): Promise<Reconciliation> {
  const log = createLog({ name: 'reconcile', level: 'warn', nowMs: () => clock.nowMs() });
  const database = await reachDatabase(config, log);
  const secretBox = openSecretBox(config.dataDir);
  const merchants = new MerchantStore({ database, secretBox, clock: systemClock });
  const ids = new IdMint(clock, systemRandom);
  const ledger = createLedger({ database, clock, ids });
  const gateway = createChannelGateway({
    db: database,
    clock,
    random: systemRandom,
    log,
    publicHttpUrl: config.publicHttpUrl ?? `http://127.0.0.1:${config.httpPort}`,
    keyEncryptionKey: secretBox.deriveKey('card-working-keys'),
    terminals: merchants,
    balance: createBalanceChannel({ database, ledger, secretBox, clock, ids, random: systemRandom, log }),
  });
  try {
    return await reconcile({ gateway, merchants, store: new ReconciliationStore(database), clock, log }, { date });
  } finally {
    await gateway.close();
    await database.close();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${errorText(error)}\n`);
  process.exitCode = 2;
}
