/** What the custody bank does with instructions, transfers that arrive, and time. */
import type { Clock, Random } from '@qiantai/foundation';
import { type BankBehaviour, bankPresetDelayMs, type FaultPlan } from '../hands/behaviours.ts';
import { currencyExponent, parseDecimalAmount } from '../values/amount.ts';
import { beijingCompactDate, beijingDateTime } from '../values/beijing-time.ts';
import type { BankBook, BankInstruction } from './bank-book.ts';

/** As it came over the wire; every member is a text. */
export interface InstructionRequest {
  instructionNo: string;
  payerAccount: string;
  payeeName: string;
  payeeBank: string;
  payeeAccount: string;
  payeeKind: 'personal' | 'corporate';
  amount: string;
  currency: string;
  remark: string;
}

export type EngineAnswer =
  | { kind: 'instruction'; instruction: BankInstruction }
  /** Not recorded: the same number may come again. */
  | { kind: 'not_taken'; reasonCode: 'OUT_OF_HOURS' | 'INSUFFICIENT_FUNDS' }
  /** Another payload came with this number before. */
  | { kind: 'conflict' }
  | { kind: 'not_found' }
  | { kind: 'bad_request'; why: string };

/** How the answer leaves. */
export type AnswerManner =
  | { kind: 'normal' }
  | { kind: 'silent' }
  | { kind: 'late'; delayMs: number }
  | { kind: 'badly_signed' }
  | { kind: 'wrong_amount' };

export interface BehaviourWish {
  behaviour: BankBehaviour;
  on: 'submit' | 'inquire';
  times: number;
  delayMs?: number | undefined;
}

export interface CorporateHours {
  /** `08:30`, Beijing. */
  opens: string;
  closes: string;
}

export class BankEngine {
  readonly book: BankBook;
  private readonly clock: Pick<Clock, 'nowMs'>;
  private readonly random: Pick<Random, 'bytes'>;
  private readonly faults: FaultPlan;
  /** In the order hands asked for them; kept in memory, a restart forgets them. */
  private wishes: BehaviourWish[] = [];
  private hours: CorporateHours | undefined;

  constructor(parts: {
    book: BankBook;
    clock: Pick<Clock, 'nowMs'>;
    random: Pick<Random, 'bytes'>;
    faults: FaultPlan;
  }) {
    this.book = parts.book;
    this.clock = parts.clock;
    this.random = parts.random;
    this.faults = parts.faults;
  }

  wish(wish: BehaviourWish): void {
    this.wishes.push({ ...wish });
  }

  /** Corporate payees are paid between these; undefined: at any time. */
  setHours(hours: CorporateHours | undefined): void {
    this.hours = hours;
  }

  submit(request: InstructionRequest): { answer: EngineAnswer; manner: AnswerManner } {
    this.settleDue();
    const known = this.book.instructions.get(request.instructionNo);
    if (known) {
      const answer: EngineAnswer = isSame(known, request)
        ? { kind: 'instruction', instruction: known }
        : { kind: 'conflict' };
      return { answer, manner: { kind: 'normal' } };
    }
    const { behaviour, delayMs } = this.takeBehaviour('submit');
    if (behaviour === 'no_answer_not_taken') return { answer: { kind: 'not_found' }, manner: { kind: 'silent' } };
    const answer = this.take(request, behaviour, delayMs);
    return { answer, manner: mannerOf(behaviour, delayMs) };
  }

  inquire(instructionNo: string): { answer: EngineAnswer; manner: AnswerManner } {
    this.settleDue();
    const { behaviour, delayMs } = this.takeBehaviour('inquire');
    const instruction = this.book.instructions.get(instructionNo);
    const answer: EngineAnswer = instruction ? { kind: 'instruction', instruction } : { kind: 'not_found' };
    return { answer, manner: mannerOf(behaviour, delayMs) };
  }

  openAccount(wish: { account: string; name: string; currency: string }): void {
    if (this.book.accounts.has(wish.account)) return;
    this.book.record({ type: 'account_opened', ...wish, atMs: this.clock.nowMs() });
  }

  /** A customer's transfer or a channel's settlement arrives, or the bank takes a fee. */
  post(wish: {
    account: string;
    direction: 'in' | 'out';
    amountMinor: bigint;
    counterpartyName: string;
    counterpartyAccount: string;
    remark: string;
    kind: 'transfer' | 'fee' | 'interest';
  }): string {
    this.settleDue();
    const account = this.book.account(wish.account);
    this.book.record({ type: 'booked', ...wish, atMs: this.clock.nowMs() });
    return account.lines.at(-1)?.serialNo ?? '';
  }

  /** Returns a payment now, whatever its behaviour was. */
  returnPayment(instructionNo: string): void {
    this.settleDue();
    this.book.record({ type: 'instruction_returned', instructionNo, atMs: this.clock.nowMs() });
  }

  /** Pays, refuses and returns what is due by now, in the order of time, so that nothing hangs on a timer. */
  settleDue(): void {
    for (;;) {
      const next = [...this.book.instructions.values()]
        .flatMap(dueOf)
        .filter(({ atMs }) => atMs <= this.clock.nowMs())
        .sort((a, b) => a.atMs - b.atMs)[0];
      if (!next) return;
      this.book.record(next);
    }
  }

  private take(request: InstructionRequest, behaviour: BankBehaviour, delayMs: number): EngineAnswer {
    const account = this.book.accounts.get(request.payerAccount);
    if (!account) return { kind: 'bad_request', why: 'no such payer account' };
    const amountMinor = parseDecimalAmount(request.amount, currencyExponent(account.currency));
    if (!amountMinor || request.currency !== account.currency) return { kind: 'bad_request', why: 'bad amount' };
    if (behaviour === 'out_of_hours' || (request.payeeKind === 'corporate' && !this.isOpen())) {
      return { kind: 'not_taken', reasonCode: 'OUT_OF_HOURS' };
    }
    if (behaviour === 'insufficient_funds' || this.book.availableMinor(request.payerAccount) < amountMinor) {
      return { kind: 'not_taken', reasonCode: 'INSUFFICIENT_FUNDS' };
    }
    const nowMs = this.clock.nowMs();
    const { amount: _amount, ...facts } = request;
    const refusal = refusals[behaviour];
    const atOnce = behaviour === 'confirm_at_once' || refusal?.atOnce === true;
    this.book.record({
      type: 'instruction_taken',
      ...facts,
      amountMinor,
      reference: `B${beijingCompactDate(nowMs)}${Buffer.from(this.random.bytes(6)).toString('hex').toUpperCase()}`,
      settlesAtMs: atOnce ? nowMs : nowMs + (behaviour === 'confirm' ? delayMs : confirmDelayMs),
      ...(refusal && { refusal: refusal.code }),
      ...(behaviour === 'return_later' && { returnsAfterMs: delayMs }),
      atMs: nowMs,
    });
    this.settleDue();
    return { kind: 'instruction', instruction: this.book.instruction(request.instructionNo) };
  }

  private isOpen(): boolean {
    if (!this.hours) return true;
    const time = beijingDateTime(this.clock.nowMs()).slice(11, 16);
    return time >= this.hours.opens && time < this.hours.closes;
  }

  private takeBehaviour(on: 'submit' | 'inquire'): { behaviour: BankBehaviour; delayMs: number } {
    const wish = this.wishes.find((one) => one.on === on);
    if (!wish) {
      const behaviour = on === 'submit' ? this.faults.bank() : 'confirm';
      return { behaviour, delayMs: bankPresetDelayMs[behaviour] ?? confirmDelayMs };
    }
    wish.times -= 1;
    this.wishes = this.wishes.filter((one) => one.times > 0);
    return { behaviour: wish.behaviour, delayMs: wish.delayMs ?? bankPresetDelayMs[wish.behaviour] ?? confirmDelayMs };
  }
}

const confirmDelayMs = 2_000;

const refusals: Readonly<Partial<Record<BankBehaviour, { code: string; atOnce: boolean }>>> = {
  reject_payee_name: { code: 'PAYEE_NAME_MISMATCH', atOnce: true },
  reject_account_closed: { code: 'PAYEE_ACCOUNT_CLOSED', atOnce: true },
  reject_later: { code: 'PAYEE_BANK_REFUSED', atOnce: false },
};

function mannerOf(behaviour: BankBehaviour, delayMs: number): AnswerManner {
  switch (behaviour) {
    case 'no_answer':
    case 'no_answer_not_taken':
      return { kind: 'silent' };
    case 'late_answer':
      return { kind: 'late', delayMs };
    case 'wrong_signature':
      return { kind: 'badly_signed' };
    case 'wrong_amount':
      return { kind: 'wrong_amount' };
    default:
      return { kind: 'normal' };
  }
}

type DueEvent = Parameters<BankBook['record']>[0];

function dueOf(instruction: BankInstruction): DueEvent[] {
  const { instructionNo, state, settlesAtMs, refusal, returnsAfterMs } = instruction;
  if (state.status === 'accepted' && refusal !== undefined) {
    return [{ type: 'instruction_rejected', instructionNo, reasonCode: refusal, atMs: settlesAtMs }];
  }
  if (state.status === 'accepted') return [{ type: 'instruction_confirmed', instructionNo, atMs: settlesAtMs }];
  if (state.status === 'confirmed' && returnsAfterMs !== undefined) {
    return [{ type: 'instruction_returned', instructionNo, atMs: state.atMs + returnsAfterMs }];
  }
  return [];
}

function isSame(known: BankInstruction, request: InstructionRequest): boolean {
  return (
    known.payerAccount === request.payerAccount &&
    known.payeeAccount === request.payeeAccount &&
    known.payeeName === request.payeeName &&
    known.payeeKind === request.payeeKind &&
    known.currency === request.currency &&
    known.amountMinor === parseDecimalAmount(request.amount, currencyExponent(known.currency))
  );
}
