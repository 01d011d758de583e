/** Fills the journal of an agent that is stopped, as sales that were made while the line was down. */
import { dirname } from 'node:path';
import { type JournalInput, openDeviceKey, openJournal, openStore } from '@qiantai/edge-agent';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint, type JournalPayload, orderNoOfSale, type SaleLineRecord } from '@qiantai/protos';

/** Entries of one transaction while the backlog is written. */
const chunk = 1000;

export interface Shop {
  merchantId: string;
  storeId: string;
  terminalIds: readonly string[];
}

/** `count` entries, by turns on the shop's tills: of each sale the cash and the sale's end. */
export function writeBacklog(databaseFile: string, shop: Shop, count: number): void {
  const dataDir = dirname(databaseFile);
  const ids = new IdMint(systemClock, systemRandom);
  const store = openStore(dataDir, systemClock);
  try {
    const { privateKey } = openDeviceKey(dataDir);
    const journal = openJournal({ store, privateKey, clock: systemClock, ids });
    for (let written = 0; written < count; written += chunk) {
      const inputs = Array.from({ length: Math.min(chunk, count - written) / 2 }, (_, n) =>
        cashSale(ids, shop, written / 2 + n),
      );
      journal.appendMany(inputs.flat());
    }
  } finally {
    store.close();
  }
}

/** Three lines of a convenience store, paid in cash. */
export function cashSale(ids: IdMint, shop: Shop, n: number): JournalInput[] {
  const terminalId = shop.terminalIds[n % shop.terminalIds.length] ?? '';
  const saleId = ids.saleId();
  const paymentKey = ids.paymentKey();
  const lines = [1, 2, 3].map((lineNo): SaleLineRecord => saleLine(lineNo, n));
  const totalMinor = String(lines.reduce((sum, line) => sum + Number(line.amountMinor), 0));
  const common = { operatorId: 'op-1001', businessDate: '2026-01-05', currency: 'CNY' as const };
  const taken: JournalPayload<'cash.taken'> = {
    ...common,
    paymentKey,
    saleId,
    orderNo: orderNoOfSale(saleId),
    amountMinor: totalMinor,
    orderTotalMinor: totalMinor,
    tenderedMinor: '10000',
    changeMinor: String(10_000 - Number(totalMinor)),
    offline: true,
    takenAtMs: systemClock.nowMs(),
  };
  const sale: JournalPayload<'sale.completed'> = {
    ...common,
    kind: 'sale',
    saleId,
    orderNo: orderNoOfSale(saleId),
    receiptNo: `${terminalId}-${String(n + 1).padStart(6, '0')}`,
    merchantId: shop.merchantId,
    storeId: shop.storeId,
    terminalId,
    startedAtMs: systemClock.nowMs(),
    completedAtMs: systemClock.nowMs(),
    lines,
    totalMinor,
    tenders: [{ key: paymentKey, tender: 'cash', channel: 'cash', amountMinor: totalMinor, offline: true }],
  };
  return [
    { terminalId, kind: 'cash.taken', payload: taken },
    { terminalId, kind: 'sale.completed', payload: sale },
  ];
}

function saleLine(lineNo: number, n: number): SaleLineRecord {
  const quantity = 1 + (n % 3);
  const unitPriceMinor = 200 + lineNo * 50;
  return {
    lineNo,
    articleId: `A${(n + lineNo) % 500}`,
    barcode: `69${String(10_000_000_000 + ((n + lineNo) % 500))}`,
    nameZh: '农夫山泉 饮用天然水 550ml',
    nameEn: 'Natural spring water 550 ml',
    quantity,
    unitPriceMinor: String(unitPriceMinor),
    amountMinor: String(quantity * unitPriceMinor),
  };
}
