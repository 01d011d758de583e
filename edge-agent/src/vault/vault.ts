/**
 * What this agent keeps secret, and how it is given new keys or destroyed.
 *
 * Rotation, safe under a power cut at each step, taken up again at the next start:
 *
 *   1 key file: new current keys, the old ones retiring (one replacement of the file)
 *   2 database: everything sealed by a retiring key is sealed anew, in bounded transactions
 *   3 device key: its file is encrypted anew; the store's authority and its copy are sealed anew
 *   4 database: the write-ahead log is emptied
 *   5 key file: the retiring keys are destroyed
 *
 * Wipe, the same: 1 key file: the keys of secrets are destroyed, which is the wipe; 2 requests that needed a
 * secret and were not sent become dead letters, the secrets are nulled over; 3 the log is emptied. A start that
 * finds the keys destroyed does 2 and 3 again. The device's own key stays: cash and its journal go on.
 */
import { errorText, type Log } from '@qiantai/foundation';
import { type DeviceKey, openDeviceKey } from '../enrolment/device-key.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import { keyIdOf, type SecretBox, secretBox } from '../queue/secret-box.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import type { Keyring, Wiped } from './keyring.ts';
import { openSealedStore, type SealedCell } from './sealed-store.ts';

/** Cells of one transaction of a rotation: sales wait no longer than for these. */
const cellsPerTransaction = 200;

export interface Vault {
  secrets: SecretBox;
  device: DeviceKey;
  /** Set once the keys of secrets were destroyed. */
  wiped(): Wiped | undefined;
  /** New keys; the old ones are destroyed. Resolves with the number of secrets that were sealed anew. */
  rotate(): Promise<number>;
  /** Destroys every secret that this agent holds, durable when it returns. Nothing where that was done already. */
  wipeSecrets(reason: string): void;
  /** New secrets may be sealed again: the agent was activated anew. */
  revive(): void;
  /** What else is sealed by the keyring: sealed anew in each rotation, before the old keys are destroyed. */
  alsoReseals(reseal: () => void): void;
  /** Finishes what a power cut left half done. Everything that is sealed must be known before. */
  recover(): Promise<void>;
}

export function openVault(parts: {
  dataDir: string;
  keyring: Keyring;
  device: DeviceKey;
  store: Store;
  queue: QueueStore;
  nowMs: () => number;
  alarm: RaiseAlarm;
  log: Log;
}): Vault {
  const { keyring, store, queue, log } = parts;
  const cells = openSealedStore(store);
  const secrets = secretBox(keyring.keysFor('secret'));
  const others: Array<() => void> = [];
  let rotating: Promise<number> | undefined;

  function rotate(): Promise<number> {
    rotating ??= rotateOnce().finally(() => {
      rotating = undefined;
    });
    return rotating;
  }

  async function rotateOnce(): Promise<number> {
    keyring.beginRotation();
    let resealed = 0;
    let last: Pick<SealedCell, 'kind' | 'key'> | undefined = { kind: '', key: '' };
    while (last) {
      const page = resealAfter(last);
      resealed += page.resealed;
      last = page.last;
      // Sales come in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    openDeviceKey(parts.dataDir, keyring);
    for (const resealOther of others) resealOther();
    cells.emptyLog();
    keyring.finishRotation();
    log.info({ resealed }, 'vault.rotated');
    return resealed;
  }

  function resealAfter(start: Pick<SealedCell, 'kind' | 'key'>): { resealed: number; last: SealedCell | undefined } {
    const wiped = keyring.wiped();
    return store.transact(() => {
      const page = wiped ? [] : cells.after(start, cellsPerTransaction);
      const old = page.filter((cell) => keyIdOf(cell.sealed) !== keyring.keysFor('secret').current().id);
      for (const cell of old) reseal(cell);
      return { resealed: old.length, last: page.at(-1) };
    });
  }

  /** What no key opens is lost already: its row tells so when it is to be sent. */
  function reseal(cell: SealedCell): void {
    const secret = readable(cell);
    if (secret !== undefined) cells.replace({ ...cell, sealed: secrets.seal(cell.key, secret) });
  }

  function readable(cell: SealedCell): string | undefined {
    try {
      return secrets.open(cell.key, cell.sealed);
    } catch (error) {
      log.error({ kind: cell.kind, key: cell.key, error: errorText(error) }, 'vault.secret_unreadable');
      return undefined;
    }
  }

  function wipeSecrets(reason: string): void {
    if (keyring.wiped()) return;
    keyring.wipe({ atMs: parts.nowMs(), reason });
    log.warn({ reason }, 'vault.keys_destroyed');
    dropSecrets(reason);
    parts.alarm('SECRETS_WIPED', { reason: reason.slice(0, 100) });
  }

  function dropSecrets(reason: string): void {
    const nowMs = parts.nowMs();
    cells.secureDelete('ON');
    store.transact(() => {
      const message = `its card data was destroyed before it was sent: ${reason}`;
      for (const row of cells.waiting()) queue.move(row, 'secret_lost', { nowMs, code: 'SECRETS_WIPED', message });
      cells.dropAll();
    });
    cells.emptyLog();
    cells.secureDelete('FAST');
  }

  return {
    secrets,
    device: parts.device,
    wiped: () => keyring.wiped(),
    rotate,
    wipeSecrets,
    revive: () => keyring.revive(),
    alsoReseals: (reseal) => void others.push(reseal),
    recover: async () => {
      const wiped = keyring.wiped();
      if (wiped && cells.count() > 0) dropSecrets(wiped.reason);
      if (keyring.isRotating()) await rotate();
    },
  };
}
