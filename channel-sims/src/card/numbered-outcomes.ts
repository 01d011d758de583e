/**
 * Cards whose number chooses what the issuer answers to a sale: they begin with 62000001, and the two digits behind
 * are the response code (银联POS终端规范, 应答码). A hand's wish for a card comes first.
 */
import type { CardBehaviour } from '../hands/behaviours.ts';

const pattern = /^62000001(\d\d)\d+$/;

/** Refusals by code: 05 do not honour, 41 lost, 43 stolen, 51 funds, 54 expired, 55 PIN, 57, 61 limit, 62, 65 count, 75, 91, 96. */
const refusals = ['05', '41', '43', '51', '54', '55', '57', '61', '62', '65', '75', '91', '96'];
/** No code of field 39: the answer is lost, with the money taken or not. */
const silences: Readonly<Record<string, CardBehaviour>> = { '97': 'no_answer', '98': 'no_answer_unpaid' };

export type NumberedOutcome = { responseCode: string } | { behaviour: CardBehaviour };

/** Undefined for every other card, and for codes that are not listed here. */
export function numberedOutcome(pan: string): NumberedOutcome | undefined {
  const digits = pattern.exec(pan)?.[1] ?? '';
  if (refusals.includes(digits)) return { responseCode: digits };
  const behaviour = silences[digits];
  return behaviour ? { behaviour } : undefined;
}
