/** Real-time status of an ESC/POS printer: `DLE EOT n` asks, one byte answers. */

export const statusQuestion = { printer: 1, offlineCause: 2, error: 3, paper: 4 } as const;

export const askStatus = (question: number): Uint8Array => Uint8Array.of(0x10, 0x04, question);

/** Bits 0, 1, 4 and 7 are fixed (0, 1, 1, 0) in each of these answers; another byte is none. */
export const isStatusByte = (byte: number): boolean => (byte & 0b1001_0011) === 0b0001_0010;

/** Answer to question 4: bits 5 and 6 are set when the paper has ended. */
export const paperEnded = (byte: number): boolean => (byte & 0b0110_0000) !== 0;

/** Answer to question 2: bit 2 is set while the cover is open. */
export const coverOpen = (byte: number): boolean => (byte & 0b0000_0100) !== 0;
