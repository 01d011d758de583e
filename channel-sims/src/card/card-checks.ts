/** What the issuer looks at before it approves a sale: number, expiry, PIN. */
import { beijingCompactDate } from '../values/beijing-time.ts';
import { openPinBlock, passesLuhn } from './card-cryptography.ts';

/** What the customers of the demo cards know. */
const demoPin = '1234';

const codes = { approved: '00', noSuchCard: '14', malformed: '30', expired: '54', wrongPin: '55', badPinBlock: '99' };

/** `pan` is empty where the message holds none. */
export function checkCard(
  values: Readonly<Record<number, string>>,
  host: { pinKey: Uint8Array; nowMs: number },
): { responseCode: string; pan: string } {
  const track = /^(\d{12,19})=(\d{4})\d{3}/.exec(values[35] ?? '');
  const pan = values[2] ?? track?.[1] ?? '';
  const expiry = values[14] ?? track?.[2];
  const refuse = (responseCode: string) => ({ responseCode, pan });
  if (values[35] !== undefined && !track) return refuse(codes.malformed);
  if (track && (track[1] !== pan || track[2] !== expiry)) return refuse(codes.noSuchCard);
  if (!/^\d{12,19}$/.test(pan) || !passesLuhn(pan)) return refuse(codes.noSuchCard);
  // YYMM: good to the end of the month, Beijing time.
  if (expiry !== undefined && expiry < beijingCompactDate(host.nowMs).slice(2, 6)) return refuse(codes.expired);
  // The third digit of field 22 says whether a PIN was entered (1) or not (2).
  const saysPin = values[22]?.[2] === '1';
  if (saysPin !== (values[52] !== undefined)) return refuse(codes.malformed);
  if (values[52] === undefined) return refuse(codes.approved);
  const pin = openPinBlock(host.pinKey, values[52], pan);
  if (pin === undefined) return refuse(codes.badPinBlock);
  return refuse(pin === demoPin ? codes.approved : codes.wrongPin);
}
