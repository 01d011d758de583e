/**
 * The fields of the host's messages: how each is packed (银联POS终端规范, 域说明). Numeric fields are BCD;
 * lengths of variable fields are BCD too, one byte for LL and two for LLL, and count digits, characters or
 * bytes by the field's form. An odd number of digits is filled up on the right, but field 23 on the left.
 */
export type FieldForm = 'digits' | 'digits_right' | 'track' | 'text' | 'bytes';

export interface FieldDefinition {
  form: FieldForm;
  /** Fixed length, or the longest where `prefix` is given. */
  length: number;
  prefix?: 1 | 2;
}

export const fieldDefinitions: ReadonlyMap<number, FieldDefinition> = new Map<number, FieldDefinition>([
  [2, { form: 'digits', length: 19, prefix: 1 }],
  [3, { form: 'digits', length: 6 }],
  [4, { form: 'digits', length: 12 }],
  [11, { form: 'digits', length: 6 }],
  [12, { form: 'digits', length: 6 }],
  [13, { form: 'digits', length: 4 }],
  [14, { form: 'digits', length: 4 }],
  [15, { form: 'digits', length: 4 }],
  [22, { form: 'digits', length: 3 }],
  [23, { form: 'digits_right', length: 3 }],
  [25, { form: 'digits', length: 2 }],
  [26, { form: 'digits', length: 2 }],
  [32, { form: 'digits', length: 11, prefix: 1 }],
  [35, { form: 'track', length: 37, prefix: 1 }],
  [36, { form: 'track', length: 104, prefix: 2 }],
  [37, { form: 'text', length: 12 }],
  [38, { form: 'text', length: 6 }],
  [39, { form: 'text', length: 2 }],
  [41, { form: 'text', length: 8 }],
  [42, { form: 'text', length: 15 }],
  [44, { form: 'text', length: 25, prefix: 1 }],
  [48, { form: 'digits', length: 322, prefix: 2 }],
  [49, { form: 'text', length: 3 }],
  [52, { form: 'bytes', length: 8 }],
  [53, { form: 'digits', length: 16 }],
  [54, { form: 'text', length: 20, prefix: 2 }],
  [55, { form: 'bytes', length: 255, prefix: 2 }],
  [60, { form: 'digits', length: 17, prefix: 2 }],
  [61, { form: 'digits', length: 29, prefix: 2 }],
  [62, { form: 'bytes', length: 512, prefix: 2 }],
  [63, { form: 'text', length: 163, prefix: 2 }],
  [64, { form: 'bytes', length: 8 }],
]);
