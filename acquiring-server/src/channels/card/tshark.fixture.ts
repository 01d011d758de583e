/** For tests: Wireshark's ISO 8583 dissector, which shares nothing with us, reads messages out of a capture file. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** One message as tshark understands it. */
export interface TsharkReading {
  mti: string;
  bitmapHex: string;
  fields: Record<number, { text: string; hex: string }>;
  /** The field that it complains about; it reads nothing behind it. Bytes behind the last field it passes over. */
  stoppedAt?: number;
}

export const isTsharkInstalled = spawnSync('tshark', ['--version']).status === 0;

const port = 8583;
const dialect = [
  'iso8583.len_endian:Big endian',
  'iso8583.charset:Digits represented in nibbles',
  'iso8583.binencode:Bin data not encoded',
];

/** Messages without TPDU and header, which the dissector does not know, in their order. */
export function readByTshark(messages: readonly Uint8Array[]): TsharkReading[] {
  const folder = mkdtempSync(join(tmpdir(), 'tshark-'));
  try {
    const path = join(folder, 'messages.pcap');
    writeFileSync(path, captureOf(messages));
    const options = ['-n', '-d', `tcp.port==${port},iso8583`, ...dialect.flatMap((option) => ['-o', option])];
    const { status, stdout, stderr } = spawnSync(
      // An own, empty HOME: preferences of whoever runs the test are not read.
      'env',
      [`HOME=${folder}`, `XDG_CONFIG_HOME=${folder}`, 'tshark', '-r', path, ...options, '-T', 'json', '-x'],
      { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    );
    if (status !== 0) throw new Error(`tshark ended with ${status}: ${stderr}`);
    return packetsSchema.parse(JSON.parse(stdout)).map((packet) => readingOf(packet._source.layers.iso8583));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const packetsSchema = z.array(
  z.object({ _source: z.object({ layers: z.object({ iso8583: z.record(z.string(), z.unknown()) }) }) }),
);
const rawSchema = z.tuple([z.string()]).rest(z.number());

/** `iso8583.bit4` is a field's text, `iso8583.bit4_raw` its bytes, `iso8583.bit4_tree` a complaint about it. */
function readingOf(layer: Record<string, unknown>): TsharkReading {
  const reading: TsharkReading = {
    mti: z.string().parse(layer['iso8583.mti']),
    bitmapHex: z.string().parse(layer['iso8583.map1']),
    fields: {},
  };
  for (let number = 2; number <= 64; number++) {
    const name = `iso8583.bit${number}`;
    if (layer[`${name}_tree`] !== undefined) reading.stoppedAt = number;
    if (layer[`${name}_raw`] === undefined) continue;
    const [hex] = rawSchema.parse(layer[`${name}_raw`]);
    reading.fields[number] = { text: z.string().parse(layer[name]), hex };
  }
  return reading;
}

/**
 * A capture (pcap 2.4, link type 101: bare IP packets) of one TCP stream, a segment for each message with its
 * length before it.
 */
function captureOf(messages: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(101, 20);
  let sequence = 1;
  const packets = messages.flatMap((message) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    const packet = Buffer.concat([tcpHeaders(sequence, 2 + message.length), length, message]);
    sequence += 2 + message.length;
    const record = Buffer.alloc(16);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return [record, packet];
  });
  return Buffer.concat([header, ...packets]);
}

/** IPv4 and TCP, 20 bytes each, from loopback to loopback; checksums stay zero, nobody looks at them. */
function tcpHeaders(sequence: number, payloadLength: number): Buffer {
  const headers = Buffer.alloc(40);
  headers[0] = 0x45;
  headers.writeUInt16BE(headers.length + payloadLength, 2);
  headers[8] = 64;
  headers[9] = 6;
  headers.set([127, 0, 0, 1], 12);
  headers.set([127, 0, 0, 1], 16);
  headers.writeUInt16BE(40_000, 20);
  headers.writeUInt16BE(port, 22);
  headers.writeUInt32BE(sequence, 24);
  headers[32] = 0x50;
  headers[33] = 0x18;
  headers.writeUInt16BE(65_535, 34);
  return headers;
}
