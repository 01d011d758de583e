/**
 * What the adapter sends and what the simulated host answers, over a real line, as an independent decoder reads
 * it. Wireshark's dissector follows ISO 8583:1987; where 银联's packing (docs/protocols/card-host.md) departs from
 * that, or the dissector errs, its reading cannot be ours:
 *
 * - An odd number of digits it takes for right-aligned. 银联 aligns fields 2 and 22 left, and 23 alone right.
 * - Fields 48, 60 and 61 are private: packed digits with 银联, characters with the dissector, which counts bytes
 *   where the line counts digits. It counts field 35 in bytes too.
 * - Fields 55 and 62 are private, hold bytes, and are taken for characters.
 * - Field 53 has 16 digits in the standard and 8 in the dissector.
 * - The text of fields of bytes has rubbish at its end; their bytes are right.
 *
 * It stops at the first field that it cannot read. So it gets every message as it went over the line, then
 * without such fields, then cut behind each of them in turn, with that field's length in bytes.
 */
import { randomBytes } from 'node:crypto';
import { SeededRandom, silentLog } from '@qiantai/foundation';
import { channelOrderNo, IdMint } from '@qiantai/protos';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../db/test-database.ts';
import type { PayOperation } from '../port.ts';
import { type RunningSims, startSims } from '../sims.fixture.ts';
import { createTcpTransport, type TcpTransport } from '../tcp-transport.ts';
import { type CardChannel, createCardChannel } from './card-channel.ts';
import { cardCredentialsSchema } from './card-credentials.ts';
import { FrameReader } from './card-frames.ts';
import { createCardSettlementStore } from './card-settlement-store.ts';
import { createCardTerminalStore } from './card-terminal-store.ts';
import { type FieldSpec, isoFields } from './iso-fields.ts';
import { decodeIsoMessage, encodeIsoMessage } from './iso-packager.ts';
import { isTsharkInstalled, readByTshark, type TsharkReading } from './tshark.fixture.ts';

/** 10 March 2026, noon in Beijing. */
const startMs = Date.UTC(2026, 2, 10, 4);

const countedInDigits = [35, 48, 60, 61];
const unreadable = [...countedInDigits, 53, 55, 62];
/** Two BCD bytes of message type and eight of bitmap. */
const fieldsAt = 10;

describe.skipIf(!isTsharkInstalled)('tshark (skipped where it is not installed)', () => {
  /** In the order of the line, each request before its answer. */
  let messages: Buffer[];
  let acceptorId: string;

  beforeAll(async () => {
    ({ messages, acceptorId } = await recordTerminal());
  });

  it('reads what was meant', () => {
    const money = { 4: '0{8}1250', 49: '156' };
    // 2 and 22 as they look when they are taken for right-aligned: 6216261000000000018, 051 and 012.
    const sale = {
      ...money,
      2: '2162610000000000180',
      3: '000000',
      14: '3012',
      22: '510',
      23: '001',
      25: '00',
      26: '12',
    };
    const follow = { 3: '200000', 22: '120', 25: '00', 37: '[0-9]{12}', 38: '[0-9A-Z]{6}', 49: '156' };
    const answered = { 12: '12[0-9]{4}', 13: '0310', 39: '00' };
    const paid = { ...answered, 37: '[0-9]{12}', 38: '[0-9A-Z]{6}', 49: '156' };
    /** Message types and patterns of fields. */
    const meant: Array<[string, Record<number, string>]> = [
      ['0800', { 11: '000001', 63: '001' }],
      ['0810', { 11: '000001', ...answered }],
      ['0200', { 11: '000002', ...sale }],
      ['0210', { 11: '000002', ...money, 3: '000000', ...paid }],
      ['0220', { 11: '000003', 4: '0{9}250', ...follow }],
      ['0230', { 11: '000003', 3: '200000', 4: '0{9}250', ...paid }],
      ['0200', { 11: '000004', ...sale }],
      ['0210', { 11: '000004', ...money, 3: '000000', ...paid }],
      ['0200', { 11: '000005', ...money, ...follow }],
      ['0210', { 11: '000005', ...money, 3: '200000', ...paid }],
      ['0200', { 11: '000006', ...sale }],
      ['0400', { ...money, 3: '000000', 11: '000006', 22: '510', 25: '00', 39: '98' }],
      ['0410', { 11: '000006', 3: '000000', 4: '0{8}1250', ...answered }],
      ['0500', { 11: '000007', 49: '156', 63: '001' }],
      ['0510', { 11: '000007', ...answered }],
    ];
    const readings = readByTshark(messages.map(readablePart));
    expect(readings.map(({ mti }) => mti)).toEqual(meant.map(([mti]) => mti));
    readings.forEach(({ fields, stoppedAt }, index) => {
      expect(stoppedAt).toBeUndefined();
      for (const [number, pattern] of Object.entries({ ...meant[index]?.[1], 41: '10000001', 42: acceptorId })) {
        const wanted = expect.stringMatching(new RegExp(`^${pattern}$`));
        expect([index, number, fields[Number(number)]?.text]).toEqual([index, number, wanted]);
      }
    });
  });

  it('agrees about every message to the first field that it cannot read', () => {
    const readings = readByTshark(messages);
    readings.forEach((reading, index) => {
      const message = messages[index] as Buffer;
      expect(reading.bitmapHex).toBe(message.toString('hex', 2, fieldsAt));
      const pieces = cut(message);
      const stop = pieces.findIndex((piece) => !isReadable(piece));
      expectAgreement(reading, stop < 0 ? pieces : pieces.slice(0, stop));
    });
  });

  it('agrees about all other fields where those are left out', () => {
    const readings = readByTshark(messages.map(readablePart));
    readings.forEach((reading, index) => {
      const pieces = cut(messages[index] as Buffer).filter(isReadable);
      expect(reading.stoppedAt).toBeUndefined();
      expect(Object.keys(reading.fields).map(Number)).toEqual(pieces.map(({ number }) => number));
      expectAgreement(reading, pieces);
    });
  });

  it('finds the bytes of a field that it cannot read, given their number', () => {
    const cases = messages.flatMap((message) => {
      const pieces = cut(message);
      return pieces
        .filter((piece) => !isReadable(piece) && piece.number !== 53)
        .map((last) => [...pieces.filter((piece) => isReadable(piece) && piece.number < last.number), last])
        .map((chosen) => ({ chosen, bytes: join(chosen.map(lengthInBytes), message) }));
    });
    const found = readByTshark(cases.map(({ bytes }) => bytes)).map((reading, index) => {
      const { chosen } = cases[index] as (typeof cases)[number];
      const last = chosen.at(-1) as Piece;
      expectAgreement(reading, chosen.slice(0, -1));
      expect(reading.fields[last.number]?.hex).toBe(last.body.toString('hex'));
      return `${reading.mti} ${last.number}: ${reading.fields[last.number]?.hex}`;
    });
    expect(found).toEqual(
      expect.arrayContaining([
        '0800 60: 000000010030',
        expect.stringMatching(/^0810 62: [0-9a-f]{80}$/),
        `0200 35: 6216261000000000018d3012220${'0'.repeat(11)}`,
        '0200 55: 9f02060000000012509f1a020156',
        '0200 60: 220000010000',
        '0220 60: 250000010000',
        '0220 61: 0000010000020310',
        '0200 60: 230000010000',
        '0200 61: 0000010000040310',
        '0400 60: 220000010000',
        // Its original has no answer, so no date of the host.
        '0400 61: 000001000006',
        `0500 48: ${'000000002500002'}${'000000001500002'}0${'0'.repeat(31)}`,
        '0500 60: 000000012010',
        `0510 48: ${'000000002500002'}${'000000001500002'}1${'0'.repeat(31)}`,
      ]),
    );
  });
});

/** A field as it stands on the line. */
interface Piece {
  number: number;
  spec: FieldSpec;
  value: string;
  prefix: Buffer;
  body: Buffer;
}

function isReadable({ number }: Piece): boolean {
  return !unreadable.includes(number);
}

function readablePart(message: Buffer): Buffer {
  return join(cut(message).filter(isReadable), message);
}

/** The fields of a message. Both sides pack alike: put together by our packager they are the message again. */
function cut(message: Buffer): Piece[] {
  const { mti, fields } = decodeIsoMessage(message);
  const pieces = Object.entries(fields).map(([key, value]): Piece => {
    const number = Number(key);
    const spec = isoFields[number];
    if (!spec || value === undefined) throw new Error(`no field ${key}`);
    const packed = encodeIsoMessage({ mti, fields: { [number]: value } }).subarray(fieldsAt);
    const prefixLength = 'fixed' in spec.length ? 0 : 'll' in spec.length ? 1 : 2;
    return { number, spec, value, prefix: packed.subarray(0, prefixLength), body: packed.subarray(prefixLength) };
  });
  expect(join(pieces, message).toString('hex')).toBe(message.toString('hex'));
  return pieces;
}

/** The pieces as a message of the type of `message`. */
function join(pieces: readonly Piece[], message: Buffer): Buffer {
  let bitmap = 0n;
  for (const { number } of pieces) bitmap |= 1n << BigInt(64 - number);
  const header = Buffer.alloc(fieldsAt);
  message.copy(header, 0, 0, 2);
  header.writeBigUInt64BE(bitmap, 2);
  return Buffer.concat([header, ...pieces.flatMap(({ prefix, body }) => [prefix, body])]);
}

function lengthInBytes(piece: Piece): Piece {
  if (!countedInDigits.includes(piece.number)) return piece;
  const digits = String(piece.body.length).padStart(piece.prefix.length * 2, '0');
  return { ...piece, prefix: Buffer.from(digits, 'hex') };
}

function expectAgreement(reading: TsharkReading, pieces: readonly Piece[]): void {
  const read = pieces.map(({ number, spec }) => {
    const field = reading.fields[number];
    return [number, field?.hex, spec.form.kind === 'binary' ? '' : field?.text];
  });
  expect(read).toEqual(pieces.map((piece) => [piece.number, piece.body.toString('hex'), textBy1987(piece)]));
}

/** A value as the standard reads what 银联 packed. */
function textBy1987({ spec, value }: Piece): string {
  const { form, length } = spec;
  if (form.kind === 'binary') return '';
  if (form.kind === 'digits' && form.align === 'left' && value.length % 2 === 1) return `${value}0`.slice(1);
  return form.kind === 'text' && 'fixed' in length ? value.padEnd(length.fixed) : value;
}

/** A terminal from its sign-on to its settlement, each kind of message once at the least. */
async function recordTerminal(): Promise<{ messages: Buffer[]; acceptorId: string }> {
  const [sims, database] = await Promise.all([startSims({ startMs, factor: 20 }), openTestDatabase()]);
  try {
    const messages: Buffer[] = [];
    const { clock } = sims;
    const channel = createCardChannel({
      clock,
      log: silentLog,
      tcp: recording(createTcpTransport({ clock, realMsMin: 400 }), messages),
      http: { send: async () => ({ kind: 'not_sent', why: 'no network' }), close: async () => undefined },
      store: createCardTerminalStore(database),
      settlements: createCardSettlementStore(database),
      keyEncryptionKey: randomBytes(32),
      terminals: { findCardTerminalId: async () => '10000001' },
    });
    await work(sims, channel);
    return { messages, acceptorId: cardCredentialsSchema.parse(sims.account('card').credentials).acceptorId };
  } finally {
    await sims.close();
    await database.close();
  }
}

async function work(sims: RunningSims, channel: CardChannel): Promise<void> {
  const account = sims.account('card');
  const ids = new IdMint(sims.clock, new SeededRandom('tshark'));
  const card = sims.card({ pin: '1234' });
  const pay = async () => {
    const operation: Omit<PayOperation, 'particulars'> = {
      account,
      channelOrderNo: channelOrderNo(ids.paymentKey(), 1),
      amount: { amountMinor: 1250n, currency: 'CNY' },
      sentAtMs: sims.clock.nowMs(),
      terminalId: 'till-1',
      details: { way: 'card', card },
      description: '',
      storeId: 'store-a',
    };
    const prepared = { ...operation, particulars: await channel.prepare(operation) };
    return { prepared, outcome: await channel.pay(prepared) };
  };

  const { prepared: original, outcome } = await pay();
  if (outcome.kind !== 'approved') throw new Error(`not approved: ${outcome.kind}`);
  const refund = {
    original: { ...original, channelTransactionId: outcome.facts.channelTransactionId },
    channelRefundNo: channelOrderNo(ids.refundKey(), 1),
    amount: { amountMinor: 250n, currency: 'CNY' as const },
    reason: '退货',
    terminalId: 'till-1',
    sentAtMs: sims.clock.nowMs(),
  };
  await channel.refund({ ...refund, particulars: await channel.prepareRefund(refund) });

  const { prepared: voided } = await pay();
  await channel.reverse({ ...voided, way: 'card' });

  await sims.hand('/sim/cards/behaviours', { maskedOrPan: card.maskedPan, behaviour: 'no_answer' });
  const { prepared: unanswered } = await pay();
  await channel.reverse({ ...unanswered, way: 'card' });

  const settled = await channel.settle(account, '10000001', '01890000-0000-7000-8000-000000000001');
  expect(settled.kind).toBe('agreed');
}

/** Keeps what goes over the line, both ways, without length, TPDU and header. */
function recording(tcp: TcpTransport, messages: Buffer[]): TcpTransport {
  return {
    exchange: (call) => {
      const answers = new FrameReader();
      messages.push(...new FrameReader().push(call.bytes));
      return tcp.exchange({
        ...call,
        read: (chunk) => {
          messages.push(...answers.push(chunk));
          return call.read(chunk);
        },
      });
    },
  };
}
