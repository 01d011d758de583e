/**
 * A process that loads a gRPC method over raw HTTP/2, so that the client costs little: the requests are
 * serialized before the clock starts, each is sent once, and `grpc-status` of each answer is looked at.
 * Its parent sends one job at a time and gets one result.
 */
import { readFileSync } from 'node:fs';
import { type ClientHttp2Session, connect } from 'node:http2';
import { systemClock, systemRandom } from '@qiantai/foundation';
import { acquiringServices, IdMint } from '@qiantai/protos';

export interface LoadJob {
  /** `localhost:port` */
  address: string;
  /** Files of the client's certificate, key and authority. */
  certificateFile: string;
  keyFile: string;
  authorityFile: string;
  method: 'RecordCash' | 'Echo';
  terminalId: string;
  requestCount: number;
  connectionCount: number;
  /** Requests under way on all connections together. */
  inFlight: number;
}

export interface LoadResult {
  elapsedMs: number;
  ok: number;
  failed: number;
  firstFailure: string;
  latenciesMs: number[];
}

process.on('message', (job: LoadJob) => {
  load(job).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));

async function load(job: LoadJob): Promise<LoadResult> {
  const bodies = job.method === 'Echo' ? echoes(job.requestCount) : cashes(job.requestCount, job.terminalId);
  const path =
    job.method === 'Echo'
      ? '/qiantai.acquiring.v1.EchoService/Echo'
      : '/qiantai.acquiring.v1.AcquiringService/RecordCash';
  const sessions = await Promise.all(Array.from({ length: job.connectionCount }, () => open(job)));
  const result: LoadResult = { elapsedMs: 0, ok: 0, failed: 0, firstFailure: '', latenciesMs: [] };
  const startedMs = systemClock.monotonicMs();
  let next = 0;
  const lane = async (session: ClientHttp2Session) => {
    while (next < bodies.length) {
      const body = bodies[next++] as Buffer;
      const sentMs = systemClock.monotonicMs();
      const status = await call(session, path, body);
      result.latenciesMs.push(systemClock.monotonicMs() - sentMs);
      if (status === '0') result.ok += 1;
      else {
        result.failed += 1;
        result.firstFailure ||= status;
      }
    }
  };
  await Promise.all(
    Array.from({ length: job.inFlight }, (_, index) => lane(sessions[index % sessions.length] as ClientHttp2Session)),
  );
  result.elapsedMs = systemClock.monotonicMs() - startedMs;
  for (const session of sessions) session.close();
  return result;
}

function open(job: LoadJob): Promise<ClientHttp2Session> {
  return new Promise((resolve, reject) => {
    const session = connect(`https://${job.address}`, {
      ca: readFileSync(job.authorityFile),
      cert: readFileSync(job.certificateFile),
      key: readFileSync(job.keyFile),
    });
    session.once('connect', () => resolve(session));
    session.once('error', reject);
  });
}

function call(session: ClientHttp2Session, path: string, body: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let status = 'no status';
    const look = (headers: Readonly<Record<string, unknown>>) => {
      if (headers['grpc-status'] !== undefined) status = String(headers['grpc-status']);
      if (status !== '0' && headers['grpc-message'])
        status += ` ${decodeURIComponent(String(headers['grpc-message']))}`;
    };
    stream.on('response', look);
    stream.on('trailers', look);
    stream.on('error', (error) => resolve(error.message));
    stream.on('close', () => resolve(status));
    stream.resume();
    stream.end(body);
  });
}

/** gRPC's frame: not compressed, length of four bytes, message. */
function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

function cashes(count: number, terminalId: string): Buffer[] {
  const serialize = acquiringServices().AcquiringService.service.RecordCash.requestSerialize;
  const mint = new IdMint(systemClock, systemRandom);
  const money = { amountMinor: '1250', currency: 'CNY' };
  return Array.from({ length: count }, () => {
    const paymentKey = mint.uuid7();
    return frame(
      serialize({
        paymentKey,
        orderNo: paymentKey.replaceAll('-', '').toUpperCase(),
        orderTotal: money,
        amount: money,
        terminalId,
        operatorId: 'op-1001',
        businessDate: '2026-01-05',
        takenAtMs: String(systemClock.nowMs()),
      }),
    );
  });
}

/** Of the size of a cash payment. */
function echoes(count: number): Buffer[] {
  const serialize = acquiringServices().EchoService.service.Echo.requestSerialize;
  const body = frame(serialize({ body: Buffer.alloc(150, 7) }));
  return Array.from({ length: count }, () => body);
}
