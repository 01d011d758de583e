/** For tests: the card channel against a host that answers as it is told, on a real line and a real database. */
import { randomBytes } from 'node:crypto';
import { FakeClock, silentLog } from '@qiantai/foundation';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openTestDatabase } from '../../db/test-database.ts';
import type { AttemptRef, ChannelAccount, PayOperation } from '../port.ts';
import { readerCard } from '../sims.fixture.ts';
import { createTcpTransport } from '../tcp-transport.ts';
import { type CardChannel, createCardChannel } from './card-channel.ts';
import { createCardSettlementStore } from './card-settlement-store.ts';
import { createCardTerminalStore } from './card-terminal-store.ts';
import { bdkHex, ScriptedCardHost } from './scripted-card-host.fixture.ts';

/** Registers what goes before and after each test: an account of its own, at a host in batch 7. */
export function testCardChannel(): TestCardChannel {
  const test = new TestCardChannel();
  beforeAll(async () => await test.open());
  beforeEach(() => test.begin());
  afterAll(async () => await test.close());
  return test;
}

export class TestCardChannel {
  readonly host = new ScriptedCardHost();
  readonly clock = new FakeClock(Date.UTC(2026, 2, 10, 4));
  database!: Database;
  account!: ChannelAccount;
  private readonly keyEncryptionKey = randomBytes(32);
  private count = 0;

  async open(): Promise<void> {
    this.database = await openTestDatabase();
    await this.host.listen();
  }

  async close(): Promise<void> {
    await this.database.close();
    await this.host.close();
  }

  begin(): void {
    this.host.forget();
    this.host.batch = 7;
    this.count += 1;
    this.account = { id: `card-${this.count}`, merchantId: 'm', channel: 'card', credentials: this.host.credentials };
  }

  /** The channel as a fresh process would have it. */
  readonly channel = (): CardChannel =>
    createCardChannel({
      clock: this.clock,
      log: silentLog,
      tcp: createTcpTransport({ clock: this.clock, realMsMin: 5 }),
      http: { send: async () => ({ kind: 'not_sent', why: 'no network' }), close: async () => undefined },
      store: createCardTerminalStore(this.database),
      settlements: createCardSettlementStore(this.database),
      keyEncryptionKey: this.keyEncryptionKey,
      terminals: { findCardTerminalId: async () => '10000001' },
    });

  readonly prepareSale = async (amountMinor = 1250n): Promise<PayOperation> => {
    this.count += 1;
    const operation = {
      account: this.account,
      channelOrderNo: `${this.account.id}-${this.count}`.padEnd(28, '0'),
      amount: { amountMinor, currency: 'CNY' as const },
      sentAtMs: this.clock.nowMs(),
      terminalId: 'till-1',
      details: { way: 'card' as const, card: readerCard(bdkHex, { pin: '1234' }) },
      description: '',
      storeId: 'store-a',
    };
    return { ...operation, particulars: await this.channel().prepare(operation) };
  };

  readonly reversalOf = (attempt: AttemptRef) => this.channel().reverse({ ...attempt, way: 'card' });

  /** A call whose host stays silent: the clock has to move for it to end. */
  readonly unanswered = async <Result>(work: Promise<Result>): Promise<Result> => {
    let ended = false;
    const watched = work.finally(() => {
      ended = true;
    });
    while (!ended) {
      await this.clock.advance(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return watched;
  };
}
