/** What the set-up page's test asks of a terminal, and how its answers are told. */
import { FakeClock } from '@qiantai/foundation';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { testDriver } from '../../test-driver.ts';
import { TestTransport } from '../../transport/test-transport.ts';
import { encodePosIntegradoFrame, PosIntegradoParser, posIntegradoLrc } from '../frames/pos-integrado-frame.ts';
import { IntegratedTerminal } from './integrated-terminal.ts';
import { decodeTerminalAnswer } from './messages.ts';

let clock: FakeClock;
let transport: TestTransport;
let terminal: IntegratedTerminal;
let asked: string[];
/** By command; `ACK` alone, nothing, or an answer behind its ACK. */
let answers: Record<string, string | undefined>;

beforeEach(async () => {
  clock = new FakeClock();
  transport = new TestTransport();
  asked = [];
  answers = { '0100': 'ACK', '0800': '0810|00|597029414300|ABC1234C', '0700||': '0710|00|3|15000' };
  const parser = new PosIntegradoParser();
  transport.onWrite = (bytes) => {
    for (const frame of parser.push(bytes).frames) {
      if (frame.kind !== 'data') continue;
      const command = Buffer.from(frame.data).toString('latin1');
      asked.push(command);
      const answer = answers[command];
      setImmediate(() => {
        if (answer) transport.say(Uint8Array.of(0x06));
        if (answer && answer !== 'ACK') transport.say(encodePosIntegradoFrame(answer));
      });
    }
  };
  terminal = new IntegratedTerminal(testDriver(clock, transport));
  terminal.start();
  await clock.advance(100);
  expect(terminal.state.state).toBe('connected');
  asked = [];
});

afterEach(() => terminal.stop());

const tested = async (waitMs: number) => {
  const test = terminal.test();
  for (let waited = 0; waited < waitMs; waited += 500) await clock.advance(500);
  return await test;
};

it('asks whether it is there, for its keys and its totals, and nothing that moves money', async () => {
  expect(await tested(1_000)).toEqual({
    kind: 'answered',
    answers: [
      { kind: 'terminal_there', params: {} },
      { kind: 'terminal_keys', params: {} },
      { kind: 'terminal_totals', params: { count: '3', total: '15000' } },
    ],
  });
  expect(asked).toEqual(['0100', '0800', '0700||']);
});

it('tells what it refused', async () => {
  answers['0800'] = '0810|26|597029414300|ABC1234C';
  answers['0700||'] = '0710|11';
  expect(await tested(1_000)).toMatchObject({
    answers: [
      { kind: 'terminal_there' },
      { kind: 'terminal_refused', params: { code: '26' } },
      { kind: 'terminal_refused', params: { code: '11' } },
    ],
  });
});

it('does not wait for an acquirer longer than a person does, and asks nothing else of it meanwhile', async () => {
  answers['0800'] = 'ACK';
  expect(await tested(21_000)).toMatchObject({
    answers: [{ kind: 'terminal_there' }, { kind: 'terminal_silent' }],
  });
  expect(asked).toEqual(['0100', '0800']);
  expect(await tested(500)).toEqual({ kind: 'refused', code: 'TERMINAL_BUSY' });
});

it('says that a terminal is silent, or not connected', async () => {
  answers['0100'] = undefined;
  expect(await tested(7_000)).toEqual({ kind: 'refused', code: 'READER_SILENT' });
  transport.unplug();
  expect(await tested(500)).toEqual({ kind: 'refused', code: 'READER_NOT_CONNECTED' });
});

it('reads totals as the reference lays them out', () => {
  const data = Buffer.from('0710|00|1|2000', 'latin1');
  expect(posIntegradoLrc(data)).toBe(0x4a);
  expect(decodeTerminalAnswer(data)).toEqual({ kind: 'totals', responseCode: '00', saleCount: 1, totalMinor: 2000n });
  for (const none of ['0710|00', '0710|00|x|1', '0710|00|1|']) {
    expect(decodeTerminalAnswer(Buffer.from(none, 'latin1')), none).toBeNull();
  }
});
