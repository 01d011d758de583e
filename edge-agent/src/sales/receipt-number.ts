/**
 * Receipt numbers: `store-till-date-sequence`, such as `S1-T2-20260102-0001`. The counter is the device's own
 * and counts per business date, so no two tills ever make the same number, with or without the line.
 *
 * Printed as a Code 128 barcode, at most 32 characters. Where the ids of store and till are too long, a short
 * code of both stands in their place.
 */
import { createHash } from 'node:crypto';
import { base32FromUuid } from '@qiantai/protos';

const charactersMax = 32;
/** `-YYYYMMDD-` and a sequence of six digits. */
const tailCharactersMax = 16;

export function receiptNo(parts: {
  storeId: string;
  terminalId: string;
  businessDate: string;
  sequence: number;
}): string {
  const device = deviceName(parts.storeId, parts.terminalId);
  return `${device}-${parts.businessDate.replaceAll('-', '')}-${String(parts.sequence).padStart(4, '0')}`;
}

/** The date and counter of a receipt number; undefined for what is none. */
export function receiptSequenceOf(text: string): { businessDate: string; sequence: number } | undefined {
  const match = /-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{4,9})$/.exec(text);
  if (!match) return undefined;
  return { businessDate: `${match[1]}-${match[2]}-${match[3]}`, sequence: Number(match[4]) };
}

function deviceName(storeId: string, terminalId: string): string {
  // A terminal that is named after its store names the store already.
  const plain = terminalId.startsWith(`${storeId}-`) ? terminalId : `${storeId}-${terminalId}`;
  if (plain.length <= charactersMax - tailCharactersMax && /^[A-Za-z0-9-]+$/.test(plain)) return plain;
  const hash = createHash('sha256').update(`${storeId}\n${terminalId}`).digest('hex').slice(0, 32);
  return `R${base32FromUuid(hash).slice(-12)}`;
}
