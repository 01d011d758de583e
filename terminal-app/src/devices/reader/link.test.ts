import { describe, expect, it } from 'vitest';
import { type Frame, frameType, ReaderFraming } from './framing.ts';
import { closedLink, type LinkInput, type LinkState, linkDueMs, linkStep } from './link.ts';

const empty = new Uint8Array();
const some = Uint8Array.of(0x7b, 0x7d);
const frame = (wish: Partial<Frame>): LinkInput => ({
  kind: 'frame',
  frame: { type: frameType.data, ackId: 0, msgId: 0, data: empty, ...wish },
});

class Line {
  state: LinkState = closedLink;
  nowMs = 0;

  /** What was put out: frames as `type ack/msg` with `+data`, other outputs by kind. */
  say(input: LinkInput): string[] {
    const step = linkStep(this.state, input, this.nowMs);
    this.state = step.state;
    return step.outputs.map((output) => {
      if (output.kind !== 'write') return output.kind === 'down' ? `down ${output.why}` : output.kind;
      const [written] = new ReaderFraming().push(output.bytes, 0);
      if (!written) throw new Error('what was written is no frame');
      return `${written.type} ${written.ackId}/${written.msgId}${written.data.length > 0 ? '+data' : ''}`;
    });
  }
}

function upLine(): Line {
  const line = new Line();
  line.say({ kind: 'opened' });
  line.say(frame({ type: frameType.handshakeAnswer }));
  expect(line.state.status).toBe('up');
  return line;
}

describe('the reader’s line', () => {
  const inputs = {
    opened: { kind: 'opened' },
    closed: { kind: 'closed' },
    answer: frame({ type: frameType.handshakeAnswer }),
    request: frame({ type: frameType.handshakeRequest }),
    data: frame({ msgId: 9, data: some }),
    heartbeat: frame({}),
    unknown: frame({ type: 7 }),
    send: { kind: 'send', data: some },
    time: { kind: 'time' },
  } satisfies Record<string, LinkInput>;
  const table: Record<LinkState['status'], Record<keyof typeof inputs, [LinkState['status'], string[]]>> = {
    closed: {
      opened: ['handshaking', ['1 0/0']],
      closed: ['closed', []],
      answer: ['closed', []],
      request: ['closed', []],
      data: ['closed', []],
      heartbeat: ['closed', []],
      unknown: ['closed', []],
      send: ['closed', ['not_sent']],
      time: ['closed', []],
    },
    handshaking: {
      opened: ['handshaking', ['1 0/0']],
      closed: ['closed', []],
      answer: ['up', ['up']],
      request: ['handshaking', []],
      data: ['handshaking', []],
      heartbeat: ['handshaking', []],
      unknown: ['handshaking', []],
      send: ['handshaking', ['not_sent']],
      time: ['handshaking', []],
    },
    up: {
      opened: ['handshaking', ['1 0/0']],
      closed: ['closed', ['down closed']],
      answer: ['up', []],
      request: ['up', []],
      data: ['up', ['0 9/0', 'received']],
      heartbeat: ['up', []],
      unknown: ['up', []],
      send: ['up', ['0 0/1+data']],
      time: ['up', []],
    },
  };
  const rows = Object.entries(table).flatMap(([status, row]) =>
    Object.entries(row).map(([input, [next, outputs]]) => ({ status, input, next, outputs })),
  );
  it.each(rows)('that is $status takes $input', ({ status, input, next, outputs }) => {
    const line = status === 'up' ? upLine() : new Line();
    if (status === 'handshaking') line.say({ kind: 'opened' });
    expect(line.say(inputs[input as keyof typeof inputs])).toEqual(outputs);
    expect(line.state.status).toBe(next);
  });

  it('counts its messages from 1 to 255 and then from 1 again, one at a time', () => {
    const line = upLine();
    const ids: number[] = [];
    for (let n = 0; n < 257; n++) {
      line.say({ kind: 'send', data: some });
      const { state } = line;
      const msgId = state.status === 'up' ? (state.outstanding?.msgId ?? 0) : 0;
      ids.push(msgId);
      line.say(frame({ ackId: msgId }));
    }
    expect(ids.slice(0, 2)).toEqual([1, 2]);
    expect(ids.slice(253)).toEqual([254, 255, 1, 2]);
  });

  it('sends what waits when the one before is acknowledged, also by a frame with data', () => {
    const line = upLine();
    expect(line.say({ kind: 'send', data: some })).toEqual(['0 0/1+data']);
    expect(line.say({ kind: 'send', data: some })).toEqual([]);
    expect(line.say(frame({ ackId: 9 }))).toEqual([]);
    expect(line.say(frame({ ackId: 1, msgId: 4, data: some }))).toEqual(['0 0/2+data', '0 4/0', 'received']);
    // Its own frames carry the last good id from then on.
    expect(line.say(frame({ ackId: 2 }))).toEqual([]);
    expect(line.say({ kind: 'send', data: some })).toEqual(['0 4/3+data']);
  });

  it('acknowledges a repeated message and does not act on it', () => {
    const line = upLine();
    line.say(frame({ msgId: 255, data: some }));
    expect(line.say(frame({ msgId: 255, data: some }))).toEqual(['0 255/0']);
    expect(line.say(frame({ msgId: 1, data: some }))).toEqual(['0 1/0', 'received']);
  });

  it('takes sixteen messages that wait, and no more', () => {
    const line = upLine();
    for (let n = 0; n < 17; n++) line.say({ kind: 'send', data: some });
    expect(line.say({ kind: 'send', data: some })).toEqual(['not_sent']);
  });

  it('repeats every half second three times in all, beats every two seconds, gives up after six', () => {
    const line = upLine();
    line.say({ kind: 'send', data: some });
    const said: string[] = [];
    while (line.state.status === 'up') {
      line.nowMs = linkDueMs(line.state);
      said.push(`${line.nowMs} ${line.say({ kind: 'time' }).join(', ')}`);
    }
    expect(said).toEqual(['500 0 0/1+data', '1000 0 0/1+data', '1500 down no_acknowledgement, 1 0/0']);
    const idle = upLine();
    const beats: string[] = [];
    while (idle.state.status === 'up') {
      idle.nowMs = linkDueMs(idle.state);
      beats.push(`${idle.nowMs} ${idle.say({ kind: 'time' }).join(', ')}`);
    }
    expect(beats).toEqual(['2000 0 0/0', '4000 0 0/0', '6000 down silence, 1 0/0']);
  });
});
