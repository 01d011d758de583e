/** Days of the calendar as text, `YYYY-MM-DD`, and the months that they lie in. Pure. */

/** Whether the calendar has such a day; no book is older than 1900, nor younger than four digits. */
export function isDay(text: string): boolean {
  if (!/^(19|[2-9]\d)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** How many months a span of days touches. */
export function monthCount(from: string, to: string): number {
  const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthOf(to) - monthOf(from) + 1;
}

/** Cuts a span of days, both included, at the ends of months. */
export function monthsOf(from: string, to: string): Array<{ from: string; to: string }> {
  const months: Array<{ from: string; to: string }> = [];
  // Counted beforehand: behind the last day of year 9999 days as text no longer stand in their order.
  for (let begin = from, left = monthCount(from, to); left > 0; left--) {
    const end = lastOfMonth(begin);
    months.push({ from: begin, to: left === 1 ? to : end });
    begin = new Date(Date.parse(`${end}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  }
  return months;
}

export function lastOfMonth(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
