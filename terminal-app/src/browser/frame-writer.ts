/**
 * Writes snapshots as the texts of their frames (contract/frames.ts): each once for all screens. What is the same object
 * as in the snapshot before is not written anew; of a long cart most lines are (host/sale-snapshot.ts).
 */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Lines = TillSnapshot['sale']['lines'];

/** The parts of a snapshot, each with its text, in the order of their names. */
interface Parts {
  names: readonly string[];
  values: readonly unknown[];
  texts: readonly string[];
}

interface Written {
  snapshot: TillSnapshot;
  /** All but the sale, and of the sale all but its lines. */
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
    const parts = partsOf(snapshot, 'sale', before?.parts);
    const written: Written = { snapshot, parts, sale: partsOf(snapshot.sale, 'lines', before?.sale) };
    written.change = before ? { from: before.snapshot, text: changeText(before, written) } : undefined;
    this.latest = written;
    return written;
  }
}

/** Of each change of a till: nothing more is made here than the texts that are other ones. */
function partsOf(of: object, but: string, before: Parts | undefined): Parts {
  const names: string[] = [];
  const values: unknown[] = [];
  const texts: string[] = [];
  for (const [name, value] of Object.entries(of)) {
    if (name === but) continue;
    const at = names.push(name) - 1;
    const stays = before?.names[at] === name && before.values[at] === value;
    values.push(value);
    texts.push(stays ? (before.texts[at] as string) : JSON.stringify(value));
  }
  return { names, values, texts };
}

function wholeText({ snapshot, parts, sale }: Written): string {
  const saleText = `{${membersText(sale)},"lines":${JSON.stringify(snapshot.sale.lines)}}`;
  return `{"kind":"snapshot","snapshot":{${membersText(parts)},"sale":${saleText}}}`;
}

function changeText(before: Written, now: Written): string {
  const parts = membersText(now.parts, before.parts);
  const sale = membersText(now.sale, before.sale);
  const lines = linesText(before.snapshot.sale.lines, now.snapshot.sale.lines);
  return `{"kind":"change","from":${before.snapshot.revision},"parts":{${parts}},"sale":{${sale}}${lines}}`;
}

/** Without those that say what they said before; the revision is always said. */
function membersText({ names, texts }: Parts, before?: Parts): string {
  let all = '';
  for (const [at, name] of names.entries()) {
    const text = texts[at] as string;
    if (before && name !== 'revision' && before.names[at] === name && before.texts[at] === text) continue;
    all += `${all === '' ? '' : ','}"${name}":${text}`;
  }
  return all;
}

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
