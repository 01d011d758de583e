/** One thing at a time for each key, in the order asked; different keys go side by side. */
export interface Turns {
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing runs or waits. */
  idle(): Promise<void>;
}

export function createTurns(): Turns {
  const lasts = new Map<string, Promise<unknown>>();
  return {
    run: async (key, work) => {
      const before = lasts.get(key) ?? Promise.resolve();
      const turn = before.then(work, work);
      const quiet = turn.then(
        () => undefined,
        () => undefined,
      );
      lasts.set(key, quiet);
      try {
        return await turn;
      } finally {
        if (lasts.get(key) === quiet) lasts.delete(key);
      }
    },
    idle: async () => {
      while (lasts.size > 0) await Promise.all(lasts.values());
    },
  };
}
