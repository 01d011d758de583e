/**
 * Invoices that a cashier plays at one till's own screen, and what every book has to say of them: each stands there
 * once, its tenders are what was paid, and nothing else is.
 */
import { Hands } from '../demo/hands.ts';
import { salesIn } from '../demo/journals.ts';
import type { PlannedSale } from '../demo/plan.ts';
import type { TillClient } from '../demo/till-client.ts';
import { compareBooks } from './comparison.ts';
import type { EveryBook } from './every-book.ts';
import type { World } from './harness.ts';
import { IndependentBooks, type Wallet } from './independent-books.ts';

/** What a customer bought, or brought back, under a number of its own. */
export interface PlayedInvoice {
  kind: 'sale' | 'return';
  totalMinor: bigint;
}

/** One piece, chosen by the world's seed. */
export function plannedSale(world: World, invoiceNo: string, tender: 'cash' | Wallet): PlannedSale {
  const article = world.random.pick(world.articles);
  return {
    ...{
      kind: 'sale',
      invoiceNo,
      storeId: world.store.id,
      tender,
      tenderNamed: false,
      firstTry: 'pay',
      cut: undefined,
    },
    lines: [{ articleId: article.id, barcode: article.barcode, quantity: 1, unitPriceMinor: article.priceMinor }],
    totalMinor: article.priceMinor,
    way: tender === 'cash' ? 'cash' : 'payment_code',
  };
}

/** Types what a scanner would read. */
export class TypingHands extends Hands {
  private readonly screen: TillClient;

  constructor(screen: TillClient, channels: string) {
    super({ panel: '', channels });
    this.screen = screen;
  }

  override async scan(_tillId: string, code: string): Promise<void> {
    await this.screen.command({ type: 'scan', code, source: 'typed' });
  }

  override cardBehaviour(): Promise<unknown> {
    return Promise.resolve();
  }
}

/** Each invoice once; its tenders are what was paid, and nothing else is. */
export function compareInvoices(invoices: ReadonlyMap<string, PlayedInvoice>, books: EveryBook): string[] {
  return [...compareRecords(invoices, books), ...compareBooks(tendersOf(books), books)];
}

export function compareRecords(invoices: ReadonlyMap<string, PlayedInvoice>, books: EveryBook): string[] {
  const records = salesIn(books.journals.entries);
  const findings: string[] = [];
  for (const [invoiceNo, { kind, totalMinor }] of invoices) {
    const found = records.filter(({ externalRef }) => externalRef === invoiceNo);
    const sums = found.map((record) => `${record.kind} ${record.totalMinor}`).join(', ');
    if (sums !== `${kind} ${totalMinor}`)
      findings.push(`${kind} ${invoiceNo} ${totalMinor}: the journal has ${sums || 'nothing'}`);
  }
  for (const { externalRef, receiptNo } of records) {
    if (!invoices.has(externalRef ?? '')) findings.push(`${receiptNo} is no invoice of ours`);
  }
  return findings;
}

/** The tenders of the invoices as books of our own; whatever else was asked for must have come to nothing. */
export function tendersOf({ journals, server }: EveryBook): IndependentBooks {
  const seen = new IndependentBooks();
  const common = { terminalId: 'till-1' };
  for (const { saleId, kind, receiptNo, totalMinor, tenders } of salesIn(journals.entries)) {
    const keys = tenders.map(({ key }) => key);
    seen.completed({ ...common, saleId, kind, receiptNo, totalMinor: BigInt(totalMinor), keys });
    for (const { key, channel, amountMinor, originalPaymentKey } of tenders) {
      const part = { ...common, key, amountMinor: BigInt(amountMinor), channel: channel as Wallet | 'cash' };
      if (kind === 'sale') seen.asked({ ...part, saleId });
      else seen.askedBack({ ...part, returnSaleId: saleId, paymentKey: originalPaymentKey ?? '' });
      if (kind === 'sale') seen.told(key, 'paid');
      else seen.toldBack(key, 'succeeded');
    }
  }
  for (const { paymentKey, channel, amountMinor } of server.payments) {
    if (seen.payments.has(paymentKey) || channel === 'cash') continue;
    seen.asked({ ...common, key: paymentKey, saleId: '', amountMinor, channel: channel as Wallet });
    seen.told(paymentKey, 'given_up');
  }
  return seen;
}
