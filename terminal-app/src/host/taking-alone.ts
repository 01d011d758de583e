/**
 * What the till does by itself with the sale in hand when its agent is gone: cash is taken into its own record, and the
 * sale is ended there. Everything else waits, for it cannot be known to be safe: cards and codes, refunds, another sale.
 *
 * The agent is asked first, for as long as its short absences last. A call that it heard all the same is no second
 * taking: the record has the same key.
 */
import type { Clock } from '@qiantai/foundation';
import { orderNoOfSale } from '@qiantai/protos';
import { AgentFailure } from '../edge/agent-failure.ts';
import type { PaymentOrder, SaleDraft } from '../sale/events.ts';
import type { Attempt, Session, TillFacts } from '../sale/model.ts';
import type { OwnRecords } from './own-records.ts';

export interface TakingAloneOptions {
  records: OwnRecords;
  /** Dates what is taken. */
  clock: Pick<Clock, 'nowMs'>;
  /** Measures how long the agent is away: a hurried day does not hurry an agent. */
  machineNowMs(): number;
  /** How long the agent may be away before the till goes on by itself, milliseconds of the machine's clock. */
  graceMs: number;
  goneSinceMachineMs(): number | null;
  session(): Session | null;
  facts(): TillFacts;
  /** Something stands in the till's own record now. */
  onTaken(): void;
}

export class TakingAlone {
  private readonly options: TakingAloneOptions;

  constructor(options: TakingAloneOptions) {
    this.options = options;
  }

  /**
   * A call that is asked again and again, until the agent answers or has been away too long.
   * @returns the answer, or null once `takeAlone` has put it into the till's own record
   */
  orAlone<T>(ask: () => Promise<T>, takeAlone: () => boolean): () => Promise<T | null> {
    const { machineNowMs, graceMs } = this.options;
    const beganAtMs = machineNowMs();
    // An agent that hangs lets each call run into its end: what counts is since when nobody answers.
    const awayTooLong = (sinceMs: number | null) => sinceMs !== null && machineNowMs() - sinceMs >= graceMs;
    return async () => {
      if (awayTooLong(this.options.goneSinceMachineMs()) && takeAlone()) return null;
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof AgentFailure) || (error.kind !== 'gone' && error.kind !== 'not_ready')) throw error;
        if (!awayTooLong(beganAtMs) || !takeAlone()) throw error;
        return null;
      }
    };
  }

  /** False where nobody is signed in, whose taking it would be. */
  cash(attempt: Attempt, order: PaymentOrder): boolean {
    const session = this.options.session();
    if (!session) return false;
    this.options.records.add({
      kind: 'cash',
      paymentKey: attempt.key,
      saleId: order.saleId,
      orderNo: orderNoOfSale(order.saleId),
      orderTotalMinor: order.orderTotalMinor.toString(),
      amountMinor: attempt.amountMinor.toString(),
      tenderedMinor: attempt.tenderedMinor.toString(),
      currency: this.options.facts().currency,
      operatorId: session.operatorId,
      businessDate: session.businessDate,
      takenAtMs: this.options.clock.nowMs(),
    });
    this.options.onTaken();
    return true;
  }

  sale(draft: SaleDraft): boolean {
    const session = this.options.session();
    // A return's money went back under the agent's eyes; its end waits for the agent.
    if (!session || draft.kind !== 'sale') return false;
    const { operatorId, businessDate } = session;
    this.options.records.add({ kind: 'sale', saleId: draft.saleId, operatorId, businessDate, draft });
    this.options.onTaken();
    return true;
  }

  left(how: 'signed_out' | 'closed', leaveId: string, operatorId: string): number {
    const { records, clock } = this.options;
    const unsentKeys = records.unsentKeys();
    if (unsentKeys.length === 0) return 0;
    records.add({ kind: 'left_unsent', leaveId, how, operatorId, unsentKeys, leftAtMs: clock.nowMs() });
    return unsentKeys.length;
  }
}
