/**
 * The channels date everything in Beijing time (UTC+8, no daylight saving since 1991). Instants come in as
 * milliseconds since the epoch; the texts below are what goes on the wire.
 */
const beijingOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** `2026-01-31` */
export function beijingDate(atMs: number): string {
  return shifted(atMs).slice(0, 10);
}

/** `2026-01-31 23:59:59`, as Alipay and the bills write it. */
export function beijingDateTime(atMs: number): string {
  return shifted(atMs).slice(0, 19).replace('T', ' ');
}

/** `2026-01-31T23:59:59+08:00`, RFC 3339 as WeChat Pay v3 writes it. */
export function beijingRfc3339(atMs: number): string {
  return `${shifted(atMs).slice(0, 19)}+08:00`;
}

/** `20260131`, the head of the channels' own numbers. */
export function beijingCompactDate(atMs: number): string {
  return beijingDate(atMs).replaceAll('-', '');
}

/** ISO 8583 fields 12 (hhmmss) and 13 (MMDD). */
export function beijingIsoFields(atMs: number): { time: string; date: string } {
  const text = shifted(atMs);
  return { time: text.slice(11, 19).replaceAll(':', ''), date: text.slice(5, 10).replace('-', '') };
}

/** When `date` (`2026-01-31`) begins in Beijing; undefined where there is no such day. */
export function beijingDayStartMs(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const startMs = Date.parse(`${date}T00:00:00+08:00`);
  return Number.isNaN(startMs) || beijingDate(startMs) !== date ? undefined : startMs;
}

/** Whether the bill of `date` is out: from `hour` o'clock on the day after (T+1). */
export function isBillPublished(options: { date: string; hour: number; nowMs: number }): boolean {
  const startMs = beijingDayStartMs(options.date);
  return startMs !== undefined && options.nowMs >= startMs + dayMs + options.hour * 3_600_000;
}

function shifted(atMs: number): string {
  return new Date(atMs + beijingOffsetMs).toISOString();
}

/** `20260131235959`, as UnionPay writes it. */
export function beijingCompactTime(atMs: number): string {
  return beijingDateTime(atMs).replace(/\D/g, '');
}

/** Milliseconds of `20260131235959`; undefined where the calendar has no such instant. */
export function instantOfCompactTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const atMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
  return Number.isNaN(atMs) || beijingCompactTime(atMs) !== text ? undefined : atMs;
}
