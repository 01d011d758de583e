import { createCipheriv } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey, openKeyringOf, signHash, verifyHash } from '../enrolment/device-key.ts';
import { openQueueStore } from '../queue/queue-store.ts';
import { keyIdOf, secretBox } from '../queue/secret-box.ts';
import { openStore, type Store } from '../store/database.ts';
import { openVault } from './vault.ts';

const clock = new FakeClock();
let folder: string;
let store: Store;
let alarms: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
  alarms = [];
  store = openStore(folder, clock);
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open() {
  const keyring = openKeyringOf(folder);
  const queue = openQueueStore(store);
  const vault = openVault({
    ...{ store, queue, keyring, log: silentLog, nowMs: () => clock.nowMs(), dataDir: folder },
    device: openDeviceKey(folder, keyring),
    alarm: (code) => alarms.push(code),
  });
  return { keyring, queue, vault };
}

function addSecrets({ queue, vault }: ReturnType<typeof open>, count: number): void {
  for (let n = 0; n < count; n++) {
    const key = `key-${String(n).padStart(4, '0')}`;
    const secret = vault.secrets.seal(key, `card of ${key}`);
    queue.add({ kind: 'pay', key, terminalId: 'till-1', recordedAtMs: 1, secret });
  }
}

const sealedIds = () =>
  new Set(
    store.sql
      .prepare<[], { secret: Buffer }>('SELECT secret FROM queue WHERE secret IS NOT NULL')
      .all()
      .map((row) => keyIdOf(row.secret)),
  );
const onDisk = () => Buffer.concat(['agent.db', 'agent.db-wal'].map((name) => readFileSync(join(folder, name))));

/** As earlier versions sealed: nonce, tag, ciphertext, no mark. */
function sealedBefore(key: Buffer, owner: string, text: string): Buffer {
  const nonce = Buffer.alloc(12, 3);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

describe('the keyring', () => {
  test('what an earlier version sealed opens, and is sealed by a new key after a rotation', async () => {
    const old = Buffer.alloc(32, 9);
    writeFileSync(join(folder, 'secret.key'), old);
    const opened = open();
    opened.queue.add({
      ...{ kind: 'pay', key: 'k', terminalId: 't', recordedAtMs: 1 },
      secret: sealedBefore(old, 'k', 'card'),
    });
    const read = () => opened.vault.secrets.open('k', opened.queue.secret('pay', 'k') as Uint8Array);
    expect(read()).toBe('card');
    expect(await opened.vault.rotate()).toBe(1);
    expect(read()).toBe('card');
    expect(readFileSync(join(folder, 'secret.key')).includes(old.toString('hex'))).toBe(false);
    expect(opened.keyring.isRotating()).toBe(false);
  });

  test('the device’s key rests encrypted; a plain file of an earlier version is encrypted at the next start', () => {
    const { privateKey, privatePem } = openDeviceKey(folder);
    const path = join(folder, 'device-key.pem');
    expect(readFileSync(path, 'utf8')).toContain('ENCRYPTED');
    writeFileSync(path, privatePem);
    const again = openDeviceKey(folder);
    expect(readFileSync(path, 'utf8')).toContain('ENCRYPTED');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const hash = Buffer.alloc(32, 1);
    expect(verifyHash(hash, signHash(hash, privateKey), again.publicKey)).toBe(true);
  });

  test('without its key file an agent does not start with new keys; a changed key file is named', () => {
    open();
    const path = join(folder, 'secret.key');
    copyFileSync(path, `${path}.kept`);
    unlinkSync(path);
    expect(() => openKeyringOf(folder)).toThrow(`The key file ${path} is not there`);
    writeFileSync(
      path,
      readFileSync(`${path}.kept`, 'utf8').replace(/(?<="keyHex": ")./, (digit) => (digit === '0' ? '1' : '0')),
    );
    expect(() => openKeyringOf(folder)).toThrow(/not what this agent wrote/);
    writeFileSync(path, 'short');
    expect(() => openKeyringOf(folder)).toThrow(/not what this agent wrote/);
  });
});

describe('a rotation', () => {
  test('seals everything by a new key, the device’s key too, and destroys the old ones', async () => {
    const opened = open();
    addSecrets(opened, 450);
    const before = [...sealedIds()];
    const file = readFileSync(join(folder, 'secret.key'), 'utf8');
    expect(await opened.vault.rotate()).toBe(450);
    expect([...sealedIds()]).not.toEqual(before);
    expect(opened.keyring.keysFor('secret').byId(before[0] as string)).toBeUndefined();
    writeFileSync(join(folder, 'old.key'), file);
    expect(() => openDeviceKey(folder, openKeyringOf(folder, join(folder, 'old.key')))).toThrow(/no key of the key/);
    const { secrets } = open().vault;
    expect(secrets.open('key-0007', openQueueStore(store).secret('pay', 'key-0007') as Uint8Array)).toBe(
      'card of key-0007',
    );
  });

  test('cut off after any step it is finished at the next start, and nothing is lost', async () => {
    for (const cutAfter of ['begun', 'half sealed', 'sealed']) {
      store.sql.exec('DELETE FROM queue');
      const opened = open();
      addSecrets(opened, 5);
      opened.keyring.beginRotation();
      if (cutAfter !== 'begun') {
        const half = cutAfter === 'sealed' ? 5 : 2;
        for (let n = 0; n < half; n++) {
          const key = `key-000${n}`;
          const { secrets } = opened.vault;
          const again = secrets.seal(key, secrets.open(key, opened.queue.secret('pay', key) as Uint8Array));
          store.sql.prepare('UPDATE queue SET secret = ? WHERE key = ?').run(again, key);
        }
      }
      const next = open();
      await next.vault.recover();
      expect(next.keyring.isRotating(), cutAfter).toBe(false);
      expect([...sealedIds()], cutAfter).toEqual([next.keyring.keysFor('secret').current().id]);
      for (let n = 0; n < 5; n++) {
        const key = `key-000${n}`;
        expect(next.vault.secrets.open(key, next.queue.secret('pay', key) as Uint8Array)).toBe(`card of ${key}`);
      }
    }
  });
});

describe('a wipe', () => {
  test('destroys the keys and the secrets; what was not sent is a dead letter with its reason', () => {
    const opened = open();
    addSecrets(opened, 3);
    const sealed = opened.queue.secret('pay', 'key-0001') as Uint8Array;
    const ring = openKeyringOf(folder);
    opened.vault.wipeSecrets('reported stolen');
    expect(opened.queue.dead(10).map((row) => `${row.key} ${row.lastCode}`)).toEqual([
      'key-0000 SECRETS_WIPED',
      'key-0001 SECRETS_WIPED',
      'key-0002 SECRETS_WIPED',
    ]);
    expect(opened.queue.dead(1)[0]?.lastMessage).toContain('reported stolen');
    expect(alarms).toEqual(['SECRETS_WIPED']);
    expect(onDisk().includes(Buffer.from(sealed))).toBe(false);
    expect(onDisk().includes(Buffer.from(sealed.subarray(7)))).toBe(false);
    expect(() => opened.vault.secrets.seal('k', 'card')).toThrow('keys of card data were destroyed');
    expect(() => open().vault.secrets.open('key-0001', sealed)).toThrow('does not open');
    // The bytes that a thief copied before stay readable with the keys of before: only what is here is gone.
    expect(secretBox(ring.keysFor('secret')).open('key-0001', sealed)).toBe('card of key-0001');
  });

  test('cut off between keys and database it is finished at the next start; the device still signs', async () => {
    const opened = open();
    addSecrets(opened, 3);
    opened.keyring.wipe({ atMs: 1, reason: 'reported stolen' });
    const next = open();
    await next.vault.recover();
    expect(next.queue.dead(10)).toHaveLength(3);
    expect([...sealedIds()]).toEqual([]);
    expect(next.vault.device.privatePem).toBe(opened.vault.device.privatePem);
    next.vault.revive();
    expect(next.vault.wiped()).toBeUndefined();
    expect(next.vault.secrets.open('k', next.vault.secrets.seal('k', 'card'))).toBe('card');
  });
});
