/** Calendar dates and times of day in a time zone (IANA name), and the business date that a store's day gives. */

export interface ZonedTime {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM:SS`, 24 hours. */
  time: string;
  /** 1 is Monday (ISO 8601). */
  weekday: number;
}

/** How a place keeps its days. */
export interface BusinessDay {
  timeZone: string;
  /** `HH:MM`: what happens before belongs to the day before. */
  startsAt: string;
}

/** @throws RangeError for a zone that is not known */
export function zonedTime(atMs: number, timeZone: string): ZonedTime {
  const found: Record<string, string> = {};
  for (const part of formatOf(timeZone).formatToParts(new Date(atMs))) found[part.type] = part.value;
  const date = `${found['year']}-${found['month']}-${found['day']}`;
  return {
    date,
    time: `${found['hour']}:${found['minute']}:${found['second']}`,
    weekday: ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1,
  };
}

/** The business date that an instant belongs to, `YYYY-MM-DD`: decided by the clock on the wall, not by hours passed. */
export function businessDateAt(atMs: number, day: BusinessDay): string {
  const { date, time } = zonedTime(atMs, day.timeZone);
  return time < day.startsAt ? dateMoved(date, -1) : date;
}

/** When a business date begins; where clocks jump over that time, the first instant after it. */
export function businessDateStartMs(date: string, day: BusinessDay): number {
  const wallMs = Date.parse(`${date}T${day.startsAt}:00Z`);
  // No zone is further from UTC than 14 hours, and none jumps by more than a day.
  let before = wallMs - 40 * 3_600_000;
  let from = wallMs + 40 * 3_600_000;
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (businessDateAt(middle, day) < date) before = middle;
    else from = middle;
  }
  return from;
}

/** A calendar date some days on. */
export function dateMoved(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, format);
  return format;
}
