/**
 * The withdrawal password of an account: six digits that the customer sets, kept as argon2id; tries are counted
 * before they are compared, so that many at once don't get more of them. Lost, it is set anew by a code that is
 * sent to the customer's phone.
 */
import { timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { serverError } from '../errors.ts';
import { lockedAccount } from './account-changes.ts';
import type { AccountDeps } from './account-deps.ts';
import { changeAccount, type Queryable, readPasswordHash, updateAccount } from './account-store.ts';
import { passwordSetters } from './account-transitions.ts';
import { findCustomer, readSealed } from './customer-store.ts';
import type { Actor, MemberAccount } from './records.ts';
import { fingerprintOf } from './request-fingerprint.ts';
import { takeRequestKey } from './request-store.ts';
import {
  countResets,
  findReset,
  insertReset,
  lockReset,
  type PasswordReset,
  setSending,
  updateReset,
} from './reset-store.ts';
import { openParticular } from './sealed-particulars.ts';

export type PasswordCheck =
  | { kind: 'right' }
  | { kind: 'wrong'; triesLeft: number }
  /** Whatever is given, until then. */
  | { kind: 'locked'; untilMs: number }
  | { kind: 'not_set' };

/**
 * What a withdrawal asks before it is accepted. In transactions of its own.
 * @throws CodedError ACCOUNT_NOT_FOUND
 */
export async function checkWithdrawalPassword(
  deps: AccountDeps,
  request: { accountNumber: string; password: string; actor: Actor },
): Promise<PasswordCheck> {
  const { accountNumber, password } = request;
  const taken = await deps.database.transaction((client) => takeTry(client, deps, request));
  if (taken.kind !== 'may_try') return taken;
  if (!(await verify(taken.hash, password))) return { kind: 'wrong', triesLeft: taken.triesLeft };
  await updateAccount(deps.database.pool, accountNumber, { passwordTries: 0, passwordLockedUntilMs: null });
  return { kind: 'right' };
}

type Try = { kind: 'may_try'; hash: string; triesLeft: number } | Exclude<PasswordCheck, { kind: 'right' | 'wrong' }>;

/** Counts the try; the last one locks, and a right password unlocks. */
async function takeTry(
  client: Queryable,
  deps: AccountDeps,
  { accountNumber, actor }: { accountNumber: string; actor: Actor },
): Promise<Try> {
  const account = await lockedAccount(client, accountNumber, actor);
  const passwordHash = await readPasswordHash(client, accountNumber);
  if (!passwordHash) return { kind: 'not_set' };
  const nowMs = deps.clock.nowMs();
  const untilMs = account.passwordLockedUntilMs;
  if (untilMs !== null && nowMs < untilMs) return { kind: 'locked', untilMs };
  const passwordTries = (untilMs === null ? account.passwordTries : 0) + 1;
  const triesLeft = Math.max(0, deps.terms.passwordTriesMax - passwordTries);
  const passwordLockedUntilMs = triesLeft === 0 ? nowMs + deps.terms.passwordLockMs : null;
  await updateAccount(client, accountNumber, { passwordTries, passwordLockedUntilMs });
  return { kind: 'may_try', hash: passwordHash, triesLeft };
}

export interface SetPasswordRequest {
  accountNumber: string;
  /** '' where none was set before. */
  oldPassword: string;
  newPassword: string;
  actor: Actor;
}

/**
 * Sets it the first time, or changes it by the old one, which counts as a try.
 * @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED, ACCOUNT_BAD_REQUEST
 */
export async function setWithdrawalPassword(
  deps: AccountDeps,
  request: SetPasswordRequest,
): Promise<PasswordCheck | { kind: 'set' }> {
  const { accountNumber, oldPassword, newPassword, actor } = request;
  checkSetter(actor);
  checkForm(newPassword);
  const check = await checkWithdrawalPassword(deps, { accountNumber, password: oldPassword, actor });
  if (check.kind === 'wrong' || check.kind === 'locked') return check;
  const withdrawalPasswordHash = await hashPassword(newPassword);
  const heldHash = check.kind === 'right' ? await readPasswordHash(deps.database.pool, accountNumber) : undefined;
  return await deps.database.transaction(async (client) => {
    const account = await lockedAccount(client, accountNumber, actor);
    checkNotClosed(account);
    // Somebody else set one while this one was hashed: this request proved the one before.
    const now = await readPasswordHash(client, accountNumber);
    if (now !== heldHash) return { kind: 'wrong', triesLeft: deps.terms.passwordTriesMax - account.passwordTries };
    await putPassword(client, deps, account, { withdrawalPasswordHash, event: 'password_set', actor });
    return { kind: 'set' };
  });
}

async function putPassword(
  client: Queryable,
  deps: AccountDeps,
  account: MemberAccount,
  put: { withdrawalPasswordHash: string; event: string; actor: Actor },
): Promise<void> {
  const { withdrawalPasswordHash, event, actor } = put;
  await changeAccount(
    client,
    account,
    { withdrawalPasswordHash, passwordTries: 0, passwordLockedUntilMs: null },
    { change: 'password', event, fromValue: null, toValue: 'set', actor, why: '' },
    deps.clock.nowMs(),
  );
}

export interface ResetRequest {
  requestKey: string;
  accountNumber: string;
  actor: Actor;
}

/** A code went to the customer's phone (or may have); `phoneMasked` tells which. */
export interface ResetRequested {
  resetId: string;
  phoneMasked: string;
  expiresAtMs: number;
  sending: PasswordReset['sending'];
}

/**
 * Writes the code down, then sends it. The same key sends nothing again.
 * @throws CodedError ACCOUNT_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED, ACCOUNT_KEY_CONFLICT,
 * ACCOUNT_RESET_TOO_SOON, CUSTOMER_NO_PHONE
 */
export async function requestPasswordReset(deps: AccountDeps, request: ResetRequest): Promise<ResetRequested> {
  const { accountNumber, requestKey, actor } = request;
  checkSetter(actor);
  const resetId = deps.ids.uuid7();
  const code = String(deps.random.below(1_000_000)).padStart(6, '0');
  const prepared = await deps.database.transaction(async (client) => {
    const nowMs = deps.clock.nowMs();
    const account = await lockedAccount(client, accountNumber, actor);
    const keyed = fingerprintOf(deps, { requestKey, method: 'RequestPasswordReset', payload: { accountNumber } });
    const before = await takeRequestKey(client, keyed, { resultId: resetId, nowMs });
    const customer = await findCustomer(client, account.customerId);
    const phoneMasked = customer?.phoneMasked ?? '';
    if (before) return { reset: (await findReset(client, before)) as PasswordReset, phoneMasked };
    checkNotClosed(account);
    const sealed = (await readSealed(client, account.customerId))?.phoneSealed;
    if (!sealed) throw serverError('CUSTOMER_NO_PHONE', { customerId: account.customerId });
    await checkPace(client, deps, accountNumber);
    const reset = {
      resetId,
      accountNumber,
      codeFingerprint: deps.secretBox.fingerprint(`password-reset/${resetId}`, code),
      expiresAtMs: nowMs + deps.terms.codeLifeMs,
      createdAtMs: nowMs,
    };
    await insertReset(client, reset);
    const phone = openParticular(deps.secretBox, { customerId: account.customerId, what: 'phone', sealed });
    return { reset: { ...reset, sending: 'prepared' as const }, phoneMasked, phone };
  });
  const { reset, phoneMasked, phone } = prepared;
  const sending = phone === undefined ? reset.sending : await sendCode(deps, { resetId, phone, code });
  return { resetId: reset.resetId, phoneMasked, expiresAtMs: reset.expiresAtMs, sending };
}

async function sendCode(
  deps: AccountDeps,
  message: { resetId: string; phone: string; code: string },
): Promise<PasswordReset['sending']> {
  const { resetId, phone, code } = message;
  const outcome = await deps.sms.send({ messageNo: resetId, phone, template: 'password_reset', code });
  await setSending(deps.database.pool, resetId, outcome.kind);
  if (outcome.kind !== 'sent') deps.log.warn({ resetId, outcome: outcome.kind }, 'account.sms_not_sent');
  return outcome.kind;
}

const dayMs = 86_400_000;

async function checkPace(client: Queryable, deps: AccountDeps, accountNumber: string): Promise<void> {
  const { codePauseMs, codesPerDayMax } = deps.terms;
  const nowMs = deps.clock.nowMs();
  const { count, lastAtMs } = await countResets(client, { accountNumber, sinceMs: nowMs - dayMs });
  const pauseLeftMs = lastAtMs === undefined ? 0 : lastAtMs + codePauseMs - nowMs;
  if (count >= codesPerDayMax) throw serverError('ACCOUNT_RESET_TOO_SOON', { waitMs: dayMs });
  if (pauseLeftMs > 0) throw serverError('ACCOUNT_RESET_TOO_SOON', { waitMs: pauseLeftMs });
}

export type ResetOutcome =
  | { kind: 'reset'; accountNumber: string }
  | { kind: 'wrong_code'; triesLeft: number }
  /** Over, used, tried too often, or replaced by a later one: ask for another. */
  | { kind: 'code_over' };

/**
 * Sets a new password by the code. A try counts whatever comes of it.
 * @throws CodedError ACCOUNT_RESET_NOT_FOUND, ACCOUNT_ROLE_REFUSED, ACCOUNT_STEP_REFUSED, ACCOUNT_BAD_REQUEST
 */
export async function resetPassword(
  deps: AccountDeps,
  request: { resetId: string; code: string; newPassword: string; actor: Actor },
): Promise<ResetOutcome> {
  const { resetId, code, newPassword, actor } = request;
  checkSetter(actor);
  checkForm(newPassword);
  const given = deps.secretBox.fingerprint(`password-reset/${resetId}`, code);
  const known = await findReset(deps.database.pool, resetId);
  if (!known) throw serverError('ACCOUNT_RESET_NOT_FOUND', { resetId });
  // Hashing is dear, so it is done for the right code only, and outside of the transaction.
  const withdrawalPasswordHash = timingSafeEqual(given, known.codeFingerprint) ? await hashPassword(newPassword) : '';
  return await deps.database.transaction(async (client) => {
    const account = await lockedAccount(client, known.accountNumber, actor);
    checkNotClosed(account);
    const reset = (await lockReset(client, resetId)) as PasswordReset;
    if (reset.status !== 'open' || deps.clock.nowMs() >= reset.expiresAtMs) return { kind: 'code_over' };
    const tries = reset.tries + 1;
    if (withdrawalPasswordHash === '') {
      const triesLeft = Math.max(0, deps.terms.codeTriesMax - tries);
      await updateReset(client, resetId, { ...reset, tries, status: triesLeft === 0 ? 'exhausted' : 'open' });
      return { kind: 'wrong_code', triesLeft };
    }
    await updateReset(client, resetId, { ...reset, tries, status: 'used' });
    await putPassword(client, deps, account, { withdrawalPasswordHash, event: 'password_reset', actor });
    return { kind: 'reset', accountNumber: account.accountNumber };
  });
}

/** Argon2id, by OWASP's terms for little memory, as operators' PINs. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

/** Six digits, neither all the same nor in a row up or down: those are tried first by whoever finds a phone. */
function checkForm(password: string): void {
  const isSix = /^[0-9]{6}$/.test(password);
  const steps = new Set([...password].slice(1).map((digit, index) => Number(digit) - Number(password[index])));
  const step = [...steps][0];
  if (isSix && !(steps.size === 1 && step !== undefined && Math.abs(step) <= 1)) return;
  const why = isSix ? 'it is too easily guessed' : 'it is not six digits';
  throw serverError('ACCOUNT_BAD_REQUEST', { field: 'new_password', why });
}

function checkSetter(actor: Actor): void {
  if (!passwordSetters.includes(actor.role)) {
    throw serverError('ACCOUNT_ROLE_REFUSED', { event: 'withdrawal_password', role: actor.role });
  }
}

function checkNotClosed({ accountNumber, status }: MemberAccount): void {
  if (status === 'closed') {
    throw serverError('ACCOUNT_STEP_REFUSED', { accountNumber, status, event: 'withdrawal_password' });
  }
}
