import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestRpc, type TestRpc } from '../rpc/test-rpc.fixture.ts';
import { fleetArguments } from './fleet-arguments.ts';
import { runFleetCommand } from './fleet-command.ts';
import { printable } from './fleet-pages.ts';

let rpc: TestRpc;
beforeAll(async () => {
  rpc = await startTestRpc();
  await rpc.operators.ensureFirst();
});
afterAll(() => rpc.close());

async function run(...args: string[]) {
  let out = '';
  let errors = '';
  const code = await runFleetCommand(args, {
    env: { QIANTAI_DATA_DIR: rpc.dataDir, OPERATIONS_ADDRESS: rpc.operationsAddress },
    write: (text) => {
      out += text;
    },
    complain: (text) => {
      errors += text;
    },
  });
  return { code, out, errors };
}
const merchant = ['--merchant', 'm1'];

test('a code is made and used, the agent is asked for its log, and revoked', async () => {
  const made = await run('code', '--store', 'store-a', ...merchant);
  expect(made).toMatchObject({ code: 0, errors: '' });
  const agent = await rpc.enrol(made.out.trim());
  expect((await run('codes', ...merchant)).out).toMatch(/store-a +used +platform\/admin/);
  expect((await run('agents', ...merchant)).out).toContain(agent.agentId);
  expect((await run('logs', agent.agentId, '--lines', '50', ...merchant)).out).toMatch(/send_logs +queued/);
  const [order] = JSON.parse((await run('orders', '--json', ...merchant)).out).orders;
  expect((await run('show', order.orderId, ...merchant)).out).toContain('queued');
  expect((await run('order', agent.agentId, 'sync_now', ...merchant)).code).toBe(0);
  expect((await run('revoke', agent.agentId, '--reason', 'stolen at night', ...merchant)).out).toMatch(
    /stolen +20.+stolen at night/,
  );
  expect((await run('board', ...merchant)).out).toMatch(/store-a +– +–/);
  const refused = await run('order', agent.agentId, 'sync_now', ...merchant);
  expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining('FLEET_AGENT_STATE') });
});

test('what an agent sent does not steer the terminal', () => {
  expect(printable('one\u001b[2Jtwo\nthree\u202e')).toBe('one·[2Jtwo\nthree·');
});

test('a code is withdrawn', async () => {
  const { description } = JSON.parse((await run('code', '--store', 'store-b', '--json', ...merchant)).out);
  expect((await run('withdraw', description.codeId, ...merchant)).out).toContain('withdrawn');
});

test('a release goes out by stages', async () => {
  const hash = 'd'.repeat(64);
  expect((await run('release', 'agent', '1.4.0', '--hash', hash, '--package', 'agent-1.4.0.tgz')).code).toBe(0);
  expect((await run('rollout', 'agent', '1.4.0', '--percent', '10')).out).toContain('10 %');
  expect((await run('rollout', 'agent', '1.4.0', '--percent', '10', '--paused')).out).toContain('10 % paused');
  expect((await run('releases')).out).toContain('the platform');
});

test('what is no command is answered with the usage', async () => {
  const bad = [
    [],
    ['board'],
    ['explode', ...merchant],
    ['revoke', 'x', ...merchant],
    ['code', ...merchant],
    ['code', '--store', 's', '--hours', 'many', ...merchant],
    ['board', '--bogus', ...merchant],
    ['agents', 'one', 'too', 'many', ...merchant],
  ];
  for (const args of bad) {
    expect(fleetArguments(args)).toBeUndefined();
    expect(await run(...args)).toMatchObject({ code: 2, errors: expect.stringContaining('usage') });
  }
  expect(await run('board', '--operator', 'nobody', ...merchant)).toMatchObject({ code: 2, out: '' });
});
