/**
 * The business date of a shift: the store's calendar date when the operator signs in, where the day begins
 * at 04:00, so that a night shop's sales after midnight belong to the evening before.
 */
const dayBeginsAtHour = 4;
/** Stores are dated by Beijing, as the channels are. */
const timeZone = 'Asia/Shanghai';

const calendar = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** `YYYY-MM-DD` */
export function businessDateAt(nowMs: number): string {
  return calendar.format(new Date(nowMs - dayBeginsAtHour * 3_600_000));
}
