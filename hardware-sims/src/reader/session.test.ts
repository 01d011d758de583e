import { FakeClock } from '@qiantai/foundation';
import { describe, expect, it } from 'vitest';
import { ReaderSession } from './session.ts';
import { framesIn, type HeardFrame, tillFrame } from './till.fixture.ts';

function newSession() {
  const clock = new FakeClock();
  const sent: Uint8Array[] = [];
  const messages: string[] = [];
  const downs: string[] = [];
  const session = new ReaderSession({
    clock,
    send: (bytes) => sent.push(bytes),
    heard: () => undefined,
    message: (text) => messages.push(text),
    wentDown: (why) => downs.push(why),
  });
  const take = (): HeardFrame[] => framesIn(Buffer.concat(sent.splice(0)));
  return { clock, session, messages, downs, take };
}

function shakenSession() {
  const made = newSession();
  made.session.receive(tillFrame({ type: 1 }));
  made.take();
  return made;
}

describe('the reliable line', () => {
  it('says nothing and hears nothing before the handshake', async () => {
    const { session, clock, messages, take } = newSession();
    session.receive(tillFrame({ msgId: 1, message: { op: 'info' } }));
    session.post('{}', 'nothing');
    await clock.advance(10_000);
    expect(take()).toEqual([]);
    expect(messages).toEqual([]);
  });

  it('answers a handshake and begins at message 1', () => {
    const { session, take } = newSession();
    session.receive(tillFrame({ type: 1 }));
    expect(take()).toEqual([{ type: 2, ackId: 0, msgId: 0, text: '' }]);
    session.post('{"a":1}', '');
    expect(take()).toEqual([{ type: 0, ackId: 0, msgId: 1, text: '{"a":1}' }]);
  });

  it('acknowledges every data frame at once, and acts once on a repeated one', () => {
    const { session, messages, take } = shakenSession();
    const frame = tillFrame({ msgId: 7, message: 'x' });
    session.receive(frame);
    session.receive(frame);
    expect(take()).toEqual([
      { type: 0, ackId: 7, msgId: 0, text: '' },
      { type: 0, ackId: 7, msgId: 0, text: '' },
    ]);
    expect(messages).toEqual(['"x"']);
  });

  it('repeats an unacknowledged frame after 500 ms, three times in all, then holds the line for broken', async () => {
    const { session, clock, downs, take } = shakenSession();
    session.post('"a"', '');
    await clock.advance(499);
    expect(take()).toHaveLength(1);
    await clock.advance(1);
    expect(take()).toHaveLength(1);
    await clock.advance(500);
    expect(take()).toHaveLength(1);
    await clock.advance(500);
    expect(downs).toEqual(['three tries were not acknowledged']);
    expect(session.up).toBe(false);
    await clock.advance(20_000);
    expect(take()).toEqual([]);
  });

  it('sends one data frame at a time, the next when the first is acknowledged', () => {
    const { session, take } = shakenSession();
    session.post('"a"', '');
    session.post('"b"', '');
    expect(take().map(({ text }) => text)).toEqual(['"a"']);
    session.receive(tillFrame({ ackId: 2 }));
    expect(take()).toEqual([]);
    session.receive(tillFrame({ ackId: 1 }));
    expect(take().map(({ text, msgId }) => [text, msgId])).toEqual([['"b"', 2]]);
  });

  it('takes an acknowledgement that rides on a data frame', () => {
    const { session, take } = shakenSession();
    session.post('"a"', '');
    session.post('"b"', '');
    take();
    session.receive(tillFrame({ ackId: 1, msgId: 1, message: 'q' }));
    expect(take().map(({ ackId, text }) => [ackId, text])).toEqual([
      [0, '"b"'],
      [1, ''],
    ]);
  });

  it('counts messages from 1 to 255 and then from 1', () => {
    const { session, take } = shakenSession();
    const ids: number[] = [];
    for (let turn = 0; turn < 256; turn++) {
      session.post('"a"', '');
      const id = take()[0]?.msgId ?? 0;
      ids.push(id);
      session.receive(tillFrame({ ackId: id }));
    }
    expect(ids.slice(253)).toEqual([254, 255, 1]);
  });

  it('forgets what waits and begins anew at another handshake', () => {
    const { session, messages, take } = shakenSession();
    session.post('"a"', '');
    session.post('"b"', '');
    session.receive(tillFrame({ msgId: 1, message: 'x' }));
    take();
    session.receive(tillFrame({ type: 1 }));
    session.receive(tillFrame({ msgId: 1, message: 'y' }));
    session.post('"c"', '');
    expect(take().map(({ type, ackId, msgId, text }) => [type, ackId, msgId, text])).toEqual([
      [2, 0, 0, ''],
      [0, 1, 0, ''],
      [0, 1, 1, '"c"'],
    ]);
    expect(messages).toEqual(['"x"', '"y"']);
  });

  it('beats every 2 s and holds a till that is silent for 6 s for gone', async () => {
    const { session, clock, downs, take } = shakenSession();
    await clock.advance(5999);
    expect(take()).toEqual([
      { type: 0, ackId: 0, msgId: 0, text: '' },
      { type: 0, ackId: 0, msgId: 0, text: '' },
    ]);
    session.receive(tillFrame({}));
    await clock.advance(5999);
    expect(session.up).toBe(true);
    await clock.advance(1);
    expect(downs).toEqual(['no frame for 6 s']);
    expect(clock.pending).toBe(0);
  });

  it('finds the next frame when the rest of one does not come', async () => {
    const { session, clock, messages } = shakenSession();
    session.receive(Buffer.from('55AA0000010300', 'hex'));
    await clock.advance(251);
    session.receive(tillFrame({ msgId: 1, message: 'x' }));
    expect(messages).toEqual(['"x"']);
  });

  it('is bounded in what it lets wait', () => {
    const { session, downs } = shakenSession();
    for (let turn = 0; turn < 40; turn++) session.post('"a"', '');
    expect(downs).toEqual(['the till acknowledges nothing']);
  });
});
