/** The book of the custody bank: accounts, their lines, and instructions. Pure but for the journal it appends to. */
import { unreachable } from '@qiantai/foundation';
import { simsError } from '../errors.ts';
import type { Journal } from '../store/journal.ts';
import type { BankEvent, InstructionTaken } from './bank-events.ts';

export interface BankLine {
  /** Counts up within the account without a gap. */
  serialNo: string;
  atMs: number;
  direction: 'in' | 'out';
  amountMinor: bigint;
  balanceAfterMinor: bigint;
  counterpartyName: string;
  counterpartyAccount: string;
  remark: string;
  instructionNo: string;
  kind: 'transfer' | 'return' | 'fee' | 'interest';
}

export interface BankAccount {
  account: string;
  name: string;
  currency: string;
  balanceMinor: bigint;
  lines: BankLine[];
  hidden: Map<string, 'kept' | 'recomputed'>;
}

export type BankInstructionState =
  | { status: 'accepted' }
  | { status: 'confirmed'; atMs: number }
  | { status: 'rejected'; reasonCode: string; atMs: number }
  | { status: 'returned'; confirmedAtMs: number; atMs: number };

export interface BankInstruction extends Omit<InstructionTaken, 'type'> {
  state: BankInstructionState;
}

/** From which states each event may come; anything else is a fault of the simulator. */
export const bankTransitions = {
  instruction_confirmed: ['accepted'],
  instruction_rejected: ['accepted'],
  instruction_returned: ['confirmed'],
} as const satisfies Record<string, ReadonlyArray<BankInstructionState['status']>>;

export class BankBook {
  readonly accounts = new Map<string, BankAccount>();
  readonly instructions = new Map<string, BankInstruction>();
  private readonly journal: Journal<BankEvent>;

  constructor(journal: Journal<BankEvent>) {
    this.journal = journal;
    journal.open((event) => this.apply(event));
  }

  record(event: BankEvent): void {
    this.check(event);
    this.journal.append(event);
    this.apply(event);
  }

  close(): void {
    this.journal.close();
  }

  account(number: string): BankAccount {
    const account = this.accounts.get(number);
    if (!account) throw simsError('SIMS_NOT_FOUND', { what: `account ${number}` });
    return account;
  }

  instruction(instructionNo: string): BankInstruction {
    const instruction = this.instructions.get(instructionNo);
    if (!instruction) throw simsError('SIMS_NOT_FOUND', { what: `instruction ${instructionNo}` });
    return instruction;
  }

  /** What may still be told to be paid: the balance less what was taken and is not paid yet. */
  availableMinor(number: string): bigint {
    let available = this.account(number).balanceMinor;
    for (const { payerAccount, amountMinor, state } of this.instructions.values()) {
      if (payerAccount === number && state.status === 'accepted') available -= amountMinor;
    }
    return available;
  }

  /** For people: everything, account by account. */
  shown(): unknown {
    return {
      accounts: [...this.accounts.values()].map((account) => ({ ...account, hidden: [...account.hidden.keys()] })),
      instructions: [...this.instructions.values()],
    };
  }

  private check(event: BankEvent): void {
    if (!(event.type in bankTransitions) || !('instructionNo' in event)) return;
    const from: readonly string[] = bankTransitions[event.type as keyof typeof bankTransitions];
    const { status } = this.instruction(event.instructionNo).state;
    if (!from.includes(status)) {
      throw simsError('BOOK_TRANSITION_REFUSED', { order: event.instructionNo, status, event: event.type });
    }
  }

  private apply(event: BankEvent): void {
    switch (event.type) {
      case 'account_opened': {
        const { account, name, currency } = event;
        this.accounts.set(account, { account, name, currency, balanceMinor: 0n, lines: [], hidden: new Map() });
        return;
      }
      case 'instruction_taken': {
        const { type: _type, ...facts } = event;
        this.instructions.set(event.instructionNo, { ...facts, state: { status: 'accepted' } });
        return;
      }
      case 'instruction_confirmed':
        this.pay(this.instruction(event.instructionNo), event.atMs);
        return;
      case 'instruction_rejected':
        this.instruction(event.instructionNo).state = {
          status: 'rejected',
          reasonCode: event.reasonCode,
          atMs: event.atMs,
        };
        return;
      case 'instruction_returned':
        this.payBack(this.instruction(event.instructionNo), event.atMs);
        return;
      case 'booked':
        this.book(event.account, { ...event, instructionNo: '' });
        return;
      case 'line_hidden':
        this.account(event.account).hidden.set(event.serialNo, event.balances);
        return;
      default:
        unreachable(event);
    }
  }

  private pay(instruction: BankInstruction, atMs: number): void {
    instruction.state = { status: 'confirmed', atMs };
    const payer = this.account(instruction.payerAccount);
    this.book(instruction.payerAccount, {
      ...instruction,
      atMs,
      direction: 'out',
      kind: 'transfer',
      counterpartyName: instruction.payeeName,
      counterpartyAccount: instruction.payeeAccount,
    });
    if (!this.accounts.has(instruction.payeeAccount)) return;
    this.book(instruction.payeeAccount, {
      ...instruction,
      atMs,
      direction: 'in',
      kind: 'transfer',
      counterpartyName: payer.name,
      counterpartyAccount: payer.account,
    });
  }

  private payBack(instruction: BankInstruction, atMs: number): void {
    const confirmedAtMs = instruction.state.status === 'confirmed' ? instruction.state.atMs : atMs;
    instruction.state = { status: 'returned', confirmedAtMs, atMs };
    this.book(instruction.payerAccount, {
      ...instruction,
      atMs,
      direction: 'in',
      kind: 'return',
      counterpartyName: instruction.payeeName,
      counterpartyAccount: instruction.payeeAccount,
      remark: `退票 ${instruction.remark}`,
    });
  }

  private book(number: string, line: Omit<BankLine, 'serialNo' | 'balanceAfterMinor'>): void {
    const account = this.account(number);
    account.balanceMinor += line.direction === 'in' ? line.amountMinor : -line.amountMinor;
    account.lines.push({
      serialNo: String(account.lines.length + 1).padStart(10, '0'),
      atMs: line.atMs,
      direction: line.direction,
      amountMinor: line.amountMinor,
      balanceAfterMinor: account.balanceMinor,
      counterpartyName: line.counterpartyName,
      counterpartyAccount: line.counterpartyAccount,
      remark: line.remark,
      instructionNo: line.instructionNo,
      kind: line.kind,
    });
  }
}
