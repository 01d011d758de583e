/** What a reader makes of a card before it leaves the reader: masked, padded, encrypted. */
import {
  initialKey,
  pinKey,
  dataKey as transactionDataKey,
  transactionKey,
  tripleDes,
  tripleDesCbc,
  xor,
} from './dukpt.ts';

export interface ReaderKeys {
  baseKey: Uint8Array;
  /** With the transaction's counter in it. */
  keySerialNumber: Uint8Array;
}

/** The first six digits and the last four; stars between. */
export function maskPan(pan: string): string {
  return pan.slice(0, 6) + '*'.repeat(pan.length - 10) + pan.slice(-4);
}

/** Track 2 equivalent under the data key; padding method 2 of ISO/IEC 9797-1 and zero IV. */
export function encryptTrack2(track2: string, keys: ReaderKeys): Buffer {
  const text = Buffer.from(track2, 'ascii');
  const padded = Buffer.alloc((Math.floor(text.length / 8) + 1) * 8);
  text.copy(padded);
  padded[text.length] = 0x80;
  return tripleDesCbc(transactionDataKey(keyOf(keys)), padded);
}

/** PIN block of ISO 9564-1 format 0 under the PIN key. */
export function encryptPin(pin: string, pan: string, keys: ReaderKeys): Buffer {
  return tripleDes(pinKey(keyOf(keys)), pinBlockFormat0(pin, pan));
}

/** Clear PIN block, ISO 9564-1 format 0: 4 to 12 digits and the rightmost 12 of the PAN but its check digit. */
export function pinBlockFormat0(pin: string, pan: string): Buffer {
  const pinField = Buffer.from(`0${pin.length.toString(16)}${pin}`.padEnd(16, 'F'), 'hex');
  const panField = Buffer.from(pan.slice(-13, -1).padStart(16, '0'), 'hex');
  return xor(pinField, panField);
}

function keyOf(keys: ReaderKeys): Buffer {
  return transactionKey(initialKey(keys.baseKey, keys.keySerialNumber), keys.keySerialNumber);
}
