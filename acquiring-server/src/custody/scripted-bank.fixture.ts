/** A bank that does what a test says, with accounts, serial numbers and statements that are right. */
import type { Clock } from '@qiantai/foundation';
import { beijingDate } from '../payment/beijing-date.ts';
import type {
  BankConnection,
  BankStatement,
  BankStatementLine,
  CustodyBank,
  InstructionOrder,
  InstructionOutcome,
} from './custody-bank.ts';

export type SubmitScript =
  | 'accept'
  | 'confirm'
  | 'reject'
  /** Taken, no answer. */
  | 'silent_taken'
  /** Taken and paid, no answer. */
  | 'silent_paid'
  /** Never arrived, no answer. */
  | 'silent_lost'
  | 'not_sent'
  | 'out_of_hours'
  | 'no_funds'
  | 'wrong_amount'
  | 'wrong_account'
  | 'throw'
  /** Taken; the call never ends. */
  | 'hold';

export interface ScriptedInstruction {
  order: InstructionOrder;
  payer: string;
  status: 'taken' | 'paid' | 'rejected' | 'returned';
  bookedOn: string;
}

interface Booked extends BankStatementLine {
  date: string;
}

export class ScriptedBank implements CustodyBank {
  readonly lines = new Map<string, Booked[]>();
  readonly instructions = new Map<string, ScriptedInstruction>();
  readonly submitted: string[] = [];
  inquired = 0;
  /** What happens to the next submissions; `accept` when it is empty. */
  scripts: SubmitScript[] = [];
  /** How many inquiries get no answer. */
  silentInquiries = 0;
  /** It gives no statements. */
  isDown = false;
  /** How the bank's books are shown, for statements that lie. */
  bend: (statement: BankStatement) => BankStatement = (statement) => statement;
  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly held: Array<() => void> = [];

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.clock = clock;
  }

  async submit(connection: BankConnection, order: InstructionOrder): Promise<InstructionOutcome> {
    this.submitted.push(order.instructionNo);
    const known = this.instructions.get(order.instructionNo);
    const script = this.scripts.shift() ?? 'accept';
    if (script === 'not_sent') return { kind: 'not_taken', reason: 'not_sent', why: 'no connection' };
    if (script === 'silent_lost') return { kind: 'unknown', why: 'no answer' };
    if (known) return this.answer(connection, order.instructionNo);
    if (script === 'out_of_hours') return { kind: 'not_taken', reason: 'bank_hours', why: 'OUT_OF_HOURS' };
    if (script === 'no_funds' || this.balance(connection.accountNumber) < order.amountMinor) {
      return { kind: 'not_taken', reason: 'bank_funds', why: 'INSUFFICIENT_FUNDS' };
    }
    const status = script === 'reject' ? 'rejected' : 'taken';
    this.instructions.set(order.instructionNo, { order, payer: connection.accountNumber, status, bookedOn: '' });
    if (script === 'confirm' || script === 'silent_paid' || script === 'wrong_amount') this.pay(order.instructionNo);
    if (script === 'hold') await new Promise<void>((done) => this.held.push(done));
    if (script === 'throw') throw new Error('the adapter broke');
    if (script === 'silent_taken' || script === 'silent_paid') return { kind: 'unknown', why: 'no answer' };
    const answer = this.answer(connection, order.instructionNo);
    if (!('about' in answer)) return answer;
    if (script === 'wrong_amount') answer.about.amountMinor += 1n;
    if (script === 'wrong_account') answer.about.payeeAccount = '999';
    return answer;
  }

  async inquire(connection: BankConnection, instructionNo: string): Promise<InstructionOutcome> {
    this.inquired += 1;
    if (this.silentInquiries > 0) {
      this.silentInquiries -= 1;
      return { kind: 'unknown', why: 'no answer' };
    }
    return this.instructions.has(instructionNo) ? this.answer(connection, instructionNo) : { kind: 'not_found' };
  }

  async downloadStatement(connection: BankConnection, date: string) {
    if (this.isDown) return { kind: 'unknown' as const, why: 'no answer' };
    if (beijingDate(this.clock.nowMs()) <= date) return { kind: 'not_ready' as const };
    const statement = this.bend(this.statementOf(connection, date));
    const text = JSON.stringify(statement, (_name, value) => (typeof value === 'bigint' ? `${value}` : value));
    return { kind: 'statement' as const, statement, bytes: Buffer.from(text) };
  }

  release(): void {
    for (const done of this.held.splice(0)) done();
  }

  /** Pays what was taken. */
  pay(instructionNo: string): void {
    const held = this.instructions.get(instructionNo);
    if (held?.status !== 'taken') return;
    held.status = 'paid';
    held.bookedOn = beijingDate(this.clock.nowMs());
    const { payee, amountMinor, remark } = held.order;
    const common = { amountMinor, remark, instructionNo, kind: 'transfer' as const };
    this.book(held.payer, {
      ...common,
      direction: 'out',
      counterpartyName: payee.name,
      counterpartyAccount: payee.accountNumber,
    });
    if (!this.lines.has(payee.accountNumber)) return;
    this.book(payee.accountNumber, {
      ...common,
      direction: 'in',
      counterpartyName: 'platform',
      counterpartyAccount: held.payer,
    });
  }

  refuse(instructionNo: string): void {
    const held = this.instructions.get(instructionNo);
    if (held?.status === 'taken') held.status = 'rejected';
  }

  /** Sends back what was paid. */
  giveBack(instructionNo: string): void {
    const held = this.instructions.get(instructionNo);
    if (held?.status !== 'paid') return;
    held.status = 'returned';
    const { payee, amountMinor, remark } = held.order;
    this.book(held.payer, {
      amountMinor,
      remark: `退票 ${remark}`,
      instructionNo,
      kind: 'return',
      direction: 'in',
      counterpartyName: payee.name,
      counterpartyAccount: payee.accountNumber,
    });
  }

  open(account: string): void {
    this.lines.set(account, this.lines.get(account) ?? []);
  }

  credit(account: string, amountMinor: bigint, remark: string, from = '6217000000000000018'): string {
    return this.book(account, {
      amountMinor,
      remark,
      instructionNo: '',
      kind: 'transfer',
      direction: 'in',
      counterpartyName: 'Customer',
      counterpartyAccount: from,
    });
  }

  debit(account: string, amountMinor: bigint, remark: string, kind: BankStatementLine['kind'] = 'transfer'): string {
    return this.book(account, {
      amountMinor,
      remark,
      instructionNo: '',
      kind,
      direction: 'out',
      counterpartyName: 'Somebody',
      counterpartyAccount: '6217000000000000026',
    });
  }

  balance(account: string): bigint {
    return this.lines.get(account)?.at(-1)?.balanceAfterMinor ?? 0n;
  }

  private book(account: string, line: Omit<Booked, 'serialNo' | 'date' | 'bookedAtMs' | 'balanceAfterMinor'>): string {
    this.open(account);
    const lines = this.lines.get(account) as Booked[];
    const bookedAtMs = this.clock.nowMs();
    const serialNo = String(lines.length + 1).padStart(6, '0');
    const balanceAfterMinor = this.balance(account) + (line.direction === 'in' ? line.amountMinor : -line.amountMinor);
    lines.push({ ...line, serialNo, bookedAtMs, date: beijingDate(bookedAtMs), balanceAfterMinor });
    return serialNo;
  }

  private statementOf({ accountNumber, currency }: BankConnection, date: string): BankStatement {
    const all = this.lines.get(accountNumber) ?? [];
    const before = all.filter((line) => line.date < date);
    const lines = all.filter((line) => line.date === date).map(({ date: _date, ...line }) => line);
    const openingMinor = before.at(-1)?.balanceAfterMinor ?? 0n;
    const closingMinor = lines.at(-1)?.balanceAfterMinor ?? openingMinor;
    return { accountNumber, date, currency, openingMinor, closingMinor, lines };
  }

  private answer({ currency }: BankConnection, instructionNo: string): InstructionOutcome {
    const held = this.instructions.get(instructionNo) as ScriptedInstruction;
    const about = {
      instructionNo,
      payerAccount: held.payer,
      payeeAccount: held.order.payee.accountNumber,
      amountMinor: held.order.amountMinor,
      currency,
    };
    const bankReference = `B-${instructionNo.slice(-6)}`;
    switch (held.status) {
      case 'taken':
        return { kind: 'accepted', about, bankReference };
      case 'rejected':
        return { kind: 'rejected', about, bankReference, reasonCode: 'PAYEE_NAME_MISMATCH' };
      default:
        return { kind: 'confirmed', about, bankReference, bookedOn: held.bookedOn };
    }
  }
}
