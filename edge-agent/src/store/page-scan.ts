/**
 * Finds rows of a table in the pages of a damaged SQLite file, without its trees: each leaf page is read by
 * itself, in the database and in its write-ahead log (sqlite.org/fileformat2.html, 1.6 and 4). What is found may
 * be old or half overwritten: the caller proves each row.
 */
import type { ByteSource } from './quarantine.ts';

export type Cell = null | number | string | Buffer;

/** Numbers of columns that a record of any table here may have. */
const columnsMax = 200;
const leafOfTable = 0x0d;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;

export interface PageSource {
  database: ByteSource;
  /** Empty where there is none. */
  log: ByteSource;
}

/** Records of all leaf pages of rowid tables, in no order, each as its columns. A page is in memory at a time. */
export function* scanRecords(source: PageSource): Generator<Cell[]> {
  const pages = pagesOf(source);
  for (const page of pages.all()) yield* recordsOf(page, pages);
}

interface Pages {
  all(): Generator<Buffer>;
  /** The last copy of a page: of the log, else of the database. */
  latest(number: number): Buffer | undefined;
}

function pagesOf({ database, log }: PageSource): Pages {
  const pageBytes = pageBytesOf(database, log);
  const step = frameHeaderBytes + pageBytes;
  const inLog = new Map<number, number>();
  for (const at of frames()) inLog.set(log.read(at, 4).readUInt32BE(0), at);

  function* frames(): Generator<number> {
    for (let at = walHeaderBytes; at + step <= log.bytes; at += step) yield at;
  }
  const inFrame = (at: number) => log.read(at + frameHeaderBytes, pageBytes);
  return {
    *all() {
      for (let at = 0; at + pageBytes <= database.bytes; at += pageBytes) yield database.read(at, pageBytes);
      for (const at of frames()) yield inFrame(at);
    },
    latest(number) {
      const at = inLog.get(number);
      if (at !== undefined) return inFrame(at);
      const from = (number - 1) * pageBytes;
      return number >= 1 && from + pageBytes <= database.bytes ? database.read(from, pageBytes) : undefined;
    },
  };
}

function pageBytesOf(database: ByteSource, log: ByteSource): number {
  const named = [
    database.bytes >= 18 ? database.read(16, 2).readUInt16BE(0) : 0,
    log.bytes >= walHeaderBytes ? log.read(8, 4).readUInt32BE(0) : 0,
  ].map((bytes) => (bytes === 1 ? 65_536 : bytes));
  // A header that is damaged names anything; what SQLite makes by itself has 4,096.
  return named.find((bytes) => bytes >= 512 && bytes <= 65_536 && (bytes & (bytes - 1)) === 0) ?? 4096;
}

function* recordsOf(page: Buffer, pages: Pages): Generator<Cell[]> {
  // The first page begins behind the header of the file.
  for (const start of [0, 100]) {
    if (page[start] !== leafOfTable) continue;
    const count = page.readUInt16BE(start + 3);
    if (start + 8 + count * 2 > page.length) continue;
    for (let index = 0; index < count; index++) {
      const record = recordAt(page, page.readUInt16BE(start + 8 + index * 2), pages);
      if (record) yield record;
    }
    return;
  }
}

function recordAt(page: Buffer, at: number, pages: Pages): Cell[] | undefined {
  try {
    const [payloadBytes, afterSize] = varint(page, at);
    const [, afterRowId] = varint(page, afterSize);
    const payload = payloadOf(page, afterRowId, payloadBytes, pages);
    return payload && columnsOf(payload);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** What does not fit stands in a chain of overflow pages (1.6, "payload overflow"). */
function payloadOf(page: Buffer, at: number, bytes: number, pages: Pages): Buffer | undefined {
  if (bytes > 64 * 2 ** 20) return undefined;
  const usable = page.length;
  const localMax = usable - 35;
  if (bytes <= localMax) return at + bytes <= page.length ? page.subarray(at, at + bytes) : undefined;
  const localMin = Math.floor(((usable - 12) * 32) / 255) - 23;
  const surplus = localMin + ((bytes - localMin) % (usable - 4));
  const local = surplus <= localMax ? surplus : localMin;
  if (at + local + 4 > page.length) return undefined;
  const chunks = [page.subarray(at, at + local)];
  let left = bytes - local;
  for (let next = page.readUInt32BE(at + local); left > 0; ) {
    const overflow = pages.latest(next);
    if (!overflow) return undefined;
    const chunk = overflow.subarray(4, 4 + Math.min(left, usable - 4));
    chunks.push(chunk);
    left -= chunk.length;
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(chunks);
}

/** The record format (2.1). */
function columnsOf(payload: Buffer): Cell[] | undefined {
  const [headerBytes, first] = varint(payload, 0);
  if (headerBytes > payload.length) return undefined;
  const cells: Cell[] = [];
  let at = headerBytes;
  for (let place = first; place < headerBytes; ) {
    const [type, next] = varint(payload, place);
    place = next;
    const bytes = bytesOf(type);
    if (at + bytes > payload.length || cells.length >= columnsMax) return undefined;
    cells.push(cellOf(type, payload.subarray(at, at + bytes)));
    at += bytes;
  }
  return cells;
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function bytesOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return integerBytes[type] ?? 0;
}

function cellOf(type: number, bytes: Buffer): Cell {
  if (type === 0) return null;
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type === 6) return Number(bytes.readBigInt64BE(0));
  if (type <= 5) return bytes.readIntBE(0, bytes.length);
  return type % 2 === 1 ? bytes.toString('utf8') : Buffer.from(bytes);
}

/** @returns the number, and where the next thing begins. @throws RangeError */
function varint(bytes: Buffer, at: number): [number, number] {
  let value = 0;
  for (let place = 0; place < 9; place++) {
    const byte = bytes.readUInt8(at + place);
    if (place === 8) return [value * 256 + byte, at + 9];
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return [value, at + place + 1];
  }
  throw new RangeError('no varint');
}
