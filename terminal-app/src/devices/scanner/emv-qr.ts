/**
 * Merchant-presented QR codes (EMVCo, EMV QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1,
 * section 3.2): data objects of a two-digit id, a two-digit length in characters and a value; the first is 00 (payload
 * format), the last 63, the CRC-16/CCITT-FALSE of everything before its value, in four hexadecimal capitals.
 */
export interface DataObject {
  id: string;
  value: string;
}

export type EmvQr =
  | { kind: 'read'; objects: DataObject[] }
  | { kind: 'refused'; code: 'QR_TOO_LONG' | 'QR_NOT_EMV' | 'QR_BAD_OBJECT' | 'QR_BAD_CRC' };

/** Section 3.3: a payload has at most 512 characters. */
const charactersMax = 512;

export function readEmvQr(text: string): EmvQr {
  const characters = [...text];
  if (characters.length > charactersMax) return { kind: 'refused', code: 'QR_TOO_LONG' };
  if (!text.startsWith('000201')) return { kind: 'refused', code: 'QR_NOT_EMV' };
  const objects = readObjects(characters);
  const last = objects?.at(-1);
  if (!objects || last?.id !== '63' || last.value.length !== 4) return { kind: 'refused', code: 'QR_BAD_OBJECT' };
  const crc = crc16(Buffer.from(characters.slice(0, -4).join('')));
  return crc === last.value ? { kind: 'read', objects } : { kind: 'refused', code: 'QR_BAD_CRC' };
}

/** Of a template's value as well (ids 26 to 51, 62, 64, 80 to 99). Undefined where it is no row of objects. */
export function readObjects(characters: readonly string[]): DataObject[] | undefined {
  const objects: DataObject[] = [];
  for (let at = 0; at < characters.length; ) {
    const head = characters.slice(at, at + 4).join('');
    if (!/^[0-9]{4}$/.test(head)) return undefined;
    const length = Number(head.slice(2));
    const value = characters.slice(at + 4, at + 4 + length);
    if (length === 0 || value.length < length) return undefined;
    objects.push({ id: head.slice(0, 2), value: value.join('') });
    at += 4 + length;
  }
  return objects;
}

/** CRC-16/CCITT-FALSE (polynomial 1021, initial FFFF), four hexadecimal capitals. */
export function crc16(bytes: Uint8Array): string {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
