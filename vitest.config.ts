import { defineConfig } from 'vitest/config';

const timeouts = { testTimeout: 60_000, hookTimeout: 60_000 };

/** Whole-system runs start a dozen processes each and wait much: three at a time, after everything else. */
const wholeSystem = [
  'scenarios/src/crash/**/*.test.ts',
  'scenarios/src/fleet/**/*.test.ts',
  'scenarios/src/moves/**/*.test.ts',
  'scenarios/src/faults/{families,kill-families,kill-matrix}.test.ts',
  'scenarios/src/shop/**/*.test.ts',
  'scenarios/src/cashier/**/*.test.ts',
  'scenarios/src/demo/{demo,seeded-day}.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'units',
          include: ['*/src/**/*.test.{ts,tsx}'],
          exclude: wholeSystem,
          pool: 'forks',
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
          ...timeouts,
        },
      },
      {
        test: {
          name: 'whole system',
          include: wholeSystem,
          pool: 'forks',
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          ...timeouts,
        },
      },
    ],
  },
});
