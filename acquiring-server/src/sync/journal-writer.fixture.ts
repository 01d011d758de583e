/** Writes a terminal's journal as an agent does, for tests. */
import { type KeyObject, sign } from 'node:crypto';
import {
  firstPreviousHash,
  type IdMint,
  type JournalEntry,
  type JournalKind,
  type JournalPayload,
  journalEntryHash,
  type SaleRecord,
} from '@qiantai/protos';
import type { JournalEntryOnWire } from './journal-check.ts';

export class JournalWriter {
  readonly terminalId: string;
  private readonly ids: IdMint;
  private readonly privateKey: KeyObject;
  private sequence = 0;
  private hash = firstPreviousHash;

  constructor(options: { terminalId: string; ids: IdMint; privateKey: KeyObject }) {
    this.terminalId = options.terminalId;
    this.ids = options.ids;
    this.privateKey = options.privateKey;
  }

  /** The next entry, hashed and signed with what `change` says otherwise. */
  write<Kind extends JournalKind>(
    kind: Kind,
    payload: JournalPayload<Kind>,
    change: Partial<Omit<JournalEntry, 'hash' | 'signature'>> = {},
  ): JournalEntryOnWire {
    const content = {
      entryId: this.ids.entryId(),
      terminalId: this.terminalId,
      sequence: this.sequence + 1,
      kind,
      recordedAtMs: 1_767_225_600_000,
      clockOffsetMs: -12,
      payload,
      previousHash: this.hash,
      ...change,
    };
    const hash = journalEntryHash(content as Omit<JournalEntry, 'hash' | 'signature'>);
    this.sequence += 1;
    this.hash = hash;
    return this.wire(content, hash);
  }

  /** Forgets the last entries, as a store that was put back from a copy. */
  rewind(to: { sequence: number; hash: string }): void {
    this.sequence = to.sequence;
    this.hash = to.hash;
  }

  private wire(
    content: Omit<JournalEntry, 'hash' | 'signature' | 'payload' | 'kind'> & { kind: string; payload: unknown },
    hash: string,
  ): JournalEntryOnWire {
    const bytes = Buffer.from(hash, 'hex');
    return {
      entryId: content.entryId,
      terminalId: content.terminalId,
      sequence: String(content.sequence),
      kind: content.kind,
      recordedAtMs: String(content.recordedAtMs),
      clockOffsetMs: String(content.clockOffsetMs),
      payloadJson: JSON.stringify(content.payload),
      previousHash: Buffer.from(content.previousHash, 'hex'),
      hash: bytes,
      signature: sign('sha256', bytes, { key: this.privateKey, dsaEncoding: 'ieee-p1363' }),
    };
  }
}

export function cashTakenPayload(ids: IdMint, amountMinor = '1250'): JournalPayload<'cash.taken'> {
  const saleId = ids.saleId();
  return {
    paymentKey: ids.paymentKey(),
    saleId,
    orderNo: `o-${saleId}`,
    amountMinor,
    orderTotalMinor: '1250',
    currency: 'CNY',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    tenderedMinor: '2000',
    changeMinor: '750',
    offline: true,
    takenAtMs: 1_767_225_600_000,
  };
}

/** A sale of 3 pieces of one article and 1 of another, paid in cash. */
export function saleRecord(ids: IdMint, change: Partial<SaleRecord> = {}): SaleRecord {
  return {
    kind: 'sale',
    saleId: ids.saleId(),
    orderNo: 'o-1',
    receiptNo: 'till-a1-000001',
    merchantId: 'm1',
    storeId: 'store-a',
    terminalId: 'till-a1',
    operatorId: 'op-1',
    businessDate: '2026-01-01',
    currency: 'CNY',
    startedAtMs: 1,
    completedAtMs: 2,
    lines: [saleLine(1, 3, '100'), saleLine(2, 1, '950')],
    totalMinor: '1250',
    tenders: [{ key: ids.paymentKey(), tender: 'cash', channel: 'cash', amountMinor: '1250', offline: false }],
    ...change,
  };
}

export function saleLine(lineNo: number, quantity: number, unitPriceMinor: string): SaleRecord['lines'][number] {
  return {
    lineNo,
    articleId: `a${lineNo}`,
    barcode: '6901234500001',
    nameZh: '商品',
    nameEn: 'Article',
    quantity,
    unitPriceMinor,
    amountMinor: String(BigInt(quantity) * BigInt(unitPriceMinor)),
  };
}
