/** The till's host dies at its steps: while customers are served, and at what a cashier does to carts and drawer. */
import type { FaultOptions } from './fault-result.ts';
import { playTillCounter } from './till-counter.ts';
import { playTillMatrix } from './till-matrix.ts';

export async function playTillFaults(options: FaultOptions): Promise<void> {
  if (options.rows === undefined || options.rows.startsWith('till')) await playTillMatrix(options);
  // Its rows have names instead of numbers.
  if (options.step === undefined) await playTillCounter(options);
}
