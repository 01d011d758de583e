import { beforeEach, expect, test } from 'vitest';
import { type HostProcess, keepHost } from './host-keeper.ts';
import { openRecovery } from './recovery.ts';

/** Processes that end when they are told to, by the test or by a message. */
class FakeHost implements HostProcess {
  readonly posted: unknown[] = [];
  killed = false;
  private tell: (message: unknown) => void = () => {};
  private exit: (code: number) => void = () => {};
  onMessage(listener: (message: unknown) => void) {
    this.tell = listener;
  }
  onExit(listener: (code: number) => void) {
    this.exit = listener;
  }
  post(message: unknown) {
    this.posted.push(message);
  }
  kill() {
    this.killed = true;
    this.exit(137);
  }
  says(message: unknown) {
    this.tell(message);
  }
  ends(code: number) {
    this.exit(code);
  }
}

let hosts: FakeHost[];
let urls: string[];
let notes: string[];
let timers: Array<{ delayMs: number; act: () => void }>;
let nowMs: number;

beforeEach(() => {
  hosts = [];
  urls = [];
  notes = [];
  timers = [];
  nowMs = 0;
});

const keep = () =>
  keepHost({
    start: () => {
      const host = new FakeHost();
      hosts.push(host);
      return host;
    },
    onReady: (url) => urls.push(url),
    nowMs: () => nowMs,
    after: (delayMs, act) => {
      const timer = { delayMs, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    note: (event, details) => notes.push(`${event} ${JSON.stringify(details)}`),
    recovery: openRecovery({ firstMs: 10, maxMs: 100, memoryMs: 1000 }),
  });

const fire = () => timers.shift()?.act();
const ready = (port: number) => ({ type: 'ready', screen: 'x', socket: `ws://127.0.0.1:${port}/till` });

test('screens connect where the host says, also after it ended and came back elsewhere', () => {
  keep();
  hosts[0]?.says(ready(8050));
  hosts[0]?.ends(1);
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([10]);
  expect(hosts).toHaveLength(1);
  fire();
  hosts[1]?.says(ready(8051));
  expect(urls).toEqual(['ws://127.0.0.1:8050/till', 'ws://127.0.0.1:8051/till']);
  hosts[1]?.ends(1);
  expect(timers.map(({ delayMs }) => delayMs)).toEqual([20]);
});

test('a host that cannot start is tried again, and why is told', () => {
  keep();
  hosts[0]?.says({ type: 'failed', error: 'TERMINAL_ID is missing' });
  hosts[0]?.ends(1);
  fire();
  expect(hosts).toHaveLength(2);
  expect(notes[0]).toBe('shell.host_failed {"error":"TERMINAL_ID is missing"}');
});

test.each([
  ['no message', undefined],
  ['another machine’s address', { type: 'ready', socket: 'ws://example.com/till' }],
  ['another kind', { type: 'clock' }],
])('%s moves no screen', (_name, message) => {
  keep();
  hosts[0]?.says(message);
  expect(urls).toEqual([]);
});

test('stopping asks first, waits, and starts nothing again', async () => {
  const keeper = keep();
  const stopped = keeper.stop();
  expect(hosts[0]?.posted).toEqual([{ type: 'stop' }]);
  hosts[0]?.ends(0);
  await stopped;
  expect(hosts[0]?.killed).toBe(false);
  expect(hosts).toHaveLength(1);
  expect(timers).toEqual([]);
});

test('a host that does not end when asked is ended by force', async () => {
  const stopped = keep().stop();
  fire();
  await stopped;
  expect(hosts[0]?.killed).toBe(true);
});

test('stopping while nothing runs takes the next start back', async () => {
  const keeper = keep();
  hosts[0]?.ends(1);
  await keeper.stop();
  expect(timers).toEqual([]);
});
