/** A till whose connection to the agent stands and is dead: a middlebox swallowed a piece of its handshake. */
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { systemClock } from '@qiantai/foundation';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AgentClient } from '../edge/agent-client.ts';
import { FakeAgent, linkOf } from './test-agent.ts';

/** Swallows whatever comes over the connections that it takes first, for good; passes the later ones. */
class Middlebox {
  swallowed = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  constructor(target: number, swallows: number) {
    this.server = createServer((near) => {
      this.keep(near);
      if (this.swallowed < swallows) {
        this.swallowed += 1;
        near.resume();
        return;
      }
      const far = connect(target, '127.0.0.1');
      this.keep(far);
      near.pipe(far).pipe(near);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}

let agent: FakeAgent;
let box: Middlebox;
let client: AgentClient;

beforeEach(async () => {
  agent = new FakeAgent();
  await agent.start();
  box = new Middlebox(Number(agent.address.split(':')[1]), 1);
  // A tenth of the time that a till gives a call.
  const clock = {
    deadline: (ms: number) => systemClock.deadline(ms / 10),
    setTimeout: (act: () => void, ms: number) => systemClock.setTimeout(act, ms),
  };
  client = new AgentClient({ address: await box.listen(), clock });
  await linkOf(agent, client).ready();
});

afterEach(async () => {
  client.close();
  await box.close();
  await agent.stop();
});

it('is replaced after two calls without a word, and the next call is answered', async () => {
  await expect(client.getTill()).rejects.toMatchObject({ kind: 'gone' });
  await expect(client.getTill()).rejects.toMatchObject({ kind: 'gone' });
  expect(await client.getTill()).toMatchObject({ terminalId: 'T1' });
  expect(box.swallowed).toBe(1);
});
