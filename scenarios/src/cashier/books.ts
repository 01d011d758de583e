/** What a task leaves behind, told by the books: records of sales, papers, money. */
import type { SaleRecord } from '@qiantai/protos';
import { salesIn } from '../demo/journals.ts';
import type { Desk } from './desk.ts';

export interface SaleTold {
  kind: SaleRecord['kind'];
  /** Minor units. */
  total: string;
  /** Channel and minor units of each tender, as they came. */
  tenders: ReadonlyArray<readonly [channel: string, minor: string]>;
}

/** Where the books stood before a task. */
export interface Bookmark {
  sales: number;
  papers: number;
  entries: number;
}

export async function bookmark(desk: Desk): Promise<Bookmark> {
  const { entries } = desk.journals();
  return { sales: salesIn(entries).length, papers: (await desk.papers()).length, entries: entries.length };
}

export interface Outcome {
  sales: SaleRecord[];
  told: SaleTold[];
  papers: string[];
  /** Kinds of the journal's entries, and the deeds by their names. */
  deeds: string[];
  /** Whether journal and ledger hold by their own proofs, and the server has every sale. */
  sound: boolean;
}

/** What came since the bookmark, once the server has it. */
export async function outcomeSince(desk: Desk, mark: Bookmark): Promise<Outcome> {
  const { server, journals } = await desk.settledBooks();
  const sales = salesIn(journals.entries).slice(mark.sales);
  const fresh = journals.entries.slice(mark.entries);
  return {
    sales,
    told: sales.map(({ kind, totalMinor, tenders }) => ({
      kind,
      total: totalMinor,
      tenders: tenders.map(({ channel, amountMinor }) => [channel, amountMinor] as const),
    })),
    papers: (await desk.papers()).slice(mark.papers),
    deeds: fresh.flatMap(({ kind, payload }) => (kind === 'till.deed' ? [(payload as { deed: string }).deed] : [])),
    sound:
      server.ledger.balanced &&
      journals.broken.length === 0 &&
      journals.gaps === 0 &&
      journals.dead === 0 &&
      sales.every(({ saleId }) => server.saleIds.has(saleId)),
  };
}

/** How many papers name a receipt. */
export const papersOf = (papers: readonly string[], receiptNo: string | undefined): number =>
  papers.filter((text) => receiptNo !== undefined && text.includes(receiptNo)).length;
