/** Carts on hold, in one file that is whole or as it was before (durable-file.ts). They hold no tender. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { tillError } from '../errors.ts';
import { heldCartsMax } from '../sale/limits.ts';
import type { HeldCart } from '../sale/model.ts';
import { readIfThere, removeDurably, replaceDurably } from './durable-file.ts';
import { minor, saleSchema } from './sale-schema.ts';

const fileSchema = z.strictObject({
  version: z.literal(1),
  carts: z
    .array(
      z.strictObject({
        sale: saleSchema.refine(({ parts }) => parts.length === 0, 'a cart on hold has no tender'),
        operatorId: z.string(),
        operatorName: z.string(),
        businessDate: z.string(),
        heldAtMs: z.number().int().min(0),
        totalMinor: minor,
      }),
    )
    // The one that was recalled stays until its sale ends.
    .max(heldCartsMax + 1),
});

export interface HeldStore {
  load(): readonly HeldCart[];
  /** Durable when it returns. */
  save(carts: readonly HeldCart[]): void;
}

export class HeldCartsFile implements HeldStore {
  private readonly file: string;
  private written: readonly HeldCart[] | null = null;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = join(folder, 'held-carts.json');
  }

  /** @throws CodedError TILL_BAD_RECORD: somebody's cart stands in it, so it is not passed over. */
  load(): readonly HeldCart[] {
    const text = readIfThere(this.file);
    if (text === null) return [];
    try {
      const carts = fileSchema.parse(JSON.parse(text)).carts as readonly HeldCart[];
      this.written = carts;
      return carts;
    } catch (error) {
      throw tillError('TILL_BAD_RECORD', { file: this.file, why: errorText(error).slice(0, 300) }, { cause: error });
    }
  }

  save(carts: readonly HeldCart[]): void {
    if (carts === this.written) return;
    if (carts.length === 0) removeDurably(this.file);
    else replaceDurably(this.file, heldJson(carts));
    this.written = carts;
  }
}

/** Bigints as decimal text, which the schema reads back. */
function heldJson(carts: readonly HeldCart[]): string {
  const text = (_name: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
  return JSON.stringify({ version: 1, carts }, text);
}
