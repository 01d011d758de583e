/**
 * Loaded into a process of the suite before its own code (`node --import`): counts the steps at which the process
 * makes something durable or says something to another, and kills it right before or right after one of them. The
 * product knows nothing of it: what is wrapped are the libraries' own doors.
 *
 *   sqlite   a commit of better-sqlite3 (COMMIT, or a statement of its own)
 *   pg       a commit of PostgreSQL: before it is sent, after its answer
 *   fsync    a file's content reaches the disk (such as the till's record); rename: it takes the old one's place; both
 *            with the file's name
 *   send     a gRPC request: before its first byte, after its last byte was handed to the system
 *   answer   a gRPC answer has come and nobody has acted on it
 *   reply    a gRPC server answers: before the first byte, after it was handed to the system
 *   http     a request to a channel, in the same way; heard: the channel's answer has come; so with a card host
 *
 * Orders of the supervisor, over IPC (docs/DEVELOPING.md, fault matrix): `faults.arm`, `faults.count`, `faults.skew`.
 */
import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import http2 from 'node:http2';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { SeededRandom, systemClock } from '@qiantai/foundation';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { wrapCardHost } from './steps-of-card-host.ts';

export type KillMoment = 'before' | 'after';

export type FaultOrder =
  /** Counts anew from here; dies at step `step` (1 is the first), at none where it is 0. `named`: of this name only. */
  | { type: 'faults.arm'; step: number; moment: KillMoment; noteFile: string; named?: string }
  /** Answers with `{type: 'faults.counted', steps}` and counts no more. */
  | { type: 'faults.count' }
  /** The machine's clock is wrong by this from now on, in both directions, as a hand or a time server moves it. */
  | { type: 'faults.skew'; skewMs: number }
  /** gRPC answers leave up to `delayMsMax` late, each by its own lot, so in another order; every so many never leave. */
  | { type: 'faults.replies'; seed: string; delayMsMax: number; mutedEvery: number }
  /** Every gRPC request goes out twice. */
  | { type: 'faults.twice'; on: boolean };

let steps: string[] | undefined;
let deadly: Extract<FaultOrder, { type: 'faults.arm' }> | undefined;
let replies: { random: SeededRandom; delayMsMax: number; mutedEvery: number } | undefined;
let twice = false;

/** Passes a step; what is given back passes the moment after it. */
function step(name: string): () => void {
  if (!steps || (deadly?.named !== undefined && name !== deadly.named)) return () => undefined;
  steps.push(name);
  if (steps.length !== deadly?.step) return () => undefined;
  const { moment, noteFile } = deadly;
  const die = () => {
    fs.writeFileSync(noteFile, name);
    process.kill(process.pid, 'SIGKILL');
  };
  if (moment === 'before') die();
  return die;
}

function take(order: FaultOrder): void {
  switch (order?.type) {
    case 'faults.arm':
      steps = [];
      deadly = order;
      return;
    case 'faults.count':
      process.send?.({ type: 'faults.counted', steps: steps ?? [] });
      steps = undefined;
      return;
    case 'faults.skew':
      skewMs = order.skewMs;
      return;
    case 'faults.replies':
      replies =
        order.delayMsMax + order.mutedEvery > 0 ? { ...order, random: new SeededRandom(order.seed) } : undefined;
      return;
    case 'faults.twice':
      twice = order.on;
      return;
  }
}

let skewMs = 0;
const machineNow = Date.now;

wrapClock();
wrapSqlite();
wrapPostgres();
wrapCardHost(step);
wrapFiles();
wrapRequests();
wrapReplies();
wrapChannels();
process.on('message', take);
// Armed before the process was there: it dies while it starts.
const armed = new URL(import.meta.url).searchParams;
if (armed.has('step')) {
  const moment = armed.get('moment') === 'after' ? 'after' : 'before';
  take({ type: 'faults.arm', step: Number(armed.get('step')), moment, noteFile: armed.get('note') ?? '' });
}

function wrapClock(): void {
  Date.now = () => Reflect.apply(machineNow, Date, []) + skewMs;
}

function wrapSqlite(): void {
  interface Statement {
    source: string;
    readonly: boolean;
    database: Sqlite.Database;
    run(...values: unknown[]): unknown;
  }
  const database = new Sqlite(':memory:');
  const statements = Object.getPrototypeOf(database.prepare('SELECT 1')) as Statement;
  database.close();
  const run = statements.run;
  let touched = new Set<string>();
  statements.run = function (this: Statement, ...values: unknown[]): unknown {
    const isCommit = this.source === 'COMMIT';
    if (!isCommit) note(this.source, values);
    const isStep = isCommit || (!this.readonly && !this.database.inTransaction && !/^\s*BEGIN/i.test(this.source));
    // A transaction that changed nothing makes nothing durable.
    if (!isStep || touched.size === 0) return Reflect.apply(run, this, values);
    const after = step(`sqlite ${[...touched].join(' ')}`);
    touched = new Set();
    const result: unknown = Reflect.apply(run, this, values);
    after();
    return result;
  };

  function note(source: string, values: readonly unknown[]): void {
    const table = /\b(?:INTO|UPDATE|FROM)\s+(\w+)/i.exec(source)?.[1];
    if (!table || !/^\s*(INSERT|UPDATE|DELETE)/i.test(source)) return;
    const kind = table === 'journal' ? journalKindIn(values) : '';
    touched.add(kind === '' ? table : kind);
  }
}

function journalKindIn(values: readonly unknown[]): string {
  const flat = values.flatMap((value) =>
    value !== null && typeof value === 'object' && !ArrayBuffer.isView(value) ? Object.values(value) : [value],
  );
  return String(flat.find((value) => typeof value === 'string' && /^[a-z]+\.[a-z_]+$/.test(value)) ?? '');
}

function wrapPostgres(): void {
  const clients = pg.Client.prototype as unknown as { query(...values: unknown[]): unknown };
  const query = clients.query;
  const inTransaction = new WeakSet<object>();
  clients.query = function (this: object, ...values: unknown[]): unknown {
    const [first] = values;
    const text = typeof first === 'string' ? first : String((first as { text?: string })?.text ?? '');
    if (/^\s*BEGIN/i.test(text)) inTransaction.add(this);
    const open = inTransaction.has(this);
    if (/^\s*(COMMIT|ROLLBACK)/i.test(text)) inTransaction.delete(this);
    const isStep = /^\s*COMMIT/i.test(text) || (!open && /\b(INSERT INTO|UPDATE|DELETE FROM)\b/.test(text));
    if (!isStep) return Reflect.apply(query, this, values);
    const after = step(`pg ${/\b(?:INTO|UPDATE|DELETE FROM)\s+(\w+)/.exec(text)?.[1] ?? 'COMMIT'}`);
    const callback = values.at(-1);
    if (typeof callback === 'function') {
      const answered = (...answer: unknown[]) => {
        after();
        Reflect.apply(callback, undefined, answer);
      };
      return Reflect.apply(query, this, [...values.slice(0, -1), answered]);
    }
    const answer = Reflect.apply(query, this, values) as Promise<unknown> | undefined;
    return typeof answer?.then === 'function' ? answer.then(passOn(after)) : answer;
  };
}

function passOn<T>(after: () => void): (value: T) => T {
  return (value) => {
    after();
    return value;
  };
}

function wrapFiles(): void {
  const { fsyncSync, renameSync } = fs;
  fs.fsyncSync = (handle) => {
    const after = step(`fsync ${nameOfOpen(handle)}`);
    fsyncSync(handle);
    after();
  };
  fs.renameSync = (from, to) => {
    const after = step(`rename ${basename(String(to))}`);
    renameSync(from, to);
    after();
  };
  syncBuiltinESMExports();
}

/** As the system knows it; empty where it does not tell. */
function nameOfOpen(handle: number): string {
  try {
    return basename(fs.readlinkSync(`/proc/self/fd/${handle}`));
  } catch {
    return '';
  }
}

function wrapRequests(): void {
  const connect = http2.connect;
  const wrapped = (...values: unknown[]) => {
    const session = Reflect.apply(connect, http2, values) as http2.ClientHttp2Session;
    const request = session.request;
    session.request = (headers, ...rest) => {
      const name = methodOf(headers);
      if (isBackground(name)) return Reflect.apply(request, session, [headers, ...rest]);
      const after = step(`send ${name}`);
      const stream = Reflect.apply(request, session, [headers, ...rest]) as http2.ClientHttp2Stream;
      if (twice) sendAgain(stream, Reflect.apply(request, session, [headers, ...rest]) as http2.ClientHttp2Stream);
      stream.once('finish', () => setImmediate(after));
      stream.prependOnceListener('response', () => step(`answer ${name}`)());
      return stream;
    };
    return session;
  };
  http2.connect = wrapped as typeof http2.connect;
}

/** The twin says the same; nobody listens to its answer. */
function sendAgain(stream: http2.ClientHttp2Stream, twin: http2.ClientHttp2Stream): void {
  twin.on('error', () => undefined);
  twin.resume();
  const { write, end } = stream;
  stream.write = ((...values: unknown[]) => {
    twin.write(values[0]);
    return Reflect.apply(write, stream, values) as boolean;
  }) as typeof write;
  stream.end = ((...values: unknown[]) => {
    twin.end();
    return Reflect.apply(end, stream, values) as http2.ClientHttp2Stream;
  }) as typeof end;
}

function wrapReplies(): void {
  for (const name of ['createServer', 'createSecureServer'] as const) {
    const create = http2[name] as (...values: unknown[]) => http2.Http2Server;
    const wrapped = (...values: unknown[]) => {
      const server = Reflect.apply(create, http2, values);
      server.prependListener('stream', (stream, headers) => wrapReply(stream, methodOf(headers)));
      return server;
    };
    Object.assign(http2, { [name]: wrapped });
  }
}

function wrapReply(stream: http2.ServerHttp2Stream, name: string): void {
  if (isBackground(name)) return;
  if (replies) holdBack(stream, replies);
  const respond = stream.respond;
  stream.respond = (...values) => {
    const after = step(`reply ${name}`);
    Reflect.apply(respond, stream, values);
    stream.once('finish', () => setImmediate(after));
  };
}

/** Keeps what is said on a stream until its time has come. */
function holdBack(stream: http2.ServerHttp2Stream, lot: NonNullable<typeof replies>): void {
  const held: Array<() => void> = [];
  let free = false;
  for (const name of ['respond', 'write', 'end'] as const) {
    const say = stream[name] as (...values: unknown[]) => unknown;
    const late = (...values: unknown[]) => {
      const act = () => {
        if (!stream.destroyed) Reflect.apply(say, stream, values);
      };
      if (free) act();
      else held.push(act);
      return true;
    };
    Object.assign(stream, { [name]: late });
  }
  if (lot.mutedEvery > 0 && lot.random.below(lot.mutedEvery) === 0) return;
  systemClock.setTimeout(
    () => {
      free = true;
      for (const act of held) act();
    },
    lot.random.below(lot.delayMsMax + 1),
  );
}

function methodOf(headers: object | undefined): string {
  return String((headers as Record<string, unknown> | undefined)?.[':path'] ?? '').replace(/^.*\//, '');
}

/** Comes whenever it comes: a step of nothing. */
function isBackground(name: string): boolean {
  return ['Probe', 'WatchStatus', 'Check', 'SyncNow'].includes(name);
}

function wrapChannels(): void {
  type Told = { request: { path: string; method: string } };
  const nameOf = ({ request }: Told) => request.path.replace(/\?.*$/, '').replace(/[0-9A-Z]{20,}/g, '…');
  subscribe('undici:client:sendHeaders', (message) => {
    setImmediate(step(`http ${nameOf(message as Told)}`));
  });
  subscribe('undici:request:headers', (message) => step(`heard ${nameOf(message as Told)}`)());
}
