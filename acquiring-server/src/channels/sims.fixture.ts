/** For tests: the simulated channels as a process of their own, on a clock that test and process share. */
import { type ChildProcess, fork } from 'node:child_process';
import { createCipheriv } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { AnchoredClock, anchorNow, formatClockAnchor } from '@qiantai/foundation';
import { z } from 'zod';
import { alipayCredentialsSchema } from './alipay/alipay-credentials.ts';
import { cardCredentialsSchema } from './card/card-credentials.ts';
import { desEncrypt, xorBytes } from './card/des.ts';
import { dataKey, pinKey, transactionKey } from './card/dukpt.ts';
import { maskPan } from './card/key-store.ts';
import type { ChannelAccount, EncryptedCard } from './port.ts';
import { unionpayCredentialsSchema } from './unionpay/unionpay-credentials.ts';
import { wechatCredentialsSchema } from './wechat/wechat-credentials.ts';

const descriptionSchema = z.object({
  http: z.string(),
  wechat: wechatCredentialsSchema,
  alipay: alipayCredentialsSchema,
  unionpay: unionpayCredentialsSchema,
  card: cardCredentialsSchema,
  bank: z.object({
    baseUrl: z.string(),
    clientId: z.string(),
    secret: z.string(),
    currency: z.literal('CNY'),
    custodyAccount: z.string(),
    ownAccount: z.string(),
  }),
  identity: z.object({ baseUrl: z.string(), appId: z.string(), secret: z.string() }),
  sms: z.object({ baseUrl: z.string(), appId: z.string(), secret: z.string() }),
});

export interface RunningSims {
  clock: AnchoredClock;
  /** Providers of identity checks and of text messages. */
  providers: Pick<z.infer<typeof descriptionSchema>, 'identity' | 'sms'>;
  /** What a hand reads. */
  look(path: string): Promise<Record<string, unknown>>;
  account(channel: Exclude<ChannelAccount['channel'], 'balance'>): ChannelAccount;
  /** How the custody bank is reached, and the numbers of its two accounts. */
  bank: z.infer<typeof descriptionSchema>['bank'];
  hand(path: string, body: unknown): Promise<Record<string, unknown>>;
  book(channel: ChannelAccount['channel']): Promise<Record<string, unknown>>;
  /** Moves both clocks on. */
  jump(byMs: number): void;
  /** A card as the reader would give it, encrypted under the account's own DUKPT key. */
  card(options?: { pan?: string; pin?: string; counter?: number }): EncryptedCard;
  close(): Promise<void>;
}

export async function startSims(options: { startMs: number; factor: number }): Promise<RunningSims> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-sims-'));
  const anchor = anchorNow({ virtualMs: options.startMs, factor: options.factor });
  const clock = new AnchoredClock(anchor);
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ cardTerminalIds: ['10000001', '10000002'] }));
  const main = join(dirname(createRequire(import.meta.url).resolve('@qiantai/channel-sims')), 'main.ts');
  const child = fork(main, {
    env: {
      PATH: process.env['PATH'],
      QIANTAI_DATA_DIR: folder,
      QIANTAI_CLOCK: formatClockAnchor(anchor),
      CHANNEL_SIMS_CONFIG: config,
      CHANNEL_SIMS_PORT: '0',
      CARD_HOST_PORT: '0',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const description = await readyMessage(child);
  const ask = async (path: string, init?: RequestInit): Promise<Record<string, unknown>> => {
    const response = await fetch(description.http + path, init);
    if (!response.ok) throw new Error(`${path}: HTTP ${response.status} ${await response.text()}`);
    return (await response.json()) as Record<string, unknown>;
  };
  return {
    clock,
    bank: description.bank,
    providers: description,
    look: (path) => ask(path),
    account: (channel) => ({
      id: `${channel}-1`,
      merchantId: 'merchant-1',
      channel,
      credentials: description[channel],
    }),
    hand: (path, body) =>
      ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    book: (channel) => ask(`/sim/books/${channel}`),
    jump: (byMs) => {
      const next = anchorNow({ virtualMs: clock.nowMs() + byMs, factor: options.factor });
      clock.reanchor(next);
      child.send({ type: 'clock', anchor: next });
    },
    card: (wish) => readerCard(description.card.bdkHex, wish ?? {}),
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readyMessage(child: ChildProcess): Promise<z.infer<typeof descriptionSchema>> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      const ready = z.object({ type: z.literal('ready'), description: descriptionSchema }).safeParse(message);
      if (ready.success) resolve(ready.data.description);
      else reject(new Error(`the simulators did not start: ${JSON.stringify(message)}`));
    });
    child.once('exit', (code) => reject(new Error(`the simulators ended with ${code}`)));
  });
}

/** What docs/protocols/card-reader.md has a reader do. */
export function readerCard(bdkHex: string, wish: { pan?: string; pin?: string; counter?: number }): EncryptedCard {
  const pan = wish.pan ?? '6216261000000000018';
  const keySerialNumberHex = `ffff9876543210e${(wish.counter ?? 1).toString(16).padStart(5, '0')}`;
  const key = transactionKey(Buffer.from(bdkHex, 'hex'), Buffer.from(keySerialNumberHex, 'hex'));
  const track2 = Buffer.from(`${pan}=3012220${'0'.repeat(37 - pan.length - 8)}`, 'latin1');
  const padded = Buffer.alloc(Math.floor(track2.length / 8 + 1) * 8);
  track2.copy(padded);
  padded[track2.length] = 0x80;
  const cipher = createCipheriv('des-ede-cbc', dataKey(key), Buffer.alloc(8)).setAutoPadding(false);
  return {
    entryMode: 'chip',
    maskedPan: maskPan(pan),
    encryptedTrack2Hex: Buffer.concat([cipher.update(padded), cipher.final()]).toString('hex'),
    keySerialNumberHex,
    pinBlockHex: wish.pin ? desEncrypt(pinKey(key), pinBlock(wish.pin, pan)).toString('hex') : '',
    emvHex: '9f02060000000012509f1a020156',
    cardSequenceNumber: '001',
  };
}

/** ISO 9564-1 format 0. */
export function pinBlock(pin: string, pan: string): Buffer {
  const digits = Buffer.from(`0${pin.length}${pin}`.padEnd(16, 'f'), 'hex');
  return xorBytes(digits, Buffer.from(`0000${pan.slice(-13, -1)}`, 'hex'));
}
