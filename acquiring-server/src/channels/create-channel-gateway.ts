/** All channels behind one port: each account's operations go to its channel. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { Database } from '../db/database.ts';
import { createAlipayChannel } from './alipay/alipay-channel.ts';
import { type CardTerminalSource, createCardChannel } from './card/card-channel.ts';
import { createCardTerminalStore } from './card/card-terminal-store.ts';
import type { SettlementOutcome } from './card/settlement.ts';
import { createHttpTransport } from './http-transport.ts';
import type { ChannelAccount, ChannelGateway } from './port.ts';
import { createTcpTransport } from './tcp-transport.ts';
import { createWechatChannel } from './wechat/wechat-channel.ts';

export interface ChannelGatewayOptions {
  db: Database;
  clock: Clock;
  /** Names requests (nonces); keys and signatures take their randomness from node:crypto. */
  random: Random;
  log: Log;
  /** Where channels reach us; their notices come to `/notices/<account>` of it. */
  publicHttpUrl: string;
  /** 32 bytes that seal the working keys of card terminals. */
  keyEncryptionKey: Uint8Array;
  terminals: CardTerminalSource;
  /** Real milliseconds that every call gets besides the clock's (call-timeout.ts). */
  realMsMin?: number;
}

export interface ClosableChannelGateway extends ChannelGateway {
  /** Settles the present batch of a card terminal with its host. */
  settleCardTerminal(account: ChannelAccount, cardTerminalId: string): Promise<SettlementOutcome>;
  close(): Promise<void>;
}

export function createChannelGateway(options: ChannelGatewayOptions): ClosableChannelGateway {
  const { clock, log } = options;
  if (options.keyEncryptionKey.length !== 32) throw new RangeError('the key-encryption key has 32 bytes');
  const timing = options.realMsMin === undefined ? { clock } : { clock, realMsMin: options.realMsMin };
  const http = createHttpTransport(timing);
  const tcp = createTcpTransport(timing);
  const notifyUrl = (account: ChannelAccount): string => `${options.publicHttpUrl}/notices/${account.id}`;
  const nonce = (): string => Buffer.from(options.random.bytes(16)).toString('hex');
  const card = createCardChannel({
    clock,
    log,
    tcp,
    http,
    store: createCardTerminalStore(options.db),
    keyEncryptionKey: options.keyEncryptionKey,
    terminals: options.terminals,
  });
  const channels: Readonly<Record<ChannelAccount['channel'], ChannelGateway>> = {
    wechat: createWechatChannel({ clock, http, nonce, notifyUrl }),
    alipay: createAlipayChannel({ clock, http, notifyUrl }),
    card,
  };
  const at = (account: ChannelAccount): ChannelGateway => channels[account.channel];
  return {
    prepare: (operation) => at(operation.account).prepare(operation),
    pay: (operation) => at(operation.account).pay(operation),
    query: (attempt) => at(attempt.account).query(attempt),
    reverse: (attempt) => at(attempt.account).reverse(attempt),
    prepareRefund: (operation) => at(operation.original.account).prepareRefund(operation),
    refund: (operation) => at(operation.original.account).refund(operation),
    queryRefund: (operation) => at(operation.original.account).queryRefund(operation),
    readNotice: (account, request) => at(account).readNotice(account, request),
    downloadBill: (account, date) => at(account).downloadBill(account, date),
    settleCardTerminal: (account, cardTerminalId) => card.settle(account, cardTerminalId),
    close: () => http.close(),
  };
}
