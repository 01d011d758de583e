/**
 * Consumer-presented QR codes (EMVCo, EMV QR Code Specification for Payment Systems, Consumer-Presented Mode 1.1):
 * base64 of BER-TLV that begins with `85 05 "CPV01"`, then application templates (61) and common data (62). They hold card
 * data (57, 5A); of it nothing comes out of here but what may be shown.
 */
import { decodeTlv, findTlv, type TlvNode } from '../reader/card-data/tlv.ts';

export interface ConsumerApplication {
  /** Of the card's scheme, hexadecimal: `A000000333…` is UnionPay. */
  applicationIdHex: string;
  label: string;
  /** '' where it does not say. */
  last4: string;
}

export type ConsumerQr =
  | { kind: 'read'; applications: ConsumerApplication[] }
  | { kind: 'refused'; code: 'QR_TOO_LONG' | 'QR_NOT_EMV' | 'QR_BAD_OBJECT' };

/** Section 3.3: at most 512 characters of base64. */
const charactersMax = 512;
/** What every one begins with: the base64 of 85 05 "CPV01" as far as it is the same for all. No card data. */
export const consumerQrHead = 'hQVDUFYwM';
const formatTag = '85';
const format = 'CPV01';
const tags = { template: '61', common: '62', applicationId: '4F', label: '50', last4: '9F25' } as const;

/** Whether it says of itself that it is one; it may be broken. */
export const looksLikeConsumerQr = (text: string): boolean => text.startsWith(consumerQrHead);

export function readConsumerQr(text: string): ConsumerQr {
  if (text.length > charactersMax) return { kind: 'refused', code: 'QR_TOO_LONG' };
  if (!looksLikeConsumerQr(text)) return { kind: 'refused', code: 'QR_NOT_EMV' };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return { kind: 'refused', code: 'QR_BAD_OBJECT' };
  let nodes: TlvNode[];
  try {
    nodes = decodeTlv(Uint8Array.from(Buffer.from(text, 'base64')));
  } catch {
    return { kind: 'refused', code: 'QR_BAD_OBJECT' };
  }
  const [first, ...rest] = nodes;
  if (first?.tag !== formatTag || textOf(first) !== format) return { kind: 'refused', code: 'QR_NOT_EMV' };
  const templates = rest.filter(({ tag }) => tag === tags.template);
  const common = rest.filter(({ tag }) => tag === tags.common);
  if (templates.length + common.length === 0) return { kind: 'refused', code: 'QR_BAD_OBJECT' };
  const of = (node: TlvNode, tag: string) => findTlv(node.children ?? [], tag) ?? findTlv(common, tag);
  const applications = templates.map((node) => ({
    applicationIdHex: hexOf(of(node, tags.applicationId)),
    label: textOf(of(node, tags.label)),
    last4: hexOf(of(node, tags.last4)),
  }));
  return { kind: 'read', applications };
}

const textOf = (node: TlvNode | undefined): string => Buffer.from(node?.value ?? []).toString('latin1');
const hexOf = (node: TlvNode | undefined): string =>
  Buffer.from(node?.value ?? [])
    .toString('hex')
    .toUpperCase();
