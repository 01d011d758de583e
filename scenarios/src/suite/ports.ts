import { createServer, type Server } from 'node:net';
import type { Random } from '@qiantai/foundation';

/**
 * Ports that are free now, for processes that will be started a moment later and must find the same port
 * again after a restart. They lie below the range that the system gives to outgoing connections (32768 and
 * above on Linux), so that no connection takes one in between.
 */
export async function reservePorts(count: number, random: Random): Promise<number[]> {
  const held: Server[] = [];
  try {
    for (let tries = 0; held.length < count; tries++) {
      if (tries > count * 50) throw new Error('no free ports between 20000 and 31999');
      const server = await listen(20_000 + random.below(12_000));
      if (server) held.push(server);
    }
    return held.map((server) => (server.address() as { port: number }).port);
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
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
