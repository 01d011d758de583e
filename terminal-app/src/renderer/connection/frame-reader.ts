/**
 * Checks the host's frames by the contract. Of a long cart most lines are those of the snapshot before: they were
 * checked then, and stay the same objects, so that nothing of them is checked or drawn again.
 */
import { type TillSnapshot, type ToScreen, toScreenSchema } from '../../contract/till-contract.ts';

type Line = TillSnapshot['sale']['lines'][number];

export class FrameReader {
  private known: readonly Line[] = [];

  /** Null: the frame breaks the contract. */
  read(raw: unknown): ToScreen | null {
    const lines = linesOf(raw);
    if (!lines) return toScreenSchema.safeParse(raw).data ?? null;
    const byNumber = new Map<unknown, Line>(this.known.map((line) => [line.lineNo, line]));
    const same = lines.map((line) => {
      const known = isObject(line) ? byNumber.get(line['lineNo']) : undefined;
      return known && isSame(known, line) ? known : null;
    });
    const news = lines.filter((_line, index) => !same[index]);
    const frame = toScreenSchema.safeParse(withLines(raw as RawSnapshot, news)).data;
    if (frame?.kind !== 'snapshot') return null;
    const fresh = frame.snapshot.sale.lines.values();
    const all = same.flatMap((line) => line ?? fresh.next().value ?? []);
    this.known = all;
    return { ...frame, snapshot: { ...frame.snapshot, sale: { ...frame.snapshot.sale, lines: all } } };
  }
}

interface RawSnapshot {
  snapshot: { sale: { lines: unknown[] } };
}

function linesOf(raw: unknown): readonly unknown[] | null {
  if (!isObject(raw) || !isObject(raw['snapshot']) || !isObject(raw['snapshot']['sale'])) return null;
  const { lines } = raw['snapshot']['sale'];
  return Array.isArray(lines) ? lines : null;
}

function withLines(raw: RawSnapshot, lines: readonly unknown[]): unknown {
  return { ...raw, snapshot: { ...raw.snapshot, sale: { ...raw.snapshot.sale, lines } } };
}

/** Of two values as JSON has them; the order of names counts for nothing. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  if (Object.keys(other).length !== names.length) return false;
  return names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
