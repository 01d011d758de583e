/**
 * What goes between the host and a screen: the loopback WebSocket's text frames; Electron's channels carry the same
 * bodies. A screen gets the whole snapshot when it comes, and then of each next one only what is other than before.
 *
 *   screen ◀── snapshot 7 ─────────── host
 *          ◀── change from 7: 9 ─────
 *          ◀── change from 9: 10 ────
 *          ─── ask whole ───────────▶      a change that is not from what the screen has
 */
import { z } from 'zod';
import { commandSchema, lineSchema, replySchema, snapshotSchema, type TillSnapshot } from './till-contract.ts';

/** A command, answered under its id; or the wish for the whole snapshot. */
export const fromScreenSchema = z.union([
  z.strictObject({ id: z.number().int(), command: commandSchema }),
  z.strictObject({ ask: z.literal('whole') }),
]);

/** Lines of the snapshot before that stay as they are, by their places in it. */
const keptLinesSchema = z.strictObject({ from: z.number().int().min(0), count: z.number().int().min(1) });

export const changeSchema = z.strictObject({
  kind: z.literal('change'),
  /** The revision of the snapshot that it changes. */
  from: z.number().int(),
  /** Those that are others now, whole; the next revision is always among them. */
  parts: snapshotSchema.omit({ sale: true }).partial().required({ revision: true }),
  sale: snapshotSchema.shape.sale.omit({ lines: true }).partial(),
  /** All lines, in their order; absent: as they were. */
  lines: z.array(z.union([keptLinesSchema, lineSchema])).optional(),
});

export const toScreenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('snapshot'), snapshot: snapshotSchema }),
  changeSchema,
  z.strictObject({ kind: z.literal('reply'), id: z.number().int(), reply: replySchema }),
]);

export type FromScreen = z.infer<typeof fromScreenSchema>;
export type ToScreen = z.infer<typeof toScreenSchema>;
export type SnapshotChange = z.infer<typeof changeSchema>;

type Lines = TillSnapshot['sale']['lines'];

/**
 * The next snapshot. What did not change is the same object in both, so that nothing of it is drawn again.
 * @returns null where it is a change of another snapshot
 */
export function changedSnapshot(before: TillSnapshot, change: SnapshotChange): TillSnapshot | null {
  if (change.from !== before.revision) return null;
  const lines = change.lines ? changedLines(before.sale.lines, change.lines) : before.sale.lines;
  if (!lines) return null;
  const same = !change.lines && Object.keys(change.sale).length === 0;
  const sale = same ? before.sale : { ...before.sale, ...change.sale, lines };
  return { ...before, ...change.parts, sale };
}

function changedLines(before: Lines, pieces: NonNullable<SnapshotChange['lines']>): Lines | null {
  const lines: Lines = [];
  for (const piece of pieces) {
    if (!('count' in piece)) {
      lines.push(piece);
      continue;
    }
    const end = piece.from + piece.count;
    if (end > before.length) return null;
    for (let at = piece.from; at < end; at++) lines.push(before[at] as Lines[number]);
  }
  return lines;
}
