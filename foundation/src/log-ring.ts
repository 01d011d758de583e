/**
 * The last lines of a log, kept in memory for somebody who asks for them from afar. Bounded by lines and by
 * characters, whichever comes first. What a line holds was redacted when it was logged (log.ts); `scrubbed` takes
 * away what a message may hold all the same.
 */
export interface LogLine {
  atMs: number;
  text: string;
}

export class LogRing {
  private readonly linesMax: number;
  private readonly charactersMax: number;
  private readonly lines: LogLine[] = [];
  private characters = 0;

  constructor(bounds: { linesMax?: number; charactersMax?: number } = {}) {
    this.linesMax = bounds.linesMax ?? 5000;
    this.charactersMax = bounds.charactersMax ?? 2_000_000;
  }

  push(line: LogLine): void {
    const text = line.text.slice(0, lineCharactersMax);
    this.lines.push({ atMs: line.atMs, text });
    this.characters += text.length;
    while (this.lines.length > this.linesMax || this.characters > this.charactersMax) {
      const gone = this.lines.shift();
      if (!gone) return;
      this.characters -= gone.text.length;
    }
  }

  /** The newest `count` lines that are not older than `sinceMs`, oldest first, scrubbed. */
  last(count: number, sinceMs = 0): LogLine[] {
    if (count <= 0) return [];
    return this.lines
      .filter((line) => line.atMs >= sinceMs)
      .slice(-count)
      .map((line) => ({ atMs: line.atMs, text: scrubbed(line.text) }));
  }
}

const lineCharactersMax = 8000;

/** PEM, whatever it holds. */
const pem = /-----BEGIN [A-Z0-9 ]+-----[\s\S]*?(-----END [A-Z0-9 ]+-----|$)/g;
/** Track 2 of a card with its separator (ISO/IEC 7813). */
const track = /[0-9]{12,19}[=D][0-9]{4,}/g;
/** Card numbers (ISO/IEC 7812-1: up to 19 digits) and payment codes, with blanks or hyphens in between too. */
const longNumber = /(?<![0-9A-Za-z.-])[0-9](?:[ -]?[0-9]){12,18}(?![0-9A-Za-z-])/g;
/** Keys, blocks of a reader, sealed things. A hash goes with them: no line is worth a key. */
const longHex = /(?<![0-9A-Za-z])[0-9A-Fa-f]{32,}(?![0-9A-Za-z])/g;
/** Base64 of 32 bytes and more; a path has more than one slash and words in it. */
const longBase64 =
  /(?<![0-9A-Za-z+/])(?=[0-9A-Za-z+/]*[0-9])(?=[0-9A-Za-z+/]*[a-z])(?=[0-9A-Za-z+/]*[A-Z])[0-9A-Za-z+/]{43,}={0,2}/g;
/** Milliseconds since 1970 from 2001 to 2033: 13 digits that begin with 1, which no scheme's card has. */
const instant = /^1[0-9]{12}$/;

/** Takes out of a text whatever may be a card number, a payment code, a track or a key. */
export function scrubbed(text: string): string {
  return text
    .replace(pem, '[key]')
    .replace(track, '[track]')
    .replace(longHex, '[hex]')
    .replace(longBase64, '[bytes]')
    .replace(longNumber, (digits) => (instant.test(digits) ? digits : '[number]'));
}
