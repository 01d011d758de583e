/**
 * The system call behind @lydell/node-pty. Its own `open()` is not used: it reads from the slave (and eats what
 * the device wrote), keeps the slave open (so nobody can see whether the till is there), and its `destroy()`
 * signals every process that the user may signal.
 */
import { createRequire } from 'node:module';
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import { simError } from '../errors.ts';

const pairSchema = z.object({
  /** Descriptors, both without blocking. */
  master: z.number().int().nonnegative(),
  slave: z.number().int().nonnegative(),
  /** The slave's path, /dev/pts/N. */
  pty: z.string().startsWith('/'),
});

export type PtyPair = z.infer<typeof pairSchema>;

interface NativePty {
  open(columns: number, rows: number): unknown;
}

/** @throws CodedError PTY_UNAVAILABLE where the platform has none. */
export function openPtyPair(): PtyPair {
  try {
    return pairSchema.parse(loadNative().open(80, 24));
  } catch (error) {
    throw simError('PTY_UNAVAILABLE', { reason: errorText(error) }, { cause: error });
  }
}

function loadNative(): NativePty {
  // The prebuilt binary is a dependency of the package, not of ours: it is found from there.
  const here = createRequire(import.meta.url);
  const fromPackage = createRequire(here.resolve('@lydell/node-pty'));
  return fromPackage(`@lydell/node-pty-${process.platform}-${process.arch}/pty.node`) as NativePty;
}
