/** Work of one card terminal goes one after the other: a host knows one open transaction of a terminal. */

/** How many may wait behind the one that runs. */
const waitingMax = 20;

export class TerminalQueue {
  private readonly tails = new Map<string, { last: Promise<unknown>; length: number }>();

  /** Undefined where too many wait already: nothing was done. */
  run<Result>(terminal: string, work: () => Promise<Result>): Promise<Result> | undefined {
    const tail = this.tails.get(terminal) ?? { last: Promise.resolve(), length: 0 };
    if (tail.length > waitingMax) return undefined;
    tail.length += 1;
    const result = tail.last.then(work);
    tail.last = result
      .catch(() => undefined)
      .finally(() => {
        tail.length -= 1;
        if (tail.length === 0) this.tails.delete(terminal);
      });
    this.tails.set(terminal, tail);
    return result;
  }
}
