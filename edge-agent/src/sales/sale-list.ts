/** Sales and returns of this store that the agent holds, and a payment by a number that a customer's phone shows. */
import { finalPaymentStatuses, type SaleRecord, saleOfOrderNo } from '@qiantai/protos';
import type { PaymentDesk } from '../payments/payment-desk.ts';
import { firstWord } from '../payments/payment-facts.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import type { PaymentRecord, PaymentWord } from '../payments/records.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { CallOutcome } from '../sync/outcome.ts';
import type { FoundPayment } from '../sync/server-client.ts';
import type { SaleStore } from './sale-store.ts';

export interface ListedSale {
  record: SaleRecord;
  operatorName: string;
  itemCount: number;
  unsent: boolean;
}

export interface PaymentOnRecord {
  /** Undefined: nothing is known under the number. */
  payment: PaymentWord | undefined;
  /** Empty where it is not known. */
  saleId: string;
  /** Empty where its sale was never completed. */
  receiptNo: string;
  confirmedByServer: boolean;
}

export interface ListAsked {
  text: string;
  businessDate: string;
  terminalId: string;
  /** 0: from the newest on. */
  beforeMs: number;
  limit: number;
}

/** Sales that ended in one millisecond come on one page, as the next page begins before it. */
const sameInstantMax = 100;
/** How long the channel is waited for. */
const channelWaitMs = 4000;

export type SaleList = ReturnType<typeof openSaleList>;

export function openSaleList(parts: {
  sales: SaleStore;
  forwarding: ForwardingStore;
  settings: SettingsStore;
  payments: { store: PaymentStore; desk: Pick<PaymentDesk, 'get'> };
  isOnline: () => boolean;
  /** Undefined where the line is down. */
  askServer: (number: string) => Promise<CallOutcome<FoundPayment | undefined> | undefined>;
  /** The payment after the channel was asked. */
  askChannel: (word: PaymentWord, waitMs: number) => Promise<CallOutcome<PaymentWord> | undefined>;
}) {
  const { sales, settings } = parts;

  function list(asked: ListAsked): { sales: ListedSale[]; more: boolean } {
    const { limit } = asked;
    const rows = sales.listed({
      ...asked,
      text: asked.text.trim().toLowerCase(),
      beforeMs: asked.beforeMs === 0 ? Number.MAX_SAFE_INTEGER : asked.beforeMs,
      limit: limit + sameInstantMax,
    });
    const lastMs = rows[limit - 1]?.completedAtMs;
    const page = rows.filter((row, index) => index < limit || row.completedAtMs === lastMs);
    const names = new Map(settings.operators().map(({ operatorId, name }) => [operatorId, name]));
    return { sales: page.flatMap(({ saleId }) => listedOf(saleId, names)), more: rows.length > page.length };
  }

  function listedOf(saleId: string, names: ReadonlyMap<string, string>): ListedSale[] {
    const ended = sales.find(saleId);
    if (!ended?.record) return [];
    const { record, terminalId, journalSequence } = ended;
    return [
      {
        record,
        operatorName: names.get(record.operatorId) ?? record.operatorId,
        itemCount: record.lines.reduce((sum, line) => sum + line.quantity, 0),
        unsent: !isForwarded(terminalId, journalSequence),
      },
    ];
  }

  /** This store's own rows first, then the merchant's at the server. */
  async function findPayment(number: string): Promise<PaymentOnRecord> {
    const [here] = parts.payments.store.byNumber(number).toSorted(paidThenNewest);
    if (here) return onRecord(await asked(here));
    const outcome = await parts.askServer(number);
    const none = { payment: undefined, saleId: '', receiptNo: '' };
    if (outcome?.kind !== 'answered') return { ...none, confirmedByServer: false };
    if (!outcome.value) return { ...none, confirmedByServer: true };
    const { payment, receiptNo } = outcome.value;
    const saleId = outcome.value.saleId || (saleOfOrderNo(payment.orderNo) ?? '');
    if (finalPaymentStatuses.has(payment.status)) return { payment, saleId, receiptNo, confirmedByServer: true };
    const now = await parts.askChannel(payment, channelWaitMs);
    return { payment: now?.kind === 'answered' ? now.value : payment, saleId, receiptNo, confirmedByServer: true };
  }

  /** What has no end yet is asked for, where the line is up. */
  async function asked(payment: PaymentRecord): Promise<PaymentRecord> {
    if (!payment.open || !parts.isOnline()) return payment;
    const { terminalId, paymentKey, revision } = payment;
    return await parts.payments.desk.get(terminalId, paymentKey, {
      ...{ knownRevision: revision, waitMs: channelWaitMs, askChannel: true },
    });
  }

  function onRecord(payment: PaymentRecord): PaymentOnRecord {
    const { saleId, terminalId, journalSequence } = payment;
    return {
      payment: payment.word ?? firstWord(payment),
      saleId,
      receiptNo: sales.find(saleId)?.record?.receiptNo ?? '',
      confirmedByServer: payment.word !== undefined || isForwarded(terminalId, journalSequence),
    };
  }

  function isForwarded(terminalId: string, sequence: number): boolean {
    return parts.forwarding.statusOf(terminalId, sequence) === 'acknowledged';
  }

  return { list, findPayment };
}

function paidThenNewest(a: PaymentRecord, b: PaymentRecord): number {
  const rank = (one: PaymentRecord) => (one.state === 'recorded' || one.word?.status === 'paid' ? 0 : 1);
  return rank(a) - rank(b) || (a.paymentKey < b.paymentKey ? 1 : -1);
}
