/** A shop's logo for its receipts: a portable bitmap (Netpbm `P4`), 1 is black. Pure. */
import type { PaperLine } from './paper.ts';

export type Logo = Extract<PaperLine, { kind: 'picture' }>;

/** As wide as paper of 58 mm, so that it fits both; higher ones only use up paper. */
const widthDotsMax = 384;
const heightDotsMax = 300;

/** Null: no such bitmap, or one that does not fit. */
export function logoFromBitmap(file: Uint8Array): Logo | null {
  // The header is words between white space; a `#` begins a comment up to the line's end.
  const head = Buffer.from(file.subarray(0, 512)).toString('latin1');
  const parts = /^P4(?:\s+|#[^\n]*\n)+([0-9]{1,4})(?:\s+|#[^\n]*\n)+([0-9]{1,4})\s/.exec(head);
  if (!parts?.[1] || !parts[2]) return null;
  const widthDots = Number(parts[1]);
  const heightDots = Number(parts[2]);
  const widthBytes = Math.ceil(widthDots / 8);
  const dots = file.subarray(parts[0].length, parts[0].length + widthBytes * heightDots);
  const fits = widthDots > 0 && widthDots <= widthDotsMax && heightDots > 0 && heightDots <= heightDotsMax;
  if (!fits || dots.length < widthBytes * heightDots) return null;
  return { kind: 'picture', widthBytes, heightDots, dots: Uint8Array.from(dots) };
}
