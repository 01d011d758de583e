/**
 * HID POS scanners (HID Point of Sale Usage Tables 1.02, usage page 8C). Makers order and size the fields of the scanned
 * data report as they like, so the layout is read from the device's report descriptor; without one it is taken for
 * Honeywell's. All but the framing's memory of a continued scan is pure.
 */
import { type InputField, inputReports } from './hid-descriptor.ts';
import { type Scan, scanFromBytes } from './serial-framing.ts';

/** Where the parts of a scan stand in its report; offsets in bytes from the report's begin, its id included. */
export interface ScanLayout {
  /** 0: the device numbers no reports. */
  reportId: number;
  reportBytes: number;
  /** The byte that counts the data (Generic Desktop's Byte Count); null: zeros behind the data end it. */
  countAt: number | null;
  /** The three characters of the AIM identifier (Symbology Identifier 1 to 3); null: the device sends none. */
  identifierAt: readonly [number, number, number] | null;
  dataAt: number;
  dataBytes: number;
  /** The bit that is set while the next report goes on with this scan (Decode Data Continued). */
  continuedBit: number | null;
}

/** Report id 02, count 1, AIM identifier 3, data 56, vendor's 2, flags 1 (bit 0: continued). */
export const honeywellLayout: ScanLayout = {
  reportId: 2,
  reportBytes: 64,
  countAt: 1,
  identifierAt: [2, 3, 4],
  dataAt: 5,
  dataBytes: 56,
  continuedBit: 63 * 8,
};

const page = { genericDesktop: 0x01, barcodeScanner: 0x8c } as const;
const usage = {
  byteCount: 0x3b,
  identifier1: 0xfb,
  identifier2: 0xfc,
  identifier3: 0xfd,
  decodedData: 0xfe,
  continued: 0xff,
} as const;
const scanBytesMax = 2048;
/** A continued scan whose next report does not come within this is given up. */
const continuedMsMax = 500;

/** The layout of the scanned data report; null: the descriptor is broken, or of no barcode scanner. */
export function scanLayout(descriptor: Uint8Array): ScanLayout | null {
  const reports = inputReports(descriptor);
  const data = reports?.fields.find((field) => has(field, page.barcodeScanner, usage.decodedData));
  if (!reports || !data || data.bitSize !== 8 || data.bitOffset % 8 !== 0) return null;
  const { reportId } = data;
  const beside = reports.fields.filter((field) => field.reportId === reportId);
  const identifiers = [usage.identifier1, usage.identifier2, usage.identifier3].map((one) =>
    byteOf(beside, page.barcodeScanner, one),
  );
  const dataAt = byteOf([data], page.barcodeScanner, usage.decodedData) as number;
  return {
    reportId,
    reportBytes: reports.bytes.get(reportId) as number,
    countAt: byteOf(beside, page.genericDesktop, usage.byteCount),
    identifierAt: identifiers.includes(null) ? null : (identifiers as [number, number, number]),
    dataAt,
    dataBytes: data.bitOffset / 8 + data.count - dataAt,
    continuedBit: bitOf(beside, page.barcodeScanner, usage.continued),
  };
}

const has = (field: InputField, usagePage: number, wanted: number): boolean =>
  field.usagePage === usagePage && field.usages.includes(wanted);

function bitOf(fields: readonly InputField[], usagePage: number, wanted: number): number | null {
  const field = fields.find((one) => has(one, usagePage, wanted));
  return field ? field.bitOffset + field.usages.indexOf(wanted) * field.bitSize : null;
}

function byteOf(fields: readonly InputField[], usagePage: number, wanted: number): number | null {
  const bit = bitOf(fields, usagePage, wanted);
  return bit !== null && bit % 8 === 0 ? bit / 8 : null;
}

/** What one report carries of a scan. */
export interface ScanPart {
  /** Such as `]E0`; empty where the device sends none. */
  identifier: string;
  data: Uint8Array;
  continued: boolean;
}

/** Null: the report is another one, too short, or counts more than it holds. */
export function readScanReport(report: Uint8Array, layout: ScanLayout = honeywellLayout): ScanPart | null {
  const { reportId, countAt, identifierAt, dataAt, dataBytes, continuedBit } = layout;
  if (report.length < layout.reportBytes || (reportId !== 0 && report[0] !== reportId)) return null;
  const field = report.subarray(dataAt, dataAt + dataBytes);
  const count = countAt === null ? lengthWithoutZeros(field) : (report[countAt] as number);
  if (count > dataBytes) return null;
  const letters = identifierAt ? identifierAt.map((at) => report[at] as number) : [];
  const identifier = String.fromCharCode(...letters);
  return {
    identifier: /^\][A-Za-z][0-9A-Za-z]$/.test(identifier) ? identifier : '',
    data: Uint8Array.from(field.subarray(0, count)),
    continued: continuedBit !== null && (((report[continuedBit >> 3] as number) >> (continuedBit & 7)) & 1) === 1,
  };
}

function lengthWithoutZeros(bytes: Uint8Array): number {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return length;
}

/** Whole scans from reports in their order; what is broken, or begun and not ended, is left out. */
export function scansFromReports(reports: readonly Uint8Array[], layout: ScanLayout = honeywellLayout): Scan[] {
  const framing = new HidPosFraming(layout);
  return reports.flatMap((report) => framing.pushReport(report, 0));
}

/** Joins reports to scans; a report that is none, and a scan that is none, is dropped and counted. */
export class HidPosFraming {
  discarded = 0;
  private readonly layout: ScanLayout;
  private pending = Buffer.alloc(0);
  private begun: { identifier: string; data: number[]; atMs: number } | null = null;
  /** The rest of a scan that grew too long is passed over. */
  private dropping = false;

  constructor(layout: ScanLayout = honeywellLayout) {
    this.layout = layout;
  }

  /** Reports one after the other, in any fragments, as they come over TCP. */
  push(chunk: Uint8Array, nowMs = 0): Scan[] {
    const { reportId, reportBytes } = this.layout;
    this.pending = Buffer.concat([this.pending, chunk]);
    const scans: Scan[] = [];
    while (this.pending.length >= reportBytes) {
      const report = this.pending.subarray(0, reportBytes);
      if (readScanReport(report, this.layout) === null) {
        this.discarded += 1;
        this.begun = null;
        // Looks for the next report id behind the byte that was none.
        const next = this.pending.indexOf(reportId, 1);
        this.pending = next < 0 ? Buffer.alloc(0) : this.pending.subarray(next);
        continue;
      }
      this.pending = this.pending.subarray(reportBytes);
      scans.push(...this.pushReport(report, nowMs));
    }
    return scans;
  }

  /** One report, as the system hands it over. */
  pushReport(report: Uint8Array, nowMs: number): Scan[] {
    const part = readScanReport(report, this.layout);
    if (!part) {
      // A device with several reports says other things too; they are none of the scan's.
      const { reportId } = this.layout;
      if (reportId === 0 || report[0] === reportId) this.discarded += 1;
      return [];
    }
    const { data, continued } = part;
    // Some devices say what it is in the first report alone.
    const isOther = part.identifier !== '' && this.begun?.identifier !== part.identifier;
    if (this.begun && (nowMs - this.begun.atMs > continuedMsMax || isOther)) {
      this.discarded += 1;
      this.begun = null;
    }
    const identifier = part.identifier || (this.begun?.identifier ?? '');
    const bytes = [...(this.begun?.data ?? []), ...data];
    this.begun = continued ? { identifier, data: bytes.slice(0, scanBytesMax), atMs: nowMs } : null;
    if (bytes.length > scanBytesMax) this.dropping = true;
    if (continued) return [];
    const dropped = this.dropping;
    this.dropping = false;
    const scan = dropped ? null : scanFromBytes(bytes);
    if (!scan) {
      this.discarded += 1;
      return [];
    }
    return [{ code: scan.code, symbology: identifier || scan.symbology }];
  }

  reset(): void {
    this.pending = Buffer.alloc(0);
    this.begun = null;
    this.dropping = false;
  }
}
