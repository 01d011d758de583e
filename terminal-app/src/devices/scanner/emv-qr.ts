/**
 * Merchant-presented QR codes (EMVCo, EMV QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1,
 * section 3.2): data objects of a two-digit id, a two-digit length in characters and a value; the first is 00 (payload
 * format), the last 63, the CRC-16/CCITT-FALSE of everything before its value, in four hexadecimal digits. Lengths count
 * characters, also Chinese ones; the CRC goes over their UTF-8.
 */
export interface DataObject {
  id: string;
  value: string;
}

export type EmvQr =
  | { kind: 'read'; objects: DataObject[] }
  | { kind: 'refused'; code: 'QR_TOO_LONG' | 'QR_NOT_EMV' | 'QR_BAD_OBJECT' | 'QR_BAD_CRC' };

/** What a merchant's code says of its merchant and its amount; '' where it does not say. */
export interface MerchantQr {
  /** `static` may be paid many times (01 is 11), `dynamic` once (12). */
  use: 'static' | 'dynamic' | '';
  /** Template 64: the name in the merchant's own language, and which that is. */
  localName: string;
  localCity: string;
  language: string;
  name: string;
  city: string;
  countryCode: string;
  postalCode: string;
  categoryCode: string;
  /** Numeric code of ISO 4217. */
  currencyCode: string;
  /** Decimal, as the code has it. */
  amount: string;
  /** Ids 02 to 25 are a network's own; 26 to 51 are templates whose object 00 says whose. */
  accounts: ReadonlyArray<{ id: string; value: string; objects: readonly DataObject[] }>;
  /** Template 62. */
  additional: readonly DataObject[];
}

/** Section 3.3: a payload has at most 512 characters. */
const charactersMax = 512;
const firstObject = '000201';
const crcId = '63';

/** Whether it says of itself that it is one; it may be broken. */
export const looksLikeEmvQr = (text: string): boolean => text.startsWith(firstObject);

export function readEmvQr(text: string): EmvQr {
  const characters = [...text];
  if (characters.length > charactersMax) return { kind: 'refused', code: 'QR_TOO_LONG' };
  if (!looksLikeEmvQr(text)) return { kind: 'refused', code: 'QR_NOT_EMV' };
  const objects = readObjects(characters);
  const last = objects?.at(-1);
  if (!objects || last?.id !== crcId || last.value.length !== 4) return { kind: 'refused', code: 'QR_BAD_OBJECT' };
  const crc = crc16(Buffer.from(characters.slice(0, -4).join('')));
  if (crc !== last.value.toUpperCase()) return { kind: 'refused', code: 'QR_BAD_CRC' };
  const templates = objects.filter(({ id }) => isTemplate(id));
  return templates.every(({ value }) => readObjects([...value]))
    ? { kind: 'read', objects }
    : { kind: 'refused', code: 'QR_BAD_OBJECT' };
}

/** Of a template's value as well. Undefined where it is no row of objects, or an id stands in it twice. */
export function readObjects(characters: readonly string[]): DataObject[] | undefined {
  const objects: DataObject[] = [];
  for (let at = 0; at < characters.length; ) {
    const head = characters.slice(at, at + 4).join('');
    if (!/^[0-9]{4}$/.test(head)) return undefined;
    const length = Number(head.slice(2));
    const value = characters.slice(at + 4, at + 4 + length);
    if (length === 0 || value.length < length) return undefined;
    const id = head.slice(0, 2);
    if (objects.some((object) => object.id === id)) return undefined;
    objects.push({ id, value: value.join('') });
    at += 4 + length;
  }
  return objects;
}

export function merchantOf(objects: readonly DataObject[]): MerchantQr {
  const inside = (id: string) => readObjects([...valueAt(objects, id)]) ?? [];
  const local = inside('64');
  const accounts = objects.filter(({ id }) => Number(id) >= 2 && Number(id) <= 51);
  return {
    use: ({ '11': 'static', '12': 'dynamic' } as const)[valueAt(objects, '01')] ?? '',
    localName: valueAt(local, '01'),
    localCity: valueAt(local, '02'),
    language: valueAt(local, '00'),
    name: valueAt(objects, '59'),
    city: valueAt(objects, '60'),
    countryCode: valueAt(objects, '58'),
    postalCode: valueAt(objects, '61'),
    categoryCode: valueAt(objects, '52'),
    currencyCode: valueAt(objects, '53'),
    amount: valueAt(objects, '54'),
    accounts: accounts.map(({ id, value }) => ({ id, value, objects: isTemplate(id) ? inside(id) : [] })),
    additional: inside('62'),
  };
}

const valueAt = (objects: readonly DataObject[], id: string): string =>
  objects.find((object) => object.id === id)?.value ?? '';

/** Table 3.1: merchant accounts from 26 on, additional data, the other language, and what is reserved for templates. */
function isTemplate(id: string): boolean {
  const number = Number(id);
  return (number >= 26 && number <= 51) || number === 62 || number === 64 || number >= 80;
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
