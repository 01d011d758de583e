import { expect, test } from 'vitest';
import type { FromScreen } from '../../contract/frames.ts';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { base } from '../../screen-tests/scenes.ts';
import { connectTill, type Link } from './till-connection.ts';

/** A line whose far end the test is. */
function open() {
  const posted: FromScreen[] = [];
  const shown: number[] = [];
  let tell: { onFrame(frame: unknown): void; onLink(link: Link): void } | undefined;
  const connection = connectTill({
    open: (listener) => {
      tell = listener;
    },
    post: (frame) => posted.push(frame),
    close: () => undefined,
  });
  connection.open({ onSnapshot: ({ revision }: TillSnapshot) => shown.push(revision), onLink: () => undefined });
  if (!tell) throw new Error('the line was not opened');
  return { connection, posted, shown, ...tell };
}

const whole = (revision: number) => ({ kind: 'snapshot', snapshot: { ...base, revision } });
const change = (from: number, revision: number) => ({ kind: 'change', from, parts: { revision }, sale: {} });

test('changes are shown one after the other; what is missing between two is asked for, once', () => {
  const line = open();
  line.onLink('connected');
  for (const frame of [whole(1), change(1, 2), change(3, 4), change(4, 5)]) line.onFrame(frame);
  expect(line.shown).toEqual([1, 2]);
  expect(line.posted).toEqual([{ ask: 'whole' }]);
  for (const frame of [whole(5), change(5, 6)]) line.onFrame(frame);
  expect(line.shown).toEqual([1, 2, 5, 6]);
});

test('after a lost line nothing counts but the whole snapshot, also where its revision is an earlier one', async () => {
  const line = open();
  line.onLink('connected');
  line.onFrame(whole(8));
  const command = line.connection.send({ type: 'begin_tender' });
  line.onLink('lost');
  expect(await command).toMatchObject({ ok: false, error: { code: 'SCREEN_LOST_TILL' } });
  line.onLink('connected');
  line.onFrame(change(8, 9));
  line.onFrame(whole(1));
  expect(line.shown).toEqual([8, 1]);
  expect(line.posted.at(-1)).toEqual({ ask: 'whole' });
});
