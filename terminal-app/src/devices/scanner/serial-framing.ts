/** Serial scanners: AIM identifier, ASCII data, CR (docs/protocols/scanner.md). */

const scanBytesMax = 2048;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

export interface Scan {
  code: string;
  /** AIM symbology identifier such as `]E0`; empty where the scanner sends none. */
  symbology: string;
}

/** Cuts a stream of bytes into scans. A scan that is too long or not printable is dropped and counted. */
export class SerialScanFraming {
  discarded = 0;
  private bytes: number[] = [];
  private dropping = false;

  push(chunk: Uint8Array): Scan[] {
    const scans: Scan[] = [];
    for (const byte of chunk) {
      if (byte === carriageReturn || byte === lineFeed) {
        const scan = this.end();
        if (scan) scans.push(scan);
      } else if (this.bytes.length < scanBytesMax) {
        this.bytes.push(byte);
      } else {
        this.dropping = true;
      }
    }
    return scans;
  }

  /** Forgets a half-received scan: the line was interrupted. */
  reset(): void {
    this.bytes = [];
    this.dropping = false;
  }

  private end(): Scan | null {
    const { bytes, dropping } = this;
    this.reset();
    if (bytes.length === 0 && !dropping) return null;
    const scan = dropping ? null : scanFromBytes(bytes);
    if (!scan) this.discarded += 1;
    return scan;
  }
}

/** Null where the bytes are no scan: something not printable, or nothing behind the identifier. */
export function scanFromBytes(bytes: readonly number[]): Scan | null {
  if (bytes.some((byte) => byte < 0x1d || byte > 0x7e)) return null;
  const text = String.fromCharCode(...bytes);
  const identifier = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0] ?? '';
  const code = text.slice(identifier.length).trim();
  return code ? { code, symbology: identifier } : null;
}
