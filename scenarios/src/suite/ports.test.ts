import { spawnSync } from 'node:child_process';
import { SeededRandom } from '@qiantai/foundation';
import { expect, test } from 'vitest';
import { reservePorts } from './ports.ts';

const reserving = (count: number, seed: string) => `
  import { SeededRandom } from '@qiantai/foundation';
  import { reservePorts } from '${new URL('./ports.ts', import.meta.url).href}';
  console.log(JSON.stringify(await reservePorts(${count}, new SeededRandom('${seed}'))));`;

/** Reserves in a process of its own, which then ends. */
function reservedElsewhere(count: number, seed: string): number[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', reserving(count, seed)], {
    encoding: 'utf8',
    cwd: new URL('.', import.meta.url),
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as number[];
}

test('what this process reserved goes to no other, though nothing listens there yet', async () => {
  const here = await reservePorts(20, new SeededRandom('ports'));
  expect(new Set(here).size).toBe(20);
  const elsewhere = reservedElsewhere(20, 'ports');
  expect(elsewhere.filter((port) => here.includes(port))).toEqual([]);
});

test('what an ended process reserved is free again', async () => {
  const elsewhere = reservedElsewhere(20, 'ended');
  expect(reservedElsewhere(20, 'ended')).toEqual(elsewhere);
  expect(await reservePorts(20, new SeededRandom('ended'))).toEqual(elsewhere);
});
