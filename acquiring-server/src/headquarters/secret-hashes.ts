/**
 * Argon2id of passwords and PINs, by OWASP's terms for little memory (19 MiB, two passes): agents check PINs on
 * small machines. Few at a time, since each takes a core for some ten milliseconds: what comes over the bound is
 * turned away instead of waiting without end.
 */
import { hash, verify } from '@node-rs/argon2';
import { serverError } from '../errors.ts';

const terms = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export class SecretHashes {
  private busy: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private readonly waitingMax: number;

  /** `waitingMax`: how many may be reckoned or wait for it at once. */
  constructor(waitingMax = 64) {
    this.waitingMax = waitingMax;
  }

  /** @throws CodedError HEADQUARTERS_BUSY */
  async hash(secret: string): Promise<string> {
    return await this.inTurn(async () => await hash(secret, terms));
  }

  /** @throws CodedError HEADQUARTERS_BUSY */
  async verify(heldHash: string, secret: string): Promise<boolean> {
    return await this.inTurn(async () => await verify(heldHash, secret));
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.waiting >= this.waitingMax) throw serverError('HEADQUARTERS_BUSY');
    this.waiting += 1;
    const turn = this.busy.then(work);
    this.busy = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }
}

/** What a password of nobody is compared with, so that an unknown login takes as long as a known one. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$9nbqbUpW+QZDb3h3n/tqrQ$O1f9NhoiuqF7IRK3EtcKrnFCtKOrRGTxGkY8/UwGxR4';
