/** What a scale reads off its plate, and how it says so (docs/protocols/scale.md). Pure. */

export interface Plate {
  loadGrams: number;
  /** What was on the plate when it was zeroed. */
  zeroGrams: number;
  tareGrams: number;
  moving: boolean;
}

interface Limits {
  capacityGrams: number;
  divisionGrams: number;
}

const statusBits = { moving: 0x01, over: 0x02, under: 0x04, centreOfZero: 0x10, net: 0x20, always: 0x40 } as const;
/** A scale may be zeroed within two hundredths of its capacity (OIML R 76-1, 4.5.1). */
const zeroRangeDivisor = 50;

const stx = 0x02;
const carriageReturn = 0x0d;

/** What the display shows: net, to the nearest division. */
export function roundedGrams(plate: Plate, divisionGrams: number): number {
  const rounded = Math.round(netGrams(plate) / divisionGrams) * divisionGrams;
  return rounded === 0 ? 0 : rounded; // Never minus nothing.
}

export function isZeroable(plate: Plate, { capacityGrams }: Limits): boolean {
  return !plate.moving && Math.abs(grossGrams(plate)) <= capacityGrams / zeroRangeDivisor;
}

/**
 * The status byte. Bit 3 (cannot be zeroed) is not here: it is set in the answer to a Z that was refused, where it
 * says something; over capacity and in motion are said without it, as in the page's vectors.
 */
export function statusOf(plate: Plate, limits: Limits): number {
  return (
    statusBits.always |
    (plate.moving ? statusBits.moving : 0) |
    (isOver(plate, limits) ? statusBits.over : 0) |
    (isUnder(plate, limits) ? statusBits.under : 0) |
    (!plate.moving && grossGrams(plate) === 0 ? statusBits.centreOfZero : 0) |
    (plate.tareGrams > 0 ? statusBits.net : 0)
  );
}

export function weightFrame(plate: Plate, limits: Limits): { bytes: Uint8Array; words: string } {
  if (plate.moving || isOver(plate, limits) || isUnder(plate, limits)) {
    const bytes = Uint8Array.of(stx, 0x3f, statusOf(plate, limits), carriageReturn);
    return { bytes, words: statusWords(plate, limits) };
  }
  const thousandths = String(roundedGrams(plate, limits.divisionGrams)).padStart(5, '0');
  const weight = `${thousandths.slice(0, -3)}.${thousandths.slice(-3)}${plate.tareGrams > 0 ? 'N' : ''}`;
  return { bytes: Uint8Array.of(stx, ...Buffer.from(weight, 'ascii'), carriageReturn), words: `${weight} kg` };
}

/** In words, for the log and the panel. */
export function statusWords(plate: Plate, limits: Limits): string {
  const words = [
    isOver(plate, limits) ? 'over capacity' : '',
    plate.moving ? 'in motion' : '',
    isUnder(plate, limits) ? 'under zero' : '',
    plate.tareGrams > 0 ? 'net' : '',
  ].filter((word) => word !== '');
  return words.length > 0 ? words.join(', ') : 'stable';
}

function grossGrams(plate: Plate): number {
  return plate.loadGrams - plate.zeroGrams;
}

function netGrams(plate: Plate): number {
  return grossGrams(plate) - plate.tareGrams;
}

function isOver(plate: Plate, limits: Limits): boolean {
  return grossGrams(plate) > limits.capacityGrams;
}

function isUnder(plate: Plate, limits: Limits): boolean {
  return roundedGrams(plate, limits.divisionGrams) < 0;
}
