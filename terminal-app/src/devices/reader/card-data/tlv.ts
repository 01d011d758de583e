/**
 * BER-TLV as EMV uses it (EMV Book 3, annex B): tags of up to four bytes, lengths of up to four, constructed
 * objects within one another. Everything is checked against what is there, and depth and count are bounded.
 */
import { tillError } from '../../../errors.ts';

export interface TlvNode {
  /** Upper-case hexadecimal, `9F02`. */
  tag: string;
  /** The value's bytes, of a constructed object, too. */
  value: Uint8Array;
  /** Of a constructed object, what is in it; else absent. */
  children?: TlvNode[];
}

const tagBytesMax = 4;
const depthMax = 8;
const nodesMax = 1024;
const inputBytesMax = 65_535;

interface Place {
  bytes: Uint8Array;
  at: number;
  depth: number;
  budget: { nodes: number };
}

/**
 * Bytes, or hexadecimal. `00` between objects is padding (annex B1), and so are runs of `FF` and an `FF` at the
 * end (ISO/IEC 7816-4); a single `FF` before more data begins a private tag such as `FF8105`.
 * @throws CodedError READER_BAD_TLV
 */
export function decodeTlv(input: Uint8Array | string): TlvNode[] {
  const bytes = typeof input === 'string' ? bytesOfHex(input) : input;
  if (bytes.length > inputBytesMax) throw bad('it is too long');
  return readAll({ bytes, at: 0, depth: 0, budget: { nodes: nodesMax } });
}

/** Shortest lengths; a node with `children` is made of them. */
export function encodeTlv(nodes: readonly TlvNode[]): Uint8Array {
  return Buffer.concat(
    nodes.map((node) => {
      const value = node.children ? encodeTlv(node.children) : node.value;
      return Buffer.concat([bytesOfHex(node.tag), encodeTlvLength(value.length), value]);
    }),
  );
}

/** One byte up to 127; else `81`–`84` and as many bytes, big-endian. */
export function encodeTlvLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.of(0x80 | bytes.length, ...bytes);
}

/** The first object of a tag, searched for depth first. */
export function findTlv(nodes: readonly TlvNode[], tag: string): TlvNode | undefined {
  for (const node of nodes) {
    if (node.tag === tag.toUpperCase()) return node;
    const inside = node.children && findTlv(node.children, tag);
    if (inside) return inside;
  }
  return undefined;
}

/** Bit 6 of a tag's first byte. */
export function isConstructedTag(tag: string): boolean {
  return (Number.parseInt(tag.slice(0, 2), 16) & 0x20) !== 0;
}

/** Reads one tag; its bytes and the place behind it. */
export function readTlvTag(bytes: Uint8Array, from: number): { tag: string; next: number } {
  const first = bytes[from];
  if (first === undefined) throw bad('it ends within a tag');
  let next = from + 1;
  if ((first & 0x1f) === 0x1f) {
    for (let more = true; more; next++) {
      const byte = bytes[next];
      if (byte === undefined) throw bad('it ends within a tag');
      if (next - from >= tagBytesMax) throw bad('a tag is longer than four bytes');
      more = (byte & 0x80) !== 0;
    }
  }
  return { tag: Buffer.from(bytes.subarray(from, next)).toString('hex').toUpperCase(), next };
}

/** @throws CodedError READER_BAD_TLV for what is no hexadecimal. */
export function bytesOfHex(hex: string): Uint8Array {
  if (!/^([0-9A-Fa-f]{2})*$/.test(hex)) throw bad('it is not hexadecimal');
  return Uint8Array.from(Buffer.from(hex, 'hex'));
}

export const bad = (why: string) => tillError('READER_BAD_TLV', { why });

function readAll(place: Place): TlvNode[] {
  if (place.depth > depthMax) throw bad('objects stand too deep within one another');
  const nodes: TlvNode[] = [];
  for (let at = afterPadding(place.bytes, place.at); at < place.bytes.length; at = afterPadding(place.bytes, at)) {
    place.budget.nodes -= 1;
    if (place.budget.nodes < 0) throw bad('it holds too many objects');
    const { tag, next } = readTlvTag(place.bytes, at);
    const { length, next: valueAt } = readLength(place.bytes, next);
    if (valueAt + length > place.bytes.length) throw bad(`the value of ${tag} is longer than what is there`);
    const value = place.bytes.slice(valueAt, valueAt + length);
    const node: TlvNode = { tag, value };
    if (isConstructedTag(tag)) node.children = readAll({ ...place, bytes: value, at: 0, depth: place.depth + 1 });
    nodes.push(node);
    at = valueAt + length;
  }
  return nodes;
}

function readLength(bytes: Uint8Array, from: number): { length: number; next: number } {
  const first = bytes[from];
  if (first === undefined) throw bad('it ends before a length');
  if (first < 0x80) return { length: first, next: from + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw bad('a length is in a form that EMV does not know');
  if (from + 1 + count > bytes.length) throw bad('it ends within a length');
  let length = 0;
  for (let n = 1; n <= count; n++) length = length * 256 + (bytes[from + n] as number);
  return { length, next: from + 1 + count };
}

function afterPadding(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    if (bytes[at] === 0x00) at += 1;
    else if (bytes[at] === 0xff && isRunOfFf(bytes, at)) while (bytes[at] === 0xff) at += 1;
    else break;
  }
  return at;
}

function isRunOfFf(bytes: Uint8Array, at: number): boolean {
  const next = bytes[at + 1];
  return next === undefined || next === 0xff || next === 0x00;
}
