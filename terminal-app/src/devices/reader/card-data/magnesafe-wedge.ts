/**
 * What a reader that encrypts types as a keyboard (MagTek MagneSafe V5, "Card Data (KB)"), `|` between the fields:
 *
 *   masked tracks │ status │ encrypted track 1 │ 2 │ 3 │ MagnePrint status │ MagnePrint │ device serial number │ session id │
 *   key serial number │ CRC │ encrypted CRC │ format
 */
import { type EncryptionStatus, encryptionOf } from './magnesafe-report.ts';
import { splitWedge } from './tracks.ts';

export interface EncryptedWedge {
  encryption: EncryptionStatus;
  masked: { track1: string; track2: string; track3: string };
  /** Whole blocks, '' for a track that is not there. */
  encryptedHex: readonly [string, string, string];
  deviceSerial: string;
  sessionIdHex: string;
  /** '' where the reader does not encrypt. */
  keySerialNumberHex: string;
}

const fieldCount = 13;
/** Three tracks masked and encrypted, and what stands around them. */
const charactersMax = 2_048;
const blocksHex = /^([0-9A-F]{16}){0,14}$/;
const isHexOf = (text: string, bytes: number): boolean => new RegExp(`^[0-9A-F]{${bytes * 2}}$`).test(text);

/** Null where it is no such swipe. */
export function parseEncryptedWedge(typed: string): EncryptedWedge | null {
  const fields = typed.length > charactersMax ? [] : typed.replace(/[\r\n]+$/, '').split('|');
  if (fields.length !== fieldCount) return null;
  const [tracks = '', status = '', track1 = '', track2 = '', track3 = ''] = fields;
  const [deviceSerial = '', sessionIdHex = '', keySerialNumberHex = ''] = fields.slice(7);
  const masked = splitWedge(tracks);
  const isWhole =
    isHexOf(status, 2) &&
    [track1, track2, track3].every((hex) => blocksHex.test(hex)) &&
    (keySerialNumberHex === '' || isHexOf(keySerialNumberHex, 10));
  if (!masked || !isWhole) return null;
  const encryption = encryptionOf(Number.parseInt(status, 16));
  return { encryption, masked, encryptedHex: [track1, track2, track3], deviceSerial, sessionIdHex, keySerialNumberHex };
}
