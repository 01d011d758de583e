/**
 * A snapshot as the text of its frame: made once for all screens, and of a long cart only the lines that changed are
 * written anew (one that says the same is the same object, host/sale-snapshot.ts).
 */
import type { TillSnapshot } from '../contract/till-contract.ts';

type Line = TillSnapshot['sale']['lines'][number];

const frames = new WeakMap<TillSnapshot, string>();
const lineTexts = new WeakMap<Line, string>();

export function snapshotFrame(snapshot: TillSnapshot): string {
  const known = frames.get(snapshot);
  if (known !== undefined) return known;
  const { sale, ...rest } = snapshot;
  const { lines, ...restOfSale } = sale;
  // Neither is empty: what is added stands behind a comma.
  const frame = JSON.stringify({ kind: 'snapshot', snapshot: rest }).slice(0, -2);
  const saleText = JSON.stringify(restOfSale).slice(0, -1);
  const text = `${frame},"sale":${saleText},"lines":[${lines.map(lineText).join()}]}}}`;
  frames.set(snapshot, text);
  return text;
}

function lineText(line: Line): string {
  const known = lineTexts.get(line);
  if (known !== undefined) return known;
  const text = JSON.stringify(line);
  lineTexts.set(line, text);
  return text;
}
