/** All channels behind one port: each account's operations go to its channel. */
import type { Clock, Log, Random } from '@qiantai/foundation';
import type { Database } from '../db/database.ts';
import { credentialsProblem } from './account-credentials.ts';
import { createAlipayChannel } from './alipay/alipay-channel.ts';
import { type CardTerminalSource, createCardChannel } from './card/card-channel.ts';
import { createCardSettlementStore } from './card/card-settlement-store.ts';
import { createCardTerminalStore } from './card/card-terminal-store.ts';
import type { SettlementOutcome } from './card/settlement.ts';
import { createHttpTransport } from './http-transport.ts';
import type { ChannelAccount, ChannelGateway, Particulars } from './port.ts';
import { createTcpTransport } from './tcp-transport.ts';
import { createUnionpayChannel } from './unionpay/unionpay-channel.ts';
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
  /** Members' balances (channels/balance). */
  balance: ChannelGateway;
  /** Real milliseconds that every call gets besides the clock's (call-timeout.ts). */
  realMsMin?: number;
}

export interface ClosableChannelGateway extends ChannelGateway {
  /** Settles the present batch of a card terminal with its host. */
  settleCardTerminal(account: ChannelAccount, cardTerminalId: string, settlementId: string): Promise<SettlementOutcome>;
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
    settlements: createCardSettlementStore(options.db),
    keyEncryptionKey: options.keyEncryptionKey,
    terminals: options.terminals,
  });
  const channels: Readonly<Record<ChannelAccount['channel'], ChannelGateway>> = {
    wechat: createWechatChannel({ clock, http, nonce, notifyUrl }),
    alipay: createAlipayChannel({ clock, http, notifyUrl }),
    unionpay: createUnionpayChannel({ clock, http, notifyUrl }),
    card,
    balance: options.balance,
  };
  const at = (account: ChannelAccount): ChannelGateway => channels[account.channel];
  /** An account that cannot be used sends nothing, and does not stop the payment from being tried elsewhere. */
  const guarded = <Outcome, Kind extends string>(
    account: ChannelAccount,
    kind: Kind,
    work: (channel: ChannelGateway) => Promise<Outcome>,
  ): Promise<Outcome | { kind: Kind; why: string }> => {
    const why = credentialsProblem(account);
    if (why === undefined) return work(at(account));
    log.error({ accountId: account.id, why }, 'channel.account_unusable');
    return Promise.resolve({ kind, why });
  };
  /** Without usable credentials there are no particulars, and the operation then says why. */
  const particularsOf = async (
    account: ChannelAccount,
    prepare: (channel: ChannelGateway) => Promise<Particulars>,
  ): Promise<Particulars> => (credentialsProblem(account) === undefined ? prepare(at(account)) : {});
  return {
    prepare: (operation) => particularsOf(operation.account, (channel) => channel.prepare(operation)),
    pay: (operation) => guarded(operation.account, 'not_sent', (channel) => channel.pay(operation)),
    query: (attempt) => guarded(attempt.account, 'unknown', (channel) => channel.query(attempt)),
    reverse: (attempt) => guarded(attempt.account, 'unknown', (channel) => channel.reverse(attempt)),
    prepareRefund: (operation) =>
      particularsOf(operation.original.account, (channel) => channel.prepareRefund(operation)),
    refund: (operation) => guarded(operation.original.account, 'not_sent', (channel) => channel.refund(operation)),
    queryRefund: (operation) =>
      guarded(operation.original.account, 'unknown', (channel) => channel.queryRefund(operation)),
    readNotice: (account, request) => {
      const why = credentialsProblem(account);
      if (why !== undefined) return { kind: 'refused', errorCode: 'NOTICE_BAD_SIGNATURE', why };
      return at(account).readNotice(account, request);
    },
    downloadBill: (account, date) => guarded(account, 'unknown', (channel) => channel.downloadBill(account, date)),
    settleCardTerminal: (account, cardTerminalId, settlementId) =>
      guarded(account, 'not_sent', () => card.settle(account, cardTerminalId, settlementId)),
    close: () => http.close(),
  };
}
