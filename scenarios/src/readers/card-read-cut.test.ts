/**
 * A card payment's read over protocol A, cut at every byte that crosses the line: one key is never read twice, and
 * what the till is told is what the reader has.
 */
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { MemoryKeptStore, CardReader as SimulatedReader } from '@qiantai/hardware-sims';
import { IdMint } from '@qiantai/protos';
import { CardReader } from '@qiantai/terminal-app/reader';
import { describe, expect, it } from 'vitest';
import { type Cut, CutLine } from './cut-line.fixture.ts';

type ReaderEvent = Parameters<ConstructorParameters<typeof CardReader>[0]['onEvent']>[0];

const stepMs = 100;
const stepsMax = 400;
const awayMs = 700;

/** `hurt`: at which byte the line is cut, or which byte of it is garbled. */
async function readCutAt(cutAt: number, cut: Cut, hurt: 'cut' | 'garble' = 'cut') {
  const clock = new FakeClock();
  const random = new SeededRandom(`cut ${cutAt}`);
  const kept = new MemoryKeptStore();
  const line = new CutLine({
    clock,
    seed: `device ${cutAt}`,
    cut,
    makeDevice: (ports) =>
      new SimulatedReader(ports, {
        serial: 'R1',
        baseKeyHex: '0123456789ABCDEFFEDCBA9876543210',
        initialKeySerialNumberHex: 'FFFF9876543210E00000',
        kept,
      }),
  });
  await line.mounted.plug();
  const events: ReaderEvent[] = [];
  const reader = new CardReader({
    transport: line,
    clock,
    nowMs: () => clock.nowMs(),
    random,
    log: silentLog,
    onEvent: (event) => events.push(event),
    onState: () => undefined,
  });
  reader.start();
  await clock.advance(1_000);
  const before = line.crossed;
  if (hurt === 'cut') line.cutAt = before + cutAt;
  else line.garbleAt = before + cutAt;
  const key = new IdMint(clock, random).paymentKey();
  reader.read({ key, amountMinor: 1250n, currency: 'CNY', purpose: 'sale', language: 'zh' });
  let presented = 0;
  let gone = 0;
  for (let steps = 0; steps < stepsMax && !events.some(isEnd); steps++) {
    await clock.advance(stepMs);
    if (line.wasCut) gone += stepMs;
    if (line.wasCut && gone === awayMs) await line.restore();
    // One customer with one card, who puts it in when asked.
    if (presented === 0 && line.mounted.device.snapshot().status === 'waiting_card') {
      presented += 1;
      await line.mounted.hand('insert', { card: 'unionpay', pin: '1234' });
    }
  }
  const outcome = events.find(isEnd);
  reader.finish(key, 'approved');
  if (line.wasCut) await line.restore();
  // In small steps: the fake clock lets few turns of the line pass at each.
  for (let steps = 0; steps < 20; steps++) await clock.advance(stepMs);
  const snapshot = line.mounted.device.snapshot();
  await reader.stop();
  return {
    key,
    events,
    outcome,
    kept: kept.load(),
    asked:
      Buffer.concat(line.written)
        .toString('latin1')
        .match(/(?<="op":")[a-z_]+/g) ?? [],
    snapshot,
    wasCut: line.wasCut,
    bytes: line.crossed - before,
    counters: reader.counters(),
  };
}

const orders = [
  'info read_card finish',
  // Cut once the card was told, or while it was finished.
  'info read_card info finish',
  'info read_card finish info',
  'info read_card last_result finish',
  'info read_card last_result read_card finish',
];
const isEnd = (event: ReaderEvent): boolean => event.kind === 'card_read' || event.kind === 'card_failed';

describe('a read that is cut', () => {
  it('goes through in one piece', async () => {
    const { outcome, kept, bytes, counters, wasCut } = await readCutAt(Number.POSITIVE_INFINITY, 'line');
    expect(wasCut).toBe(false);
    expect(outcome).toMatchObject({ kind: 'card_read' });
    expect(kept).toMatchObject({ keyCounter: 1, lastResult: { state: 'read' } });
    expect(bytes).toBeGreaterThan(800);
    expect(counters).toMatchObject({ errors: 0, retries: 0, discardedBytes: 0 });
  });

  it.each(['line', 'power'] as const)(
    'by its %s, at every byte, is read once, and ends as the reader says',
    async (cut) => {
      const told = new Set<string>();
      const whole = await readCutAt(Number.POSITIVE_INFINITY, cut);
      for (let cutAt = 1; cutAt <= whole.bytes; cutAt++) {
        const { key, events, outcome, kept, asked } = await readCutAt(cutAt, cut);
        const at = `cut of the ${cut} at byte ${cutAt}`;
        expect(events.filter(isEnd), at).toHaveLength(1);
        // A key of the reader's is used for each card read: never a second one for this payment.
        expect(kept?.keyCounter ?? 0, at).toBeLessThanOrEqual(1);
        // Asked again only where the reader, asked for its last result, had never heard of it.
        expect(orders, at).toContain(asked.join(' '));
        const last = kept?.lastResult ?? { state: 'none' };
        if (outcome?.kind === 'card_read') {
          expect(last, at).toEqual({ state: 'read', key, card: outcome.card });
        } else {
          expect(last, at).toMatchObject({ state: 'failed', key });
          expect(outcome, at).toEqual({
            kind: 'card_failed',
            key,
            reasonCode: last.state === 'failed' ? last.code : '',
          });
        }
        const word = outcome?.kind === 'card_failed' ? outcome.reasonCode : 'read';
        told.add(word);
      }
      // The cable alone never costs a read; the power does, while the card is being read.
      expect([...told].sort()).toEqual(cut === 'line' ? ['read'] : ['CANCELLED', 'read']);
    },
    300_000,
  );

  it('goes through, once, whichever byte is garbled', async () => {
    const whole = await readCutAt(Number.POSITIVE_INFINITY, 'line');
    for (let at = 0; at < whole.bytes; at++) {
      const { key, outcome, kept } = await readCutAt(at, 'line', 'garble');
      if (outcome?.kind !== 'card_read') throw new Error(`byte ${at} garbled ended as ${outcome?.kind}`);
      expect(kept, `byte ${at}`).toEqual({ keyCounter: 1, lastResult: { state: 'read', key, card: outcome.card } });
    }
  }, 300_000);
});
