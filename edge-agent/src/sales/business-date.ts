/**
 * The business date of an instant: the store's calendar date, where the day begins at a time of the store's own. With
 * 04:00 a night shop's sales after midnight belong to the evening before; with 18:00 its day runs to the next evening.
 *
 * It is neither the channel's day (Beijing's calendar, by which bills come) nor UTC: those are made elsewhere.
 */
export interface DayRule {
  /** IANA name. */
  timeZone: string;
  /** `HH:MM` */
  businessDayStartsAt: string;
}

/** Where headquarters says nothing: dated by Beijing, as the channels are. */
export const usualDay: DayRule = { timeZone: 'Asia/Shanghai', businessDayStartsAt: '04:00' };

const dayMs = 86_400_000;

/** `YYYY-MM-DD` */
export function businessDateAt(nowMs: number, rule: DayRule = usualDay): string {
  const parts = Object.fromEntries(
    calendarOf(rule.timeZone)
      .formatToParts(new Date(nowMs))
      .map((part) => [part.type, part.value]),
  );
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  // By the clock on the wall, so that a day of 23 or 25 hours begins at its time, too.
  return `${parts['hour']}:${parts['minute']}` >= rule.businessDayStartsAt ? date : dayBefore(date);
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - dayMs).toISOString().slice(0, 10);
}

const calendars = new Map<string, Intl.DateTimeFormat>();

function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  const made = calendarFor(timeZone) ?? calendarFor(usualDay.timeZone);
  if (!made) throw new RangeError(`no calendar for ${timeZone}`);
  calendars.set(timeZone, made);
  return made;
}

/** Undefined for a name that this machine does not know: a store is dated all the same. */
function calendarFor(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  } catch {
    return undefined;
  }
}
