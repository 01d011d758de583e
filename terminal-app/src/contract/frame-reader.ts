/** A screen's end of the line: the host's frames, checked, and the snapshot that they come to. */
import { changedSnapshot, toScreenSchema } from './frames.ts';
import type { TillReply, TillSnapshot } from './till-contract.ts';

export type Read =
  | { kind: 'snapshot'; snapshot: TillSnapshot }
  | { kind: 'reply'; id: number; reply: TillReply }
  /** It is no frame of this contract: what is known stays true until the next good one. */
  | { kind: 'bad' }
  /** News that cannot be read from what is known: the whole snapshot has to be asked for. */
  | { kind: 'gap' };

export class FrameReader {
  private known: TillSnapshot | null = null;
  private asked = false;

  /** The line was lost: what comes over the next one begins anew. */
  lost(): void {
    this.known = null;
    this.asked = false;
  }

  read(raw: unknown): Read {
    const frame = toScreenSchema.safeParse(raw).data;
    switch (frame?.kind) {
      case 'reply':
        return frame;
      case 'snapshot':
        return this.show(frame.snapshot);
      case 'change': {
        const next = this.known && changedSnapshot(this.known, frame);
        return next ? this.show(next) : this.gap();
      }
      default:
        // Where a whole one was bad, the next change asks again: never more often than something changes.
        if (kindOf(raw) === 'change') return this.gap();
        if (kindOf(raw) === 'snapshot') this.asked = false;
        return { kind: 'bad' };
    }
  }

  private show(snapshot: TillSnapshot): Read {
    this.known = snapshot;
    this.asked = false;
    return { kind: 'snapshot', snapshot };
  }

  /** Asked for once: the changes until it is here are in it. */
  private gap(): Read {
    if (this.asked) return { kind: 'bad' };
    this.asked = true;
    return { kind: 'gap' };
  }
}

const kindOf = (raw: unknown): unknown => (raw as { kind?: unknown } | null | undefined)?.kind;
