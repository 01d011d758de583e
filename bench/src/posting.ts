/**
 * Posting through gRPC beside an echo on the same server, over the same TLS, from the same load processes:
 * whole cash payments (payment row, balanced journal, entries, outbox), each with its own key, at 256 in flight.
 * The statuses of all answers are looked at, and the ledger is counted afterwards.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type RunningSuite, readServerBooks } from '@qiantai/scenarios';
import { enrol } from './enrol.ts';
import { type Figure, lessIsBetter, moreIsBetter, quantile } from './figure.ts';
import type { LoadJob, LoadResult } from './load-worker.ts';

const workerFile = fileURLToPath(new URL('load-worker.ts', import.meta.url));
const workerCount = 2;
const inFlight = 256;
const requestCount = 40_000;
const warmUpCount = 6_000;
/** What the design aims at: a posting costs at most this many echoes. */
const aim = 0.4;

export async function benchPosting(suite: RunningSuite, folder: string): Promise<Figure[]> {
  const activationCode = suite.secrets.activationCodes[1]?.code ?? '';
  const { ready } = suite.server;
  const files = await enrol({
    enrolmentAddress: ready.enrolment,
    authorityFile: ready.caFile,
    activationCode,
    folder,
  });
  const job = (method: LoadJob['method'], count: number): LoadJob => ({
    address: ready.grpc,
    certificateFile: files.certificateFile,
    keyFile: files.keyFile,
    authorityFile: files.authorityFile,
    method,
    terminalId: files.terminalIds[0] ?? '',
    requestCount: Math.ceil(count / workerCount),
    connectionCount: 4,
    inFlight: inFlight / workerCount,
  });
  const workers = Array.from({ length: workerCount }, () => fork(workerFile));
  const run = async (method: LoadJob['method'], count: number) =>
    merge(await Promise.all(workers.map((worker) => send(worker, job(method, count)))));
  try {
    const before = await readServerBooks(ready.databaseUrl);
    await run('Echo', warmUpCount);
    await run('RecordCash', warmUpCount);
    // Each is driven twice, in turns, so that a slow minute of the machine meets both.
    const memory = watchMemory(suite.server.pid);
    const echoes = [await run('Echo', requestCount)];
    const postings = [await run('RecordCash', requestCount)];
    echoes.push(await run('Echo', requestCount));
    postings.push(await run('RecordCash', requestCount));
    const memoryMb = memory.peakMb();
    const after = await readServerBooks(ready.databaseUrl);
    const posted = postings.reduce((sum, { ok }) => sum + ok, 0) + warmUpCount;
    const kept = after.payments.length - before.payments.length;
    if (kept !== posted) throw new Error(`${posted} postings were answered, ${kept} are in the database`);
    if (!after.ledger.balanced) throw new Error('the ledger does not balance after the load');
    const echoRate = Math.max(...echoes.map(rateOf));
    const postingRate = Math.max(...postings.map(rateOf));
    return [
      moreIsBetter('posting.echo_rate', echoRate, '1/s', 'itself: the peer of the postings', echoRate),
      moreIsBetter(
        'posting.rate',
        postingRate,
        '1/s',
        `${aim} of the echoes on the same stack, 256 in flight`,
        aim * echoRate,
      ),
      lessIsBetter(
        'posting.latency_p99',
        quantile(
          postings.flatMap(({ latenciesMs }) => latenciesMs),
          0.99,
        ),
        'ms',
        '100 ms at 256 in flight',
        100,
      ),
      lessIsBetter('posting.server_memory', memoryMb, 'MB', '300 MB of the server’s own process, 256 in flight', 300),
    ];
  } finally {
    for (const worker of workers) worker.disconnect();
  }
}

/** The largest resident size of a process that was seen, looked at ten times a second (proc_pid_status(5), VmRSS). */
function watchMemory(pid: number | undefined): { peakMb(): number } {
  let peakKb = 0;
  const look = () => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    peakKb = Math.max(peakKb, Number(/VmRSS:\s+([0-9]+) kB/.exec(status)?.[1] ?? 0));
  };
  look();
  const timer = setInterval(look, 100);
  return {
    peakMb: () => {
      clearInterval(timer);
      look();
      return peakKb / 1024;
    },
  };
}

function send(worker: ReturnType<typeof fork>, job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: LoadResult | { error: string }) =>
      'error' in message ? reject(new Error(message.error)) : resolve(message),
    );
    worker.once('exit', () => reject(new Error('a load process ended')));
    worker.send(job);
  });
}

/** @throws Error when any answer was not OK: a load that fails in part measures nothing. */
function merge(results: readonly LoadResult[]): LoadResult {
  const failed = results.find((result) => result.failed > 0);
  if (failed) throw new Error(`${failed.failed} calls failed, the first with status ${failed.firstFailure}`);
  return {
    elapsedMs: Math.max(...results.map(({ elapsedMs }) => elapsedMs)),
    ok: results.reduce((sum, { ok }) => sum + ok, 0),
    failed: 0,
    firstFailure: '',
    latenciesMs: results.flatMap(({ latenciesMs }) => latenciesMs),
  };
}

function rateOf({ ok, elapsedMs }: LoadResult): number {
  return ok / (elapsedMs / 1000);
}
