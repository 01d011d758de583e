/** Serial scanners: AIM identifier, ASCII data, an end that is a setting of the scanner (docs/protocols/scanner.md). */
import { z } from 'zod';

const scanBytesMax = 2048;

export const scanEnds = ['cr_or_lf', 'cr', 'lf', 'tab', 'etx', 'quiet'] as const;
export type ScanEnd = (typeof scanEnds)[number];

const endBytes: Readonly<Record<ScanEnd, readonly number[]>> = {
  cr_or_lf: [0x0d, 0x0a],
  cr: [0x0d],
  lf: [0x0a],
  tab: [0x09],
  etx: [0x03],
  // A scanner that is set to send no end: silence is it (`flush`).
  quiet: [],
};

/** How the scanner is set; a prefix or suffix that is there is taken off, one that is not is not missed. */
export const serialScanSettingsSchema = z.strictObject({
  end: z.enum(scanEnds).default('cr_or_lf'),
  prefix: z.string().max(8).default(''),
  suffix: z.string().max(8).default(''),
});
export type SerialScanSettings = z.infer<typeof serialScanSettingsSchema>;

export const presetSerialScan: SerialScanSettings = { end: 'cr_or_lf', prefix: '', suffix: '' };

export interface Scan {
  code: string;
  /** AIM symbology identifier such as `]E0`; empty where the scanner sends none. */
  symbology: string;
}

/** Cuts a stream of bytes into scans. A scan that is too long or not printable is dropped and counted. */
export class SerialScanFraming {
  discarded = 0;
  private readonly settings: SerialScanSettings;
  private bytes: number[] = [];
  private dropping = false;

  constructor(settings: SerialScanSettings = presetSerialScan) {
    this.settings = settings;
  }

  push(chunk: Uint8Array): Scan[] {
    const scans: Scan[] = [];
    for (const byte of chunk) {
      if (endBytes[this.settings.end].includes(byte)) scans.push(...this.flush());
      else if (this.bytes.length < scanBytesMax) this.bytes.push(byte);
      else this.dropping = true;
    }
    return scans;
  }

  /** Whether bytes wait for their end. */
  get begun(): boolean {
    return this.bytes.length > 0;
  }

  /** The scan ends here. */
  flush(): Scan[] {
    const { bytes, dropping } = this;
    this.reset();
    if (bytes.length === 0 && !dropping) return [];
    const scan = dropping ? null : scanFromBytes(this.bare(bytes));
    if (!scan) this.discarded += 1;
    return scan ? [scan] : [];
  }

  /** Forgets a half-received scan: the line was interrupted. */
  reset(): void {
    this.bytes = [];
    this.dropping = false;
  }

  private bare(bytes: readonly number[]): readonly number[] {
    const { prefix, suffix } = this.settings;
    const text = String.fromCharCode(...bytes);
    const from = prefix && text.startsWith(prefix) ? prefix.length : 0;
    const to = suffix && text.slice(from).endsWith(suffix) ? bytes.length - suffix.length : bytes.length;
    return bytes.slice(from, to);
  }
}

/**
 * Null where the bytes are no scan: something not printable, or nothing behind the identifier. Line ends and tabs that
 * the scanner sets behind its data are taken off; GS (1D), which parts the fields of GS1 codes, stays. Beyond ASCII it is
 * UTF-8, as in merchants' QR codes with a Chinese name.
 */
export function scanFromBytes(bytes: readonly number[]): Scan | null {
  const text = utf8Of(bytes)?.replace(/[\r\n\t]+$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: GS, RS and US are part of codes.
  if (text === undefined || !/^[\x1d-\x7e\u00a0-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text)) return null;
  const identifier = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0] ?? '';
  const code = text.slice(identifier.length).trim();
  return code ? { code, symbology: identifier } : null;
}

function utf8Of(bytes: readonly number[]): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}
