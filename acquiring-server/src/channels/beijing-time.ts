/** The channels' wall time is Beijing's, UTC+8 without summer time. */

const offsetMs = 8 * 3_600_000;

/** `2026-01-31 09:08:07` */
export function beijingText(instantMs: number): string {
  return new Date(instantMs + offsetMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** RFC 3339 with the offset, `2026-01-31T09:08:07+08:00`, as WeChat Pay's time_expire wants it. */
export function beijingRfc3339(instantMs: number): string {
  return `${new Date(instantMs + offsetMs).toISOString().slice(0, 19)}+08:00`;
}

/** Milliseconds since the epoch of `2026-01-31 09:08:07` (a fraction is ignored); undefined for another form. */
export function instantOfBeijingText(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text)) return undefined;
  const instantMs = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}+08:00`);
  return Number.isNaN(instantMs) ? undefined : instantMs;
}

/** `20260131090807`, as UnionPay writes it. */
export function beijingCompactTime(instantMs: number): string {
  return beijingText(instantMs).replace(/\D/g, '');
}

/** Milliseconds since the epoch of `20260131090807`; undefined for another form or no instant. */
export function instantOfCompactTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const instantMs = instantOfBeijingText(`${year}-${month}-${day} ${hour}:${minute}:${second}`);
  return instantMs !== undefined && beijingCompactTime(instantMs) === text ? instantMs : undefined;
}
