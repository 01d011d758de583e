/**
 * `node writer.ts FOLDER SEED`: a till's morning without end, on the agent's own books. Each step is one
 * transaction of `plan.ts`, so that whoever finds a database knows what must stand in it; how many are durable stands
 * in the file `acknowledged`.
 */
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom, silentLog, systemClock } from '@qiantai/foundation';
import { IdMint } from '@qiantai/protos';
import { openDeviceKey, openKeyringOf } from '../../enrolment/device-key.ts';
import { openJournal } from '../../journal/journal.ts';
import { openPaymentBook } from '../../payments/payment-book.ts';
import { firstWord } from '../../payments/payment-facts.ts';
import { openPaymentStore } from '../../payments/payment-store.ts';
import { openQueueStore } from '../../queue/queue-store.ts';
import { secretBox } from '../../queue/secret-box.ts';
import { openSignals } from '../../signals.ts';
import { openStore } from '../database.ts';
import { stepAt } from './plan.ts';

const [folder = '', seed = '1', checkpointPages = '40'] = process.argv.slice(2);
const store = openStore(folder, systemClock);
// Often, so that images fall into it and into the log's beginning anew.
store.sql.pragma(`wal_autocheckpoint = ${Number(checkpointPages)}`);
const keyring = openKeyringOf(folder);
const ids = new IdMint(systemClock, new SeededRandom(`power cut ${seed}`));
const { privateKey } = openDeviceKey(folder, keyring);
const journal = openJournal({ store, privateKey, clock: systemClock, ids });
const payments = openPaymentStore(store.sql);
const queue = openQueueStore(store);
const book = openPaymentBook({
  ...{ store, journal, payments, queue, log: silentLog },
  secrets: secretBox(keyring.keysFor('secret')),
  signals: openSignals(systemClock),
  onAlarm: () => undefined,
  nowMs: () => systemClock.nowMs(),
});
const open: string[] = [];
const acknowledged = openSync(join(folder, 'acknowledged'), 'w');

for (let step = 0; ; step++) {
  const kind = stepAt(Number(seed), step);
  switch (kind) {
    case 'cash':
      book.takeCash(asked('cash'), true);
      break;
    case 'request':
      open.push(book.request(asked('payment_code'), { paymentCode: '134567890123456789' }).paymentKey);
      break;
    case 'refusal':
      book.refuseAtOnce(asked('payment_code'), 'OFFLINE');
      break;
    case 'result': {
      const key = open.shift();
      if (key === undefined) throw new Error('the plan answers what was not asked');
      const word = { ...firstWord(book.found(key)), status: 'paid' as const, version: 1, channel: 'wechat' as const };
      book.hear(key, word, 'answered');
      break;
    }
  }
  writeSync(acknowledged, String(step + 1).padEnd(12), 0);
}

function asked(tender: 'cash' | 'payment_code') {
  const saleId = ids.saleId();
  return {
    ...{ paymentKey: ids.paymentKey() as string, terminalId: 'till-1', saleId, orderNo: `o-${saleId}` },
    ...{ orderTotalMinor: 100n, amountMinor: 100n, currency: 'CNY' as const, tender, description: 'x'.repeat(200) },
    ...{ channel: tender === 'cash' ? ('cash' as const) : ('' as const), operatorId: 'op-1' },
    ...{ businessDate: '2026-01-01', requestedAtMs: systemClock.nowMs(), maskedPan: '', tenderedMinor: 100n },
    card: undefined,
    requestHash: 'power-cut',
  };
}
