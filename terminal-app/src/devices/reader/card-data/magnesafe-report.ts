/**
 * The input report of a magnetic HID reader that encrypts (MagTek MagneSafe V5, communication reference, "Card Data"):
 *
 *   0–2 decode status │ 3–5 encrypted lengths │ 6 card encode type │ 7–118, 119–230, 231–342 encrypted tracks │
 *   343 card status │ 344–347 MagnePrint status │ 348 its length │ 349–476 its data │ 477–492 device serial number │
 *   493–494 encryption status │ 495–504 key serial number │ 505–507 masked lengths │ 508–619, 620–731, 732–843 masked
 *   tracks │ 844–851 encrypted session id │ 852–854 lengths of the tracks in the clear │ 855 that of the MagnePrint
 *
 * Later firmware sends more behind it. Tracks are encrypted with their sentinels, filled with zeros to whole blocks, triple
 * DES CBC with a zero IV under the DUKPT key of the key serial number. No key is in the till: what it can use of it is masked.
 */
import { type CardEncodeType, encodeTypes } from './magnetic-report.ts';

export const magneSafeReportBytes = 856;
/** No firmware sends so much. */
const reportBytesMax = 1_024;

export interface EncryptionStatus {
  areKeysExhausted: boolean;
  isKeyInjected: boolean;
  isEnabled: boolean;
  isAuthenticationRequired: boolean;
  hasTimedOut: boolean;
  isCounterExpired: boolean;
  /** The variant of the transaction's key that the tracks are under. */
  variant: 'pin' | 'data';
}

export interface MagneSafeTrack {
  /** `empty`: read well, and nothing is on it. */
  status: 'read' | 'empty' | 'error';
  /** Whole blocks; in the clear where the reader does not encrypt. */
  encrypted: Uint8Array;
  /** Of the track in the clear, its sentinels counted. */
  clearLength: number;
  /** With sentinels; the first and last digits of the number and its expiry are in it. */
  masked: string;
}

export interface MagneSafeReport {
  encodeType: CardEncodeType | 'jis';
  encryption: EncryptionStatus;
  /** It encrypts when it may and has a key (note 1 to the status); else the "encrypted" data is in the clear. */
  isEncrypted: boolean;
  tracks: readonly [MagneSafeTrack, MagneSafeTrack, MagneSafeTrack];
  /** '' where it does not encrypt. */
  keySerialNumberHex: string;
  /** Printable, at most 15 characters. */
  deviceSerial: string;
  sessionIdHex: string;
  magnePrint: { statusHex: string; encrypted: Uint8Array; clearLength: number };
}

const areaBytes = 112;
const at = {
  lengths: 3,
  encodeType: 6,
  encrypted: 7,
  magnePrintStatus: 344,
  magnePrintLength: 348,
  magnePrint: 349,
  deviceSerial: 477,
  encryption: 493,
  keySerialNumber: 495,
  maskedLengths: 505,
  masked: 508,
  sessionId: 844,
  clearLengths: 852,
  magnePrintClearLength: 855,
} as const;
const magnePrintBytesMax = 128;
const jisCard = 7;

/** Null where the bytes are no such report, or count more than they hold. */
export function parseMagneSafeReport(bytes: Uint8Array): MagneSafeReport | null {
  if (bytes.length < magneSafeReportBytes || bytes.length > reportBytesMax) return null;
  const report = Buffer.from(bytes);
  const encryption = encryptionOf(report.readUInt16BE(at.encryption));
  const isEncrypted = encryption.isEnabled && encryption.isKeyInjected && !encryption.areKeysExhausted;
  const tracks = [0, 1, 2].map((track) => trackOf(report, track, isEncrypted));
  const magnePrintLength = report[at.magnePrintLength] as number;
  if (tracks.includes(null) || magnePrintLength > magnePrintBytesMax) return null;
  const encodeType = report[at.encodeType] as number;
  return {
    encodeType: encodeType === jisCard ? 'jis' : (encodeTypes[encodeType] ?? 'other'),
    encryption,
    isEncrypted,
    tracks: tracks as unknown as MagneSafeReport['tracks'],
    keySerialNumberHex: isEncrypted ? hexOf(report, at.keySerialNumber, 10) : '',
    deviceSerial: textOf(report, at.deviceSerial, 16).replace(/[^\x20-\x7e].*$/s, ''),
    sessionIdHex: hexOf(report, at.sessionId, 8),
    magnePrint: {
      statusHex: hexOf(report, at.magnePrintStatus, 4),
      encrypted: Uint8Array.from(report.subarray(at.magnePrint, at.magnePrint + magnePrintLength)),
      clearLength: report[at.magnePrintClearLength] as number,
    },
  };
}

/** Big-endian, bit 0 the lowest ("Reader Encryption Status"). */
export function encryptionOf(status: number): EncryptionStatus {
  const bit = (place: number): boolean => ((status >> place) & 1) === 1;
  return {
    areKeysExhausted: bit(0),
    isKeyInjected: bit(1),
    isEnabled: bit(2),
    isAuthenticationRequired: bit(3),
    hasTimedOut: bit(4),
    isCounterExpired: bit(8),
    variant: bit(11) ? 'data' : 'pin',
  };
}

/** Bit 0 of the decode status is the error. */
function trackOf(report: Buffer, track: number, isEncrypted: boolean): MagneSafeTrack | null {
  const isError = ((report[track] as number) & 1) === 1;
  const encryptedLength = report[at.lengths + track] as number;
  const maskedLength = report[at.maskedLengths + track] as number;
  const clearLength = report[at.clearLengths + track] as number;
  if (Math.max(encryptedLength, maskedLength, clearLength) > areaBytes) return null;
  // Triple DES makes whole blocks, no shorter than what they are of.
  if (isEncrypted && !isError && (encryptedLength % 8 !== 0 || clearLength > encryptedLength)) return null;
  if (isError) return { status: 'error', encrypted: new Uint8Array(), clearLength: 0, masked: '' };
  const from = at.encrypted + track * areaBytes;
  return {
    status: encryptedLength === 0 ? 'empty' : 'read',
    encrypted: Uint8Array.from(report.subarray(from, from + encryptedLength)),
    clearLength,
    masked: textOf(report, at.masked + track * areaBytes, maskedLength),
  };
}

const textOf = (report: Buffer, from: number, length: number): string =>
  report.subarray(from, from + length).toString('latin1');
const hexOf = (report: Buffer, from: number, length: number): string =>
  report
    .subarray(from, from + length)
    .toString('hex')
    .toUpperCase();
