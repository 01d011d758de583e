/**
 * Tells a scanner that types (keyboard wedge) from a hand.
 *
 * Operating systems keep keyboard-class HID closed, so such a scanner's characters arrive as keys: at most
 * about 30 ms a character on average, at least 6 of them, ended by Enter or Tab. A character is held until
 * it is clear that it stands alone, so that the first digit of a scanned code does not choose a tile.
 *
 *   characters ──▶ held ──(silence of holdMs)──▶ key, key, …
 *                   └────(Enter or Tab, fast enough)──▶ scan
 */
export type ReaderEvent =
  | { kind: 'scan'; code: string }
  /** `charactersBefore`: so many characters came just before; an Enter may then end a slow scanner's code. */
  | { kind: 'key'; key: string; charactersBefore: number };

export const averageMsMax = 30;
export const charactersMin = 6;
/** A single character is a hand's after this much silence. */
export const holdMs = 60;
/** Silence that ends a run of characters; an Enter after it is deliberate. */
export const runGapMs = 500;
/** Scanners that end with CR and LF send a second Enter at once. */
export const secondEnterMs = 100;
/** Longer codes are no codes. */
const charactersMax = 2048;

export class KeyReader {
  private run: string[] = [];
  private released = 0;
  private firstAtMs = 0;
  private lastAtMs = Number.NEGATIVE_INFINITY;
  private scannedAtMs = Number.NEGATIVE_INFINITY;

  /** A key went down: one character, or a name such as `Enter`, `F2`, `ArrowUp`. */
  press(key: string, atMs: number): ReaderEvent[] {
    if ([...key].length === 1) return this.character(key, atMs);
    if (key === 'Enter' || key === 'Tab') return this.terminator(key, atMs);
    const events = this.releaseHeld();
    this.forgetRun();
    events.push({ kind: 'key', key, charactersBefore: 0 });
    return events;
  }

  /** Gives up what is held once `holdMs` have passed without another character. */
  release(atMs: number): ReaderEvent[] {
    if (atMs - this.lastAtMs < holdMs && this.isFast()) return [];
    return this.releaseHeld();
  }

  /** Whether characters are held and `release` is to be called again. */
  get holding(): boolean {
    return this.released < this.run.length;
  }

  private character(key: string, atMs: number): ReaderEvent[] {
    const events: ReaderEvent[] = [];
    if (atMs - this.lastAtMs > runGapMs || this.run.length >= charactersMax) {
      events.push(...this.releaseHeld());
      this.forgetRun();
    }
    if (this.run.length === 0) this.firstAtMs = atMs;
    this.run.push(key);
    this.lastAtMs = atMs;
    return events;
  }

  private terminator(key: string, atMs: number): ReaderEvent[] {
    if (key === 'Enter' && this.run.length === 0 && atMs - this.scannedAtMs <= secondEnterMs) return [];
    if (this.run.length >= charactersMin && this.isFast() && atMs - this.lastAtMs <= holdMs) {
      const code = this.run.join('');
      this.forgetRun();
      this.scannedAtMs = atMs;
      return [{ kind: 'scan', code }];
    }
    const charactersBefore = atMs - this.lastAtMs <= runGapMs ? this.run.length : 0;
    if (this.run.length >= charactersMin) this.scannedAtMs = atMs;
    const events = this.releaseHeld();
    this.forgetRun();
    events.push({ kind: 'key', key, charactersBefore });
    return events;
  }

  private isFast(): boolean {
    const gaps = this.run.length - 1;
    return gaps < 1 || (this.lastAtMs - this.firstAtMs) / gaps <= averageMsMax;
  }

  private releaseHeld(): ReaderEvent[] {
    const held = this.run.slice(this.released);
    this.released = this.run.length;
    return held.map((key) => ({ kind: 'key', key, charactersBefore: 0 }));
  }

  private forgetRun(): void {
    this.run = [];
    this.released = 0;
  }
}
