/**
 * Days without the line: two tills of one agent sell on, the clock goes on by days, then everything drains. The sums
 * by tender, terminal and business date are reckoned here and compared with the server's.
 */
import { errorText, systemClock } from '@qiantai/foundation';
import { Pool } from 'pg';
import { type Sold, sellForCash, takeBack } from './acts.ts';
import { drain } from './drain.ts';
import { type FaultOptions, settleAndCompare } from './fault-result.ts';
import { World } from './harness.ts';
import { piecesOf } from './script.ts';
import type { TillHand } from './till-hand.ts';

const days = 3;
const salesShort = 600;
const salesLong = 50_000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** One sale in so many comes back. */
const returnEvery = 25;
/** Until a backlog has left, milliseconds of the machine. */
const drainTimeoutMs = 600_000;

/** Sums of paid less returned, minor units, by `tender terminal date`. */
type Sums = Map<string, bigint>;

export async function playLongOffline(options: FaultOptions): Promise<void> {
  const startedMs = systemClock.monotonicMs();
  const salesCount = options.long ? salesLong : salesShort;
  // The first shop opens at eight in Beijing.
  const world = await World.open({ seed: options.seed, cutLines: true, virtualMs: Date.UTC(2027, 4, 3, 0, 0, 0) });
  let findings: string[];
  let where = '';
  try {
    const sums: Sums = new Map();
    world.store.line?.cut();
    for (let day = 0; day < days; day++) {
      if (day > 0) world.advance(dayMs - (world.clock.nowMs() % dayMs));
      await Promise.all(world.hands.map((hand) => sellForADay(world, hand, salesCount / days / 2, sums)));
    }
    const openedMs = systemClock.monotonicMs();
    world.store.line?.restore();
    await drain(world, drainTimeoutMs);
    where = `${salesCount} sales drained in ${((systemClock.monotonicMs() - openedMs) / 1000).toFixed(1)} s`;
    findings = [...(await compareSums(world.databaseUrl, sums)), ...(await settleAndCompare(world))];
  } catch (error) {
    findings = [errorText(error)];
  } finally {
    await world.close();
  }
  options.tell({
    family: 'offline',
    fault: `${days} days without the line`,
    where,
    result: findings.length > 0 ? 'differs' : 'equal',
    findings,
    seconds: (systemClock.monotonicMs() - startedMs) / 1000,
    again: `npm run faults -- offline --seed ${options.seed}${options.long ? ' --long' : ''}`,
  });
}

async function sellForADay(world: World, hand: TillHand, count: number, sums: Sums): Promise<void> {
  await hand.signIn();
  const date = beijingDate(world.clock.nowMs());
  const add = (sold: Sold, sign: bigint) => {
    for (const { tender, amountMinor } of sold.parts) {
      const name = `${tender} ${hand.terminalId} ${date}`;
      sums.set(name, (sums.get(name) ?? 0n) + sign * amountMinor);
    }
  };
  for (let n = 0; n < count; n++) {
    const sold = await sellForCash(world, hand, piecesOf(world, 1));
    add(sold, 1n);
    if (n % returnEvery === 0) add(await takeBack(world, hand, sold), -1n);
  }
}

/** The business date of a shift that begins now: the day begins at four in Beijing (UTC+8, no summer time). */
function beijingDate(nowMs: number): string {
  return new Date(nowMs + 8 * hourMs - 4 * hourMs).toISOString().slice(0, 10);
}

async function compareSums(databaseUrl: string, sums: Sums): Promise<string[]> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { rows } = await pool.query<{ name: string; sum: string }>(
      `SELECT tender->>'tender' || ' ' || terminal_id || ' ' || business_date AS name,
         sum(CASE kind WHEN 'sale' THEN 1 ELSE -1 END * (tender->>'amountMinor')::bigint) AS sum
       FROM sale, jsonb_array_elements(record->'tenders') AS tender GROUP BY 1`,
    );
    const server = new Map(rows.map(({ name, sum }) => [name, BigInt(sum)]));
    return [...new Set([...sums.keys(), ...server.keys()])]
      .filter((name) => sums.get(name) !== server.get(name))
      .map((name) => `${name}: ${sums.get(name) ?? 0n} were taken, the server says ${server.get(name) ?? 0n}`);
  } finally {
    await pool.end();
  }
}
