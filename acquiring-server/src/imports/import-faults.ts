/** What is wrong with a file, counted by its rows and told of the first of them. */
import type { SettingFaultCode } from '../settings/settings-errors.ts';
import type { RowFaultCode } from './import-errors.ts';

export interface ImportFault {
  /** 1 is the header's. */
  line: number;
  /** Empty: the row as a whole. */
  column: string;
  code: RowFaultCode | SettingFaultCode | 'HEADQUARTERS_NOT_YOURS';
  why: string;
}

const toldMax = 200;

export class ImportFaults {
  /** The first of them, by their lines. */
  told: ImportFault[] = [];
  private readonly lines = new Set<number>();

  add(fault: ImportFault): void {
    this.lines.add(fault.line);
    if (this.told.length < toldMax) this.told.push(fault);
  }

  get badRows(): number {
    return this.lines.size;
  }

  inOrder(): ImportFault[] {
    return [...this.told].sort((a, b) => a.line - b.line);
  }
}
