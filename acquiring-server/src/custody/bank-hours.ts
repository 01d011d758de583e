/** When a bank pays corporate payees; personal ones are paid around the clock. Beijing's wall time. Pure. */
import type { CorporateHours, PayeeKind } from './bank-records.ts';

const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const minuteMs = 60_000;

/** When an instruction to such a payee may be sent: now, or the instant at which the bank opens next. */
export function sendableAtMs(hours: CorporateHours, payee: PayeeKind, nowMs: number): number {
  if (payee === 'personal') return nowMs;
  const startOfDay = Math.floor((nowMs + offsetMs) / dayMs) * dayMs;
  for (let day = 0; day <= 7; day++) {
    const dayStart = startOfDay + day * dayMs;
    if (hours.corporateWeekdaysOnly && isWeekend(dayStart)) continue;
    const opens = dayStart + hours.corporateOpensMinute * minuteMs - offsetMs;
    const closes = dayStart + hours.corporateClosesMinute * minuteMs - offsetMs;
    if (nowMs < closes) return Math.max(nowMs, opens);
  }
  return nowMs;
}

/** Of a day that begins at this instant, counted as if it were UTC. */
function isWeekend(dayStart: number): boolean {
  // The epoch was a Thursday.
  const weekday = (Math.floor(dayStart / dayMs) + 4) % 7;
  return weekday === 0 || weekday === 6;
}
