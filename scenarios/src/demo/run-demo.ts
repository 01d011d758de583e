/** One demo from the planned day to the report: start, play, let it settle, fetch the bills, compare, end. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchorNow, type ClockAnchor, type Log, systemClock } from '@qiantai/foundation';
import type { Currency } from '@qiantai/protos';
import { describeSuite } from '../suite/describe-suite.ts';
import { type RunningSuite, startSuite } from '../suite/suite.ts';
import { freeSuitePorts } from '../suite/suite-ports.ts';
import type { TillRoll } from '../till-roll/till-roll.ts';
import { compare } from './comparison.ts';
import { playDay } from './day.ts';
import { Hands } from './hands.ts';
import { type DayPlan, planDay } from './plan.ts';
import { buildReport, type DemoReport } from './report.ts';
import { settle } from './settle.ts';

export interface KillOrder {
  /** `server`, `agent` (the first store's), or the name of a process. */
  who: string;
  /** Share of the invoices played, 0 to 99. */
  atPercent: number;
}

export interface DemoOptions {
  roll: TillRoll;
  seed: string;
  currency: Currency;
  faults: boolean;
  /** Virtual seconds per second. */
  speed: number;
  dataDir: string | undefined;
  descriptionFile?: string | undefined;
  kills: readonly KillOrder[];
  deleteBillRow: string | undefined;
  log: Log;
  say: (line: string) => void;
}

const tillsPerStore = 2;
const dayMs = 86_400_000;
const beijingOffsetMs = 8 * 3_600_000;

export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const startedMs = systemClock.monotonicMs();
  const { roll, seed, currency, say } = options;
  const plan = planDay(roll, { seed, faults: options.faults });
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'qiantai-demo-'));
  mkdirSync(dataDir, { recursive: true });
  const openingMs = openingOfToday();
  const suite = await startSuite({
    dataDir,
    currency,
    stores: plan.stores.map(({ id, name }) => ({ id, name, nameEn: name })),
    tillsPerStore,
    articles: plan.articles.map(({ id, barcode, nameZh, nameEn, unitPriceMinor, picture }) => ({
      id,
      barcode,
      nameZh,
      nameEn,
      unitPriceMinor: unitPriceMinor.toString(),
      unit: '件',
      picture,
    })),
    presets: plan.articles.slice(0, 12).map(({ barcode, nameZh }) => ({ code: barcode, label: nameZh })),
    ports: await freeSuitePorts({ stores: plan.stores.length, tills: plan.stores.length * tillsPerStore }),
    seed,
    anchor: anchorNow({ virtualMs: openingMs, factor: options.speed }),
    cutLines: true,
    log: options.log,
    onRestart: (name, pid) => say(`${name} died and was started again (pid ${pid})`),
  });
  try {
    announce(suite, plan, options);
    const day = await playDay(suite, plan, options.log, progressOf(suite, options));
    say('The day is played; waiting until nothing is on its way …');
    await settle(suite);
    if (options.deleteBillRow) {
      const hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
      await hands.deleteBillRow(options.deleteBillRow, { index: 0 });
    }
    const morning = nextMorning(openingMs);
    suite.setClock(morning);
    say('It is the next morning: fetching the bills and comparing …');
    const comparison = await compare({ suite, day, billDate: beijingDate(openingMs), anchor: morning });
    const elapsedMs = Math.round(systemClock.monotonicMs() - startedMs);
    return buildReport({ seed, currency, roll, day, comparison, elapsedMs });
  } finally {
    await suite.stop();
    if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Nine in the morning in Beijing, today: a day that cannot run over midnight, where the channels cut theirs. */
function openingOfToday(): number {
  const beijingNowMs = systemClock.nowMs() + beijingOffsetMs;
  return beijingNowMs - (beijingNowMs % dayMs) - beijingOffsetMs + 9 * 3_600_000;
}

/** Half past ten of the next day, when every channel has its bill (WeChat Pay: from 10:00). */
function nextMorning(openingMs: number): ClockAnchor {
  return anchorNow({ virtualMs: openingMs + dayMs + 1.5 * 3_600_000, factor: 1 });
}

function beijingDate(instantMs: number): string {
  return new Date(instantMs + beijingOffsetMs).toISOString().slice(0, 10);
}

function announce(suite: RunningSuite, plan: DayPlan, { say, descriptionFile }: DemoOptions): void {
  const pids = suite.processes.map(({ name, pid }) => `${name} ${pid}`).join(', ');
  say(`${plan.invoiceCount} invoices, ${plan.stores.length} stores, ${suite.tills.length} tills. Processes: ${pids}`);
  if (descriptionFile)
    writeFileSync(descriptionFile, `${JSON.stringify(describeSuite(suite), null, 2)}\n`, { mode: 0o600 });
}

function progressOf(suite: RunningSuite, { kills, say }: DemoOptions): (done: number, of: number) => void {
  const waiting = [...kills];
  let saidTenths = 0;
  return (done, of) => {
    const percent = (done / of) * 100;
    for (const order of waiting.filter(({ atPercent }) => percent >= atPercent)) {
      waiting.splice(waiting.indexOf(order), 1);
      const target = processOf(suite, order.who);
      say(`${target.name} is killed (pid ${target.pid})`);
      target.killNow();
    }
    if (Math.floor(percent / 10) > saidTenths) {
      saidTenths = Math.floor(percent / 10);
      say(`${done} of ${of} invoices`);
    }
  };
}

function processOf(suite: RunningSuite, who: string) {
  const names: Record<string, string> = { server: 'acquiring-server', agent: `edge-agent-${suite.stores[0]?.id}` };
  const wanted = names[who] ?? who;
  const found = suite.processes.find(({ name }) => name === wanted);
  if (!found) throw new Error(`no process ${who}; there are ${suite.processes.map(({ name }) => name).join(', ')}`);
  return found;
}
