import type { Tell } from '../words/words.ts';

/** An age in its largest unit: `3 min`. */
export function ageText(ageMs: number, tell: Tell): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < 60) return tell('shell.seconds', { n: seconds });
  if (seconds < 3600) return tell('shell.minutes', { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return tell('shell.hours', { n: Math.floor(seconds / 3600) });
  return tell('shell.days', { n: Math.floor(seconds / 86_400) });
}

/** The wall clock of the till, `10:32`. */
export function clockText(instantMs: number): string {
  const at = new Date(instantMs);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** The day and the wall clock, `01-02 10:32`. */
export function dayClockText(instantMs: number): string {
  const at = new Date(instantMs);
  const day = `${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  return `${day} ${clockText(instantMs)}`;
}

/** A countdown, `1:05`; never below zero. */
export function countdownText(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
