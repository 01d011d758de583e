/**
 * Whether a promotion counts at an instant. Weekdays and times are those of the store's day. A time that runs past
 * midnight (22:00 to 02:00) belongs to the day on which it began: on Friday, it counts on Saturday at 01:00.
 */
import type { SettingValue } from '@qiantai/protos';
import { minuteOfDay, type StoreDay } from './store-day.ts';
import { isValidAt } from './unit-price.ts';

const dayMinutes = 24 * 60;

export function countsAt(promotion: SettingValue<'promotion'>, nowMs: number, day: StoreDay): boolean {
  if (!isValidAt(promotion, nowMs)) return false;
  const from = promotion.fromTime === undefined ? 0 : minuteOfDay(promotion.fromTime);
  const until = promotion.untilTime === undefined ? dayMinutes : minuteOfDay(promotion.untilTime);
  const isOn = (weekday: number) => promotion.weekdays === undefined || promotion.weekdays.includes(weekday);
  if (from < until) return day.minute >= from && day.minute < until && isOn(day.weekday);
  // From one time to the same one is a whole day from then on.
  if (day.minute >= from) return isOn(day.weekday);
  return day.minute < until && isOn(day.weekday === 1 ? 7 : day.weekday - 1);
}
