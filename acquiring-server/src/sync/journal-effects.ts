/**
 * What facts do to the books, through the payment core. Every effect is idempotent by the fact's own key, so
 * after a crash it is simply done again. A fact is never refused: what it offends becomes an exception.
 */
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import {
  type JournalEntry,
  type JournalPayload,
  type Money,
  minorFromText,
  type PaymentKey,
  type RefundKey,
} from '@qiantai/protos';
import type { Caller, PaymentService } from '../payment/payment-service.ts';
import type { DueEntry, JournalStore, KindWithEffect } from './journal-store.ts';
import type { OfflineCardEffects } from './offline-card-effects.ts';
import { isShiftKind, type ShiftEffects, type ShiftKind, shiftKinds } from './shift-effects.ts';

export class JournalEffects {
  private readonly store: JournalStore;
  private readonly payments: Pick<PaymentService, 'recordCash' | 'recordCashHandedBack'>;
  private readonly offlineCards: Pick<OfflineCardEffects, 'take'>;
  private readonly shifts: ShiftEffects;
  private readonly log: Log;

  constructor(options: {
    store: JournalStore;
    shifts: ShiftEffects;
    payments: Pick<PaymentService, 'recordCash' | 'recordCashHandedBack'>;
    offlineCards: Pick<OfflineCardEffects, 'take'>;
    log: Log;
  }) {
    this.offlineCards = options.offlineCards;
    this.store = options.store;
    this.payments = options.payments;
    this.shifts = options.shifts;
    this.log = options.log;
  }

  /**
   * Applies effects and answers the exception of each that is durable now; what is missing in the answer was
   * not possible and stays due. What was taken goes first: what was handed back may go back to it. Facts of one kind
   * go together, so that the payment core can take them in few transactions; a bad one falls out alone.
   */
  async apply(due: readonly DueEntry[]): Promise<Map<DueEntry, string>> {
    const codes = new Map<DueEntry, string>();
    const apply = async (one: DueEntry) => {
      const exceptionCode = await this.applyOne(one);
      if (exceptionCode !== undefined) codes.set(one, exceptionCode);
    };
    const ofKinds = (...kinds: KindWithEffect[]) => due.filter((one) => kinds.includes(one.entry.kind));
    await Promise.all(ofKinds('cash.taken', 'card.taken_offline').map(apply));
    // What one hands back may leave nothing for the next, and a shift's end follows its movements: in their order.
    for (const one of ofKinds('cash.handed_back', ...shiftKinds)) await apply(one);
    await this.store.effectsDone(codes);
    return codes;
  }

  private async applyOne(due: DueEntry): Promise<string | undefined> {
    const ids = { terminalId: due.entry.terminalId, sequence: due.entry.sequence };
    try {
      return await this.tell(due);
    } catch (error) {
      this.log.error({ ...ids, error: errorText(error) }, 'journal.effect_failed');
      return error instanceof CodedError && !error.definition.retryable ? error.code : undefined;
    }
  }

  private async tell({ merchantId, storeId, entry }: DueEntry): Promise<string> {
    const caller: Caller = { merchantId, storeId, terminalIds: new Set([entry.terminalId]) };
    if (isShiftKind(entry.kind)) {
      return await this.shifts.apply(
        { merchantId, storeId, terminalId: entry.terminalId },
        entry as JournalEntry<ShiftKind>,
      );
    }
    if (entry.kind === 'cash.taken') {
      return (await this.payments.recordCash(caller, cashTaken(entry))).exceptionCode;
    }
    if (entry.kind === 'card.taken_offline') return await this.offlineCards.take(caller, entry);
    return (await this.payments.recordCashHandedBack(caller, cashHandedBack(entry))).exceptionCode;
  }
}

function cashTaken(entry: JournalEntry) {
  const payload = entry.payload as JournalPayload<'cash.taken'>;
  return {
    paymentKey: payload.paymentKey as PaymentKey,
    orderNo: payload.orderNo,
    orderTotal: money(payload.orderTotalMinor, payload.currency),
    amount: money(payload.amountMinor, payload.currency),
    terminalId: entry.terminalId,
    operatorId: payload.operatorId,
    businessDate: payload.businessDate,
    takenAtMs: payload.takenAtMs,
  };
}

function cashHandedBack(entry: JournalEntry) {
  const payload = entry.payload as JournalPayload<'cash.handed_back'>;
  return {
    refundKey: payload.refundKey as RefundKey,
    ...(payload.paymentKey !== undefined && { paymentKey: payload.paymentKey as PaymentKey }),
    amount: money(payload.amountMinor, payload.currency),
    terminalId: entry.terminalId,
    operatorId: payload.operatorId,
    businessDate: payload.businessDate,
    handedBackAtMs: payload.handedBackAtMs,
  };
}

function money(amountMinor: string, currency: Money['currency']): Money {
  return { amountMinor: minorFromText(amountMinor, 'amountMinor'), currency };
}
