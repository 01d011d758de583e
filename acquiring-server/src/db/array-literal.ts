/**
 * Arrays as PostgreSQL reads them (manual, 8.15.2 Array Value Input). Written here since large batches spend a
 * good part of their time on the driver's own way, which looks at the type of every element.
 */

/** Of numbers, UUIDs, dates and bytes: what needs no quotes. A null is NULL. */
export function plainArray(values: ReadonlyArray<string | number | bigint | null>): string {
  let text = '';
  for (const value of values) text += text === '' ? (value ?? 'NULL') : `,${value ?? 'NULL'}`;
  return `{${text}}`;
}

/** Of any text. A null is NULL. */
export function textArray(values: ReadonlyArray<string | null>): string {
  let text = '';
  for (const value of values) {
    const item = value === null ? 'NULL' : quoted(value);
    text += text === '' ? item : `,${item}`;
  }
  return `{${text}}`;
}

/** Of bytes in hexadecimal, as bytea reads them. */
export function bytesArray(hexValues: readonly string[]): string {
  return `{${hexValues.map((hex) => `"\\\\x${hex}"`).join(',')}}`;
}

/** Most texts need no care beyond their quotes. */
function quoted(text: string): string {
  return needsCare.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`;
}

const needsCare = /["\\]/;
