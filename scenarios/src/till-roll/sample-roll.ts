import { fileURLToPath } from 'node:url';

/** The roll of a real shop, read in place where the checkout has it beside it (docs/till-rolls.md). */
export const sampleRollPath = fileURLToPath(
  new URL('../../../../shared/data/online-retail-sample.csv', import.meta.url),
);
