/** What an AIM symbology identifier says (ISO/IEC 15424): `]`, the code's letter, a modifier. Pure. */

export type SymbologyName =
  | 'ean-13'
  | 'ean-8'
  | 'ean-add-on'
  | 'code-128'
  | 'gs1-128'
  | 'code-39'
  | 'code-93'
  | 'codabar'
  | 'itf'
  | 'gs1-databar'
  | 'qr'
  | 'gs1-qr'
  | 'data-matrix'
  | 'gs1-data-matrix'
  | 'pdf417'
  | 'aztec'
  | 'han-xin'
  | 'other';

/** UPC-A comes as EAN-13 with a leading zero, or as its 12 digits: both under `]E0`. */
const exact: Readonly<Record<string, SymbologyName>> = {
  ']E0': 'ean-13',
  ']E4': 'ean-8',
  ']C1': 'gs1-128',
  ']Q3': 'gs1-qr',
  ']Q4': 'gs1-qr',
  ']d2': 'gs1-data-matrix',
  ']d3': 'gs1-data-matrix',
};
const byLetter: Readonly<Record<string, SymbologyName>> = {
  E: 'ean-add-on',
  C: 'code-128',
  A: 'code-39',
  G: 'code-93',
  F: 'codabar',
  I: 'itf',
  e: 'gs1-databar',
  Q: 'qr',
  d: 'data-matrix',
  L: 'pdf417',
  z: 'aztec',
  h: 'han-xin',
};

/** Null: no identifier. */
export function symbologyOf(identifier: string): SymbologyName | null {
  if (!/^\][A-Za-z][0-9A-Za-z]$/.test(identifier)) return null;
  return exact[identifier] ?? byLetter[identifier[1] as string] ?? 'other';
}
