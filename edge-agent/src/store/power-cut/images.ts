/**
 * What a power cut may leave of a database and its write-ahead log. From one state of the files, as the system
 * held them at an instant, come
 *
 *   cut     the log ends behind any frame: what came later had not reached the disk
 *   torn    the log ends within a frame
 *   garbage behind a frame stands what was there before, or nothing sensible
 *   folding the log was being folded back: some pages of the database are new, some old, one half and half
 *
 * each with the index file of before, or without. Frames: sqlite.org/fileformat2.html, 4.
 */
import type { Random } from '@qiantai/foundation';

export interface Files {
  database: Buffer;
  log: Buffer;
  index: Buffer;
}

export interface Image extends Files {
  name: string;
  /** Commits of the state that are not in this image. */
  commitsLost: number;
}

const logHeaderBytes = 32;
const frameHeaderBytes = 24;

export interface Log {
  pageBytes: number;
  /** Frames of the log as it runs now, in their order. */
  frames: Array<{ start: number; end: number; page: number; commits: boolean }>;
}

/** The frames that belong to the log's present run: what stands behind them is of an earlier one. */
export function readLog(log: Buffer): Log {
  if (log.length < logHeaderBytes) return { pageBytes: 4096, frames: [] };
  const pageBytes = log.readUInt32BE(8);
  const frames: Log['frames'] = [];
  const sum = checksumOf(log.subarray(0, 24), [0, 0], log.readUInt32BE(0));
  for (let start = logHeaderBytes; start + frameHeaderBytes + pageBytes <= log.length; ) {
    const end = start + frameHeaderBytes + pageBytes;
    const sameRun = log.subarray(start + 8, start + 16).equals(log.subarray(16, 24));
    if (!sameRun) break;
    checksumOf(log.subarray(start, start + 8), sum, log.readUInt32BE(0), sum);
    checksumOf(log.subarray(start + frameHeaderBytes, end), sum, log.readUInt32BE(0), sum);
    if (sum[0] !== log.readUInt32BE(start + 16) || sum[1] !== log.readUInt32BE(start + 20)) break;
    frames.push({ start, end, page: log.readUInt32BE(start), commits: log.readUInt32BE(start + 4) > 0 });
    start = end;
  }
  // Frames behind the last commit belong to no transaction.
  const last = frames.findLastIndex((frame) => frame.commits);
  return { pageBytes, frames: frames.slice(0, last + 1) };
}

/** Checksum algorithm of 4.2, into `into`. */
function checksumOf(
  bytes: Buffer,
  from: readonly [number, number],
  magic: number,
  into: [number, number] = [0, 0],
): [number, number] {
  let [a, b] = from;
  const big = (magic & 1) === 1;
  for (let at = 0; at < bytes.length; at += 8) {
    a = (a + (big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (big ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  into[0] = a;
  into[1] = b;
  return into;
}

/** Images of one state; `framesMax` of its last frames are cut at, all of them where it is not given. */
export function* imagesOf(state: Files, random: Random, framesMax = Number.POSITIVE_INFINITY): Generator<Image> {
  yield { ...state, name: 'as it was', commitsLost: 0 };
  yield { ...state, index: Buffer.alloc(0), name: 'as it was, without the index', commitsLost: 0 };
  const { frames } = readLog(state.log);
  const commits = frames.filter((frame) => frame.commits).length;
  const first = Math.max(flushedFrames(state, frames.length), frames.length - framesMax);
  for (let count = first; count < frames.length; count++) {
    const end = frames[count - 1]?.end ?? logHeaderBytes;
    const next = frames[count] as Log['frames'][number];
    const commitsLost = commits - frames.slice(0, count).filter((frame) => frame.commits).length;
    const index = count % 2 === 0 ? state.index : Buffer.alloc(0);
    yield { ...state, index, log: state.log.subarray(0, end), name: `cut behind frame ${count}`, commitsLost };
    const within = next.start + 1 + random.below(next.end - next.start - 1);
    yield { ...state, index, log: state.log.subarray(0, within), name: `torn in frame ${count + 1}`, commitsLost };
    const garbage = Buffer.from(state.log);
    for (let at = end; at < garbage.length; at++) garbage[at] = random.below(256);
    yield { ...state, index, log: garbage, name: `garbage behind frame ${count}`, commitsLost };
  }
  for (let round = 0; round < 3 && frames.length > 0; round++) {
    yield { ...state, database: folding(state, random), name: `folding ${round}`, commitsLost: 0 };
  }
}

/**
 * Frames that no power cut takes away: the log is flushed before any of its pages goes into the database. The index
 * says how far that was attempted (walformat.html, 2.1: `nBackfillAttempted`), of the log whose salts it bears; a log
 * with other salts is folded back whole and begins anew with the next frame.
 */
export function flushedFrames({ log, index }: Files, count: number): number {
  if (index.length < 132) return 0;
  if (!index.subarray(32, 40).equals(log.subarray(16, 24))) return count;
  return index.readUInt32LE(128);
}

/** Some pages of the log stand in the database already, the last one of them in part. */
function folding(state: Files, random: Random): Buffer {
  const { pageBytes, frames } = readLog(state.log);
  const newest = new Map(frames.map((frame) => [frame.page, frame]));
  const pages = [...newest.values()].filter(() => random.below(2) === 0);
  const last = Math.max(state.database.length / pageBytes, ...pages.map((frame) => frame.page));
  const database = Buffer.alloc(last * pageBytes);
  state.database.copy(database);
  pages.forEach((frame, index) => {
    const bytes = index === pages.length - 1 ? 512 * (1 + random.below(pageBytes / 512)) : pageBytes;
    const from = frame.start + frameHeaderBytes;
    state.log.copy(database, (frame.page - 1) * pageBytes, from, from + bytes);
  });
  return database;
}
