/** A scanned code as bytes: one serial line, or HID POS reports (docs/protocols/scanner.md). */
import { aimIdentifiers, type Symbology } from './symbology.ts';

const carriageReturn = 0x0d;

/** Report of 64 bytes in Honeywell's layout: id, length, AIM identifier 3, data 56, vendor 2, flags 1. */
export const hidReportBytes = 64;
const hidReportId = 0x02;
const hidDataBytes = 56;
const hidDataOffset = 5;
const hidFlagsOffset = 63;
const hidFlagContinued = 0x01;

export function serialFrame(code: string, symbology: Symbology): Uint8Array {
  const text = Buffer.from(aimIdentifiers[symbology] + code, 'ascii');
  return Uint8Array.of(...text, carriageReturn);
}

/** One report for each 56 bytes; all but the last say that they are continued. */
export function hidReports(code: string, symbology: Symbology): Uint8Array[] {
  const data = Buffer.from(code, 'ascii');
  const reports: Uint8Array[] = [];
  for (let offset = 0; offset === 0 || offset < data.length; offset += hidDataBytes) {
    const part = data.subarray(offset, offset + hidDataBytes);
    const report = new Uint8Array(hidReportBytes);
    report[0] = hidReportId;
    report[1] = part.length;
    report.set(Buffer.from(aimIdentifiers[symbology], 'ascii'), 2);
    report.set(part, hidDataOffset);
    if (offset + hidDataBytes < data.length) report[hidFlagsOffset] = hidFlagContinued;
    reports.push(report);
  }
  return reports;
}
