/**
 * The rows of payments, refunds and sales again, from entries that this store had lost. What stands there already
 * is left as it is. A request without its result comes back as open: the follower asks the server for its end.
 */
import type { ChannelName, Currency, JournalEntry, JournalKind, JournalPayload, SaleRecord } from '@qiantai/protos';
import { firstWord } from '../payments/payment-facts.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import { type PaymentRecord, type RefundRecord, rebuiltHash } from '../payments/records.ts';
import type { RefundStore } from '../payments/refund-store.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import { receiptSequenceOf } from '../sales/receipt-number.ts';
import type { SaleStore } from '../sales/sale-store.ts';

export interface RebuildParts {
  payments: PaymentStore;
  refunds: RefundStore;
  sales: SaleStore;
  queue: QueueStore;
  /** What other parts of the agent keep of entries of their kinds (shifts, cash movements, cards taken offline). */
  others?: ReadonlyArray<(entry: JournalEntry) => void>;
}

export interface Rebuilt {
  /** Sales whose receipt number another sale of this store has: both are printed, ours is found by it. */
  receiptsTwice: number;
}

/** Runs in the transaction that takes the entries up, in their order. */
export function rebuild(parts: RebuildParts, entries: Iterable<JournalEntry>): Rebuilt {
  const rebuilt: Rebuilt = { receiptsTwice: 0 };
  for (const entry of entries) {
    rebuildOne(parts, entry, rebuilt);
    for (const other of parts.others ?? []) other(entry);
  }
  return rebuilt;
}

function rebuildOne(parts: RebuildParts, entry: JournalEntry, rebuilt: Rebuilt): void {
  const { payments, refunds } = parts;
  switch (entry.kind) {
    case 'payment.requested': {
      const payload = payloadOf<'payment.requested'>(entry);
      if (!payments.find(payload.paymentKey)) payments.insert(requestedPayment(entry, payload));
      return;
    }
    case 'cash.taken': {
      const payload = payloadOf<'cash.taken'>(entry);
      if (!payments.find(payload.paymentKey)) payments.insert(cashPayment(entry, payload));
      return;
    }
    case 'card.taken_offline': {
      const payload = payloadOf<'card.taken_offline'>(entry);
      if (!payments.find(payload.paymentKey)) payments.insert(offlineCard(entry, payload));
      return;
    }
    case 'payment.refused_offline': {
      const { paymentKey, reasonCode } = payloadOf<'payment.refused_offline'>(entry);
      changeOpen(parts, entry, paymentKey, { state: 'refused_offline', reasonCode, offline: true, open: false });
      return;
    }
    case 'payment.cancel_requested': {
      const { paymentKey, reasonCode } = payloadOf<'payment.cancel_requested'>(entry);
      if (!changeOpen(parts, entry, paymentKey, { state: 'cancel_recorded', cancelReason: reasonCode })) return;
      if (!parts.queue.find('cancel', paymentKey)) {
        parts.queue.add({
          ...{ kind: 'cancel', key: paymentKey },
          terminalId: entry.terminalId,
          recordedAtMs: entry.recordedAtMs,
        });
      }
      return;
    }
    case 'payment.resulted':
      endPayment(parts, entry, payloadOf<'payment.resulted'>(entry));
      return;
    case 'refund.requested': {
      const payload = payloadOf<'refund.requested'>(entry);
      if (!refunds.find(payload.refundKey)) refunds.insert(requestedRefund(entry, payload));
      return;
    }
    case 'cash.handed_back': {
      const payload = payloadOf<'cash.handed_back'>(entry);
      if (!refunds.find(payload.refundKey)) refunds.insert(cashRefund(entry, payload));
      return;
    }
    case 'refund.refused_offline': {
      const { refundKey, reasonCode } = payloadOf<'refund.refused_offline'>(entry);
      changeOpenRefund(parts, entry, refundKey, { state: 'refused_offline', reasonCode, open: false });
      return;
    }
    case 'refund.resulted':
      endRefund(parts, entry, payloadOf<'refund.resulted'>(entry));
      return;
    case 'sale.completed':
      keepSale(parts, entry, payloadOf<'sale.completed'>(entry), rebuilt);
      return;
    case 'sale.abandoned': {
      const { saleId } = payloadOf<'sale.abandoned'>(entry);
      if (!parts.sales.find(saleId)) parts.sales.insert(endedSale(entry, saleId, undefined));
      return;
    }
  }
}

function payloadOf<K extends JournalKind>(entry: JournalEntry): JournalPayload<K> {
  return entry.payload as JournalPayload<K>;
}

function requestedPayment(entry: JournalEntry, payload: JournalPayload<'payment.requested'>): PaymentRecord {
  return {
    ...paymentFacts(entry, payload),
    tender: payload.tender,
    channel: payload.channel ?? '',
    maskedPan: payload.maskedPan ?? '',
    requestedAtMs: payload.requestedAtMs,
    tenderedMinor: 0n,
    state: 'checking',
    offline: false,
    open: true,
  };
}

function cashPayment(entry: JournalEntry, payload: JournalPayload<'cash.taken'>): PaymentRecord {
  return {
    ...paymentFacts(entry, payload),
    tender: 'cash',
    channel: 'cash',
    maskedPan: '',
    requestedAtMs: payload.takenAtMs,
    tenderedMinor: BigInt(payload.tenderedMinor),
    state: 'recorded',
    offline: payload.offline,
    open: false,
  };
}

/** The card's data is gone with what was lost: whether the server had it, the follower asks. */
function offlineCard(entry: JournalEntry, payload: JournalPayload<'card.taken_offline'>): PaymentRecord {
  const { brand, forced } = payload;
  return {
    ...paymentFacts(entry, payload),
    tender: 'card',
    channel: '',
    maskedPan: payload.maskedPan,
    requestedAtMs: payload.takenAtMs,
    tenderedMinor: 0n,
    state: 'recorded',
    offline: true,
    open: true,
    takenOffline: { brand, forced },
  };
}

function paymentFacts(
  entry: JournalEntry,
  payload: JournalPayload<'payment.requested' | 'cash.taken' | 'card.taken_offline'>,
) {
  return {
    paymentKey: payload.paymentKey as string,
    terminalId: entry.terminalId,
    saleId: payload.saleId as string,
    orderNo: payload.orderNo,
    orderTotalMinor: BigInt(payload.orderTotalMinor),
    amountMinor: BigInt(payload.amountMinor),
    currency: payload.currency as Currency,
    description: '',
    operatorId: payload.operatorId,
    businessDate: payload.businessDate,
    requestHash: rebuiltHash,
    revision: 1,
    reasonCode: '',
    journalSequence: entry.sequence,
    cancelReason: '',
    journalledStatus: '',
    word: undefined,
    card: undefined,
    takenOffline: undefined,
  };
}

/** False where there is nothing open to change. */
function changeOpen(
  { payments }: RebuildParts,
  entry: JournalEntry,
  paymentKey: string,
  change: Partial<PaymentRecord>,
): boolean {
  const before = payments.find(paymentKey);
  if (!before?.open) return false;
  payments.update({ ...before, ...change, journalSequence: entry.sequence, revision: before.revision + 1 });
  return true;
}

function endPayment(parts: RebuildParts, entry: JournalEntry, payload: JournalPayload<'payment.resulted'>): void {
  const before = parts.payments.find(payload.paymentKey);
  if (!before?.open) return;
  const word = {
    ...firstWord(before),
    status: payload.status,
    version: payload.serverVersion,
    channel: (payload.channel ?? '') as ChannelName | '',
    channelTransactionId: payload.channelTransactionId,
    reasonCode: payload.reasonCode,
    updatedAtMs: entry.recordedAtMs,
  };
  if (parts.queue.find('cancel', payload.paymentKey)?.status === 'recorded') {
    parts.queue.move({ kind: 'cancel', key: payload.paymentKey }, 'withdrawn', { nowMs: entry.recordedAtMs });
  }
  changeOpen(parts, entry, payload.paymentKey, {
    ...{ state: before.takenOffline ? 'recorded' : 'answered', word, open: false },
    reasonCode: payload.reasonCode,
    journalledStatus: payload.status,
  });
}

function requestedRefund(entry: JournalEntry, payload: JournalPayload<'refund.requested'>): RefundRecord {
  return {
    ...refundFacts(entry, payload),
    paymentKey: payload.paymentKey,
    cash: false,
    reason: payload.reason,
    requestedAtMs: payload.requestedAtMs,
    state: 'checking',
    open: true,
  };
}

function cashRefund(entry: JournalEntry, payload: JournalPayload<'cash.handed_back'>): RefundRecord {
  return {
    ...refundFacts(entry, payload),
    paymentKey: payload.paymentKey ?? '',
    cash: true,
    reason: '',
    requestedAtMs: payload.handedBackAtMs,
    state: 'recorded',
    open: false,
  };
}

function refundFacts(
  entry: JournalEntry,
  payload: JournalPayload<'refund.requested'> | JournalPayload<'cash.handed_back'>,
) {
  return {
    refundKey: payload.refundKey as string,
    terminalId: entry.terminalId,
    returnSaleId: payload.returnSaleId as string,
    amountMinor: BigInt(payload.amountMinor),
    currency: payload.currency as Currency,
    operatorId: payload.operatorId,
    businessDate: payload.businessDate,
    requestHash: rebuiltHash,
    revision: 1,
    reasonCode: '',
    journalSequence: entry.sequence,
    journalledStatus: '',
    word: undefined,
  };
}

function changeOpenRefund(
  { refunds }: RebuildParts,
  entry: JournalEntry,
  refundKey: string,
  change: Partial<RefundRecord>,
): void {
  const before = refunds.find(refundKey);
  if (!before?.open) return;
  refunds.update({ ...before, ...change, journalSequence: entry.sequence, revision: before.revision + 1 });
}

function endRefund(parts: RebuildParts, entry: JournalEntry, payload: JournalPayload<'refund.resulted'>): void {
  const before = parts.refunds.find(payload.refundKey);
  if (!before?.open) return;
  const { status, reasonCode, currency, amountMinor } = payload;
  const word = {
    ...{ refundKey: before.refundKey, paymentKey: before.paymentKey, status, amountMinor, reasonCode },
    version: payload.serverVersion,
    currency: currency as Currency,
    channel: '' as const,
    channelRefundId: '',
    channelMessage: '',
    updatedAtMs: entry.recordedAtMs,
  };
  changeOpenRefund(parts, entry, payload.refundKey, {
    ...{ state: 'answered', word, reasonCode, open: false },
    journalledStatus: status,
  });
}

function keepSale({ sales }: RebuildParts, entry: JournalEntry, record: SaleRecord, rebuilt: Rebuilt): void {
  const sequence = receiptSequenceOf(record.receiptNo)?.sequence;
  if (sequence !== undefined) sales.countReceiptTo(record.terminalId, record.businessDate, sequence);
  if (sales.find(record.saleId)) return;
  const twice = sales.byReceipt(record.receiptNo) !== undefined;
  if (twice) rebuilt.receiptsTwice += 1;
  sales.insert(endedSale(entry, record.saleId, record), { receiptNo: twice ? null : record.receiptNo });
}

function endedSale(entry: JournalEntry, saleId: string, record: SaleRecord | undefined) {
  return {
    saleId,
    terminalId: entry.terminalId,
    status: record ? ('completed' as const) : ('abandoned' as const),
    requestHash: rebuiltHash,
    record,
    journalSequence: entry.sequence,
    offline: record?.tenders.some((tender) => tender.offline) ?? false,
  };
}
