/**
 * What a line of a bank's statement is: a payment that we told, one that came back, our own money that arrived, a
 * channel's settlement, a fee, money of somebody, or nothing that we know. Pure.
 */
import type { BankAccountRecord, InstructionRecord } from './bank-records.ts';
import type { BankStatementLine } from './custody-bank.ts';
import type { ExceptionCode } from './exception-store.ts';
import { isSettled } from './instruction-transitions.ts';

/** A channel account that the words of a line name. */
export interface NamedChannelAccount {
  channelAccountId: string;
  /** '' for one that takes recharges only. */
  merchantId: string;
  event: 'channel_settled' | 'card_settled' | 'recharge_settled';
}

/** An instruction as the lines so far have left it. */
export interface MatchCandidate {
  instruction: InstructionRecord;
  /** Which of its lines were seen, in this statement or an earlier one. */
  seen: Set<'paid' | 'returned' | 'arrived'>;
}

export interface MatchContext {
  account: Pick<BankAccountRecord, 'bankAccountId' | 'purpose'>;
  date: string;
  candidates: ReadonlyMap<string, MatchCandidate>;
  /** Fingerprint of the counterparty's account number, hexadecimal; '' where the bank names none. */
  fingerprintOf: (line: BankStatementLine) => string;
  channelAccounts: ReadonlyMap<string, readonly NamedChannelAccount[]>;
}

export type LineDecision =
  | { kind: 'instruction'; match: 'paid' | 'returned' | 'arrived'; instructionId: string }
  | { kind: 'channel'; account: NamedChannelAccount }
  | { kind: 'fee' }
  /** Money of somebody: a member's, where its words name one. */
  | { kind: 'incoming' }
  | { kind: 'unfit'; exception: { code: ExceptionCode; detail: string } };

export function decideLine(line: BankStatementLine, context: MatchContext): LineDecision {
  const named = context.candidates.get(line.instructionNo);
  if (named) return decideNamed(line, named, context);
  if (line.instructionNo !== '') return unfit('LINE_CONTRADICTS', line, 'names an instruction that is none of ours');
  if (line.kind === 'fee' && line.direction === 'out') {
    if (context.account.purpose === 'own') return { kind: 'fee' };
    return unfit('LINE_UNMATCHED', line, 'is a fee, which the bank may not take from custody');
  }
  if (line.direction === 'out' || line.kind === 'return') return decideByParticulars(line, context);
  return decideIncoming(line, context);
}

function decideNamed(line: BankStatementLine, candidate: MatchCandidate, context: MatchContext): LineDecision {
  const { instruction, seen } = candidate;
  const { instructionId, status } = instruction;
  const match = matchOf(line, instruction, context);
  if (!match) return unfit('LINE_CONTRADICTS', line, `does not fit the instruction ${instructionId}`);
  if (line.amountMinor !== instruction.amountMinor) {
    return unfit('LINE_CONTRADICTS', line, `of ${instructionId} should be ${instruction.amountMinor} minor units`);
  }
  if (seen.has(match))
    return unfit('LINE_CONTRADICTS', line, `says for the second time that ${instructionId} was ${match}`);
  if (!mayBe(match, status))
    return unfit('LINE_CONTRADICTS', line, `says ${match} of ${instructionId}, which is ${status}`);
  return { kind: 'instruction', match, instructionId };
}

function matchOf(
  line: BankStatementLine,
  instruction: InstructionRecord,
  { account }: MatchContext,
): 'paid' | 'returned' | 'arrived' | undefined {
  if (instruction.bankAccountId === account.bankAccountId) {
    if (line.direction === 'out') return 'paid';
    return line.kind === 'return' ? 'returned' : undefined;
  }
  const arrives = instruction.payeeBankAccountId === account.bankAccountId && line.direction === 'in';
  return arrives ? 'arrived' : undefined;
}

/** What the bank did before we sent it, or after it had refused, is for a person to understand. */
function mayBe(match: 'paid' | 'returned' | 'arrived', status: InstructionRecord['status']): boolean {
  switch (match) {
    case 'paid':
      return status === 'confirmed' || (!isSettled(status) && status !== 'created');
    case 'returned':
      return status === 'confirmed';
    case 'arrived':
      return status !== 'created' && status !== 'rejected';
  }
}

/** By payee and amount, where exactly one instruction fits. */
function decideByParticulars(line: BankStatementLine, context: MatchContext): LineDecision {
  const match = line.direction === 'out' ? 'paid' : 'returned';
  const fingerprint = context.fingerprintOf(line);
  const fitting = [...context.candidates.values()].filter(
    ({ instruction, seen }) =>
      fingerprint !== '' &&
      instruction.bankAccountId === context.account.bankAccountId &&
      instruction.payeeAccountFingerprint.toString('hex') === fingerprint &&
      instruction.amountMinor === line.amountMinor &&
      instruction.platformDate <= context.date &&
      !seen.has(match) &&
      mayBe(match, instruction.status),
  );
  const [first, ...others] = fitting;
  if (!first) {
    const what = line.direction === 'out' ? 'is a payment that nobody told' : 'comes back from nothing that we paid';
    return unfit('LINE_UNMATCHED', line, what);
  }
  if (others.length > 0) {
    const ids = fitting.map(({ instruction }) => instruction.instructionId).join(', ');
    return unfit('LINE_AMBIGUOUS', line, `may be any of ${ids}`);
  }
  return { kind: 'instruction', match, instructionId: first.instruction.instructionId };
}

function decideIncoming(line: BankStatementLine, context: MatchContext): LineDecision {
  if (context.account.purpose === 'own') return unfit('LINE_UNMATCHED', line, 'is nothing that the books expect');
  const named = new Map(
    wordsOf(line.remark)
      .flatMap((word) => context.channelAccounts.get(word) ?? [])
      .map((account) => [`${account.channelAccountId}/${account.event}`, account]),
  );
  const [only, ...others] = wanted([...named.values()], line.remark);
  if (!only) return { kind: 'incoming' };
  if (others.length === 0) return { kind: 'channel', account: only };
  const ids = [only, ...others].map(({ channelAccountId, event }) => `${channelAccountId} (${event})`).join(', ');
  return unfit('LINE_AMBIGUOUS', line, `may be a settlement of any of ${ids}`);
}

/** A channel account may take payments and recharges: the words say which of them is settled. */
function wanted(named: NamedChannelAccount[], remark: string): NamedChannelAccount[] {
  const recharges = named.filter(({ event }) => event === 'recharge_settled');
  if (recharges.length === named.length || recharges.length === 0) return named;
  return /充值|recharge/i.test(remark) ? recharges : named.filter(({ event }) => event !== 'recharge_settled');
}

const wordsMax = 20;

/** The words of a remark that could be ids. */
export function wordsOf(remark: string): string[] {
  return [...new Set(remark.match(/[A-Za-z0-9][A-Za-z0-9_.-]{1,63}/g) ?? [])].slice(0, wordsMax);
}

function unfit(code: ExceptionCode, line: BankStatementLine, what: string): LineDecision {
  const detail = `line ${line.serialNo} (${line.direction} ${line.amountMinor}, "${line.remark}") ${what}`;
  return { kind: 'unfit', exception: { code, detail } };
}
