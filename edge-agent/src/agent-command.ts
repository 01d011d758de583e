/**
 * What a person does to a stopped agent (QIANTAI_DATA_DIR, AGENT_KEY_FILE):
 *
 *   npm run agent -- export --to FILE --passphrase-file FILE|-      hands this agent over to new hardware
 *   npm run agent -- take-back                                     an export that nobody imported is void
 *   npm run agent -- import --from FILE --passphrase-file FILE|-    on the new hardware, before its first start
 *   npm run agent -- rotate-keys                                   new keys for all that is sealed
 *   npm run agent -- wipe --reason TEXT                            destroys card data and its keys
 *
 * Prints what came of it as JSON; exit 1 with a code where it was refused.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CodedError, createLog, errorText, readConfig, systemClock } from '@qiantai/foundation';
import { z } from 'zod';
import { openDeviceKey, openKeyringOf } from './enrolment/device-key.ts';
import { openIdentityStore } from './enrolment/enrolment-store.ts';
import { keepIdentityCopy } from './enrolment/identity-copy.ts';
import { agentError } from './errors.ts';
import { exportAgent } from './handover/export.ts';
import { readHandedOver, takeBack } from './handover/handover-state.ts';
import { importAgent } from './handover/import.ts';
import { openQueueStore } from './queue/queue-store.ts';
import { secretBox } from './queue/secret-box.ts';
import { openStore } from './store/database.ts';
import { openAuthorityStore } from './tills/authority-store.ts';
import { openPairingStore } from './tills/pairing-store.ts';
import { resealTills } from './tills/tills-copy.ts';
import { openVault, type Vault } from './vault/vault.ts';

const usage = 'usage: agent export|import|take-back|rotate-keys|wipe (see edge-agent/README.md)\n';
const log = createLog({ name: 'agent-command', level: 'warn', nowMs: () => systemClock.nowMs() });

const settings = readConfig(
  z.object({ QIANTAI_DATA_DIR: z.string().min(1).default('.data/edge-agent'), AGENT_KEY_FILE: z.string().optional() }),
  process.env, // command setting
);
const dataDir = settings.QIANTAI_DATA_DIR;
const keyFile = settings.AGENT_KEY_FILE || undefined;

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      to: { type: 'string' },
      from: { type: 'string' },
      'passphrase-file': { type: 'string' },
      reason: { type: 'string' },
    },
  });
  const passphraseFile = values['passphrase-file'];
  const common = { dataDir, keyFile, clock: systemClock, log };
  switch (positionals[0]) {
    case 'export':
      if (values.to === undefined || passphraseFile === undefined) break;
      return say(await exportAgent({ ...common, to: values.to, passphrase: passphraseFrom(passphraseFile) }));
    case 'import':
      if (values.from === undefined || passphraseFile === undefined) break;
      return say(importAgent({ ...common, from: values.from, passphrase: passphraseFrom(passphraseFile) }));
    case 'take-back':
      if (!readHandedOver(dataDir)) return say({ takenBack: false });
      takeBack(dataDir);
      return say({ takenBack: true });
    case 'rotate-keys':
      return say({ resealed: await withVault((vault) => vault.rotate()) });
    case 'wipe':
      if (values.reason === undefined) break;
      return say(await withVault((vault) => wipe(vault, values.reason ?? '')));
  }
  process.stderr.write(usage);
  return 2;
}

function wipe(vault: Vault, reason: string) {
  vault.wipeSecrets(reason);
  return { wiped: vault.wiped() };
}

/** The stopped agent's own vault. */
async function withVault<T>(work: (vault: Vault) => T | Promise<T>): Promise<T> {
  if (!existsSync(dataDir)) throw agentError('AGENT_FOLDER_MISSING', { dataDir });
  const store = openStore(dataDir, systemClock);
  try {
    const keyring = openKeyringOf(dataDir, keyFile);
    const vault = openVault({
      ...{ dataDir, keyring, device: openDeviceKey(dataDir, keyring), store, queue: openQueueStore(store), log },
      nowMs: () => systemClock.nowMs(),
      alarm: (code, details) => log.warn({ ...details, alarm: code }, 'agent.alarm'),
    });
    const identity = openIdentityStore(store.sql).read();
    vault.alsoReseals(() => {
      resealTills({
        ...{ dataDir, keyring, box: secretBox(keyring.keysFor('device')) },
        authorities: openAuthorityStore(store.sql),
        pairings: openPairingStore(store.sql),
      });
      if (identity) keepIdentityCopy(dataDir, keyring, identity);
    });
    await vault.recover();
    return await work(vault);
  } finally {
    store.close();
  }
}

/** Never an argument: arguments are seen by every process of the machine. */
function passphraseFrom(file: string): string {
  return readFileSync(file === '-' ? 0 : file, 'utf8').replace(/\r?\n$/, '');
}

function say(outcome: object): number {
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof CodedError ? `${error.code}: ` : ''}${errorText(error)}\n`);
  process.exitCode = 1;
}
