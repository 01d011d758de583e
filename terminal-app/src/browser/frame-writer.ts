/**
 * Writes snapshots as the texts of their frames (contract/frames.ts): each once for all screens. What is the same object
 * as in the snapshot before is not written anew; of a long cart most lines are (host/sale-snapshot.ts).
 */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Lines = TillSnapshot['sale']['lines'];
type Parts = ReadonlyMap<string, { value: unknown; text: string }>;

interface Written {
  snapshot: TillSnapshot;
  /** By their names: all but the sale, and of the sale all but its lines. */
  parts: Parts;
  sale: Parts;
  whole?: string;
  /** From the snapshot that was written before. */
  change?: { from: TillSnapshot; text: string } | undefined;
}

export class FrameWriter {
  private latest: Written | null = null;

  whole(snapshot: TillSnapshot): string {
    const written = this.write(snapshot);
    written.whole ??= wholeText(written);
    return written.whole;
  }

  /** For a screen that has `from`; the whole snapshot where another one was written since. */
  change(from: TillSnapshot, snapshot: TillSnapshot): string {
    const { change } = this.write(snapshot);
    return change?.from === from ? change.text : this.whole(snapshot);
  }

  private write(snapshot: TillSnapshot): Written {
    const before = this.latest;
    if (before?.snapshot === snapshot) return before;
    const { sale, ...rest } = snapshot;
    const { lines: _lines, ...restOfSale } = sale;
    const parts = partsOf(rest, before?.parts);
    const written: Written = { snapshot, parts, sale: partsOf(restOfSale, before?.sale) };
    written.change = before ? { from: before.snapshot, text: changeText(before, written) } : undefined;
    this.latest = written;
    return written;
  }
}

function partsOf(values: object, before: Parts | undefined): Parts {
  return new Map(
    Object.entries(values).map(([name, value]) => {
      const known = before?.get(name);
      return [name, known && known.value === value ? known : { value, text: JSON.stringify(value) }];
    }),
  );
}

function wholeText({ snapshot, parts, sale }: Written): string {
  const lines = JSON.stringify(snapshot.sale.lines);
  const saleText = `{${[...sale].map(named).join()},"lines":${lines}}`;
  return `{"kind":"snapshot","snapshot":{${[...parts].map(named).join()},"sale":${saleText}}}`;
}

function changeText(before: Written, now: Written): string {
  const others = (earlier: Parts, parts: Parts) =>
    [...parts]
      .filter(([name, { text }]) => name === 'revision' || earlier.get(name)?.text !== text)
      .map(named)
      .join();
  const parts = `{${others(before.parts, now.parts)}}`;
  const sale = `{${others(before.sale, now.sale)}}`;
  const lines = linesText(before.snapshot.sale.lines, now.snapshot.sale.lines);
  return `{"kind":"change","from":${before.snapshot.revision},"parts":${parts},"sale":${sale}${lines}}`;
}

const named = ([name, { text }]: readonly [string, { text: string }]): string => `"${name}":${text}`;

/** Runs of lines that stay by their places in the snapshot before, the others whole; nothing where all stay. */
function linesText(before: Lines, now: Lines): string {
  const pieces: Array<{ from: number; count: number } | Lines[number]> = [];
  let run: { from: number; count: number } | null = null;
  let at = 0;
  for (const line of now) {
    // Lines are removed from anywhere and added at the end.
    while (before[at] !== line && (before[at]?.lineNo ?? line.lineNo) < line.lineNo) at++;
    const kept = before[at] === line;
    if (kept && run && run.from + run.count === at) run.count++;
    else {
      run = kept ? { from: at, count: 1 } : null;
      pieces.push(run ?? line);
    }
    if (kept || before[at]?.lineNo === line.lineNo) at++;
  }
  const allStay = now.length === before.length && (now.length === 0 || run?.count === now.length);
  return allStay ? '' : `,"lines":${JSON.stringify(pieces)}`;
}
