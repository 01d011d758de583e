import { describe, expect, it } from 'vitest';
import { encodePoslinkFrame } from '../frames/poslink-frame.ts';
import {
  closedExchange,
  type ExchangeInput,
  type ExchangeOutput,
  type ExchangeState,
  type ExchangeStatus,
  exchangeDueMs,
  exchangeStep,
  type LineProfile,
} from './exchange.ts';

const data = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const profile: LineProfile = {
  triesMax: 3,
  ackMs: 2_000,
  answerMs: 60_000,
  endsWithEot: false,
  encode: (bytes) => Uint8Array.of(0xff, ...bytes),
  isProgress: (bytes) => Buffer.from(bytes).toString().startsWith('P'),
};
/** POSLINK ends the third try with EOT. */
const poslink: LineProfile = { ...profile, endsWithEot: true, encode: encodePoslinkFrame };
const sale = { data: data('sale'), isAnswered: true, isRepeatable: false };
const question = { data: data('last'), isAnswered: true, isRepeatable: true };
const poll = { data: data('poll'), isAnswered: false, isRepeatable: true };

class Line {
  state: ExchangeState = closedExchange;
  nowMs = 0;
  readonly profile: LineProfile;

  constructor(used: LineProfile = profile) {
    this.profile = used;
  }

  say(input: ExchangeInput): string[] {
    const step = exchangeStep(this.profile, this.state, input, this.nowMs);
    this.state = step.state;
    return step.outputs.map(wordOf);
  }

  after(ms: number): string[] {
    this.nowMs += ms;
    return this.say({ kind: 'time' });
  }
}

function wordOf(output: ExchangeOutput): string {
  switch (output.kind) {
    case 'write':
      return { 6: 'ACK', 21: 'NAK', 4: 'EOT' }[output.bytes.length === 1 ? (output.bytes[0] as number) : 0] ?? 'send';
    case 'answered':
      return `answered ${output.data ? Buffer.from(output.data).toString() : ''}`.trim();
    case 'failed':
      return `failed ${output.why}${output.isCertain ? ' for certain' : ''}`;
    case 'progress':
    case 'unasked':
      return `${output.kind} ${Buffer.from(output.data).toString()}`;
    case 'refused':
      return 'refused';
  }
}

function lineIn(status: ExchangeStatus, request = sale): Line {
  const line = new Line();
  if (status === 'closed') return line;
  line.say({ kind: 'opened' });
  if (status === 'idle') return line;
  line.say({ kind: 'request', request });
  if (status === 'awaiting_answer') line.say({ kind: 'ack' });
  expect(line.state.status).toBe(status);
  return line;
}

describe('an exchange', () => {
  /** Every state and every event: the state behind it, and what is put out. */
  const table: Record<ExchangeStatus, Record<string, [ExchangeInput, ExchangeStatus, string[]]>> = {
    closed: {
      opened: [{ kind: 'opened' }, 'idle', []],
      closed: [{ kind: 'closed' }, 'closed', []],
      request: [{ kind: 'request', request: sale }, 'closed', ['refused']],
      ack: [{ kind: 'ack' }, 'closed', []],
      nak: [{ kind: 'nak' }, 'closed', []],
      eot: [{ kind: 'eot' }, 'closed', []],
      data: [{ kind: 'data', data: data('A') }, 'closed', []],
      bad: [{ kind: 'bad' }, 'closed', []],
      time: [{ kind: 'time' }, 'closed', []],
    },
    idle: {
      opened: [{ kind: 'opened' }, 'idle', []],
      closed: [{ kind: 'closed' }, 'closed', []],
      request: [{ kind: 'request', request: sale }, 'awaiting_ack', ['send']],
      ack: [{ kind: 'ack' }, 'idle', []],
      nak: [{ kind: 'nak' }, 'idle', []],
      eot: [{ kind: 'eot' }, 'idle', []],
      data: [{ kind: 'data', data: data('A') }, 'idle', ['ACK', 'unasked A']],
      bad: [{ kind: 'bad' }, 'idle', ['NAK']],
      time: [{ kind: 'time' }, 'idle', []],
    },
    awaiting_ack: {
      opened: [{ kind: 'opened' }, 'awaiting_ack', []],
      closed: [{ kind: 'closed' }, 'closed', ['failed closed']],
      request: [{ kind: 'request', request: sale }, 'awaiting_ack', ['refused']],
      ack: [{ kind: 'ack' }, 'awaiting_answer', []],
      nak: [{ kind: 'nak' }, 'awaiting_ack', ['send']],
      eot: [{ kind: 'eot' }, 'idle', ['failed ended']],
      data: [{ kind: 'data', data: data('A') }, 'idle', ['ACK', 'answered A']],
      bad: [{ kind: 'bad' }, 'awaiting_answer', ['NAK']],
      time: [{ kind: 'time' }, 'awaiting_ack', []],
    },
    awaiting_answer: {
      opened: [{ kind: 'opened' }, 'awaiting_answer', []],
      closed: [{ kind: 'closed' }, 'closed', ['failed closed']],
      request: [{ kind: 'request', request: sale }, 'awaiting_answer', ['refused']],
      ack: [{ kind: 'ack' }, 'awaiting_answer', []],
      nak: [{ kind: 'nak' }, 'awaiting_answer', []],
      eot: [{ kind: 'eot' }, 'idle', ['failed ended']],
      data: [{ kind: 'data', data: data('A') }, 'idle', ['ACK', 'answered A']],
      bad: [{ kind: 'bad' }, 'awaiting_answer', ['NAK']],
      time: [{ kind: 'time' }, 'awaiting_answer', []],
    },
  };

  for (const [status, events] of Object.entries(table)) {
    for (const [event, [input, next, outputs]] of Object.entries(events)) {
      it(`that is ${status} takes ${event}`, () => {
        const line = lineIn(status as ExchangeStatus);
        expect(line.say(input)).toEqual(outputs);
        expect(line.state.status).toBe(next);
      });
    }
  }

  it('repeats what may be repeated three times in all, and then does not know', () => {
    const line = lineIn('awaiting_ack', question);
    expect(exchangeDueMs(profile, line.state)).toBe(2_000);
    expect(line.after(1_999)).toEqual([]);
    expect(line.after(1)).toEqual(['send']);
    expect(line.after(2_000)).toEqual(['send']);
    expect(line.after(2_000)).toEqual(['failed no_acknowledgement']);
    expect(line.state).toMatchObject({ status: 'idle', retries: 2, failures: 1 });
  });

  it('never repeats on silence what may move money', () => {
    const line = lineIn('awaiting_ack');
    expect(line.after(2_000)).toEqual(['failed no_acknowledgement']);
  });

  it('is refused for certain after three NAKs, unless one try met silence', () => {
    const refused = lineIn('awaiting_ack');
    expect(['nak', 'nak'].flatMap(() => refused.say({ kind: 'nak' }))).toEqual(['send', 'send']);
    expect(refused.say({ kind: 'nak' })).toEqual(['failed nak for certain']);
    const mixed = lineIn('awaiting_ack', question);
    mixed.after(2_000);
    mixed.say({ kind: 'nak' });
    expect(mixed.say({ kind: 'nak' })).toEqual(['failed nak']);
  });

  it('waits on while the terminal tells how far it is', () => {
    const line = lineIn('awaiting_answer');
    line.nowMs = 59_000;
    expect(line.say({ kind: 'data', data: data('P78') })).toEqual(['ACK', 'progress P78']);
    expect(line.after(59_999)).toEqual([]);
    expect(line.after(1)).toEqual(['failed no_answer']);
  });

  it('asks twice for an answer that came in broken', () => {
    const line = lineIn('awaiting_answer');
    expect(line.say({ kind: 'bad' })).toEqual(['NAK']);
    expect(line.say({ kind: 'bad' })).toEqual(['NAK']);
    expect(line.say({ kind: 'bad' })).toEqual(['NAK', 'failed no_answer']);
  });

  it('ends a poll with its ACK', () => {
    const line = lineIn('awaiting_ack', poll);
    expect(line.say({ kind: 'ack' })).toEqual(['answered']);
  });

  it('of POSLINK ends with EOT after the third try', () => {
    const line = new Line(poslink);
    line.say({ kind: 'opened' });
    line.say({ kind: 'request', request: question });
    line.say({ kind: 'nak' });
    line.say({ kind: 'nak' });
    expect(line.say({ kind: 'nak' })).toEqual(['EOT', 'failed nak for certain']);
  });
});
