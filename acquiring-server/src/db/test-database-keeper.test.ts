import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@qiantai/foundation';
import { expect, it } from 'vitest';

const keeperFile = fileURLToPath(new URL('test-database-keeper.ts', import.meta.url));

async function guest(path: string): Promise<Socket> {
  for (let tries = 0; tries < 400; tries++) {
    const socket = connect(path);
    const here = await new Promise<boolean>((done) => {
      socket.once('connect', () => done(true));
      socket.once('error', () => done(false));
    });
    if (here) return socket;
    await systemClock.sleep(25);
  }
  throw new Error('the keeper does not listen');
}

const ended = (child: ChildProcess) => new Promise<number | null>((done) => child.once('exit', (code) => done(code)));

it('the keeper of test databases ends by itself, though its guests went in every way', async () => {
  const path = join(tmpdir(), `qiantai-keeper-${process.pid}.sock`);
  const keeper = spawn(process.execPath, [keeperFile, path], { stdio: 'ignore' });
  const end = ended(keeper);
  // Gone before PostgreSQL is up.
  (await guest(path)).destroy();
  const lasting = await guest(path);
  lasting.write('{"migrations":null}\n');
  const answer = await new Promise<string>((done) => lasting.once('data', (bytes) => done(bytes.toString())));
  expect(JSON.parse(answer)).toHaveProperty('url');
  // Gone in the middle of a request, and gone without a word.
  const rude = await guest(path);
  rude.write('{"migr');
  rude.destroy();
  lasting.destroy();
  expect(await end).toBe(0);
});
