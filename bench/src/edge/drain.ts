/**
 * A store that was three days without its line: 50,000 entries wait at its agent, the line comes back, and the
 * tills sell on. How long the backlog takes, beside direct postings to the same server in the same run; what a new
 * sale takes meanwhile, beside a quiet one; and the agent's memory.
 */
import { systemClock, systemRandom } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { Hands, type RunningSuite, readServerBooks } from '@qiantai/scenarios';
import { enrol } from '../enrol.ts';
import { type Figure, lessIsBetter, median, moreIsBetter, quantile } from '../figure.ts';
import { openLoad, rateOf, watchMemory } from '../load.ts';
import { type AgentTill, openAgentTill } from './agent-till.ts';
import { writeBacklog } from './backlog.ts';

const backlogEntries = 50_000;
const postingCount = 30_000;
const warmUpCount = 6_000;
const quietSales = 60;
const saleEveryMs = 150;
const aims = { shareOfPostings: 0.5, drainS: 30, latencyFactor: 1.5, memoryMb: 150 };
/** A drain that takes longer has failed. */
const drainMaxMs = 180_000;

export async function benchDrain(suite: RunningSuite, folder: string): Promise<Figure[]> {
  const [store] = suite.stores;
  const terminalIds = suite.tills.map((till) => till.id);
  if (!store) throw new Error('the suite has no store');
  const hands = new Hands({ panel: suite.panel, channels: suite.channels.http });
  const merchantId = 'qiantai-demo';
  await untilEnrolled(suite);
  const postingRate = await directPostings(suite, folder);

  const quietMs = await quiet(suite, hands);

  await store.process.stop();
  writeBacklog(store.databaseFile, { merchantId, storeId: store.id, terminalIds }, backlogEntries);
  const before = await readServerBooks(suite.server.ready.databaseUrl);
  await store.process.start();
  const till = openAgentTill(suite, terminalIds[0] ?? '');
  try {
    const memory = watchMemory(store.process.pid);
    const drained = await drain(suite, till, hands);
    const memoryMb = memory.peakMb();
    quietMs.push(...(await sell(till, hands, () => quietSales)));
    await checkBooks(suite, before.journalEntries);
    const rate = backlogEntries / (drained.elapsedMs / 1000);
    return [
      moreIsBetter('edge.direct_posting_rate', postingRate, '1/s', 'itself: the peer of the drain', postingRate),
      moreIsBetter(
        'edge.drain_rate',
        rate,
        '1/s',
        `${aims.shareOfPostings} of direct postings to the same server`,
        aims.shareOfPostings * postingRate,
      ),
      lessIsBetter('edge.drain_50000_s', drained.elapsedMs / 1000, 's', `${aims.drainS} s`, aims.drainS),
      lessIsBetter(
        'edge.sale_latency_during_drain',
        median(drained.latenciesMs),
        'ms',
        `${aims.latencyFactor} of a quiet sale, medians`,
        aims.latencyFactor * median(quietMs),
      ),
      lessIsBetter(
        'edge.sale_latency_during_drain_p95',
        quantile(drained.latenciesMs, 0.95),
        'ms',
        `${aims.latencyFactor} of a quiet sale`,
        aims.latencyFactor * quantile(quietMs, 0.95),
      ),
      lessIsBetter(
        'edge.agent_memory',
        memoryMb,
        'MB',
        `${aims.memoryMb} MB of the agent’s own process`,
        aims.memoryMb,
      ),
    ];
  } finally {
    till.close();
  }
}

/** The agent is enrolled, its settings are down, the till's host is paired. */
async function untilEnrolled(suite: RunningSuite): Promise<void> {
  const endMs = systemClock.monotonicMs() + 30_000;
  for (;;) {
    try {
      const till = openAgentTill(suite, suite.tills[0]?.id ?? '');
      await till.signIn().finally(() => till.close());
      return;
    } catch (error) {
      if (systemClock.monotonicMs() > endMs) throw error;
      await systemClock.sleep(200);
    }
  }
}

/** Sales with nothing else under way; the first ones warm the machine. */
async function quiet(suite: RunningSuite, hands: Hands): Promise<number[]> {
  const till = openAgentTill(suite, suite.tills[0]?.id ?? '');
  try {
    await till.signIn();
    return (await sell(till, hands, () => 2 * quietSales)).slice(quietSales);
  } finally {
    till.close();
  }
}

async function directPostings(suite: RunningSuite, folder: string): Promise<number> {
  const { ready } = suite.server;
  const files = await enrol({
    enrolmentAddress: ready.enrolment,
    authorityFile: ready.caFile,
    activationCode: suite.secrets.activationCodes[1]?.code ?? '',
    folder,
  });
  const load = openLoad({ address: ready.grpc, files });
  try {
    await load.run('RecordCash', warmUpCount);
    return rateOf(await load.run('RecordCash', postingCount));
  } finally {
    load.stop();
  }
}

/** Until nothing waits, selling by the way. */
async function drain(
  suite: RunningSuite,
  till: AgentTill,
  hands: Hands,
): Promise<{ elapsedMs: number; latenciesMs: number[] }> {
  let running = true;
  const startedMs = systemClock.monotonicMs();
  await till.signIn();
  while (!(await agentAt(suite)).online) await systemClock.sleep(50);
  const selling = sell(till, hands, () => (running ? Number.MAX_SAFE_INTEGER : 0));
  while ((await agentAt(suite)).waiting > 20) {
    if (systemClock.monotonicMs() - startedMs > drainMaxMs) throw new Error('the backlog does not drain');
    await systemClock.sleep(200);
  }
  const elapsedMs = systemClock.monotonicMs() - startedMs;
  running = false;
  return { elapsedMs, latenciesMs: await selling };
}

async function agentAt(suite: RunningSuite): Promise<{ online: boolean; waiting: number }> {
  const response = await fetch(`${suite.stores[0]?.status}/status.json`);
  const { line, queue } = (await response.json()) as { line: { status: string }; queue: { waiting: number } };
  return { online: line.status === 'online', waiting: queue.waiting };
}

/** One sale after another at an even pace; what each takes from the till's call to "paid". */
async function sell(till: AgentTill, hands: Hands, countMax: () => number): Promise<number[]> {
  const ids = new IdMint(systemClock, systemRandom);
  const latenciesMs: number[] = [];
  while (latenciesMs.length < countMax()) {
    const code = await hands.paymentCode('wechat', 'pay');
    const startedMs = systemClock.monotonicMs();
    const status = await till.payByCode({ paymentKey: ids.paymentKey(), saleId: ids.saleId(), amountMinor: 650, code });
    const tookMs = systemClock.monotonicMs() - startedMs;
    if (!status.startsWith('PAYMENT_STATUS_PAID')) throw new Error(`a sale ended as ${status}`);
    latenciesMs.push(tookMs);
    await systemClock.sleep(Math.max(0, saleEveryMs - tookMs));
  }
  return latenciesMs;
}

async function checkBooks(suite: RunningSuite, entriesBefore: number): Promise<void> {
  const after = await readServerBooks(suite.server.ready.databaseUrl);
  if (after.journalEntries - entriesBefore < backlogEntries) throw new Error('entries are missing at the server');
  if (!after.ledger.balanced) throw new Error('the ledger does not balance after the drain');
  const offences = after.exceptions.filter(({ code }) => code !== 'RECEIPT_NO_TWICE');
  if (offences.length > 0) throw new Error(`the drain opened exceptions, the first ${offences[0]?.code}`);
}
