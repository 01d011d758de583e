/**
 * The host's line: frames of length (2 bytes, big-endian, of what follows), TPDU (5), header (6) and message.
 * An answer goes back with the TPDU's addresses exchanged.
 */
import { createServer, type Server, type Socket } from 'node:net';
import { errorText, type Log } from '@qiantai/foundation';
import type { WireLog } from '../hands/wire-log.ts';
import { maskPan, messageMac } from './card-cryptography.ts';
import type { CardOperations, HostAnswer } from './card-operations.ts';
import { type IsoMessage, packMessage, unpackMessage } from './iso-codec.ts';

export const hostTpduHex = '6000000718';
export const hostHeaderHex = '603100311903';

const tpduLength = 5;
const envelopeLength = 11;
const frameLengthMax = 2048;
const linesMax = 1000;
/** A line that says nothing for so long is closed, milliseconds of the machine. */
const idleMs = 300_000;

export class CardHost {
  private readonly operations: CardOperations;
  private readonly log: Log;
  private readonly wire: WireLog;
  private readonly server: Server;
  private readonly lines = new Set<Socket>();

  constructor(options: { operations: CardOperations; log: Log; wire: WireLog }) {
    this.operations = options.operations;
    this.log = options.log;
    this.wire = options.wire;
    this.server = createServer((line) => this.serve(line));
    this.server.maxConnections = linesMax;
  }

  /** Listens on loopback and gives the port. */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', () => {
        this.server.off('error', reject);
        resolve();
      });
    });
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const line of this.lines) line.destroy();
    await closed;
  }

  private serve(line: Socket): void {
    this.lines.add(line);
    let rest: Buffer = Buffer.alloc(0);
    line.setNoDelay(true);
    line.setTimeout(idleMs, () => line.destroy());
    line.on('close', () => this.lines.delete(line));
    line.on('error', (error) => this.log.debug({ error: errorText(error) }, 'card.line_failed'));
    line.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 2) {
        const length = rest.readUInt16BE(0);
        if (length < envelopeLength + 10 || length > frameLengthMax) {
          // Nothing after a wrong length can be found again.
          this.log.warn({ length }, 'card.frame_refused');
          line.destroy();
          return;
        }
        if (rest.length < 2 + length) return;
        const answer = this.react(rest.subarray(2, 2 + length));
        rest = rest.subarray(2 + length);
        if (answer) line.write(answer);
      }
    });
  }

  private react(frame: Buffer): Buffer | undefined {
    const bytes = frame.subarray(envelopeLength);
    let message: IsoMessage;
    try {
      message = unpackMessage(bytes);
    } catch (error) {
      // Without its fields a message has no terminal to answer to.
      this.log.warn({ error: errorText(error) }, 'card.message_refused');
      return undefined;
    }
    this.wire.record({ channel: 'card', direction: 'in', what: message.mti, body: shownFields(message) });
    const reaction = this.operations.perform(message, bytes);
    if (reaction.kind === 'silence') {
      this.wire.record({ channel: 'card', direction: 'out', what: 'no answer', body: '' });
      return undefined;
    }
    const answer = { mti: answerMti(message.mti), values: reaction.values };
    this.wire.record({ channel: 'card', direction: 'out', what: answer.mti, body: shownFields(answer) });
    return envelope(frame, packAnswer(answer, reaction));
  }
}

function packAnswer(answer: IsoMessage, reaction: HostAnswer): Buffer {
  if (!reaction.macKey) return packMessage(answer);
  const packed = packMessage({ mti: answer.mti, values: { ...answer.values, 64: '0'.repeat(16) } });
  const mac = messageMac(reaction.macKey, packed.subarray(0, -8));
  if (reaction.spoilMac) mac[0] = (mac[0] as number) === 0x30 ? 0x31 : 0x30;
  mac.copy(packed, packed.length - 8);
  return packed;
}

function answerMti(mti: string): string {
  return String(Number(mti) + 10).padStart(4, '0');
}

function envelope(request: Buffer, message: Buffer): Buffer {
  const tpdu = Buffer.concat([request.subarray(0, 1), request.subarray(3, tpduLength), request.subarray(1, 3)]);
  const header = request.subarray(tpduLength, envelopeLength);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(envelopeLength + message.length);
  return Buffer.concat([length, tpdu, header, message]);
}

/** Fields as JSON; card numbers masked, tracks, PIN blocks, EMV data and keys left out. */
function shownFields(message: IsoMessage): string {
  const hidden = new Set(['35', '36', '52', '55', '62']);
  const shown = Object.entries(message.values).map(([field, value]) => {
    if (field === '2') return [field, maskPan(value)];
    return [field, hidden.has(field) ? '***' : value];
  });
  return JSON.stringify(Object.fromEntries(shown));
}
