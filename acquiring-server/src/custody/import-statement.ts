/**
 * Takes a bank's statement of a day into the books: each line once, whole or not at all, in one transaction. What a
 * line says about an instruction counts as the bank's answer; what fits nothing stands in suspense with an exception.
 */
import { CodedError, errorText } from '@qiantai/foundation';
import type { Currency } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { Queryable } from '../ledger/ledger.ts';
import type { PostingEvent } from '../ledger/posting.ts';
import { fingerprintPurpose, lockBankAccount, readBankAccount, readConnection } from './bank-account-store.ts';
import type { BankAccountRecord } from './bank-records.ts';
import { checkStatement, shiftedDay, statementDifferences } from './check-statement.ts';
import type { BankStatement, BankStatementLine } from './custody-bank.ts';
import type { CustodyDeps } from './custody-deps.ts';
import { type ExceptionCode, openCustodyException, resolveCustodyException } from './exception-store.ts';
import { applyInstructionChange } from './instruction-changes.ts';
import { lockInstructionsOfStatement, readPaidWithoutLine } from './instruction-store.ts';
import { decideLine, type LineDecision, type MatchCandidate, type MatchContext, wordsOf } from './match-lines.ts';
import { readBalancesAsOf } from './proof-store.ts';
import {
  type DecidedLine,
  findChannelAccounts,
  insertLines,
  insertStatement,
  readKnownSerials,
  readLatestStatement,
  readSeenLines,
  readStatement,
  readStatementLines,
} from './statement-store.ts';
import { insertSuspense } from './suspense-store.ts';

export type ImportResult =
  | { kind: 'imported'; lines: number; suspense: number; unexplained: number }
  /** It was imported before, and says the same. */
  | { kind: 'unchanged'; lines: number }
  /** It was imported before, and says something else now; nothing was taken over. */
  | { kind: 'changed'; differences: string[] }
  /** Nothing was taken of it. */
  | { kind: 'refused'; code: string; why: string }
  | { kind: 'not_ready' }
  | { kind: 'unreachable'; why: string };

export interface ImportRequest {
  bankAccountId: string;
  /** The bank's day, `YYYY-MM-DD`. */
  date: string;
  importedBy: string;
}

/** @throws CodedError CUSTODY_ACCOUNT_NOT_FOUND */
export async function importStatement(deps: CustodyDeps, request: ImportRequest): Promise<ImportResult> {
  const { bankAccountId, date } = request;
  const account = await readBankAccount(deps.database.pool, bankAccountId);
  if (!account) throw serverError('CUSTODY_ACCOUNT_NOT_FOUND', { bankAccountId });
  const connection = await readConnection(deps.database.pool, deps.secretBox, bankAccountId);
  const outcome = await deps.bank.downloadStatement(connection, date);
  if (outcome.kind === 'not_ready') return { kind: 'not_ready' };
  if (outcome.kind === 'unknown') return { kind: 'unreachable', why: outcome.why };
  const result =
    outcome.kind === 'unreadable'
      ? refused('STATEMENT_UNREADABLE', outcome.why)
      : await take(deps, { ...request, account, accountNumber: connection.accountNumber, ...outcome });
  await tell(deps, request, result);
  deps.log.info({ bankAccountId, date, result: result.kind }, 'custody.statement');
  return result;
}

interface Downloaded extends ImportRequest {
  account: BankAccountRecord;
  accountNumber: string;
  statement: BankStatement;
  bytes: Uint8Array;
}

async function take(deps: CustodyDeps, download: Downloaded): Promise<ImportResult> {
  try {
    return await deps.database.transaction(async (client) => {
      await lockBankAccount(client, download.bankAccountId);
      return (await compareWithImported(client, download)) ?? (await takeOver(deps, client, download));
    });
  } catch (error) {
    // A closed period, for one: nothing was taken, and a person must see why.
    if (error instanceof CodedError) return refused(error.code, error.message);
    throw error;
  }
}

async function compareWithImported(client: Queryable, download: Downloaded): Promise<ImportResult | undefined> {
  const imported = await readStatement(client, download);
  if (imported) {
    const lines = await readStatementLines(client, download);
    const differences = statementDifferences({ ...imported, lines }, download.statement);
    return differences.length === 0 ? { kind: 'unchanged', lines: lines.length } : { kind: 'changed', differences };
  }
  const latest = await readLatestStatement(client, download.bankAccountId);
  const { accountNumber, date, account } = download;
  const booksMinor = latest ? 0n : await booksBefore(client, account, date);
  const expected = { accountNumber, date, currency: account.currency, latest, booksMinor };
  const refusal = checkStatement(download.statement, expected);
  if (refusal) return refused(refusal.code, refusal.why);
  const serialNos = download.statement.lines.map((line) => line.serialNo);
  const known = await readKnownSerials(client, { bankAccountId: download.bankAccountId, serialNos });
  return known.length > 0 ? refused('STATEMENT_SERIAL', `lines ${known.join(', ')} were on another day`) : undefined;
}

async function booksBefore(client: Queryable, account: BankAccountRecord, date: string): Promise<bigint> {
  const code = account.purpose === 'custody' ? 'platform.custody_bank' : 'platform.own_bank';
  const question = { date: shiftedDay(date, -1), currency: account.currency, detailed: [code], only: [code] } as const;
  const balances = await readBalancesAsOf(client, question);
  return balances.find(({ subject }) => subject === account.bankAccountId)?.balanceMinor ?? 0n;
}

function refused(code: string, why: string): ImportResult {
  return { kind: 'refused', code, why };
}

async function tell(deps: CustodyDeps, { bankAccountId, date }: ImportRequest, result: ImportResult): Promise<void> {
  const detail =
    result.kind === 'refused'
      ? `${result.code}: ${result.why}`
      : result.kind === 'changed'
        ? result.differences.join('; ')
        : '';
  if (detail === '') return;
  await openCustodyException(deps.database.pool, deps.ids, {
    code: result.kind === 'refused' ? 'STATEMENT_REFUSED' : 'STATEMENT_CHANGED',
    subject: `${bankAccountId}/${date}`,
    detail,
    atMs: deps.clock.nowMs(),
  });
}

/** What is under way while the lines are taken one after the other. */
interface Taking {
  deps: CustodyDeps;
  client: Queryable;
  download: Downloaded;
  currency: Currency;
  context: MatchContext;
  candidates: Map<string, MatchCandidate>;
  events: PostingEvent[];
  decided: DecidedLine[];
}

async function takeOver(deps: CustodyDeps, client: Queryable, download: Downloaded): Promise<ImportResult> {
  const { bankAccountId, date, statement, bytes, importedBy } = download;
  const atMs = deps.clock.nowMs();
  await insertStatement(client, deps.secretBox, { bankAccountId, statement, bytes, importedBy, atMs });
  const taking = await prepare(deps, client, download);
  for (const line of statement.lines) taking.decided.push(await takeLine(taking, line));
  for (let from = 0; from < taking.events.length; from += eventsPerPosting) {
    await deps.ledger.post(client, taking.events.slice(from, from + eventsPerPosting));
  }
  await insertLines(client, deps.secretBox, { bankAccountId, date, lines: taking.decided });
  await tellMissing(taking);
  const count = (match: DecidedLine['match']) => taking.decided.filter((line) => line.match === match).length;
  const lines = taking.decided.length;
  return { kind: 'imported', lines, suspense: count('suspense'), unexplained: count('unexplained') };
}

const eventsPerPosting = 500;
/** How long ago an instruction may have been told that a line without its number is matched to. */
const candidateDays = 60;

async function prepare(deps: CustodyDeps, client: Queryable, download: Downloaded): Promise<Taking> {
  const { account, bankAccountId, date, statement } = download;
  const print = (line: BankStatementLine) =>
    line.counterpartyAccount === ''
      ? undefined
      : deps.secretBox.fingerprint(fingerprintPurpose, line.counterpartyAccount);
  const unnamed = statement.lines.filter((line) => line.instructionNo === '');
  const instructions = await lockInstructionsOfStatement(client, {
    bankAccountId,
    instructionIds: statement.lines.map((line) => line.instructionNo).filter((no) => uuidForm.test(no)),
    payeeFingerprints: unnamed.map(print).filter((bytes) => bytes !== undefined),
    since: shiftedDay(date, -candidateDays),
  });
  const candidates = new Map<string, MatchCandidate>();
  for (const instruction of instructions) {
    candidates.set(instruction.instructionId, { instruction, seen: new Set() });
  }
  for (const { instructionId, match } of await readSeenLines(client, [...candidates.keys()])) {
    candidates.get(instructionId)?.seen.add(match);
  }
  const words = [...new Set(unnamed.flatMap((line) => wordsOf(line.remark)))];
  const context: MatchContext = {
    account,
    date,
    candidates,
    fingerprintOf: (line) => print(line)?.toString('hex') ?? '',
    channelAccounts: await findChannelAccounts(client, words),
  };
  return { deps, client, download, currency: account.currency, context, candidates, events: [], decided: [] };
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function takeLine(taking: Taking, line: BankStatementLine): Promise<DecidedLine> {
  const decision = decideLine(line, taking.context);
  switch (decision.kind) {
    case 'instruction':
      return await takeInstruction(taking, line, decision);
    case 'channel': {
      const { event, channelAccountId, merchantId } = decision.account;
      taking.events.push(postingOf(taking, line, event, { channelAccountId, merchantId }));
      return { line, match: 'channel_settlement', instructionId: null, matchedTo: channelAccountId };
    }
    case 'fee': {
      const { bankAccountId } = taking.download;
      const posting = postingOf(taking, line, 'bank_fee', {});
      taking.events.push({ ...posting, subjects: { bankAccountId, ownBankAccountId: bankAccountId } });
      return { line, match: 'bank_fee', instructionId: null, matchedTo: '' };
    }
    case 'incoming':
      return (await takeRecharge(taking, line)) ?? (await takeUnfit(taking, line, unmatched(line)));
    case 'unfit':
      return await takeUnfit(taking, line, decision.exception);
  }
}

function unmatched(line: BankStatementLine): { code: ExceptionCode; detail: string } {
  const { serialNo, amountMinor, remark, counterpartyName } = line;
  return {
    code: 'LINE_UNMATCHED',
    detail: `line ${serialNo}: ${amountMinor} minor units from ${counterpartyName}, "${remark}"`,
  };
}

async function takeInstruction(
  taking: Taking,
  line: BankStatementLine,
  { match, instructionId }: Extract<LineDecision, { kind: 'instruction' }>,
): Promise<DecidedLine> {
  const candidate = taking.candidates.get(instructionId);
  if (!candidate) throw new TypeError(`no candidate ${instructionId}`);
  const applied = await inSavepoint(taking.client, async () => await applyLine(taking, line, match, candidate));
  if ('error' in applied) {
    // Where nobody here takes the outcome (a command beside the server), the statement is left to one that does.
    if (applied.error.code === 'CUSTODY_NO_HANDLER') throw applied.error;
    // A member's account that was closed meanwhile, for one: the money is here and belongs to somebody.
    const detail = `line ${line.serialNo} says ${match} of ${instructionId}: ${errorText(applied.error)}`;
    return await takeUnfit(taking, line, { code: 'INSTRUCTION_NOT_POSTED', detail });
  }
  candidate.seen.add(match);
  return { line, match, instructionId, matchedTo: candidate.instruction.subjectReference };
}

async function applyLine(
  taking: Taking,
  line: BankStatementLine,
  match: 'paid' | 'returned' | 'arrived',
  candidate: MatchCandidate,
): Promise<void> {
  const { deps, client, download } = taking;
  const { instruction } = candidate;
  if (match === 'arrived') return;
  if (match === 'paid' && instruction.status === 'confirmed') {
    await compareDays(taking, candidate);
    return;
  }
  const next = await applyInstructionChange(deps, client, instruction, {
    event: match === 'paid' ? 'confirmed' : 'returned',
    detail: `line ${line.serialNo} of the statement of ${download.date}`,
    platformDate: download.date,
    line: { bankAccountId: download.bankAccountId, serialNo: line.serialNo },
  });
  if (!next) throw new TypeError(`${instruction.instructionId} is ${instruction.status} and took no ${match}`);
  candidate.instruction = next;
}

/** It was posted to the day that the bank had named; where its statement says another, the proofs of both differ. */
async function compareDays({ deps, client, download }: Taking, { instruction }: MatchCandidate): Promise<void> {
  const { instructionId: subject, settledOn } = instruction;
  const atMs = deps.clock.nowMs();
  const note = `in the statement of ${download.date}`;
  await resolveCustodyException(client, { code: 'LINE_MISSING', subject }, { operator: 'statement', note, atMs });
  if (settledOn === download.date) return;
  const detail = `the bank had said that it paid on ${settledOn}, its statement says ${download.date}`;
  await openCustodyException(client, deps.ids, { code: 'LINE_OTHER_DAY', subject, detail, atMs });
}

/** A member's transfer, where its words name an account that takes it. */
async function takeRecharge(taking: Taking, line: BankStatementLine): Promise<DecidedLine | undefined> {
  const { deps, client } = taking;
  const member = await deps.findMemberAccount(line.remark, taking.currency);
  if (!member) return undefined;
  const event = { ...postingOf(taking, line, 'recharge_by_transfer', {}), members: { member } };
  // The account may refuse it: closed, or taking nothing now.
  const posted = await inSavepoint(client, async () => await deps.ledger.post(client, [event]));
  if ('error' in posted) return undefined;
  return { line, match: 'recharge_by_transfer', instructionId: null, matchedTo: member.accountNumber };
}

async function takeUnfit(
  taking: Taking,
  line: BankStatementLine,
  exception: { code: ExceptionCode; detail: string },
): Promise<DecidedLine> {
  const { deps, client, download } = taking;
  const { bankAccountId, date, account } = download;
  const atMs = deps.clock.nowMs();
  const subject = `${bankAccountId}/${line.serialNo}`;
  await openCustodyException(client, deps.ids, { ...exception, subject, atMs });
  // Money that left without our word, and the platform's own money, have no account that says "nobody knows".
  if (line.direction === 'out' || account.purpose === 'own') {
    return { line, match: 'unexplained', instructionId: null, matchedTo: '' };
  }
  const suspenseId = deps.ids.uuid7();
  taking.events.push(postingOf(taking, line, 'money_to_suspense', {}));
  const { serialNo, amountMinor } = line;
  const { currency } = account;
  await insertSuspense(client, { suspenseId, bankAccountId, serialNo, currency, amountMinor, arrivedOn: date, atMs });
  return { line, match: 'suspense', instructionId: null, matchedTo: suspenseId };
}

function postingOf(
  { download, currency }: Taking,
  line: BankStatementLine,
  kind: PostingEvent['kind'],
  channel: { channelAccountId?: string; merchantId?: string },
): PostingEvent {
  const { bankAccountId, date } = download;
  const { channelAccountId, merchantId } = channel;
  return {
    kind,
    reference: `${bankAccountId}/${line.serialNo}`,
    ...(merchantId && { merchantId }),
    currency,
    amounts: { amount: line.amountMinor, fee: line.amountMinor },
    subjects: { bankAccountId, ...(channelAccountId && { channelAccountId }) },
    platformDate: date,
  };
}

async function tellMissing({ deps, client, download }: Taking): Promise<void> {
  for (const missing of await readPaidWithoutLine(client, download)) {
    const { instructionId: subject, purpose, subjectReference, amountMinor, payeeAccountMasked } = missing;
    const what = `${purpose} ${subjectReference}, ${amountMinor} minor units to ${payeeAccountMasked}`;
    const detail = `the bank said that it paid ${what} on ${download.date}, and its statement does not show it`;
    await openCustodyException(client, deps.ids, { code: 'LINE_MISSING', subject, detail, atMs: deps.clock.nowMs() });
  }
}

/** Undoes what failed by a code of ours and no more; other faults end the transaction. */
async function inSavepoint(
  client: Queryable,
  work: () => Promise<unknown>,
): Promise<{ done: true } | { error: CodedError }> {
  await client.query('SAVEPOINT line');
  try {
    await work();
    await client.query('RELEASE SAVEPOINT line');
    return { done: true };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await client.query('ROLLBACK TO SAVEPOINT line');
    await client.query('RELEASE SAVEPOINT line');
    return { error };
  }
}
