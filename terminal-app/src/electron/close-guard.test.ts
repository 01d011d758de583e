import { beforeEach, describe, expect, it } from 'vitest';
import { type CloseGuard, openCloseGuard, pageAnswerMs } from './close-guard.ts';

let said: string[];
let timers: Array<{ delayMs: number; act: () => void }>;
let answer: (wantsToClose: boolean) => void;
let guard: CloseGuard;

beforeEach(() => {
  said = [];
  timers = [];
  guard = openCloseGuard({
    askPage: () => said.push('page'),
    askPerson: () => {
      said.push('person');
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
    close: () => said.push('close'),
    after: (delayMs, act) => {
      const timer = { delayMs, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer) >>> 0, 1);
    },
  });
});

const pass = () => {
  for (const { act } of timers.splice(0)) act();
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('closing the window', () => {
  it('asks the page, and waits for its word as long as it likes', () => {
    expect(guard.wanted()).toBe(false);
    expect(timers).toMatchObject([{ delayMs: pageAnswerMs }]);
    guard.answered('asking');
    expect(timers).toEqual([]);
    guard.answered('close');
    expect(said).toEqual(['page', 'close']);
    expect(guard.wanted()).toBe(true);
  });

  it('stays where the cashier stays, and asks again the next time', () => {
    guard.wanted();
    guard.answered('asking');
    guard.answered('stay');
    expect(guard.wanted()).toBe(false);
    expect(said).toEqual(['page', 'page']);
  });

  it('asks a person by the system’s dialog where the page gives no sign', async () => {
    guard.wanted();
    pass();
    expect(guard.wanted()).toBe(false);
    answer(false);
    await settled();
    guard.wanted();
    pass();
    answer(true);
    await settled();
    expect(said).toEqual(['page', 'person', 'page', 'person', 'close']);
  });

  it('asks anew where the page that showed the question has gone', () => {
    guard.wanted();
    guard.answered('asking');
    expect(guard.wanted()).toBe(false);
    expect(timers).toHaveLength(1);
    pass();
    expect(said).toEqual(['page', 'page', 'person']);
  });

  it('is the page’s own wish, too: by its action, without being asked', () => {
    guard.answered('close');
    expect(said).toEqual(['close']);
  });

  it('asks nobody where the system shuts down, and closes once', async () => {
    guard.wanted();
    pass();
    guard.allow();
    answer(true);
    await settled();
    guard.answered('close');
    expect(guard.wanted()).toBe(true);
    expect(said).toEqual(['page', 'person']);
  });
});
