/**
 * `npm start`: brings the whole suite up with a demo chain of two stores and two tills, prints where
 * everything is, and opens the till. Ctrl-C ends every process; the next start finds its data again.
 */
import { writeFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { anchorNow, createLog, errorText, systemClock } from '@qiantai/foundation';
import { shelfArticles } from '../catalogue/convenience-catalogue.ts';
import { demoMerchantId, demoOperators, demoSupervisor } from './chain.ts';
import { demoHeadquartersUsers } from './demo-settings.ts';
import { describeSuite } from './describe-suite.ts';
import { openTill } from './open-till.ts';
import { type RunningSuite, startSuite } from './suite.ts';
import { documentedSuitePorts, freeSuitePorts } from './suite-ports.ts';

const help = `npm start -- [options]
  --json FILE    write addresses, authority, activation codes and demo operators to FILE when ready
  --data DIR     where everything is kept (.data)
  --free-ports   take ports from the system instead of the documented ones
  --seed TEXT    seed of the simulators' faults
  --no-window    do not open an Electron window, even where one could be opened
`;

const stores = [
  { id: 'store-1', name: '外滩店', nameEn: 'The Bund' },
  { id: 'store-2', name: '徐家汇店', nameEn: 'Xujiahui' },
];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      data: { type: 'string', default: '.data' },
      'free-ports': { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      'no-window': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const startedMs = systemClock.monotonicMs();
  const dataDir = resolve(values.data);
  enableCompileCache(join(dataDir, 'compile-cache'));
  process.env['NODE_COMPILE_CACHE'] = join(dataDir, 'compile-cache');
  const log = createLog({ name: 'suite', level: 'warn', nowMs: () => systemClock.nowMs() });
  const articles = shelfArticles();
  const counts = { stores: stores.length, tills: stores.length };
  const starting = startSuite({
    dataDir,
    currency: 'CNY',
    stores,
    tillsPerStore: 1,
    articles,
    presets: articles.slice(0, 12).map(({ barcode, nameZh }) => ({ code: barcode, label: nameZh })),
    ports: await (values['free-ports'] ? freeSuitePorts(counts) : documentedSuitePorts(counts)),
    seed: values.seed,
    anchor: anchorNow({ factor: 1 }),
    cutLines: false,
    databaseUrl: process.env['DATABASE_URL'],
    log,
    onRestart: (name, pid) => process.stdout.write(`${name} died and was started again (pid ${pid})\n`),
  });
  const window = openTill({ wanted: !values['no-window'], starting, env: process.env });
  const suite = await starting;
  endOnSignals(suite);
  const opened = await window;
  process.stdout.write(addresses(suite, (systemClock.monotonicMs() - startedMs) / 1000));
  process.stdout.write(`\n${opened}\n`);
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify(describeSuite(suite), null, 2)}\n`, { mode: 0o600 });
    process.stdout.write(`Written for other programs: ${values.json}\n`);
  }
}

function endOnSignals(suite: RunningSuite): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    process.stdout.write('\nEnding …\n');
    suite.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${errorText(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

function addresses(suite: RunningSuite, seconds: number): string {
  const rows: Array<[string, string]> = [
    ...suite.tills.map((till): [string, string] => [`Till ${till.id} (${till.storeId})`, till.screen]),
    ...suite.tills.map((till): [string, string] => [`Customer display ${till.id}`, till.customer]),
    ['Device panel (scan, tap, unplug)', suite.panel],
    ...suite.stores.map((store): [string, string] => [`Edge agent ${store.id}`, store.status]),
    ['Customers’ phones and cards', suite.channels.http],
    ['Headquarters’ first page', `${suite.server.ready.http}/headquarters/`],
    ['Acquiring server, HTTP', suite.server.ready.http],
    ['Acquiring server, gRPC', `${suite.server.ready.grpc} (enrolment ${suite.server.ready.enrolment})`],
    ['The platform’s people, gRPC', `${suite.server.ready.operations} (npm run ledger, npm run operator)`],
    ['MQTT', suite.server.ready.mqtt],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const operators = [...demoOperators, demoSupervisor].map(({ name, number, pin }) => `${name} ${number} PIN ${pin}`);
  const users = demoHeadquartersUsers.map(({ login, password }) => `${login} / ${password}`);
  return [
    `Qiantai is up after ${seconds.toFixed(1)} s.`,
    ...rows.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    `  ${'Cashiers, supervisor'.padEnd(width)}  ${operators.join(', ')}`,
    `  ${'Headquarters’ people'.padEnd(width)}  merchant ${demoMerchantId}: ${users.join(', ')}`,
    'Ctrl-C ends everything.',
  ].join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`Qiantai did not start: ${errorText(error)}\n`);
  process.exit(1);
});
