/**
 * Who stands at the till. PINs are proved against argon2id hashes that came down with the settings, so a
 * store signs in without the line. Wrong PINs are counted per number, durably: after five the number is
 * locked, at first for 30 s, then twice as long each time, at most 15 minutes.
 */
import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Log } from '@qiantai/foundation';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import { businessDateAt } from '../sales/business-date.ts';
import type { OperatorSetting, SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../store/database.ts';
import type { OperatorStore, Session } from './operator-store.ts';

const wrongPinsMax = 5;
const lockFirstMs = 30_000;
const lockMaxMs = 15 * 60_000;
/** A shift is over after this, whatever happens. */
const sessionLifeMs = 36 * 3_600_000;
const numberPattern = /^[0-9]{1,8}$/;
const pinPattern = /^[0-9]{4,12}$/;

export interface SignedIn {
  session: string;
  operator: OperatorSetting;
  businessDate: string;
}

export type SignInDesk = ReturnType<typeof openSignInDesk>;

export function openSignInDesk(parts: {
  store: Store;
  journal: Journal;
  operators: OperatorStore;
  settings: SettingsStore;
  nowMs: () => number;
  /** When the server last answered; 0: never. */
  lastContactMs: () => number;
  log: Log;
}) {
  const { operators } = parts;
  let dummyHash: Promise<string> | undefined;

  /** @throws CodedError SIGN_IN_WRONG, SIGN_IN_LOCKED, SIGN_IN_WITHOUT_CONTACT, REQUEST_BAD */
  async function signIn(terminalId: string, number: string, pin: string): Promise<SignedIn> {
    return open(terminalId, await checkPin(terminalId, number, pin));
  }

  /** That somebody stands here, without a session: for a second pair of eyes. @throws CodedError as signIn does */
  async function prove(terminalId: string, number: string, pin: string): Promise<OperatorSetting> {
    const operator = await checkPin(terminalId, number, pin);
    operators.clearFailures(operator.number);
    return operator;
  }

  async function checkPin(terminalId: string, number: string, pin: string): Promise<OperatorSetting> {
    if (!numberPattern.test(number)) throw agentError('REQUEST_BAD', { field: 'number', why: 'one to eight digits' });
    if (!pinPattern.test(pin)) throw agentError('REQUEST_BAD', { field: 'pin', why: 'four to twelve digits' });
    insistOnContact();
    countTry(number);
    const operator = parts.settings.operators(terminalId).find((one) => one.number === number);
    // An unknown number takes as long as a known one.
    dummyHash ??= hash('no operator has this PIN');
    const right = await verify(operator?.pinHash ?? (await dummyHash), pin).catch(() => false);
    if (!operator || !right) {
      parts.log.warn({ terminalId, number }, 'operator.sign_in_wrong');
      throw agentError('SIGN_IN_WRONG');
    }
    return operator;
  }

  /** Who was revoked meanwhile is not known here: after a time nobody is let in. */
  function insistOnContact(): void {
    const maxMs = parts.settings.storePolicy()?.signInWithoutContactMsMax ?? 0;
    const silentMs = parts.nowMs() - parts.lastContactMs();
    if (maxMs === 0 || silentMs <= maxMs) return;
    const hours = parts.lastContactMs() === 0 ? '?' : Math.floor(silentMs / 3_600_000);
    throw agentError('SIGN_IN_WITHOUT_CONTACT', { hours });
  }

  /** Counts the try before it is proved: tries side by side are counted, too. */
  function countTry(number: string): void {
    const nowMs = parts.nowMs();
    const before = operators.failures(number);
    if (before.lockedUntilMs > nowMs) {
      throw agentError('SIGN_IN_LOCKED', { retryAfterS: Math.ceil((before.lockedUntilMs - nowMs) / 1000) });
    }
    const count = before.count + 1;
    const over = count - wrongPinsMax;
    const lockedUntilMs = over < 0 ? 0 : nowMs + Math.min(lockMaxMs, lockFirstMs * 2 ** Math.min(over, 10));
    operators.setFailures(number, { count, lockedUntilMs });
  }

  function open(terminalId: string, operator: OperatorSetting): SignedIn {
    const nowMs = parts.nowMs();
    const session = randomBytes(24).toString('base64url');
    const businessDate = businessDateAt(nowMs, parts.settings.storePolicy());
    parts.store.transact(() => {
      operators.clearFailures(operator.number);
      operators.dropSessionsBefore(nowMs - sessionLifeMs);
      operators.addSession(hashOf(session), {
        terminalId,
        operatorId: operator.operatorId,
        businessDate,
        openedAtMs: nowMs,
      });
      parts.journal.append({
        terminalId,
        kind: 'operator.signed_in',
        payload: { operatorId: operator.operatorId, businessDate },
      });
    });
    return { session, operator, businessDate };
  }

  /** @throws CodedError SESSION_MISSING */
  function sessionOf(terminalId: string, token: string): Session {
    const session = token === '' ? undefined : operators.session(hashOf(token));
    if (!session || session.terminalId !== terminalId || session.openedAtMs + sessionLifeMs < parts.nowMs()) {
      throw agentError('SESSION_MISSING');
    }
    return session;
  }

  /** Whether a session is this till's and not over. */
  function isOpen(terminalId: string, token: string): boolean {
    const session = operators.session(hashOf(token));
    return session?.terminalId === terminalId && session.openedAtMs + sessionLifeMs >= parts.nowMs();
  }

  function signOut(terminalId: string, token: string): void {
    const session = sessionOf(terminalId, token);
    parts.store.transact(() => {
      operators.dropSession(hashOf(token));
      parts.journal.append({ terminalId, kind: 'operator.signed_out', payload: { operatorId: session.operatorId } });
    });
  }

  return { signIn, prove, sessionOf, isOpen, signOut };
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
