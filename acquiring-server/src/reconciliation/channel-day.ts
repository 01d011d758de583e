/** A channel's day: Beijing's, UTC+8 without summer time; UnionPay settles from 23:00 of the evening before to 23:00. Pure. */
import type { ChannelName } from '@qiantai/protos';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How far before midnight UTC the day of a channel begins. */
function offsetMs(channel: ChannelName): number {
  return channel === 'unionpay' ? 9 * hourMs : 8 * hourMs;
}

/** From its first millisecond up to the next day's; undefined for what is no day written `YYYY-MM-DD`. */
export function channelDay(date: string, channel: ChannelName): { fromMs: number; toMs: number } | undefined {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== date) return undefined;
  const fromMs = atMs - offsetMs(channel);
  return { fromMs, toMs: fromMs + dayMs };
}

/** The channel's day of an instant, `YYYY-MM-DD`. */
export function channelDate(atMs: number, channel: ChannelName): string {
  return new Date(atMs + offsetMs(channel)).toISOString().slice(0, 10);
}
