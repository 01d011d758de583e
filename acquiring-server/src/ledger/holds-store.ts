/**
 * SQL of holds. Rows of holds are locked before accounts, in the order of their ids. What a step does to its
 * account's freezes is handed to `ledger_post`, which locks the account.
 */
import { hash as digest } from 'node:crypto';
import { bytesArray, plainArray, textArray } from '../db/array-literal.ts';
import { serverError } from '../errors.ts';
import type { AccountKey, FreezeKind, HoldStep } from './journal.ts';
import { checkAmount } from './journal.ts';
import type { Queryable } from './ledger.ts';
import type { FreezeChange } from './posting-batch.ts';

export type PlaceStep = Extract<HoldStep, { step: 'place' }>;
export type SettleStep = Exclude<HoldStep, { step: 'place' }>;

export interface HoldRow {
  bookId: string;
  holdId: string;
  accountId: string;
  freeze: FreezeKind;
  amountMinor: bigint;
  capturedMinor: bigint;
  releasedMinor: bigint;
  status: 'active' | 'captured' | 'released' | 'expired';
  reference: string;
  expiresAtMs: bigint | null;
}

/** What the steps of a unit change, or that all of them were done before. */
export interface HoldsOfUnit {
  freezes: FreezeChange[];
  replayed: boolean;
}

/** A step of a batch and the unit that it belongs to. */
export interface UnitStep {
  unit: number;
  step: HoldStep;
}

/** Why a unit's holds can't be done; the transaction must end. */
export class HoldRefused extends Error {
  readonly unit: number;
  readonly error: Error;
  constructor(unit: number, error: Error) {
    super(error.message);
    this.unit = unit;
    this.error = error;
  }
}

/**
 * Writes the steps, in their order, and answers what they do to freezes by unit.
 * @throws HoldRefused with LEDGER_KEY_CONFLICT, LEDGER_HOLD_NOT_FOUND, LEDGER_HOLD_EXCEEDED
 */
export async function applyHolds(
  client: Queryable,
  steps: readonly UnitStep[],
  context: { accountIdOf: (key: AccountKey) => string; nowMs: number },
): Promise<Map<number, HoldsOfUnit>> {
  const replays = new Map<number, boolean[]>();
  const freezes = new Map<number, FreezeChange[]>();
  const note = (unit: number, replayed: boolean, freeze?: FreezeChange) => {
    replays.set(unit, [...(replays.get(unit) ?? []), replayed]);
    if (freeze) freezes.set(unit, [...(freezes.get(unit) ?? []), freeze]);
  };
  await placeHolds(client, steps.filter(isPlace), context, note);
  await settleHolds(client, steps.filter(isSettle), context.nowMs, note);
  return new Map(
    [...replays].map(([unit, flags]) => {
      const replayed = flags.every((flag) => flag);
      if (!replayed && flags.some((flag) => flag)) {
        const reference = steps.find((one) => one.unit === unit)?.step.reference ?? '';
        throw new HoldRefused(unit, serverError('LEDGER_KEY_CONFLICT', { kind: 'hold', reference }));
      }
      return [unit, { replayed, freezes: replayed ? [] : (freezes.get(unit) ?? []) }];
    }),
  );
}

type Note = (unit: number, replayed: boolean, freeze?: FreezeChange) => void;
const isPlace = (one: UnitStep): one is UnitStep & { step: PlaceStep } => one.step.step === 'place';
const isSettle = (one: UnitStep): one is UnitStep & { step: SettleStep } => one.step.step !== 'place';

async function placeHolds(
  client: Queryable,
  places: ReadonlyArray<UnitStep & { step: PlaceStep }>,
  context: { accountIdOf: (key: AccountKey) => string; nowMs: number },
  note: Note,
): Promise<void> {
  if (places.length === 0) return;
  for (const { unit, step } of places) {
    if (step.amountMinor > 0n) refuseUnless(unit, () => checkAmount(step.amountMinor, { kind: 'hold', ...step }));
    else throw new HoldRefused(unit, serverError('LEDGER_AMOUNT_ZERO', { kind: 'hold', reference: step.reference }));
  }
  const rows = places.map(({ unit, step }) => ({
    unit,
    step,
    accountId: context.accountIdOf(step.account),
    hash: hashOf(
      `${step.account.code}\n${step.account.subject}\n${step.amountMinor}\n${step.freeze}\n${step.expiresAtMs}`,
    ),
  }));
  const inserted = await client.query<{ bookId: string; holdId: string }>(
    `INSERT INTO ledger_hold (book_id, hold_id, account_id, freeze_kind, amount_minor, status, reference, payload_hash,
       expires_at_ms, placed_at_ms, updated_at_ms)
     SELECT book_id, hold_id, account_id, freeze_kind, amount_minor, 'active', reference, payload_hash, expires_at_ms, $9, $9
     FROM unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::text[], $7::bytea[], $8::bigint[])
       AS item (book_id, hold_id, account_id, freeze_kind, amount_minor, reference, payload_hash, expires_at_ms)
     ON CONFLICT (book_id, hold_id) DO NOTHING RETURNING book_id AS "bookId", hold_id AS "holdId"`,
    [
      textArray(rows.map(({ step }) => step.bookId)),
      plainArray(rows.map(({ step }) => step.holdId)),
      plainArray(rows.map(({ accountId }) => accountId)),
      textArray(rows.map(({ step }) => step.freeze)),
      plainArray(rows.map(({ step }) => step.amountMinor)),
      textArray(rows.map(({ step }) => step.reference)),
      bytesArray(rows.map(({ hash }) => hash)),
      plainArray(rows.map(({ step }) => step.expiresAtMs)),
      context.nowMs,
    ],
  );
  const fresh = new Set(inserted.rows.map(nameOf));
  const before = await readHashes(
    client,
    rows.filter(({ step }) => !fresh.has(nameOf(step))).map(({ step }) => step),
  );
  for (const { unit, step, accountId, hash } of rows) {
    if (fresh.has(nameOf(step))) {
      note(unit, false, freezeOf({ ...step, accountId }, step.amountMinor));
    } else if (before.get(nameOf(step)) === hash) {
      note(unit, true);
    } else {
      throw new HoldRefused(unit, serverError('LEDGER_KEY_CONFLICT', { kind: 'hold', reference: step.holdId }));
    }
  }
}

async function readHashes(
  client: Queryable,
  steps: ReadonlyArray<{ bookId: string; holdId: string }>,
): Promise<Map<string, string>> {
  if (steps.length === 0) return new Map();
  const held = await client.query<{ bookId: string; holdId: string; hash: string }>(
    `SELECT book_id AS "bookId", hold_id AS "holdId", encode(payload_hash, 'hex') AS hash FROM ledger_hold
     JOIN unnest($1::text[], $2::uuid[]) AS wanted (book_id, hold_id) USING (book_id, hold_id)`,
    [textArray(steps.map(({ bookId }) => bookId)), plainArray(steps.map(({ holdId }) => holdId))],
  );
  return new Map(held.rows.map((row) => [nameOf(row), row.hash]));
}

async function settleHolds(
  client: Queryable,
  settles: ReadonlyArray<UnitStep & { step: SettleStep }>,
  nowMs: number,
  note: Note,
): Promise<void> {
  if (settles.length === 0) return;
  const steps = settles.map(({ step }) => step);
  const holds = await lockHolds(client, steps);
  const done = await readSteps(client, steps);
  const written: Array<{ step: SettleStep; capturedMinor: bigint; releasedMinor: bigint; hash: string }> = [];
  for (const { unit, step } of settles) {
    const hash = hashOf(`${step.step}\n${step.amountMinor}\n${'releaseRest' in step && step.releaseRest}`);
    const before = done.get(`${nameOf(step)}\n${step.reference}`);
    if (before === hash) {
      note(unit, true);
      continue;
    }
    if (before)
      throw new HoldRefused(unit, serverError('LEDGER_KEY_CONFLICT', { kind: 'hold', reference: step.reference }));
    const hold = holds.get(nameOf(step));
    if (hold?.status !== 'active') {
      throw new HoldRefused(unit, serverError('LEDGER_HOLD_NOT_FOUND', { holdId: step.holdId }));
    }
    const { capturedMinor, releasedMinor } = refuseUnless(unit, () => partsOf(hold, step));
    hold.capturedMinor += capturedMinor;
    hold.releasedMinor += releasedMinor;
    if (leftOf(hold) === 0n) hold.status = endOf(hold, step);
    written.push({ step, capturedMinor, releasedMinor, hash });
    done.set(`${nameOf(step)}\n${step.reference}`, hash);
    note(unit, false, freezeOf(hold, -capturedMinor - releasedMinor));
  }
  await writeSteps(client, written, [...holds.values()], nowMs);
}

/** @throws CodedError LEDGER_HOLD_EXCEEDED, LEDGER_AMOUNT_ZERO */
function partsOf(hold: HoldRow, step: SettleStep): { capturedMinor: bigint; releasedMinor: bigint } {
  const left = leftOf(hold);
  const amountMinor = step.amountMinor === 'rest' ? left : step.amountMinor;
  if (amountMinor <= 0n) throw serverError('LEDGER_AMOUNT_ZERO', { kind: 'hold', reference: step.reference });
  if (amountMinor > left) throw serverError('LEDGER_HOLD_EXCEEDED', { holdId: step.holdId, leftMinor: String(left) });
  if (step.step !== 'capture') return { capturedMinor: 0n, releasedMinor: amountMinor };
  return { capturedMinor: amountMinor, releasedMinor: step.releaseRest ? left - amountMinor : 0n };
}

function leftOf(hold: HoldRow): bigint {
  return hold.amountMinor - hold.capturedMinor - hold.releasedMinor;
}

function endOf(hold: HoldRow, step: SettleStep): HoldRow['status'] {
  if (hold.capturedMinor > 0n) return 'captured';
  return step.step === 'expire' ? 'expired' : 'released';
}

async function lockHolds(client: Queryable, steps: readonly SettleStep[]): Promise<Map<string, HoldRow>> {
  const found = await client.query<HoldRow>(
    `SELECT ${holdColumns} FROM ledger_hold AS hold
     JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::uuid[])) AS wanted (book_id, hold_id) USING (book_id, hold_id)
     ORDER BY hold.book_id, hold.hold_id FOR UPDATE OF hold`,
    [textArray(steps.map(({ bookId }) => bookId)), plainArray(steps.map(({ holdId }) => holdId))],
  );
  return new Map(found.rows.map((row) => [nameOf(row), row]));
}

export const holdColumns = `hold.book_id AS "bookId", hold.hold_id AS "holdId", hold.account_id AS "accountId", hold.freeze_kind AS freeze,
  hold.amount_minor AS "amountMinor", hold.captured_minor AS "capturedMinor", hold.released_minor AS "releasedMinor",
  hold.status, hold.reference, hold.expires_at_ms AS "expiresAtMs"`;

async function readSteps(client: Queryable, steps: readonly SettleStep[]): Promise<Map<string, string>> {
  const found = await client.query<{ bookId: string; holdId: string; reference: string; hash: string }>(
    `SELECT book_id AS "bookId", hold_id AS "holdId", reference, encode(payload_hash, 'hex') AS hash FROM ledger_hold_step
     JOIN unnest($1::text[], $2::uuid[], $3::text[]) AS wanted (book_id, hold_id, reference)
       USING (book_id, hold_id, reference)`,
    [
      textArray(steps.map(({ bookId }) => bookId)),
      plainArray(steps.map(({ holdId }) => holdId)),
      textArray(steps.map(({ reference }) => reference)),
    ],
  );
  return new Map(found.rows.map((row) => [`${nameOf(row)}\n${row.reference}`, row.hash]));
}

async function writeSteps(
  client: Queryable,
  written: ReadonlyArray<{ step: SettleStep; capturedMinor: bigint; releasedMinor: bigint; hash: string }>,
  holds: readonly HoldRow[],
  nowMs: number,
): Promise<void> {
  if (written.length === 0) return;
  await client.query(
    `UPDATE ledger_hold AS hold SET captured_minor = item.captured_minor, released_minor = item.released_minor,
       status = item.status, updated_at_ms = $6
     FROM unnest($1::text[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[])
       AS item (book_id, hold_id, captured_minor, released_minor, status)
     WHERE hold.book_id = item.book_id AND hold.hold_id = item.hold_id`,
    [
      textArray(holds.map(({ bookId }) => bookId)),
      plainArray(holds.map(({ holdId }) => holdId)),
      plainArray(holds.map(({ capturedMinor }) => capturedMinor)),
      plainArray(holds.map(({ releasedMinor }) => releasedMinor)),
      textArray(holds.map(({ status }) => status)),
      nowMs,
    ],
  );
  await client.query(
    `INSERT INTO ledger_hold_step (book_id, hold_id, reference, step, captured_minor, released_minor, payload_hash, at_ms)
     SELECT *, $8 FROM unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bytea[])`,
    [
      textArray(written.map(({ step }) => step.bookId)),
      plainArray(written.map(({ step }) => step.holdId)),
      textArray(written.map(({ step }) => step.reference)),
      textArray(written.map(({ step }) => step.step)),
      plainArray(written.map(({ capturedMinor }) => capturedMinor)),
      plainArray(written.map(({ releasedMinor }) => releasedMinor)),
      bytesArray(written.map(({ hash }) => hash)),
      nowMs,
    ],
  );
}

/** Holds whose time is over, oldest first. */
export async function readDueHolds(
  client: Queryable,
  nowMs: number,
  countMax: number,
): Promise<Array<{ bookId: string; holdId: string }>> {
  const due = await client.query<{ bookId: string; holdId: string }>(
    `SELECT book_id AS "bookId", hold_id AS "holdId" FROM ledger_hold
     WHERE status = 'active' AND expires_at_ms <= $1 ORDER BY expires_at_ms LIMIT $2`,
    [nowMs, countMax],
  );
  return due.rows;
}

function nameOf(hold: { bookId: string; holdId: string }): string {
  return `${hold.bookId}\n${hold.holdId}`;
}

function freezeOf(hold: { bookId: string; accountId: string; freeze: FreezeKind }, deltaMinor: bigint): FreezeChange {
  return {
    account: { bookId: hold.bookId, accountId: hold.accountId },
    tradeMinor: hold.freeze === 'trade' ? deltaMinor : 0n,
    riskMinor: hold.freeze === 'risk' ? deltaMinor : 0n,
  };
}

function refuseUnless<Result>(unit: number, check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    throw new HoldRefused(unit, error as Error);
  }
}

function hashOf(text: string): string {
  return digest('sha256', text);
}
