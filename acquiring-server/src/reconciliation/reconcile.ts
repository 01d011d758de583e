/** Fetches the bills of one of the channels' days, keeps them, and compares them with our books. */
import type { Clock, Log } from '@qiantai/foundation';
import type { BillOutcome, BillRow, ChannelAccount, ChannelGateway } from '../channels/port.ts';
import { serverError } from '../errors.ts';
import type { MerchantStore } from '../merchants/merchant-store.ts';
import { channelDate, channelDay } from './channel-day.ts';
import {
  type BillComparison,
  type BookedMove,
  compareBill,
  type Difference,
  fromMove,
  kindOf,
  numberOf,
} from './compare-bill.ts';
import type { ReconciliationStore } from './reconciliation-store.ts';

export interface ReconcileOptions {
  gateway: Pick<ChannelGateway, 'downloadBill'>;
  merchants: Pick<MerchantStore, 'allChannelAccounts'>;
  store: ReconciliationStore;
  clock: Pick<Clock, 'nowMs'>;
  log: Log;
}

/** What became of one account. */
export type AccountResult = {
  merchantId: string;
  accountId: string;
  channel: ChannelAccount['channel'];
} /** Without a hash the channel said that there was nothing on that day. */ & (
  | { status: 'compared'; rowCount: number; hash?: { type: string; hex: string } }
  | { status: 'not_compared'; reason: Exclude<BillOutcome['kind'], 'bill' | 'empty'>; why: string }
);

export type AccountDifference = Difference & { merchantId: string; accountId: string };

export interface Reconciliation {
  date: string;
  matched: number;
  /** In a bill, not in our books. */
  missingHere: AccountDifference[];
  /** In our books, not in its bill. */
  missingThere: AccountDifference[];
  amountDiffers: AccountDifference[];
  accounts: AccountResult[];
}

/** @throws CodedError RECONCILE_BAD_DATE */
export async function reconcile(options: ReconcileOptions, question: { date: string }): Promise<Reconciliation> {
  const dayOf = (channel: ChannelAccount['channel']) => {
    const day = channelDay(question.date, channel);
    if (!day) throw serverError('RECONCILE_BAD_DATE', { date: question.date.slice(0, 40) });
    return day;
  };
  // A date that is none is refused before anything is fetched, and where there is nothing to fetch.
  dayOf('card');
  const result: Reconciliation = {
    date: question.date,
    matched: 0,
    missingHere: [],
    missingThere: [],
    amountDiffers: [],
    accounts: [],
  };
  for (const { account } of await options.merchants.allChannelAccounts()) {
    const day = dayOf(account.channel);
    const ids = { merchantId: account.merchantId, accountId: account.id };
    const bill = await fetchBill(options, account, question.date);
    if (bill.kind !== 'rows') {
      options.log.warn({ ...ids, reason: bill.reason, why: bill.why }, 'reconcile.no_bill');
      result.accounts.push({
        ...ids,
        channel: account.channel,
        status: 'not_compared',
        reason: bill.reason,
        why: bill.why,
      });
      continue;
    }
    const booked = await options.store.bookedMoves(account, { date: question.date, ...day }, bill.rows);
    const comparison = compareBill(bill.rows, booked);
    comparison.missingThere.push(...(await missingOnAllDays(options, account, question.date, comparison.undecided)));
    add(result, comparison, ids);
    const { hash } = bill;
    result.accounts.push({
      ...ids,
      channel: account.channel,
      status: 'compared',
      rowCount: bill.rows.length,
      ...(hash && { hash }),
    });
    options.log.info({ ...ids, rows: bill.rows.length, matched: comparison.matched }, 'reconcile.compared');
  }
  return result;
}

/** Everything was compared, and everything agrees. */
export function isClean(result: Reconciliation): boolean {
  const differences = [...result.missingHere, ...result.missingThere, ...result.amountDiffers];
  return differences.length === 0 && result.accounts.every((account) => account.status === 'compared');
}

type FetchedBill =
  | { kind: 'rows'; rows: BillRow[]; hash?: { type: string; hex: string } }
  | { kind: 'none'; reason: Exclude<BillOutcome['kind'], 'bill' | 'empty'>; why: string };

/** The hash of the bytes was checked by the channel's adapter; here they are kept as they came. */
async function fetchBill(options: ReconcileOptions, account: ChannelAccount, date: string): Promise<FetchedBill> {
  const outcome = await options.gateway.downloadBill(account, date);
  if (outcome.kind === 'empty') return { kind: 'rows', rows: [] };
  if (outcome.kind !== 'bill') return { kind: 'none', reason: outcome.kind, why: outcome.why };
  await options.store.keepBill(account, date, outcome, options.clock.nowMs());
  return { kind: 'rows', rows: outcome.rows, hash: { type: outcome.hashType, hex: outcome.hashHex } };
}

/**
 * A move that began before midnight and ended after it stands in the bill of one of its days. It is missing
 * only where none has it, and is told with its last day, whose bill is published last.
 */
async function missingOnAllDays(
  options: ReconcileOptions,
  account: ChannelAccount,
  date: string,
  undecided: readonly BookedMove[],
): Promise<Difference[]> {
  const ending = undecided.filter((move) => move.lastDate === date);
  const { channel } = account;
  const earlier = [...new Set(ending.flatMap((move) => datesBefore(date, { first: move.firstDate, channel })))];
  const seen = new Set<string>();
  for (const day of earlier) {
    const bill = await fetchBill(options, account, day);
    if (bill.kind === 'rows') for (const row of bill.rows) seen.add(numberOf({ ...row, kind: kindOf(row) }));
  }
  return ending.filter((move) => !seen.has(numberOf(move))).map(fromMove);
}

/** Bills that are looked through for one move. */
const earlierDaysMax = 31;

function datesBefore(
  date: string,
  { first, channel }: { first: string; channel: ChannelAccount['channel'] },
): string[] {
  const dates: string[] = [];
  for (let day = date; day > first && dates.length < earlierDaysMax; ) {
    day = channelDate((channelDay(day, channel)?.fromMs ?? 0) - 1, channel);
    dates.push(day);
  }
  return dates;
}

function add(result: Reconciliation, comparison: BillComparison, ids: { merchantId: string; accountId: string }): void {
  result.matched += comparison.matched;
  for (const list of ['missingHere', 'missingThere', 'amountDiffers'] as const) {
    result[list].push(...comparison[list].map((difference) => ({ ...ids, ...difference })));
  }
}
