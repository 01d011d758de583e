/** Cash and sales that this agent did not write down itself: a till's own record, or an entry that came back. */
import { payloadHash } from '@qiantai/foundation';
import {
  type Currency,
  type JournalEntry,
  type JournalPayload,
  moneyToMessage,
  type OwnRecord,
  type SaleRecord,
} from '@qiantai/protos';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { PaymentRequest } from '../payments/records.ts';
import type { SaleStore } from '../sales/sale-store.ts';
import { restoreShift } from '../shifts/restore-shift.ts';
import type { ShiftStore } from '../shifts/shift-store.ts';
import { cashFrom } from './decode.ts';

type OwnCash = Extract<OwnRecord, { kind: 'cash' }>;

/** The same request, with the same hash, as the till's call would have been. */
export function requestOfCash(
  cash: Omit<OwnCash, 'kind'>,
  terminalId: string,
  currency: Currency = cash.currency,
): PaymentRequest {
  const money = (minor: string) => moneyToMessage({ amountMinor: BigInt(minor), currency: cash.currency });
  const { operatorId, businessDate, takenAtMs } = cash;
  return cashFrom(
    {
      paymentKey: cash.paymentKey,
      saleId: cash.saleId,
      orderNo: cash.orderNo,
      orderTotal: money(cash.orderTotalMinor),
      amount: money(cash.amountMinor),
      tendered: money(cash.tenderedMinor),
    } as Parameters<typeof cashFrom>[0],
    { terminalId, operatorId, businessDate, nowMs: takenAtMs, currency },
  );
}

/** Puts what an entry stands for into the tables, where it is not there yet. */
export function effectRestorer(stores: {
  payments: PaymentStore;
  sales: SaleStore;
  shifts: ShiftStore;
}): (entry: JournalEntry) => void {
  return (entry) => {
    restoreShift(stores.shifts, entry);
    const { terminalId, sequence: journalSequence } = entry;
    if (entry.kind === 'cash.taken') {
      const { changeMinor: _change, offline, ...cash } = entry.payload as JournalPayload<'cash.taken'>;
      if (stores.payments.find(cash.paymentKey)) return;
      stores.payments.insert({
        ...requestOfCash(cash, terminalId),
        state: 'recorded',
        journalSequence,
        offline,
        reasonCode: '',
        revision: 1,
        cancelReason: '',
        journalledStatus: '',
        word: undefined,
        takenOffline: undefined,
        open: false,
      });
    }
    if (entry.kind === 'sale.completed') {
      const record = entry.payload as SaleRecord;
      if (stores.sales.find(record.saleId)) return;
      const { receiptNo: _no, operatorId: _operator, businessDate: _date, ...sent } = record;
      const requestHash = payloadHash(sent);
      const { saleId } = record;
      stores.sales.insert({
        saleId,
        terminalId,
        status: 'completed',
        requestHash,
        record,
        journalSequence,
        offline: true,
      });
    }
  };
}
