import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { expect, it } from 'vitest';
import { AgentFailure } from '../edge/agent-failure.ts';
import { Followers } from './followers.ts';

it('a call that was refused for an earlier session does not end the one that began meanwhile', async () => {
  const clock = new FakeClock();
  let token = '';
  let lost = 0;
  const followers = new Followers({
    clock,
    random: new SeededRandom('followers'),
    log: silentLog,
    onAgentMissed: () => undefined,
    sessionToken: () => token,
    onSessionLost: () => {
      lost += 1;
    },
  });
  const refusals: Array<(error: AgentFailure) => void> = [];
  const missing = () => new AgentFailure('session', 'SESSION_MISSING', 'nobody is signed in');
  const asked = followers.untilAnswered(
    () => (token === 's2' ? Promise.resolve('done') : new Promise<string>((_, reject) => refusals.push(reject))),
    new AbortController().signal,
  );
  token = 's1';
  // Asked without a session, answered after somebody signed in.
  refusals.shift()?.(missing());
  await clock.advance(2_000);
  expect(lost).toBe(0);
  // Asked with this one: it is over.
  refusals.shift()?.(missing());
  await clock.advance(10);
  expect(lost).toBe(1);
  token = 's2';
  await clock.advance(5_000);
  expect(await asked).toBe('done');
});
