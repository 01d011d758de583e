/**
 * What a cashier at the counter writes down: who bought what and at what price, what the till was asked to do and
 * whether it said yes, and what came into and out of the drawer in a shift.
 */
import type { TillReply } from '@qiantai/terminal-app/contract';
import type { ShelfArticle } from '../catalogue/convenience-catalogue.ts';

export interface WantedArticle {
  article: ShelfArticle;
  /** What a supervisor lets it cost instead. */
  priceMinor?: bigint;
  /** What a supervisor takes off it. */
  offBasisPoints?: bigint;
}

/** Known by a member's number, which the screen shows; it is also the number of the invoice. */
export interface Customer {
  readonly memberNo: string;
  readonly wanted: readonly WantedArticle[];
  /** What a supervisor takes off the whole cart, minor units. */
  readonly offMinor: bigint;
  /** Brings back all of what that one bought. */
  readonly exchangeOf: Customer | undefined;
  /** '' until the till said that it is paid. */
  receiptNo: string;
  payAsked: boolean;
  /** The screen showed the cart on hold. */
  heldSeen: boolean;
}

export interface Movement {
  direction: 'in' | 'out';
  amountMinor: bigint;
  reason: 'change' | 'bank';
  /** More than anybody moves without the right, whose owner the journal names. */
  byRight: boolean;
}

export interface BookShift {
  shiftId: string;
  floatMinor: bigint;
  movements: Movement[];
  customers: Customer[];
  /** Undefined while it runs. */
  countedMinor: bigint | undefined;
}

/** What the till said yes to stands in the journal once; what it never answered may. */
export class Asked {
  readonly counts = new Map<string, { done: number; unanswered: number }>();

  note(name: string, reply: TillReply): void {
    const count = this.counts.get(name) ?? { done: 0, unanswered: 0 };
    if (reply.ok) count.done += 1;
    else if (isNoAnswer(reply.error.code)) count.unanswered += 1;
    this.counts.set(name, count);
  }
}

const isNoAnswer = (code: string): boolean => code === 'TILL_GONE' || code === 'AGENT_GONE';

export class CounterBook {
  readonly customers: Customer[] = [];
  readonly shifts: BookShift[] = [];
  readonly asked = new Asked();
  /** Each drawer that was opened, by its reason. */
  readonly drawers: string[] = [];
  /** What the screen showed and must not. */
  readonly findings = new Set<string>();

  customer(
    wanted: readonly WantedArticle[],
    more: { offMinor?: bigint; exchangeOf?: Customer | undefined } = {},
  ): Customer {
    const memberNo = `INV-${String(this.customers.length + 1).padStart(5, '0')}`;
    const { offMinor = 0n, exchangeOf } = more;
    const customer = { memberNo, wanted, offMinor, exchangeOf, receiptNo: '', payAsked: false, heldSeen: false };
    this.customers.push(customer);
    if (this.running) this.running.customers.push(customer);
    return customer;
  }

  get running(): BookShift | undefined {
    return this.shifts.find(({ countedMinor }) => countedMinor === undefined);
  }
}

/** What of the articles' prices a person took off, in all. */
export function takenOff({ wanted, offMinor }: Customer): bigint {
  const ofLines = wanted.reduce((sum, one) => sum + (grossOf(one) * (one.offBasisPoints ?? 0n)) / 10_000n, 0n);
  return ofLines + offMinor;
}

export function totalOf(customer: Customer): bigint {
  const gross = customer.wanted.reduce((sum, one) => sum + grossOf(one), 0n);
  const backMinor = customer.exchangeOf ? totalOf(customer.exchangeOf) : 0n;
  return gross - takenOff(customer) - backMinor;
}

/** What a second person allowed of it, each once, in the order of the alphabet. */
export function rightsOf({ wanted, offMinor, exchangeOf }: Customer): string[] {
  const rights = wanted.flatMap(({ priceMinor, offBasisPoints }) => [
    ...(priceMinor === undefined ? [] : ['price.change']),
    ...(offBasisPoints === undefined ? [] : ['line.discount']),
  ]);
  if (offMinor > 0n) rights.push('cart.discount');
  if (exchangeOf) rights.push('line.back');
  return rights.toSorted();
}

export function movedMinor({ movements }: BookShift, direction: Movement['direction']): bigint {
  return movements.reduce((sum, one) => (one.direction === direction ? sum + one.amountMinor : sum), 0n);
}

/** Of a shift in which everybody pays in cash. */
export function expectedMinor(shift: BookShift): bigint {
  const takenMinor = shift.customers.reduce((sum, customer) => sum + totalOf(customer), 0n);
  return shift.floatMinor + takenMinor + movedMinor(shift, 'in') - movedMinor(shift, 'out');
}

const grossOf = ({ article, priceMinor }: WantedArticle): bigint => priceMinor ?? article.priceMinor;
