/** Days of the calendar as text, `YYYY-MM-DD`, and the months that they lie in. Pure. */

/** Whether the calendar has such a day. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** Cuts a span of days, both included, at the ends of months. */
export function monthsOf(from: string, to: string): Array<{ from: string; to: string }> {
  const months: Array<{ from: string; to: string }> = [];
  let begin = from;
  while (begin <= to) {
    const end = lastOfMonth(begin);
    months.push({ from: begin, to: end < to ? end : to });
    begin = dayAfter(end);
  }
  return months;
}

export function dayAfter(day: string): string {
  return addDays(day, 1);
}

function lastOfMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
