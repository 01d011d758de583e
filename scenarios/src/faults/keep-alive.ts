import type { ManagedProcess } from '../suite/managed-process.ts';

/**
 * Starts a process again whenever it ends, as its service manager would.
 * @param beforeStart called before each new start
 */
export function keepAlive(
  process: ManagedProcess,
  beforeStart: () => void = () => undefined,
): { letGo: () => Promise<void> } {
  let released: () => void = () => undefined;
  const release = new Promise<void>((resolve) => {
    released = resolve;
  });
  let watching = true;
  const watch = async () => {
    for (;;) {
      await Promise.race([process.ended, release]);
      if (!watching && process.isRunning) return;
      beforeStart();
      // One that dies while it starts is started again.
      await process.start().catch(() => undefined);
    }
  };
  const watched = watch();
  return {
    letGo: async () => {
      watching = false;
      released();
      await watched;
    },
  };
}
