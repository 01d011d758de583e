/** How long the core waits for what, milliseconds of the server's clock. Pure. */
import type { ChannelName } from '@qiantai/protos';

export interface PaymentTimings {
  /** Delays between inquiries after an unknown outcome; the last one repeats. */
  inquiryDelaysMs: readonly number[];
  /** Delays between polls while the payer acts; the last one repeats. */
  payerPollDelaysMs: readonly number[];
  /** Channels that say how often they want to be asked, of either; the last delay repeats. */
  channelAskDelaysMs: Readonly<Partial<Record<ChannelName, readonly number[]>>>;
  /** Delays between tries of a reversal; the last one repeats. */
  reversalDelaysMs: readonly number[];
  /** Tries of a reversal without an answer before a person is told; it goes on being tried. */
  reversalTriesBeforeException: number;
  /** Delays between tries and inquiries of a refund; the last one repeats. */
  refundDelaysMs: readonly number[];
  refundTriesBeforeException: number;
  /** After these the payment is given up: unknown and unpaid ones are reversed. */
  payerDeadlineMs: Readonly<Record<'payment_code' | 'qr' | 'card' | 'balance', number>>;
  /** Delays between tries to present a card that was taken offline, while nothing could be sent; the last repeats. */
  presentationDelaysMs: readonly number[];
  /** Tries of one presentation that could not be sent, before it counts as declined and a person is told. */
  presentationTriesMax: number;
  /** Longer than any channel's own time-out: an attempt still `sent` after it lost its server. */
  callLeaseMs: number;
  /** The worker looks at the table at least this often, for what other servers left. */
  sweepMs: number;
}

export const defaultTimings: PaymentTimings = {
  inquiryDelaysMs: [1000, 2000, 3000, 5000, 10_000],
  payerPollDelaysMs: [1000, 2000, 2000, 3000],
  // 交易状态查询: 2 to the power of N seconds between inquiries.
  channelAskDelaysMs: { unionpay: [1000, 2000, 4000, 8000, 16_000, 32_000] },
  reversalDelaysMs: [1000, 2000, 3000, 5000, 10_000, 30_000, 60_000, 300_000, 1_800_000],
  reversalTriesBeforeException: 7,
  refundDelaysMs: [1000, 2000, 5000, 10_000, 30_000, 60_000, 300_000, 1_800_000],
  refundTriesBeforeException: 7,
  payerDeadlineMs: { payment_code: 45_000, qr: 120_000, card: 75_000, balance: 75_000 },
  presentationDelaysMs: [2000, 10_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000],
  presentationTriesMax: 20,
  callLeaseMs: 90_000,
  sweepMs: 5000,
};

/** The delay before step `count` (0 is the first) of a schedule. */
export function delayOf(schedule: readonly number[], count: number): number {
  return schedule[Math.min(count, schedule.length - 1)] ?? 1000;
}
