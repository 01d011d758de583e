/**
 * Posting through gRPC beside an echo on the same server, over the same TLS, from the same load processes:
 * whole cash payments (payment row, balanced journal, entries, outbox), each with its own key, at 256 in flight.
 * The statuses of all answers are looked at, and the ledger is counted afterwards.
 */
import { type RunningSuite, readServerBooks } from '@qiantai/scenarios';
import { enrol } from './enrol.ts';
import { type Figure, lessIsBetter, moreIsBetter, quantile } from './figure.ts';
import { openLoad, rateOf, watchMemory } from './load.ts';

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
  const load = openLoad({ address: ready.grpc, files });
  const { run } = load;
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
    load.stop();
  }
}
