/**
 * The input report of a magnetic HID reader (MagTek USB HID swipe reader, usage page FF00, technical reference):
 *
 *   0–2 decode status of tracks 1–3 │ 3–5 lengths │ 6 card encode type │ 7–116 │ 117–226 │ 227–336: track data
 *
 * 337 bytes; data in ASCII with its sentinels, the places behind it are zero. These readers do not encrypt.
 */

export const magneticReportBytes = 337;

export type CardEncodeType = 'iso_aba' | 'aamva' | 'reserved' | 'blank' | 'other' | 'undetermined' | 'none';

export interface MagneticTrack {
  /** `empty`: read well, and nothing is on it. */
  status: 'read' | 'empty' | 'error';
  /** With sentinels; empty unless `read`. */
  data: string;
}

export interface MagneticReport {
  encodeType: CardEncodeType;
  tracks: readonly [MagneticTrack, MagneticTrack, MagneticTrack];
}

const trackAreaBytes = 110;
const tracksAt = 7;
/** By the value of the card encode type. */
export const encodeTypes: readonly CardEncodeType[] = [
  'iso_aba',
  'aamva',
  'reserved',
  'blank',
  'other',
  'undetermined',
  'none',
];

/** Null where the bytes are no such report. A report id in front, as some systems pass it, is taken off. */
export function parseMagneticReport(bytes: Uint8Array): MagneticReport | null {
  const report = bytes.length === magneticReportBytes + 1 ? bytes.subarray(1) : bytes;
  if (report.length !== magneticReportBytes) return null;
  const tracks = [0, 1, 2].map((track) => trackOf(report, track));
  if (tracks.some((track) => track === null)) return null;
  const encodeType = encodeTypes[report[6] as number] ?? 'other';
  return { encodeType, tracks: tracks as unknown as MagneticReport['tracks'] };
}

/** Bit 0 of the decode status is the error; the other bits are reserved. */
function trackOf(report: Uint8Array, track: number): MagneticTrack | null {
  if (((report[track] as number) & 1) === 1) return { status: 'error', data: '' };
  const length = report[3 + track] as number;
  if (length > trackAreaBytes) return null;
  if (length === 0) return { status: 'empty', data: '' };
  const at = tracksAt + track * trackAreaBytes;
  return { status: 'read', data: Buffer.from(report.subarray(at, at + length)).toString('latin1') };
}
