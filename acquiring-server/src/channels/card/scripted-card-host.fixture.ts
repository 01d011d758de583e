/** For tests: a card host on a real line that checks MACs, signs terminals on, and answers as it is told. */
import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { encodeFrame, FrameReader } from './card-frames.ts';
import { checkValueHex, desEncrypt } from './des.ts';
import { decodeIsoMessage, encodeIsoMessage, type IsoMessage } from './iso-packager.ts';
import { encodeWithMac, macVerifies } from './message-mac.ts';

export const envelope = { tpduHex: '6000000718', headerHex: '603100311903' };
const masterKeyHex = 'ca5d92598dca48ce8a4c76361a9269e9';
export const bdkHex = '0123456789abcdeffedcba9876543210';
export const acceptorId = 'QIANTAI00000001';

/** What the host answers to one message. */
export type Reaction = (request: IsoMessage, host: { macKey: Buffer }) => Buffer[];

export function answerOf(request: IsoMessage, fields: IsoMessage['fields']): IsoMessage {
  return {
    mti: String(Number(request.mti) + 10).padStart(4, '0'),
    fields: {
      3: request.fields[3],
      4: request.fields[4],
      11: request.fields[11],
      12: '120005',
      13: '0310',
      41: request.fields[41],
      42: request.fields[42],
      ...fields,
    },
  };
}

export const say =
  (fields: IsoMessage['fields']): Reaction =>
  (request, host) => [encodeWithMac(answerOf(request, fields), host.macKey)];
export const approve = say({ 37: '031000000001', 38: '123456', 39: '00' });
export const silence: Reaction = () => [];

export class ScriptedCardHost {
  /** Messages in the order they came, sign-ons left out. */
  heard: IsoMessage[] = [];
  /** What it does with the next messages; then it approves. */
  reactions: Reaction[] = [];
  signOns = 0;
  /** The batch that sign-ons are told. */
  batch = 7;
  /** From then on every connection is cut before an answer. */
  isGone = false;
  readonly keys = { pinKey: randomBytes(16), macKey: randomBytes(8) };
  port = 0;
  private readonly server = createServer((socket) => this.serve(socket));

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  forget(): void {
    this.heard = [];
    this.reactions = [];
    this.signOns = 0;
    this.isGone = false;
  }

  /** Of an account at this host. */
  get credentials() {
    return {
      host: '127.0.0.1',
      port: this.port,
      acceptorId,
      ...envelope,
      terminals: [{ terminalId: '10000001', masterKeyHex }],
      bdkHex,
      statementUrl: 'http://acquirer.test/card/statements',
      statementSecret: 'secret',
    };
  }

  private serve(socket: Socket): void {
    const reader = new FrameReader();
    socket.on('error', () => undefined);
    if (this.isGone) socket.destroy();
    socket.on('data', (chunk) => {
      for (const bytes of reader.push(chunk)) {
        const request = decodeIsoMessage(bytes);
        const answers = request.mti === '0800' ? this.signOn(request) : this.transact(request, bytes);
        for (const answer of answers) socket.write(encodeFrame(envelope, answer));
      }
    });
  }

  /** Field 62 of 40 bytes, and the batch. */
  private signOn(request: IsoMessage): Buffer[] {
    this.signOns += 1;
    this.keys.macKey = randomBytes(8);
    const { pinKey, macKey } = this.keys;
    const under = (key: Buffer) => desEncrypt(Buffer.from(masterKeyHex, 'hex'), key).toString('hex');
    const pinPart = `${under(pinKey)}${checkValueHex(pinKey)}`;
    const macPart = `${under(macKey)}${'00'.repeat(8)}${checkValueHex(macKey)}`;
    return [
      encodeIsoMessage(
        answerOf(request, { 39: '00', 60: `00${String(this.batch).padStart(6, '0')}003`, 62: pinPart + macPart }),
      ),
    ];
  }

  private transact(request: IsoMessage, bytes: Buffer): Buffer[] {
    this.heard.push(request);
    const macGood = request.mti === '0500' || macVerifies(bytes, request, this.keys.macKey);
    const reaction = macGood ? (this.reactions.shift() ?? approve) : say({ 39: 'A0' });
    return reaction(request, this.keys);
  }
}
