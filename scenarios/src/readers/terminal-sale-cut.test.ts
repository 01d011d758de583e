/**
 * A sale on a terminal that authorises itself (POS Integrado), cut at every byte that crosses the line: the terminal
 * sells once, and what the till is told is what the terminal did.
 */
import { FakeClock, SeededRandom, silentLog } from '@qiantai/foundation';
import { MemoryKeptStore, IntegratedTerminal as SimulatedTerminal, type TerminalKept } from '@qiantai/hardware-sims';
import { IntegratedTerminal, type TerminalResult } from '@qiantai/terminal-app/reader';
import { describe, expect, it } from 'vitest';
import { type Cut, CutLine } from './cut-line.fixture.ts';

const stepMs = 250;
const stepsMax = 1_000;
const awayMs = 1_000;
const sale = { ticket: 'AB0001', amountMinor: 15_000n };

async function connected(cut: Cut, seed: string) {
  const clock = new FakeClock();
  const kept = new MemoryKeptStore<TerminalKept>();
  const line = new CutLine({
    clock,
    seed,
    cut,
    makeDevice: (ports) => new SimulatedTerminal(ports, { commerceCode: '597029414300', terminalId: 'ABC1234C', kept }),
  });
  await line.mounted.plug();
  const terminal = new IntegratedTerminal({
    transport: line,
    clock,
    nowMs: () => clock.nowMs(),
    random: new SeededRandom(seed),
    log: silentLog,
    onState: () => undefined,
  });
  terminal.start();
  await clock.advance(1_000);
  return { clock, kept, line, terminal };
}

/** Sells with one customer, who presents one card; the line comes back a second after it was cut. */
async function sell(cutAt: number, cut: Cut, card: string, hurt: 'cut' | 'garble' = 'cut') {
  const { clock, kept, line, terminal } = await connected(cut, `terminal ${cutAt}`);
  const before = line.crossed;
  if (hurt === 'cut') line.cutAt = before + cutAt;
  else line.garbleAt = before + cutAt;
  const progress: string[] = [];
  let result: TerminalResult | undefined;
  void terminal
    .sell(sale, (code) => progress.push(code))
    .then((told) => {
      result = told;
    });
  let isPresented = false;
  let gone = 0;
  for (let steps = 0; steps < stepsMax && !result; steps++) {
    await clock.advance(stepMs);
    if (line.wasCut) gone += stepMs;
    if (line.wasCut && gone === awayMs) await line.restore();
    if (!isPresented && line.mounted.device.snapshot().status === 'waiting_card') {
      isPresented = true;
      await line.mounted.hand('insert', { card, pin: '1234' });
    }
  }
  await terminal.stop();
  return {
    result,
    progress,
    kept: kept.load(),
    bytes: line.crossed - before,
    isPresented,
    counters: terminal.counters(),
    sales: line.written.filter((bytes) => Buffer.from(bytes).toString('latin1', 1, 6) === '0200|').length,
  };
}

describe('a sale on an integrated terminal', () => {
  it('is approved by the terminal, step by step', async () => {
    const { result, progress, counters } = await sell(Number.POSITIVE_INFINITY, 'line', 'unionpay');
    expect(result).toMatchObject({
      kind: 'approved',
      approval: { ticket: 'AB0001', amountMinor: 15_000n, last4: '0018', cardType: 'DB', operationNumber: '000001' },
    });
    expect(progress).toEqual(['78', '81', '82']);
    expect(counters).toMatchObject({ errors: 0, retries: 0, discardedBytes: 0 });
  });

  it('is declined where the terminal says so', async () => {
    expect((await sell(Number.POSITIVE_INFINITY, 'line', 'damaged')).result).toEqual({
      kind: 'declined',
      reasonCode: 'CARD_UNREADABLE',
      responseCode: '09',
    });
  });

  it.each(['line', 'power'] as const)(
    'cut by its %s at any byte is made once at most, and the till knows which',
    async (cut) => {
      const whole = await sell(Number.POSITIVE_INFINITY, cut, 'unionpay');
      const told = new Set<string>();
      for (let cutAt = 1; cutAt <= whole.bytes; cutAt++) {
        const { result, kept, sales } = await sell(cutAt, cut, 'unionpay');
        const at = `cut of the ${cut} at byte ${cutAt}`;
        expect(result, at).toBeDefined();
        expect(sales, at).toBe(1);
        expect(kept?.operations ?? 0, at).toBeLessThanOrEqual(1);
        // Never unknown here, as the terminal comes back; and never a sale that the till does not know of.
        expect(result?.kind, at).toBe(kept?.lastSale?.ticket === sale.ticket ? 'approved' : 'not_taken');
        told.add(result?.kind ?? '');
      }
      expect([...told].sort()).toEqual(['approved', 'not_taken']);
    },
    300_000,
  );

  it('is made once at most, and the till knows which, whichever byte is garbled', async () => {
    const whole = await sell(Number.POSITIVE_INFINITY, 'line', 'unionpay');
    const told = new Map<string, number>();
    for (let at = 0; at < whole.bytes; at++) {
      const { result, kept } = await sell(at, 'line', 'unionpay', 'garble');
      expect(kept?.operations ?? 0, `byte ${at}`).toBeLessThanOrEqual(1);
      expect(result?.kind, `byte ${at}`).toBe(kept?.lastSale ? 'approved' : 'not_taken');
      told.set(result?.kind ?? '', (told.get(result?.kind ?? '') ?? 0) + 1);
    }
    // Only a start that was not heard as one costs the sale: no NAK comes, and on silence it is not sent again.
    expect(told.get('not_taken')).toBeLessThanOrEqual(3);
  }, 300_000);

  it('stands in the totals that the set-up page’s test asks for, and the test makes none', async () => {
    const { clock, line, terminal } = await connected('line', 'test');
    const sold = terminal.sell(sale);
    await clock.advance(1_000);
    await line.mounted.hand('tap', { card: 'visa' });
    await clock.advance(2_000);
    expect(await sold).toMatchObject({ kind: 'approved' });
    for (let times = 0; times < 2; times++) {
      const tested = terminal.test();
      await clock.advance(1_000);
      expect(await tested).toEqual({
        kind: 'answered',
        answers: [
          { kind: 'terminal_there', params: {} },
          { kind: 'terminal_keys', params: {} },
          { kind: 'terminal_totals', params: { count: '1', total: sale.amountMinor.toString() } },
        ],
      });
    }
    await terminal.stop();
  });

  it('that is under way when the till stops is unknown to it', async () => {
    const { clock, terminal } = await connected('line', 'stopped');
    const sold = terminal.sell(sale);
    await clock.advance(500);
    await terminal.stop();
    expect(await sold).toEqual({ kind: 'unknown', reasonCode: 'TERMINAL_SILENT' });
  });

  it('of an earlier run is found by its ticket; and one that was never made is not', async () => {
    const { clock, line, terminal } = await connected('line', 'recover');
    const first = terminal.sell(sale);
    await clock.advance(1_000);
    await line.mounted.hand('tap', { card: 'visa' });
    await clock.advance(2_000);
    expect(await first).toMatchObject({ kind: 'approved' });
    const recovered = terminal.recover(sale);
    await clock.advance(1_000);
    expect(await recovered).toMatchObject({ kind: 'approved', approval: { last4: '4242', cardType: 'CR' } });
    const never = terminal.recover({ ticket: 'AB0002', amountMinor: 1n });
    await clock.advance(1_000);
    expect(await never).toEqual({ kind: 'not_taken', reasonCode: 'TERMINAL_REFUSED' });
    const busy = terminal.sell(sale);
    expect(await terminal.run('close')).toEqual({ kind: 'failed', reasonCode: 'TERMINAL_BUSY' });
    await clock.advance(500);
    await line.mounted.hand('cancel', {});
    await clock.advance(500);
    expect(await busy).toMatchObject({ kind: 'declined', reasonCode: 'CANCELLED' });
    const closed = terminal.run('close');
    await clock.advance(500);
    expect(await closed).toEqual({ kind: 'answered', answer: { kind: 'close', responseCode: '00' } });
    await terminal.stop();
  });
});
