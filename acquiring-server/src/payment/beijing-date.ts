/** A channel's day is Beijing's, UTC+8 without summer time: `YYYY-MM-DD`. */
export function beijingDate(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 10);
}
