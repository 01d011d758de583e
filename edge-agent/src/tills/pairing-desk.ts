/**
 * Who may call as which till. A code or a standing secret gets a till its first certificate; a certificate gets it
 * the next one; the owner of the store takes any of them away.
 */
import { createHash, createPublicKey, timingSafeEqual, verify } from 'node:crypto';
import type { Log, Random } from '@qiantai/foundation';
import { greetingProof, pairingCodeText, pairingSecret, pairingStatement, publicKeyHash } from '@qiantai/protos';
import { agentError } from '../errors.ts';
import type { RaiseAlarm } from '../status/board.ts';
import type { Store } from '../store/database.ts';
import { certificateFingerprint, isTillKey, type StoreAuthority } from './authority.ts';
import { mayRevoke, nextCertificate, nextCode } from './pairing-states.ts';
import type { CertificateRow, CodeRow, PairingStore } from './pairing-store.ts';

const codeLifeMs = 10 * 60_000;
const wrongTriesMax = 5;
/** Greetings and pairings of the whole store, so that nobody tries secrets at the speed of a machine. */
const triesPerMinuteMax = 120;
const keptMs = 30 * 86_400_000;

export interface PairedCertificate {
  terminalId: string;
  storeId: string;
  certificateDer: Uint8Array;
  authorityDer: Uint8Array;
  notAfterMs: number;
}

/** What a till shows of its key. */
export interface KeyProof {
  spkiDer: Uint8Array;
  signature: Uint8Array;
}

export type PairingDesk = ReturnType<typeof openPairingDesk>;

export function openPairingDesk(parts: {
  store: Store;
  pairings: PairingStore;
  authority: StoreAuthority;
  /** Secrets that stand in a file, by terminal: for a store that is set up without hands. */
  standing: Readonly<Record<string, string>>;
  /** @throws CodedError AGENT_NOT_ENROLLED, TILL_NOT_OF_STORE */
  insistOfStore: (terminalId: string) => { storeId: string };
  nowMs: () => number;
  machineNowMs: () => number;
  random: Random;
  alarm: RaiseAlarm;
  /** A till's certificate has ended: whatever it watches ends, too. */
  onEnded: (terminalId: string) => void;
  log: Log;
}) {
  const { store, pairings, authority, standing, log } = parts;
  let tries: number[] = [];

  /** A code for a terminal of this store; any earlier one that is open ends. */
  function makeCode(terminalId: string): { code: string; expiresAtMs: number } {
    parts.insistOfStore(terminalId);
    const secret = pairingSecret(parts.random.bytes(5));
    const nowMs = parts.nowMs();
    const expiresAtMs = nowMs + codeLifeMs;
    store.transact(() => {
      pairings.dropCodesBefore(nowMs - keptMs);
      for (const open of pairings.openCodes(terminalId)) {
        if (open.expiresAtMs > 0) pairings.putCode({ ...open, status: nextCode(open.status, 'replace') });
      }
      pairings.putCode({ ...freshCode(terminalId, secret, nowMs), expiresAtMs });
    });
    log.info({ terminalId }, 'pairing.code_made');
    return { code: pairingCodeText({ fingerprint: authority.fingerprint, secret }), expiresAtMs };
  }

  /** Proves to a till with a standing secret that the authority is this agent's. */
  function greet(terminalId: string, nonce: Uint8Array): Buffer {
    countTry();
    // A terminal without a secret gets a proof as well, by one that nobody knows: who has one is not told.
    const secret = standing[terminalId] ?? pairingSecret(parts.random.bytes(20));
    return greetingProof({ secret, terminalId, nonce, keyHash: authority.keyHash });
  }

  /** @throws CodedError PAIRING_… */
  async function pair(terminalId: string, secret: string, proof: KeyProof, device: string): Promise<PairedCertificate> {
    countTry();
    insistOnKey(terminalId, proof);
    const { storeId } = parts.insistOfStore(terminalId);
    const keyHash = publicKeyHash(proof.spkiDer);
    const code = codeFor(terminalId, secret);
    insistOnCode(code, keyHash);
    const before = pairings.certificateOfKey(terminalId, keyHash);
    if (code.status === 'used' && before) return paired(again(before), storeId);
    const issued = await authority.issue({ terminalId, storeId, spkiDer: proof.spkiDer });
    const row = store.transact(() => {
      // Somebody may have been quicker while the certificate was made.
      const now = codeFor(terminalId, secret);
      insistOnCode(now, keyHash);
      if (now.status === 'used') return again(pairings.certificateOfKey(terminalId, keyHash));
      pairings.putCode({ ...now, status: nextCode(now.status, 'use'), keyHash });
      return addCertificate(terminalId, keyHash, issued, device);
    });
    log.info({ terminalId, fingerprint: row.fingerprint }, 'pairing.done');
    return paired(row, storeId);
  }

  /** @throws CodedError PAIRING_KEY_BAD, PAIRING_KEY_USED */
  async function renew(terminalId: string, proof: KeyProof): Promise<PairedCertificate> {
    insistOnKey(terminalId, proof);
    const { storeId } = parts.insistOfStore(terminalId);
    const keyHash = publicKeyHash(proof.spkiDer);
    const before = pairings.certificateOfKey(terminalId, keyHash);
    if (before) return paired(again(before), storeId);
    const issued = await authority.issue({ terminalId, storeId, spkiDer: proof.spkiDer });
    const device = pairings.live(terminalId).at(-1)?.device ?? '';
    const row = store.transact(() => {
      const now = pairings.certificateOfKey(terminalId, keyHash);
      return now ? again(now) : addCertificate(terminalId, keyHash, issued, device);
    });
    log.info({ terminalId, fingerprint: row.fingerprint }, 'pairing.renewed');
    return paired(row, storeId);
  }

  /**
   * The terminal that a certificate stands for. TLS has proved that the authority signed it and that the caller
   * has its key.
   * @throws CodedError TILL_CERTIFICATE_…
   */
  function terminalOf(certificateDer: Uint8Array): string {
    const row = pairings.certificate(certificateFingerprint(certificateDer));
    if (!row) throw agentError('TILL_CERTIFICATE_BAD');
    const { terminalId } = row;
    if (row.status === 'revoked') throw agentError('TILL_CERTIFICATE_REVOKED', { terminalId });
    if (row.status === 'superseded') throw agentError('TILL_CERTIFICATE_SUPERSEDED', { terminalId });
    if (row.notAfterMs <= parts.machineNowMs()) throw agentError('TILL_CERTIFICATE_EXPIRED', { terminalId });
    if (row.status === 'issued') beginUse(row);
    return terminalId;
  }

  /** Ends every certificate of a terminal. @returns how many */
  function revoke(terminalId: string): number {
    const ended = store.transact(() => {
      const rows = pairings.live(terminalId).filter((row) => mayRevoke(row.status));
      for (const row of rows) end(row, 'revoke');
      for (const code of pairings.openCodes(terminalId)) {
        pairings.putCode({ ...code, status: nextCode(code.status, 'burn') });
      }
      return rows.length;
    });
    log.warn({ terminalId, ended }, 'pairing.revoked');
    parts.onEnded(terminalId);
    return ended;
  }

  function beginUse(row: CertificateRow): void {
    store.transact(() => {
      for (const other of pairings.live(row.terminalId)) {
        if (other.fingerprint !== row.fingerprint && other.issuedAtMs <= row.issuedAtMs) end(other, 'newer_used');
      }
      pairings.putCertificate({ ...row, status: nextCertificate(row.status, 'first_call') });
    });
  }

  function end(row: CertificateRow, event: 'newer_used' | 'revoke'): void {
    pairings.putCertificate({ ...row, status: nextCertificate(row.status, event), endedAtMs: parts.machineNowMs() });
  }

  function addCertificate(
    terminalId: string,
    keyHash: string,
    issued: { der: Uint8Array; fingerprint: string; notAfterMs: number },
    device: string,
  ): CertificateRow {
    const { der: certificateDer, fingerprint, notAfterMs } = issued;
    const issuedAtMs = parts.machineNowMs();
    const row = { fingerprint, terminalId, keyHash, certificateDer, device, issuedAtMs, notAfterMs, endedAtMs: 0 };
    pairings.putCertificate({ ...row, status: 'issued' });
    return { ...row, status: 'issued' };
  }

  function insistOnKey(terminalId: string, { spkiDer, signature }: KeyProof): void {
    if (!isTillKey(spkiDer)) throw agentError('PAIRING_KEY_BAD', { why: 'it is not an ECDSA key of P-256' });
    const key = createPublicKey({ key: Buffer.from(spkiDer), format: 'der', type: 'spki' });
    const said = pairingStatement({ terminalId, spkiDer, keyHash: authority.keyHash });
    if (!verify('sha256', said, key, signature)) {
      throw agentError('PAIRING_KEY_BAD', { why: 'the statement is not signed by it' });
    }
  }

  function codeFor(terminalId: string, secret: string): CodeRow {
    const secretHash = hashOf(terminalId, secret);
    const held = pairings.code(secretHash);
    if (held) return held;
    const stands = standing[terminalId];
    if (stands !== undefined && timingSafeEqual(hashOf(terminalId, stands), secretHash)) {
      return freshCode(terminalId, secret, parts.nowMs());
    }
    countWrong(terminalId);
    throw agentError('PAIRING_CODE_WRONG');
  }

  function insistOnCode(code: CodeRow, keyHash: string): void {
    if (code.status === 'burnt') throw agentError('PAIRING_CODE_BURNT');
    if (code.status === 'replaced') throw agentError('PAIRING_CODE_EXPIRED');
    if (code.status === 'used') {
      if (code.keyHash !== keyHash) throw agentError('PAIRING_CODE_USED');
      return;
    }
    if (code.expiresAtMs > 0 && code.expiresAtMs <= parts.nowMs()) throw agentError('PAIRING_CODE_EXPIRED');
  }

  function countWrong(terminalId: string): void {
    store.transact(() => {
      for (const code of pairings.openCodes(terminalId)) {
        if (code.expiresAtMs === 0) continue;
        const wrongTries = code.wrongTries + 1;
        const status = wrongTries >= wrongTriesMax ? nextCode(code.status, 'burn') : code.status;
        pairings.putCode({ ...code, wrongTries, status });
        if (status === 'burnt') parts.alarm('PAIRING_CODE_BURNT', { terminalId, wrongTries });
      }
    });
  }

  function countTry(): void {
    const nowMs = parts.nowMs();
    tries = tries.filter((atMs) => atMs > nowMs - 60_000 && atMs <= nowMs);
    if (tries.length >= triesPerMinuteMax) throw agentError('PAIRING_TRIES_TOO_MANY');
    tries.push(nowMs);
  }

  function freshCode(terminalId: string, secret: string, madeAtMs: number): CodeRow {
    const secretHash = hashOf(terminalId, secret);
    return { secretHash, terminalId, status: 'open', wrongTries: 0, madeAtMs, expiresAtMs: 0, keyHash: '' };
  }

  /** A key that had its certificate gets the same one, while it has not ended. */
  function again(row: CertificateRow | undefined): CertificateRow {
    if (!row || row.status === 'revoked' || row.status === 'superseded') throw agentError('PAIRING_KEY_USED');
    return row;
  }

  function paired(row: CertificateRow, storeId: string): PairedCertificate {
    const { terminalId, certificateDer, notAfterMs } = row;
    return { terminalId, storeId, certificateDer, authorityDer: authority.certificateDer, notAfterMs };
  }

  return { makeCode, greet, pair, renew, terminalOf, revoke, newest: () => pairings.newest(50) };
}

function hashOf(terminalId: string, secret: string): Buffer {
  return createHash('sha256').update(`${terminalId}\n${secret}`).digest();
}
