/** A channel's day is Beijing's, UTC+8 without summer time. Pure. */

const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** From its first millisecond up to the next day's; undefined for what is no day written `YYYY-MM-DD`. */
export function channelDay(date: string): { fromMs: number; toMs: number } | undefined {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(atMs) || new Date(atMs).toISOString().slice(0, 10) !== date) return undefined;
  return { fromMs: atMs - offsetMs, toMs: atMs - offsetMs + dayMs };
}
