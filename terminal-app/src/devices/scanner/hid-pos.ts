/**
 * HID POS scanners (USB HID Point of Sale usage page, 8C) in Honeywell's report layout: id 02, length 1,
 * AIM identifier 3, data 56, vendor 2, flags 1 (bit 0: continued in the next report).
 */
import { type Scan, scanFromBytes } from './serial-framing.ts';

export const reportBytes = 64;
const reportId = 0x02;
const dataOffset = 5;
const dataBytesMax = 56;
const flagsOffset = 63;
const scanBytesMax = 2048;

/** Cuts a stream of reports into scans; a report that is none is dropped and counted. */
export class HidPosFraming {
  discarded = 0;
  private pending = Buffer.alloc(0);
  private data: number[] = [];
  private identifier = '';

  push(chunk: Uint8Array): Scan[] {
    this.pending = Buffer.concat([this.pending, chunk]);
    const scans: Scan[] = [];
    while (this.pending.length >= reportBytes) {
      const report = this.pending.subarray(0, reportBytes);
      if (report[0] !== reportId || (report[1] as number) > dataBytesMax) {
        this.resynchronise();
        continue;
      }
      this.pending = this.pending.subarray(reportBytes);
      const scan = this.take(report);
      if (scan) scans.push(scan);
    }
    return scans;
  }

  reset(): void {
    this.pending = Buffer.alloc(0);
    this.data = [];
  }

  private take(report: Buffer): Scan | null {
    const length = report[1] as number;
    if (this.data.length === 0) this.identifier = report.subarray(2, 5).toString('latin1');
    this.data.push(...report.subarray(dataOffset, dataOffset + length));
    if (((report[flagsOffset] as number) & 1) === 1 && this.data.length < scanBytesMax) return null;
    const data = this.data;
    this.data = [];
    const scan = scanFromBytes(data);
    if (!scan) {
      this.discarded += 1;
      return null;
    }
    return { code: scan.code, symbology: this.identifier };
  }

  /** Looks for the next report id behind the byte that was none. */
  private resynchronise(): void {
    this.discarded += 1;
    this.data = [];
    const next = this.pending.indexOf(reportId, 1);
    this.pending = next < 0 ? Buffer.alloc(0) : this.pending.subarray(next);
  }
}
