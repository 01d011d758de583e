import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@qiantai/foundation';

/**
 * Ports that are free now, for processes that will be started a moment later and must find the same port
 * again after a restart. They lie below the range that the system gives to outgoing connections (32768 and
 * above on Linux), so that no connection takes one in between; and each stays this process's until it ends,
 * by a file that bears its number, so that runs side by side never reserve the same one.
 */
export async function reservePorts(count: number, random: Random): Promise<number[]> {
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries++) {
    if (tries > count * 50) throw new Error('no free ports between 20000 and 31999');
    const port = 20_000 + random.below(12_000);
    if (!claim(port)) continue;
    if (await isFree(port)) ports.push(port);
    else giveUp(port);
  }
  return ports;
}

const claims = join(tmpdir(), `qiantai-ports-${userInfo().uid}`);
const claimed = new Set<number>();
let leavesClean = false;
const claimPath = (port: number) => join(claims, String(port));

function claim(port: number): boolean {
  if (claimed.has(port)) return false;
  if (!leavesClean) {
    mkdirSync(claims, { recursive: true });
    process.once('exit', () => claimed.forEach(giveUp));
    leavesClean = true;
  }
  if (isLeftBehind(port)) rmSync(claimPath(port), { force: true });
  try {
    writeFileSync(claimPath(port), String(process.pid), { flag: 'wx' });
  } catch {
    return false;
  }
  claimed.add(port);
  return true;
}

function giveUp(port: number): void {
  rmSync(claimPath(port), { force: true });
  claimed.delete(port);
}

/** Claimed by a process that is no more. */
function isLeftBehind(port: number): boolean {
  try {
    process.kill(Number(readFileSync(claimPath(port), 'utf8')), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

export async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (!server) return false;
  await new Promise((resolve) => server.close(resolve));
  return true;
}
