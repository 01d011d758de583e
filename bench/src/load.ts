/** Load on the server's gRPC from processes of its own, and the memory of a process under it. */
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { EnrolledFiles } from './enrol.ts';
import type { LoadJob, LoadResult } from './load-worker.ts';

const workerFile = fileURLToPath(new URL('load-worker.ts', import.meta.url));
const workerCount = 2;
export const inFlight = 256;

export interface Load {
  /** @throws Error when any answer was not OK: a load that fails in part measures nothing. */
  run(method: LoadJob['method'], count: number): Promise<LoadResult>;
  stop(): void;
}

export function openLoad(options: { address: string; files: EnrolledFiles }): Load {
  const { files } = options;
  const workers = Array.from({ length: workerCount }, () => fork(workerFile));
  const job = (method: LoadJob['method'], count: number): LoadJob => ({
    address: options.address,
    certificateFile: files.certificateFile,
    keyFile: files.keyFile,
    authorityFile: files.authorityFile,
    method,
    terminalId: files.terminalIds[0] ?? '',
    requestCount: Math.ceil(count / workerCount),
    connectionCount: 4,
    inFlight: inFlight / workerCount,
  });
  return {
    run: async (method, count) => merge(await Promise.all(workers.map((worker) => send(worker, job(method, count))))),
    stop: () => {
      for (const worker of workers) worker.disconnect();
    },
  };
}

/** The largest resident size of a process that was seen, looked at ten times a second (proc_pid_status(5), VmRSS). */
export function watchMemory(pid: number | undefined): { peakMb(): number } {
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

export function rateOf({ ok, elapsedMs }: LoadResult): number {
  return ok / (elapsedMs / 1000);
}

function send(worker: ChildProcess, job: LoadJob): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: LoadResult | { error: string }) =>
      'error' in message ? reject(new Error(message.error)) : resolve(message),
    );
    worker.once('exit', () => reject(new Error('a load process ended')));
    worker.send(job);
  });
}

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
