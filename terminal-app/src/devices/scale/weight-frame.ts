/**
 * The answers of a scale with the Mettler-Toledo 8217 protocol (docs/protocols/scale.md; PSC Magellan 8500 service
 * manual, "METTLER TOLEDO"). Pure.
 */

/** `W`: send the weight. */
export const askWeight = Uint8Array.of(0x57);

export type WeightReading =
  | { kind: 'stable'; weightG: number }
  | { kind: 'unstable' }
  | { kind: 'overload' }
  | { kind: 'negative' };

const startOfText = 0x02;
const carriageReturn = 0x0d;
const frameBytesMax = 16;
const statusBit = { motion: 0x01, overCapacity: 0x02, underZero: 0x04 } as const;

/** Cuts a stream of bytes into readings; what is none is dropped and counted, byte by byte. */
export class WeightFraming {
  discarded = 0;
  private frame: number[] | null = null;

  push(chunk: Uint8Array): WeightReading[] {
    const readings: WeightReading[] = [];
    for (const raw of chunk) {
      // Bit 7 is the parity of 7E1, where a line carries eight bits.
      const byte = raw & 0x7f;
      if (byte === startOfText) {
        this.drop();
        this.frame = [];
      } else if (this.frame === null) {
        this.discarded += 1;
      } else if (byte === carriageReturn) {
        const reading = readingFrom(this.frame);
        if (reading) readings.push(reading);
        else this.discarded += this.frame.length + 2;
        this.frame = null;
      } else {
        this.frame.push(byte);
        if (this.frame.length > frameBytesMax) this.drop();
      }
    }
    return readings;
  }

  reset(): void {
    this.frame = null;
  }

  private drop(): void {
    if (this.frame) this.discarded += this.frame.length + 1;
    this.frame = null;
  }
}

/** What stands between STX and CR: a weight in kilograms, or `?` and a status byte. Null: neither. */
export function readingFrom(frame: readonly number[]): WeightReading | null {
  const text = String.fromCharCode(...frame);
  const status = frame[1];
  if (text[0] === '?' && frame.length === 2 && status !== undefined) return readingFromStatus(status);
  const weight = /^ *([0-9]{1,3})\.([0-9]{2,4})N?$/.exec(text);
  if (!weight?.[1] || !weight[2]) return null;
  const tenths = Number(weight[1] + weight[2].padEnd(4, '0'));
  return { kind: 'stable', weightG: Math.floor((tenths + 5) / 10) };
}

/** Bit 6 is always set; over capacity and under zero outweigh motion. Null: no status byte. */
function readingFromStatus(status: number): WeightReading | null {
  if ((status & 0x40) === 0) return null;
  if ((status & statusBit.overCapacity) !== 0) return { kind: 'overload' };
  if ((status & statusBit.underZero) !== 0) return { kind: 'negative' };
  // Without a reason the weight was not ready yet: as good as in motion.
  return { kind: 'unstable' };
}
