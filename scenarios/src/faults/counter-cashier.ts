/**
 * A cashier at the till's contract who does what the screen shows next: signs in where it asks for that, sends a call
 * again that it says was kept, calls the supervisor where it wants one. So whatever was begun is carried on after the
 * till died, from what is there.
 */
import { systemClock } from '@qiantai/foundation';
import type { TillCommand, TillReply, TillSnapshot } from '@qiantai/terminal-app/contract';
import type { TillClient } from '../demo/till-client.ts';
import { demoOperators, demoSupervisor } from '../suite/chain.ts';
import type { CounterBook } from './counter-book.ts';

/** Patience with a machine under load, real milliseconds. */
const actTimeoutMs = 120_000;
const lookAgainMs = 2_000;
const newLifeTimeoutMs = 60_000;
const alarming = /NEEDS_PERSON|CONFLICT|TILL_FAULT|_BAD|BAD_/;

export class CounterCashier {
  readonly book: CounterBook;
  private readonly till: TillClient;
  /** What became of the call that was pressed last; undefined: nobody knows. */
  private lastCall: TillReply | undefined;

  constructor(till: TillClient, book: CounterBook) {
    this.till = till;
    this.book = book;
  }

  /** Looks and acts until `next` has its result; undefined is to look again. */
  async until<T>(what: string, next: (shown: TillSnapshot) => Promise<T | undefined>): Promise<T> {
    const giveUpAtMs = systemClock.monotonicMs() + actTimeoutMs;
    while (systemClock.monotonicMs() < giveUpAtMs) {
      const shown = await this.atRest(giveUpAtMs);
      const result = shown && (await next(shown));
      if (result !== undefined) return result;
    }
    throw new Error(`${what} did not come; ${this.seen()}`);
  }

  /** Whoever comes next signs in; where the till dies meanwhile nobody is signed in either. */
  async signOut(): Promise<void> {
    const reply = await this.press({ type: 'sign_out' });
    if (!reply.ok && !isGone(reply)) throw new Error(`not signed out: ${reply.error.code}; ${this.seen()}`);
  }

  /** @param names what of it stands in the journal where the till says yes */
  async press(command: TillCommand, names: readonly string[] = []): Promise<TillReply> {
    const reply = await this.till.command(command);
    for (const name of names) this.book.asked.note(name, reply);
    if (!reply.ok) this.alarm(reply.error.code, command.type);
    if (isGone(reply)) await this.anotherLook(this.till.snapshot, newLifeTimeoutMs);
    return reply;
  }

  /** A call that is done once the till says yes, or that the screen says was kept. */
  async pressCall(command: TillCommand): Promise<void> {
    this.lastCall = await this.press(command);
  }

  /** The till said yes to the call that was pressed last, whichever key it wanted on the way. */
  get callDone(): boolean {
    return this.lastCall?.ok === true;
  }

  async anotherLook(shown: TillSnapshot | undefined, timeoutMs = lookAgainMs): Promise<void> {
    await this.till.waitFor((snapshot) => snapshot !== shown, timeoutMs);
  }

  /** Signed in, no call in hand; undefined: not yet, something was done about it. */
  private async atRest(giveUpAtMs: number): Promise<TillSnapshot | undefined> {
    const ready = ({ view }: TillSnapshot) => view !== 'starting' && view !== 'agent_gone';
    const shown = await this.till.waitFor(ready, Math.max(0, giveUpAtMs - systemClock.monotonicMs()));
    if (!shown) return undefined;
    const { call } = shown.counter;
    if (shown.notice) this.alarm(shown.notice.code, shown.view);
    if (!shown.operator) {
      const { number, pin } = demoOperators[0];
      await this.press({ type: 'sign_in', number, pin });
    } else if (call?.at === 'asked') await this.anotherLook(shown);
    else if (call?.at === 'kept') await this.pressCall({ type: 'counter_send_again' });
    else if (call?.at === 'approval') await this.prove(call.kind);
    else return shown;
    return undefined;
  }

  /** What a till that came up again never has to say: it asks for the same once more, or for nothing. */
  private alarm(code: string, where: string): void {
    if (alarming.test(code)) this.book.findings.add(`the till said ${code} at ${where}`);
  }

  private async prove(kind: NonNullable<TillSnapshot['counter']['call']>['kind']): Promise<void> {
    const { number, pin } = demoSupervisor;
    // Money names whoever approved it; a deed names its approval.
    const names = kind === 'drawer' ? [approvalName('drawer.open', '')] : [];
    this.lastCall = await this.press({ type: 'counter_prove', number, pin }, names);
  }

  private seen(): string {
    const { view, question, notice, sale, heldCarts, counter, connection } = this.till.snapshot ?? {};
    const { place, call } = counter ?? {};
    const { lines, customer, dueMinor } = sale ?? {};
    const hand = { customer, dueMinor, lines: lines?.length };
    const held = heldCarts?.map((cart) => cart.customer?.memberNo);
    const { agent, online } = connection ?? {};
    return `the screen shows ${JSON.stringify({ view, question, notice, hand, held, place, call, agent, online })}`;
  }
}

export const approvalName = (right: string, saleId: string): string => `approval ${right} ${saleId}`;
/** @param about the sale that it names, or its reason */
export const deedName = (deed: string, about: string): string => `deed ${deed} ${about}`;

const isGone = (reply: TillReply): boolean => !reply.ok && reply.error.code === 'TILL_GONE';
