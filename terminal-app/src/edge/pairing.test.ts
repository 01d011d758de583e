/** A till is paired over real TLS: it knows the agent before it says its secret, and keeps its key for itself. */
import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server, ServerCredentials, type ServerUnaryCall } from '@grpc/grpc-js';
import { errorRegistry, SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import {
  authorityFingerprint,
  greetingProof,
  pairingCodeText,
  pairingStatement,
  parsePairingCode,
  publicKeyHash,
  tillServices,
  toServiceError,
} from '@qiantai/protos';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAgentLink } from './agent-link.ts';
import type { PairingParts, PairingSecret } from './pairing.ts';
import { makeTestAuthority, type TestAuthority } from './test-authority.ts';
import { IdentityFile, type TillIdentity } from './till-identity.ts';

const pairingError = errorRegistry({
  PAIRING_CODE_WRONG: { grpc: 'UNAUTHENTICATED', http: 401, message: 'wrong', retryable: false },
});
const standing = 'a-standing-secret-of-a-test';

/** The agent's side of pairing, with books of its own. */
class PairingAgent {
  authority: TestAuthority;
  readonly secrets: string[] = [];
  readonly keys = new Map<string, Buffer>();
  /** Answers that are lost on the way: the agent did its part. */
  loseAnswers = 0;
  notAfterMs = systemClock.nowMs() + 3_600_000;
  private server = new Server();
  port = 0;

  constructor(authority: TestAuthority) {
    this.authority = authority;
  }

  async start(): Promise<void> {
    const { pem, server, keyHash } = this.authority;
    const answered =
      (method: (request: never) => unknown) =>
      (call: ServerUnaryCall<never, unknown>, done: (error: unknown, reply?: unknown) => void) => {
        Promise.resolve()
          .then(() => method(call.request))
          .then(
            (reply) => done(null, reply),
            (error: unknown) => done(toServiceError(error)),
          );
      };
    this.server = new Server();
    this.server.addService(tillServices().PairingService.service, {
      Greet: answered(({ terminalId, nonce }: { terminalId: string; nonce: Buffer }) => ({
        proof: greetingProof({ secret: standing, terminalId, nonce, keyHash }),
      })),
      Pair: answered((request) => this.pair(request)),
      Renew: answered((request) => this.pair(request)),
    } as never);
    const own = { private_key: Buffer.from(server.privateKeyPem), cert_chain: Buffer.from(server.chainPem) };
    this.port = await new Promise((resolve, reject) => {
      const credentials = ServerCredentials.createSsl(Buffer.from(pem), [own], false);
      this.server.bindAsync(`localhost:${this.port}`, credentials, (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
  }

  stop(): void {
    this.server.forceShutdown();
  }

  private async pair(request: { terminalId: string; secret?: string; publicKey: Buffer; signature: Buffer }) {
    const terminalId = request.terminalId || 'T1';
    const { keyHash } = this.authority;
    const key = createPublicKey({ key: request.publicKey, format: 'der', type: 'spki' });
    const said = pairingStatement({ terminalId, spkiDer: request.publicKey, keyHash });
    expect(verify('sha256', said, key, request.signature)).toBe(true);
    if (request.secret !== undefined) this.secrets.push(request.secret);
    if (request.secret === 'WRNGWRNG') throw pairingError('PAIRING_CODE_WRONG');
    const name = publicKeyHash(request.publicKey);
    const certificate =
      this.keys.get(name) ?? (await this.authority.certify(request.publicKey, terminalId, this.notAfterMs));
    this.keys.set(name, certificate);
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new Error('the answer is lost');
    }
    const { der } = this.authority;
    return { terminalId, storeId: 'S1', certificate, authority: der, notAfterMs: String(this.notAfterMs) };
  }
}

let agent: PairingAgent;
let folder: string;
let nowMs: number;

beforeEach(async () => {
  agent = new PairingAgent(await makeTestAuthority());
  await agent.start();
  folder = mkdtempSync(join(tmpdir(), 'pairing-'));
  nowMs = systemClock.nowMs();
});
afterEach(() => {
  agent.stop();
  rmSync(folder, { recursive: true });
});

function link(secret: PairingSecret | null, terminalId = 'T1') {
  const used: Array<Pick<TillIdentity, 'certificatePem' | 'privateKeyPem'>> = [];
  const parts: PairingParts = {
    address: `localhost:${agent.port}`,
    terminalId,
    identities: new IdentityFile(folder),
    random: new SeededRandom('pairing'),
    clock: systemClock,
    machineNowMs: () => nowMs,
  };
  return {
    used,
    ...openAgentLink({ ...parts, client: { use: (one) => void used.push(one as never) }, secret, log: silentLog }),
  };
}

const codeOf = (authority: TestAuthority, secret = '0123ABCD') =>
  pairingCodeText({ fingerprint: authorityFingerprint(authority.keyHash), secret });
const held = () => JSON.parse(readFileSync(join(folder, 'till-identity.json'), 'utf8')) as TillIdentity;

describe('a till with a pairing code', () => {
  it('says its secret to the agent that the code names, and keeps key and certificate for itself alone', async () => {
    const till = link({ kind: 'code', text: codeOf(agent.authority).toLowerCase() });
    await till.ready();
    expect(agent.secrets).toEqual(['0123ABCD']);
    expect(till.used).toHaveLength(1);
    expect(statSync(join(folder, 'till-identity.json')).mode & 0o777).toBe(0o600);
    expect(held().terminalId).toBe('T1');
    // The next start needs nobody and no code.
    const again = link(null);
    await again.ready();
    expect(agent.secrets).toHaveLength(1);
    expect(again.used[0]?.certificatePem).toBe(till.used[0]?.certificatePem);
  });

  it('says nothing to another agent', async () => {
    const stranger = codeOf(await makeTestAuthority());
    await expect(link({ kind: 'code', text: stranger }).ready()).rejects.toMatchObject({ code: 'AGENT_IS_ANOTHER' });
    expect(agent.secrets).toEqual([]);
  });

  it('asks with the same key until it has the answer', async () => {
    agent.loseAnswers = 2;
    const secret: PairingSecret = { kind: 'code', text: codeOf(agent.authority) };
    await expect(link(secret).ready()).rejects.toMatchObject({ kind: 'gone' });
    await expect(link(secret).ready()).rejects.toMatchObject({ kind: 'gone' });
    await link(secret).ready();
    expect(agent.keys.size).toBe(1);
  });

  it('hears that the code is wrong', async () => {
    const code = codeOf(agent.authority, 'WRNGWRNG');
    await expect(link({ kind: 'code', text: code }).ready()).rejects.toMatchObject({ code: 'PAIRING_CODE_WRONG' });
  });

  it('that was paired before is paired anew by a new code, and not by the old one', async () => {
    const first = codeOf(agent.authority);
    await link({ kind: 'code', text: first }).ready();
    await link({ kind: 'code', text: first }).ready();
    expect(agent.secrets).toHaveLength(1);
    await link({ kind: 'code', text: codeOf(agent.authority, 'ZZZZ9999') }).ready();
    expect(agent.secrets).toEqual(['0123ABCD', 'ZZZZ9999']);
    expect(agent.keys.size).toBe(2);
  });
});

describe('a till with a standing secret', () => {
  it('is paired where the agent proves that it knows it, too', async () => {
    await link({ kind: 'standing', text: standing }).ready();
    expect(agent.secrets).toEqual([standing]);
  });

  it('says nothing to an agent that does not', async () => {
    const other: PairingSecret = { kind: 'standing', text: 'another-secret-altogether' };
    await expect(link(other).ready()).rejects.toMatchObject({ code: 'AGENT_IS_ANOTHER' });
    expect(agent.secrets).toEqual([]);
  });
});

it('a till without certificate, code and secret says that it is not paired', async () => {
  await expect(link(null).ready()).rejects.toMatchObject({ code: 'TILL_NOT_PAIRED' });
});

it('a folder of another terminal, and a file that cannot be read, are not guessed at', async () => {
  await link({ kind: 'standing', text: standing }).ready();
  await expect(link(null, 'T2').ready()).rejects.toMatchObject({ code: 'TILL_IS_ANOTHER' });
  writeFileSync(join(folder, 'till-identity.json'), '{"half":');
  await expect(link(null).ready()).rejects.toMatchObject({ code: 'TILL_BAD_IDENTITY' });
});

it('a certificate is renewed with a new key when a third of its time is left', async () => {
  const till = link({ kind: 'standing', text: standing });
  await till.ready();
  const before = held();
  await till.upkeep();
  expect(till.used).toHaveLength(1);
  nowMs = before.notAfterMs - 60_000;
  agent.notAfterMs = systemClock.nowMs() + 7_200_000;
  await till.upkeep();
  expect(till.used).toHaveLength(2);
  expect(held().privateKeyPem).not.toBe(before.privateKeyPem);
  expect(held().notAfterMs).toBe(agent.notAfterMs);
});

it('a stranger at the address is told from an agent that is gone', async () => {
  const till = link({ kind: 'standing', text: standing });
  await till.ready();
  expect(await till.strangeness()).toBeNull();
  agent.stop();
  expect(await till.strangeness()).toBeNull();
  agent.authority = await makeTestAuthority();
  await agent.start();
  expect(await till.strangeness()).toBe('AGENT_IS_ANOTHER');
});

it('a pairing code is read as people write it, and nothing else is', () => {
  const code = { fingerprint: '0123456789ABCDEF', secret: 'GHJKMNPQ' };
  expect(pairingCodeText(code)).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ');
  expect(parsePairingCode('o i23 4567 89ab-cdef-ghjk-mnpq')).toEqual({ ...code, fingerprint: '0123456789ABCDEF' });
  for (const bad of ['', '0123-4567', `${pairingCodeText(code)}0`, 'U123-4567-89AB-CDEF-GHJK-MNPQ']) {
    expect(() => parsePairingCode(bad)).toThrow(/pairing code/);
  }
});
