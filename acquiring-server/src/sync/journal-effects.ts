/**
 * What facts do to the books, through the payment core. Every effect is idempotent by the fact's own key, so
 * after a crash it is simply done again. A fact is never refused: what it offends becomes an exception.
 */
import { CodedError, errorText, type Log } from '@qiantai/foundation';
import {
  type JournalEntry,
  journalPayloadSchemas,
  type Money,
  minorFromText,
  type PaymentKey,
  type RefundKey,
} from '@qiantai/protos';
import type { Caller, PaymentService } from '../payment/payment-service.ts';
import { type DueEntry, type JournalStore, kindsWithEffect } from './journal-store.ts';
import { isShiftKind, type ShiftEffects, type ShiftKind } from './shift-effects.ts';

export class JournalEffects {
  private readonly store: JournalStore;
  private readonly payments: Pick<PaymentService, 'recordCash' | 'recordCashHandedBack'>;
  private readonly shifts: ShiftEffects;
  private readonly log: Log;

  constructor(options: {
    store: JournalStore;
    shifts: ShiftEffects;
    payments: Pick<PaymentService, 'recordCash' | 'recordCashHandedBack'>;
    log: Log;
  }) {
    this.store = options.store;
    this.payments = options.payments;
    this.shifts = options.shifts;
    this.log = options.log;
  }

  /**
   * Applies effects and answers the exception of each that is durable now; what is missing in the answer was
   * not possible and stays due. What was taken goes first: what was handed back may go back to it.
   */
  async apply(due: readonly DueEntry[]): Promise<Map<DueEntry, string>> {
    const done = new Map<DueEntry, string>();
    for (const kind of kindsWithEffect) {
      const together = due.filter((one) => one.entry.kind === kind);
      await Promise.all(
        together.map(async (one) => {
          const exceptionCode = await this.applyOne(one);
          if (exceptionCode !== undefined) done.set(one, exceptionCode);
        }),
      );
    }
    return done;
  }

  private async applyOne(due: DueEntry): Promise<string | undefined> {
    const ids = { terminalId: due.entry.terminalId, sequence: due.entry.sequence };
    try {
      const exceptionCode = await this.tell(due);
      await this.store.effectDone(due, exceptionCode);
      return exceptionCode;
    } catch (error) {
      this.log.error({ ...ids, error: errorText(error) }, 'journal.effect_failed');
      if (!(error instanceof CodedError) || error.definition.retryable) return undefined;
      await this.store.effectDone(due, error.code);
      return error.code;
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
    return (await this.payments.recordCashHandedBack(caller, cashHandedBack(entry))).exceptionCode;
  }
}

function cashTaken(entry: JournalEntry) {
  const payload = journalPayloadSchemas['cash.taken'].parse(entry.payload);
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
  const payload = journalPayloadSchemas['cash.handed_back'].parse(entry.payload);
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
