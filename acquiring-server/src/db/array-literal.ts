/**
 * Arrays as PostgreSQL reads them (manual, 8.15.2 Array Value Input). Written here since large batches spend a
 * good part of their time on the driver's own way, which looks at the type of every element.
 */

/** Of numbers, UUIDs, dates and bytes: what needs no quotes. A null is NULL. */
export function plainArray(values: ReadonlyArray<string | number | bigint | null>): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}

/** Of any text. A null is NULL. */
export function textArray(values: ReadonlyArray<string | null>): string {
  return `{${values.map((value) => (value === null ? 'NULL' : quoted(value))).join(',')}}`;
}

/** Of bytes, in the hex format of bytea. */
export function bytesArray(values: readonly Buffer[]): string {
  return `{${values.map((value) => `"\\\\x${value.toString('hex')}"`).join(',')}}`;
}

/** Most texts need no care beyond their quotes. */
function quoted(text: string): string {
  return needsCare.test(text) ? `"${text.replace(/["\\]/g, (mark) => `\\${mark}`)}"` : `"${text}"`;
}

const needsCare = /["\\]/;
