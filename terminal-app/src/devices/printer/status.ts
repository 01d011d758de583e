/**
 * What an ESC/POS printer says about itself (Epson ESC/POS command reference): `DLE EOT n` asks at any time and is
 * answered at once by one byte; `GS r 1` waits its turn behind all that was sent before, so that its answer tells that
 * this is done. Pure.
 */

export const statusQuestion = { printer: 1, offlineCause: 2, error: 3, paper: 4 } as const;

export const askStatus = (question: number): Uint8Array => Uint8Array.of(0x10, 0x04, question);

/** `DLE ENQ 1`: the cause of an error is mended, go on with the line in which it happened. */
export const recoverBytes = Uint8Array.of(0x10, 0x05, 1);

/** `GS r 1`: the paper sensor's state, in its turn. */
export const markBytes = Uint8Array.of(0x1d, 0x72, 1);

/** Bits 0, 1, 4 and 7 are fixed (0, 1, 1, 0) in each answer to DLE EOT; another byte is none. */
export const isStatusByte = (byte: number): boolean => (byte & 0b1001_0011) === 0b0001_0010;

/** Bits 4 and 7 are 0 in the answer to GS r, and bits 5 and 6 are not used. */
export const isMarkByte = (byte: number): boolean => (byte & 0b1111_0000) === 0;

/** Answer to GS r 1: bits 2 and 3 are set when the paper had ended. */
export const markSaysPaperEnded = (byte: number): boolean => (byte & 0b0000_1100) !== 0;

/** The four answers, by what they answer. */
export interface StatusBytes {
  printer: number;
  offlineCause: number;
  error: number;
  paper: number;
}

export type PrinterTrouble =
  | 'COVER_OPEN'
  | 'PAPER_OUT'
  | 'CUTTER_STUCK'
  | 'PRINTER_MECHANICAL'
  | 'PRINTER_HOT'
  | 'PRINTER_BROKEN'
  | 'PRINTER_OFFLINE';

export interface PrinterStatus {
  /** Why nothing is printed; null: it prints. The first that a person can mend comes first. */
  trouble: PrinterTrouble | null;
  paperLow: boolean;
  /** The drawer connector's signal is high (pin 3): by most drawers, open. */
  drawerHigh: boolean;
}

export function statusFrom(bytes: StatusBytes): PrinterStatus {
  return {
    trouble: troubleOf(bytes),
    paperLow: (bytes.paper & 0b0000_1100) !== 0,
    drawerHigh: (bytes.printer & 0b0000_0100) !== 0,
  };
}

function troubleOf({ printer, offlineCause, error, paper }: StatusBytes): PrinterTrouble | null {
  if ((offlineCause & 0b0000_0100) !== 0) return 'COVER_OPEN';
  if ((paper & 0b0110_0000) !== 0 || (offlineCause & 0b0010_0000) !== 0) return 'PAPER_OUT';
  if ((error & 0b0000_1000) !== 0) return 'CUTTER_STUCK';
  if ((error & 0b0000_0100) !== 0) return 'PRINTER_MECHANICAL';
  if ((error & 0b0010_0000) !== 0) return 'PRINTER_BROKEN';
  if ((error & 0b0100_0000) !== 0) return 'PRINTER_HOT';
  if ((offlineCause & 0b0100_0000) !== 0) return 'PRINTER_MECHANICAL';
  return (printer & 0b0000_1000) !== 0 ? 'PRINTER_OFFLINE' : null;
}

/** What a person mends by opening and closing the cover, after which the printer wants to be told. */
export const wantsRecovery = (trouble: PrinterTrouble | null): boolean =>
  trouble === 'CUTTER_STUCK' || trouble === 'PRINTER_MECHANICAL';
