/**
 * Chance is passed in everywhere. This is the only file of the project that reads the machine's randomness
 * for anything but cryptography (keys and nonces come from node:crypto at their place).
 */
import { randomFillSync } from 'node:crypto';

export interface Random {
  /** Uniform in [0, 1). */
  fraction(): number;
  /** A whole number, uniform in [0, limit). */
  below(limit: number): number;
  bytes(length: number): Uint8Array;
  pick<T>(items: readonly T[]): T;
}

abstract class RandomBase implements Random {
  protected abstract next32(): number;
  abstract bytes(length: number): Uint8Array;

  fraction(): number {
    return (this.next32() * 2 ** 21 + (this.next32() >>> 11)) / 2 ** 53;
  }

  below(limit: number): number {
    if (!Number.isSafeInteger(limit) || limit <= 0) throw new RangeError(`no number below ${limit}`);
    return Math.floor(this.fraction() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** Asking the system costs microseconds each time, so a page of its randomness is kept; each byte is given once. */
class SystemRandom extends RandomBase {
  private readonly page = Buffer.alloc(4096);
  private used = this.page.length;

  protected next32(): number {
    return Buffer.from(this.bytes(4)).readUInt32LE();
  }

  bytes(length: number): Uint8Array {
    if (length > this.page.length) return randomFillSync(new Uint8Array(length));
    if (this.used + length > this.page.length) {
      randomFillSync(this.page);
      this.used = 0;
    }
    const given = new Uint8Array(this.page.subarray(this.used, this.used + length));
    this.page.fill(0, this.used, this.used + length);
    this.used += length;
    return given;
  }
}

/** The same numbers for the same seed, on every machine (sfc32). Not for cryptography. */
export class SeededRandom extends RandomBase {
  readonly seed: number | string;
  private readonly state: Uint32Array;

  constructor(seed: number | string) {
    super();
    this.seed = seed;
    const hash = (salt: number) => {
      let h = 0x811c9dc5 ^ salt;
      for (const character of String(seed)) {
        h ^= character.codePointAt(0) as number;
        h = Math.imul(h, 0x01000193);
      }
      return h >>> 0;
    };
    this.state = Uint32Array.of(hash(1), hash(2), hash(3), 1);
    for (let round = 0; round < 16; round++) this.next32();
  }

  protected next32(): number {
    const s = this.state;
    const [a, b, c, counter] = [s[0] as number, s[1] as number, s[2] as number, s[3] as number];
    const sum = (a + b + counter) >>> 0;
    s[3] = counter + 1;
    s[0] = b ^ (b >>> 9);
    s[1] = (c + (c << 3)) >>> 0;
    s[2] = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.next32() & 0xff);
  }

  /** A stream of its own for one part of a plan, so that one more draw in one part moves no other. */
  fork(name: string): SeededRandom {
    return new SeededRandom(`${this.seed}/${name}`);
  }
}

export const systemRandom: Random = new SystemRandom();
