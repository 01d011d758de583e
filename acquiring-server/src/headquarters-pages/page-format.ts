/** Amounts, times and spans as headquarters' pages show them. */
import { type Html, html, zonedTime } from '@qiantai/foundation';
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type { Language } from './page-words.ts';

const spanWords = {
  zh: { day: '天', hour: '小时', minute: '分', second: '秒' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
} as const;

/** Grouped by thousands, a true minus sign: `−1,234.50`. */
export function amountText(amountMinor: bigint, currency: Currency): string {
  const [whole = '', part] = decimalFromMinor(amountMinor < 0n ? -amountMinor : amountMinor, currency).split('.');
  const grouped = whole.replace(/\B(?=([0-9]{3})+$)/g, ',');
  return `${amountMinor < 0n ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`;
}

export function spanText(spanMs: number, language: Language): string {
  const { day, hour, minute, second } = spanWords[language];
  const total = Math.max(0, Math.round(spanMs / 1000));
  const two = (first: number, firstWord: string, rest: number, restWord: string) =>
    rest === 0 ? `${first} ${firstWord}` : `${first} ${firstWord} ${rest} ${restWord}`;
  if (total < 60) return `${total} ${second}`;
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return `${minutes} ${minute}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return two(hours, hour, minutes % 60, minute);
  return two(Math.floor(hours / 24), day, hours % 24, hour);
}

/** `HH:MM` of the same day, else `MM-DD HH:MM`, by the chain's zone. */
export function clockText(atMs: number, nowMs: number, timeZone: string): string {
  const { date, time } = zonedTime(atMs, timeZone);
  const minute = time.slice(0, 5);
  return date === zonedTime(nowMs, timeZone).date ? minute : `${date.slice(5)} ${minute}`;
}

export function timeElement(atMs: number, nowMs: number, timeZone: string): Html {
  return html`<time datetime="${new Date(atMs).toISOString()}">${clockText(atMs, nowMs, timeZone)}</time>`;
}
