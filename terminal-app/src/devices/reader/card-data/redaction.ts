/**
 * What never leaves a driver: elements that hold the number, tracks, expiry, holder or PIN, wherever they stand in
 * one another. The same list is the agent's.
 */
import { emvTags } from './emv-tags.ts';
import { decodeTlv, encodeTlv, type TlvNode } from './tlv.ts';

export const secretTags: ReadonlySet<string> = new Set([
  '56',
  '57',
  '5A',
  '5F20',
  '5F24',
  '99',
  '9F0B',
  '9F1F',
  '9F20',
]);

/** The objects that may go on; templates keep what is left in them. */
export function redactTlv(nodes: readonly TlvNode[]): TlvNode[] {
  return nodes
    .filter(({ tag }) => !secretTags.has(tag))
    .map((node) => {
      if (!node.children) return node;
      const children = redactTlv(node.children);
      return { tag: node.tag, value: encodeTlv(children), children };
    });
}

/**
 * EMV data in hexadecimal without the secret tags, upper case.
 * @throws CodedError READER_BAD_TLV
 */
export function redactEmvHex(hex: string): string {
  return Buffer.from(encodeTlv(redactTlv(decodeTlv(hex))))
    .toString('hex')
    .toUpperCase();
}

/** One line for each object, for a log of the wire: tag, name, value; of a secret one only its length. */
export function tlvLines(nodes: readonly TlvNode[], indent = ''): string[] {
  return nodes.flatMap(({ tag, value, children }) => {
    const name = emvTags[tag]?.name ?? 'unknown';
    if (secretTags.has(tag)) return [`${indent}${tag} ${name}: ${value.length} bytes`];
    if (children) return [`${indent}${tag} ${name}`, ...tlvLines(children, `${indent}  `)];
    return [`${indent}${tag} ${name}: ${Buffer.from(value).toString('hex').toUpperCase()}`];
  });
}
