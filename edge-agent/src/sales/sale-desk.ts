/** The end of a sale: completed with its receipt number, or given up; and finding it again for a return. */
import { canonicalJson, type JsonValue, payloadHash } from '@qiantai/foundation';
import { type SaleRecord, type SaleTenderRecord, saleRecordSchema } from '@qiantai/protos';
import { z } from 'zod';
import type { ApprovalDesk } from '../approvals/approval-desk.ts';
import { agentError } from '../errors.ts';
import type { Journal } from '../journal/journal.ts';
import type { OrderDesk } from '../orders/order-desk.ts';
import type { PaymentBook } from '../payments/payment-book.ts';
import { firstWord } from '../payments/payment-facts.ts';
import type { PaymentStore } from '../payments/payment-store.ts';
import { type PaymentRecord, type PaymentWord, rebuiltHash } from '../payments/records.ts';
import { type RefundStore, refundedMinorOf } from '../payments/refund-store.ts';
import type { ForwardingStore } from '../queue/forwarding-store.ts';
import type { Pins } from '../settings/pins.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { Store } from '../store/database.ts';
import type { CallOutcome } from '../sync/outcome.ts';
import type { FoundSale } from '../sync/server-client.ts';
import { receiptNo } from './receipt-number.ts';
import { checkPaidTender, checkReturnedTender, checkSums, type Finding } from './sale-check.ts';
import { rightsOfSale, roundingFault } from './sale-rights.ts';
import type { EndedSale, SaleStore } from './sale-store.ts';

/** What a till sends: the record without what only the agent can say. */
const completedSaleSchema = saleRecordSchema
  .omit({ receiptNo: true, operatorId: true, businessDate: true, shiftId: true })
  .partial({ merchantId: true, storeId: true, terminalId: true });

export interface SaleParts {
  store: Store;
  journal: Journal;
  forwarding: ForwardingStore;
  sales: SaleStore;
  settings: SettingsStore;
  pins: Pins;
  payments: { book: PaymentBook; store: PaymentStore };
  refunds: { store: RefundStore };
  rights: Pick<ApprovalDesk, 'insistForSale'>;
  orders: Pick<OrderDesk, 'ofSale' | 'insistOnOrder' | 'paid' | 'gaveUp'>;
  nowMs: () => number;
  isOnline: () => boolean;
  /** Undefined where the line is down. */
  askServer: (receiptNo: string) => Promise<CallOutcome<FoundSale> | undefined>;
}

export interface Signer {
  terminalId: string;
  operatorId: string;
  businessDate: string;
  /** The shift that runs; its sales carry it. */
  shiftId?: string | undefined;
}

export interface SaleOnRecord {
  saleJson: string;
  payments: PaymentWord[];
  returnedQuantity: Map<number, number>;
  confirmedByServer: boolean;
}

export type SaleDesk = ReturnType<typeof openSaleDesk>;

export function openSaleDesk(parts: SaleParts) {
  const { sales } = parts;

  /**
   * @param isFact a till ended it by itself while this agent was gone: nobody is asked for a right any more
   * @throws CodedError SALE_BAD, SALE_NOT_SETTLED, SALE_CONFLICT, APPROVAL_NEEDED, APPROVAL_OVER
   */
  function complete(signer: Signer, saleJson: string, isFact = false): EndedSale & { record: SaleRecord } {
    const sent = parsedSale(saleJson);
    const requestHash = payloadHash(sent as JsonValue);
    const before = sales.find(sent.saleId);
    if (before) return { ...before, record: sameSale(before, requestHash, sent, signer) };
    const theStore = parts.settings.theStore();
    if (!theStore) throw agentError('SETTINGS_MISSING');
    const { terminalId, operatorId, businessDate, shiftId } = signer;
    const named = { merchantId: theStore.merchantId, storeId: theStore.storeId, terminalId };
    for (const [name, value] of Object.entries(named)) {
      if (name !== 'merchantId' && sent[name as 'storeId'] !== undefined && sent[name as 'storeId'] !== value) {
        throw agentError('SALE_BAD', { why: `${name} is not this till's` });
      }
    }
    if (sent.currency !== theStore.currency) throw agentError('SALE_BAD', { why: "the currency is not the store's" });
    insist(checkSums(sent));
    const order = parts.orders.ofSale(sent.saleId);
    if (!isFact && order) parts.orders.insistOnOrder(sent, order);
    else if (!isFact) insistOnRights(signer, sent);
    return parts.store.transact(() => {
      const tenders = sent.tenders.map((tender) => settledTender({ ...sent, ...named }, tender));
      const sequence = sales.nextReceiptSequence(terminalId, businessDate);
      const record: SaleRecord = {
        ...sent,
        ...named,
        operatorId,
        businessDate,
        receiptNo: receiptNo({ storeId: theStore.storeId, terminalId, businessDate, sequence }),
        tenders,
        ...(order && order.externalRef !== '' ? { externalRef: order.externalRef } : {}),
        ...(shiftId === undefined ? {} : { shiftId }),
      };
      const entry = parts.journal.append({ terminalId, kind: 'sale.completed', payload: record });
      const ended = {
        saleId: sent.saleId,
        terminalId,
        status: 'completed' as const,
        requestHash,
        record,
        journalSequence: entry.sequence,
        offline: !parts.isOnline() || tenders.some((tender) => tender.offline),
      };
      sales.insert(ended);
      parts.orders.paid(record);
      parts.pins.release(terminalId, sent.saleId);
      return ended;
    });
  }

  /** By the rules of the version that the sale went by, and the approvals that stood when its money began to move. */
  function insistOnRights(signer: Signer, sent: z.infer<typeof completedSaleSchema>): void {
    const { terminalId } = signer;
    const { saleId, approvalIds = [] } = sent;
    const rules = parts.settings.reader(terminalId, parts.pins.viewOf(terminalId, saleId)).tillRules();
    const why = roundingFault(sent, rules);
    if (why !== undefined) throw agentError('SALE_BAD', { why });
    const asked = rightsOfSale(sent, rules);
    if (asked.length === 0) return;
    const movedAtMs = sent.tenders.flatMap(({ key }) => {
      const moved = parts.payments.store.find(key) ?? parts.refunds.store.find(key);
      return moved ? [moved.requestedAtMs] : [];
    });
    const atMs = Math.min(parts.nowMs(), ...movedAtMs);
    for (const rights of asked) parts.rights.insistForSale(signer, rights, { saleId, approvalIds, atMs });
  }

  /** The tender as this store knows it: the till's word is not taken for what was paid how. */
  function settledTender(
    sale: { kind: 'sale' | 'return'; saleId: string; orderNo: string; terminalId: string; currency: string },
    tender: SaleTenderRecord,
  ): SaleTenderRecord {
    if (sales.usesTender(tender.key)) {
      throw agentError('SALE_BAD', { why: `tender ${tender.key} settled another sale` });
    }
    if (sale.kind === 'return') {
      const refund = parts.refunds.store.find(tender.key);
      insist(checkReturnedTender(sale, tender, refund));
      const channel = refund?.word?.channel || (refund?.cash ? 'cash' : tender.channel);
      return { ...tender, channel };
    }
    const payment = parts.payments.store.find(tender.key);
    insist(checkPaidTender(sale, tender, payment));
    if (!payment) return tender;
    const { tenderedMinor: _tendered, changeMinor: _change, ...rest } = tender;
    return {
      ...rest,
      channel: payment.word?.channel || payment.channel || tender.channel,
      offline: payment.offline,
      ...(payment.tender === 'cash'
        ? {
            tenderedMinor: payment.tenderedMinor.toString(),
            changeMinor: (payment.tenderedMinor - payment.amountMinor).toString(),
          }
        : {}),
    };
  }

  /** Gives a sale up. Its open payments are given up with it; what was paid must have gone back before. */
  function abandon(signer: Signer, saleId: string, reasonCode: string): void {
    const before = sales.find(saleId);
    if (before?.status === 'abandoned' && before.terminalId === signer.terminalId) return;
    if (before) throw agentError('SALE_CONFLICT', { saleId });
    const payments = parts.payments.store.ofSale(saleId).filter((one) => one.terminalId === signer.terminalId);
    for (const payment of payments) {
      const holdsMoney =
        payment.state === 'recorded' ||
        payment.takenOffline ||
        (payment.state === 'answered' && payment.word?.status === 'paid');
      const back = refundedMinor(payment);
      if (holdsMoney && back < payment.amountMinor) throw agentError('SALE_HAS_PAID_PARTS', { saleId });
    }
    parts.store.transact(() => {
      for (const payment of payments) parts.payments.book.cancel(payment.paymentKey, reasonCode);
      const entry = parts.journal.append({
        terminalId: signer.terminalId,
        kind: 'sale.abandoned',
        payload: { saleId, operatorId: signer.operatorId, reasonCode },
      });
      sales.insert({
        saleId,
        terminalId: signer.terminalId,
        status: 'abandoned',
        requestHash: payloadHash({ saleId }),
        record: undefined,
        journalSequence: entry.sequence,
        offline: !parts.isOnline(),
      });
      parts.orders.gaveUp(saleId, reasonCode);
      parts.pins.release(signer.terminalId, saleId);
    });
  }

  /** This store's own copy first, then the server's word where it can be had. */
  async function find(no: string): Promise<SaleOnRecord> {
    const local = sales.byReceipt(no)?.record;
    const outcome = await parts.askServer(no);
    if (outcome?.kind === 'answered') return confirmed(no, outcome.value, local);
    if (!local) {
      if (outcome?.kind !== 'refused') throw agentError('OFFLINE_RETURN_ELSEWHERE', { receiptNo: no.slice(0, 64) });
      throw agentError('SALE_NOT_FOUND', {
        receiptNo: no.slice(0, 64),
        scope: 'the server has none either',
      });
    }
    return {
      saleJson: canonicalJson(local as JsonValue),
      payments: local.tenders.flatMap((tender) => localPayment(tender.key)),
      returnedQuantity: returnedHere(no, () => true),
      confirmedByServer: false,
    };
  }

  /** The server's word and what it has not heard from here yet. */
  function confirmed(no: string, found: FoundSale, local: SaleRecord | undefined): SaleOnRecord {
    const returnedQuantity = returnedHere(no, (sale) => !isForwarded(sale));
    for (const [lineNo, quantity] of found.returnedQuantity) {
      returnedQuantity.set(lineNo, (returnedQuantity.get(lineNo) ?? 0) + quantity);
    }
    const known = new Set(found.payments.map((payment) => payment.paymentKey));
    const missing = (local?.tenders ?? []).filter((tender) => !known.has(tender.key));
    return {
      saleJson: found.saleJson,
      payments: [
        ...found.payments.map((payment) => withLocalRefunds(payment)),
        ...missing.flatMap((tender) => localPayment(tender.key)),
      ],
      returnedQuantity,
      confirmedByServer: true,
    };
  }

  function localPayment(key: string): PaymentWord[] {
    const payment = parts.payments.store.find(key);
    return payment ? [withLocalRefunds(payment.word ?? firstWord(payment))] : [];
  }

  function withLocalRefunds(payment: PaymentWord): PaymentWord {
    return { ...payment, refundedMinor: refundedMinor({ paymentKey: payment.paymentKey, word: payment }).toString() };
  }

  /** By this store's own refunds, or by the server's word: it sends unwanted money back by itself. */
  function refundedMinor({ paymentKey, word }: Pick<PaymentRecord, 'paymentKey' | 'word'>): bigint {
    const here = refundedMinorOf(parts.refunds.store.ofPayment(paymentKey));
    const there = BigInt(word?.refundedMinor ?? '0');
    return here > there ? here : there;
  }

  function returnedHere(no: string, counts: (sale: EndedSale) => boolean): Map<number, number> {
    const quantities = new Map<number, number>();
    for (const sale of sales.returnsOf(no).filter(counts)) {
      for (const line of sale.record?.lines ?? []) {
        if (line.originalLineNo === undefined) continue;
        quantities.set(line.originalLineNo, (quantities.get(line.originalLineNo) ?? 0) + line.quantity);
      }
    }
    return quantities;
  }

  function isForwarded(sale: EndedSale): boolean {
    return parts.forwarding.statusOf(sale.terminalId, sale.journalSequence) === 'acknowledged';
  }

  return { complete, abandon, find, ended: (saleId: string) => sales.find(saleId) };
}

function parsedSale(saleJson: string): z.infer<typeof completedSaleSchema> {
  let json: unknown;
  try {
    json = JSON.parse(saleJson);
  } catch (error) {
    throw agentError('SALE_BAD', { why: 'it is not JSON' }, { cause: error });
  }
  const parsed = completedSaleSchema.safeParse(json);
  if (!parsed.success) throw agentError('SALE_BAD', { why: z.prettifyError(parsed.error).slice(0, 300) });
  return parsed.data;
}

function sameSale(
  before: EndedSale,
  requestHash: string,
  sent: { totalMinor: string; kind: string },
  signer: Signer,
): SaleRecord {
  const { record } = before;
  // One that came back from the journal is known by what it says.
  const same =
    before.requestHash === rebuiltHash
      ? record?.totalMinor === sent.totalMinor && record.kind === sent.kind
      : before.requestHash === requestHash;
  if (!record || !same || before.terminalId !== signer.terminalId) {
    throw agentError('SALE_CONFLICT', { saleId: before.saleId });
  }
  return record;
}

function insist(finding: Finding): void {
  if (finding.kind === 'bad') throw agentError('SALE_BAD', { why: finding.why });
  if (finding.kind === 'not_settled') throw agentError('SALE_NOT_SETTLED', { why: finding.why });
}
