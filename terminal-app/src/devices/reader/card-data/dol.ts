/** Data object lists (EMV Book 3, 5.4): which elements a card or kernel wants, and how long each. */

import { emvTags } from './emv-tags.ts';
import { bad, bytesOfHex, findTlv, isConstructedTag, readTlvTag, type TlvNode } from './tlv.ts';

export interface DolEntry {
  tag: string;
  length: number;
}

const entriesMax = 128;

/**
 * Tag and length pairs; the length is one byte.
 * @throws CodedError READER_BAD_TLV
 */
export function parseDol(input: Uint8Array | string): DolEntry[] {
  const bytes = typeof input === 'string' ? bytesOfHex(input) : input;
  const entries: DolEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { tag, next } = readTlvTag(bytes, at);
    const length = bytes[next];
    if (length === undefined) throw bad(`the list ends before the length of ${tag}`);
    if (entries.length >= entriesMax) throw bad('the list is too long');
    entries.push({ tag, length });
    at = next + 1;
  }
  return entries;
}

/**
 * The values a list asks for, one behind the other (5.4): what is missing or constructed is zeros; a numeric value
 * is filled and cut on its left, a compressed numeric one filled with `FF`, any other filled with zeros and cut on
 * its right.
 */
export function buildDolData(entries: readonly DolEntry[], known: readonly TlvNode[]): Uint8Array {
  return Buffer.concat(entries.map((entry) => fitted(entry, findTlv(known, entry.tag))));
}

function fitted({ tag, length }: DolEntry, node: TlvNode | undefined): Uint8Array {
  if (!node || isConstructedTag(tag)) return new Uint8Array(length);
  const format = emvTags[tag]?.format ?? 'b';
  const value = Buffer.from(node.value);
  if (value.length >= length) return format === 'n' ? value.subarray(value.length - length) : value.subarray(0, length);
  const filling = Buffer.alloc(length - value.length, format === 'cn' ? 0xff : 0);
  return Buffer.concat(format === 'n' ? [filling, value] : [value, filling]);
}
