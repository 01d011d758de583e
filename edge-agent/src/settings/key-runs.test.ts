import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merged, sortedRun } from './key-runs.ts';

const key = fc.record({
  use: fc.constantFrom('barcode' as const, 'price_of' as const, 'promotion_of' as const),
  key: fc.string({ maxLength: 3 }),
  row: fc.nat({ max: 20 }),
});

test('runs of any length come out as one, in the order of the keys, none lost', () => {
  fc.assert(
    fc.property(fc.array(fc.array(key, { maxLength: 12 }), { maxLength: 8 }), (runs) => {
      const all = runs.flat();
      expect([...merged(runs.map(sortedRun))]).toEqual(sortedRun(all));
    }),
    { seed: 61 },
  );
});
