/**
 * How long a costly property test runs: a short form in the suite, a long one by command
 * (`QIANTAI_PROPERTY_FACTOR=20 npm test -- PATH`), with the same seed and as much more time.
 */
const factor = Math.max(1, Math.floor(Number(process.env['QIANTAI_PROPERTY_FACTOR'] ?? 1)) || 1); // command setting

/** Of a whole property, milliseconds. */
export const propertyTimeoutMs = 120_000 * factor;

/** For fast-check's `assert`. A run that hangs fails after `runTimeoutMs`; one that takes too long fails the property. */
export function propertyRuns(short: { runs: number; seed: number; runTimeoutMs?: number }) {
  return {
    numRuns: short.runs * factor,
    seed: short.seed,
    timeout: short.runTimeoutMs ?? 60_000,
    interruptAfterTimeLimit: propertyTimeoutMs - 5_000,
    markInterruptAsFailure: true,
  };
}
