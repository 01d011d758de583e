/** Weekday and time of the store's day at an instant, by the zone of its policy. */

export interface StoreDay {
  /** 1 is Monday (ISO 8601). */
  weekday: number;
  /** Since midnight, by the clock on the wall. */
  minute: number;
}

/** Where the policy names no zone: stores are dated by Beijing, as the channels are. */
export const presetTimeZone = 'Asia/Shanghai';

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();
const formatsMax = 20;

export function storeDayAt(nowMs: number, timeZone: string): StoreDay {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(nowMs)
      .map(({ type, value }) => [type, value]),
  );
  const minute = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return { weekday: weekdays.indexOf(parts.get('weekday') ?? '') + 1, minute };
}

/** A zone that this machine does not know counts as the preset one: prices go on being found. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const options = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone });
  } catch {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: presetTimeZone });
  }
  if (formats.size >= formatsMax) formats.clear();
  formats.set(timeZone, format);
  return format;
}

/** Minutes since midnight of `HH:MM`. */
export function minuteOfDay(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}
