/**
 * The fields of ISO 8583 as Chinese acquirers carry them: numeric fields packed two digits a byte, lengths of
 * variable fields packed too (one byte for LL, two for LLL), counted in digits for packed fields and in bytes
 * for the others (银联卡受理终端应用规范, 报文域说明; protocol facts 6). The packager executes this table.
 */

/** How a field's value stands on the wire; its value in our hands is always a string. */
export type FieldForm =
  /** Digits packed; an odd number is filled up by a zero on the right (`left`) or on the left (`right`). */
  | { kind: 'digits'; align: 'left' | 'right' }
  /** Track 2: digits and `=`, packed as hexadecimal with D for `=`, left-aligned. */
  | { kind: 'track2' }
  /** Printable ASCII; fixed ones are filled with spaces on the right. */
  | { kind: 'text' }
  /** Bytes; the value is lower-case hexadecimal. */
  | { kind: 'binary' };

export type FieldLength = { fixed: number } | { ll: number } | { lll: number };

export interface FieldSpec {
  name: string;
  form: FieldForm;
  length: FieldLength;
}

const digits: FieldForm = { kind: 'digits', align: 'left' };
const digitsRight: FieldForm = { kind: 'digits', align: 'right' };
const text: FieldForm = { kind: 'text' };
const binary: FieldForm = { kind: 'binary' };
const field = (name: string, form: FieldForm, length: FieldLength): FieldSpec => ({ name, form, length });

export const isoFields: Readonly<Record<number, FieldSpec>> = {
  2: field('primary account number', digits, { ll: 19 }),
  3: field('processing code', digits, { fixed: 6 }),
  4: field('amount', digits, { fixed: 12 }),
  11: field('system trace audit number', digits, { fixed: 6 }),
  12: field('local time', digits, { fixed: 6 }),
  13: field('local date', digits, { fixed: 4 }),
  14: field('expiry date', digits, { fixed: 4 }),
  15: field('settlement date', digits, { fixed: 4 }),
  22: field('point of service entry mode', digits, { fixed: 3 }),
  23: field('card sequence number', digitsRight, { fixed: 3 }),
  25: field('point of service condition code', digits, { fixed: 2 }),
  26: field('PIN capture code', digits, { fixed: 2 }),
  32: field('acquiring institution', digits, { ll: 11 }),
  35: field('track 2', { kind: 'track2' }, { ll: 37 }),
  37: field('retrieval reference number', text, { fixed: 12 }),
  38: field('authorisation code', text, { fixed: 6 }),
  39: field('response code', text, { fixed: 2 }),
  41: field('terminal', text, { fixed: 8 }),
  42: field('card acceptor', text, { fixed: 15 }),
  44: field('additional response data', text, { ll: 25 }),
  48: field('settlement totals', digits, { lll: 322 }),
  49: field('currency', text, { fixed: 3 }),
  52: field('PIN block', binary, { fixed: 8 }),
  53: field('security control', digits, { fixed: 16 }),
  55: field('EMV data', binary, { lll: 255 }),
  60: field('transaction type, batch, function', digits, { lll: 17 }),
  61: field('original batch, trace and date', digits, { lll: 29 }),
  62: field('working keys', binary, { lll: 512 }),
  63: field('operator', text, { lll: 163 }),
  64: field('message authentication code', binary, { fixed: 8 }),
};
