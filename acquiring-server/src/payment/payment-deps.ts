/** What the parts of the payment core share. */
import type { Clock, Log } from '@qiantai/foundation';
import type { IdMint } from '@qiantai/protos';
import type { ChannelGateway } from '../channels/port.ts';
import type { Database } from '../db/database.ts';
import type { Ledger } from '../ledger/ledger-store.ts';
import type { Alarm } from './alarm.ts';
import type { PaymentWithAttempt, RefundRecord } from './payment-record.ts';
import type { ChannelAccountSource, FeeTermsSource, Router } from './ports.ts';
import type { PaymentTimings } from './timings.ts';
import type { Wakeups } from './wakeups.ts';

export interface PaymentDeps {
  database: Database;
  ledger: Ledger;
  gateway: ChannelGateway;
  router: Router;
  accounts: ChannelAccountSource;
  feeTerms: FeeTermsSource;
  clock: Clock;
  ids: IdMint;
  log: Log;
  timings: PaymentTimings;
  /** Names this server among those over one database, the same after a restart. */
  instanceId: string;
  /** By `paymentWakeKey`. */
  paymentWakeups: Wakeups<PaymentWithAttempt>;
  /** By `refundWakeKey`. */
  refundWakeups: Wakeups<RefundRecord>;
  alarm: Alarm;
}
