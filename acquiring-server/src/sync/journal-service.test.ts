import { status } from '@grpc/grpc-js';
import { type JournalKind, type JournalPayload, orderNoOfSale } from '@qiantai/protos';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { serverError } from '../errors.ts';
import type { Replied } from '../rpc/messages.ts';
import { call, freshKeys, refusal, startTestRpc, type TestAgent, type TestRpc } from '../rpc/test-rpc.fixture.ts';
import { sampleCode } from '../seed/sample-seed.fixture.ts';
import type { JournalEntryOnWire } from './journal-check.ts';
import { cashTakenPayload, JournalWriter, saleLine, saleRecord } from './journal-writer.fixture.ts';
import { readQuarantinedMessages } from './quarantine-store.ts';

type AppendJournalReply = Replied<'EdgeSyncService', 'AppendJournal'>;

let rpc: TestRpc;
let agent: TestAgent;
let sync: ReturnType<TestRpc['sync']>;
let acquiring: ReturnType<TestRpc['acquiring']>;
let writer: JournalWriter;

beforeAll(async () => {
  rpc = await startTestRpc();
  agent = await rpc.enrol(sampleCode);
  sync = rpc.sync(agent);
  acquiring = rpc.acquiring(agent);
});
afterAll(() => rpc.close());

beforeEach(async () => {
  for (const table of [
    'terminal_journal_entry',
    'terminal_journal',
    'sale_returned_line',
    'sale',
    'payment_exception',
    'terminal_journal_quarantine',
  ]) {
    await rpc.database.owner.pool.query(`DELETE FROM ${table}`);
  }
  rpc.payments.asked.length = 0;
  rpc.payments.failures.length = 0;
  writer = new JournalWriter({ terminalId: 'till-a1', ids: rpc.ids, privateKey: agent.privateKey });
});

const wired = (entry: JournalEntryOnWire) => ({
  ...entry,
  previousHash: Buffer.from(entry.previousHash),
  hash: Buffer.from(entry.hash),
  signature: Buffer.from(entry.signature),
});

async function append(...entries: JournalEntryOnWire[]) {
  const wire = entries.map(wired);
  const reply = await call<AppendJournalReply>((callback) => sync.appendJournal({ entries: wire }, callback));
  return reply.results;
}

const outcomes = (results: AppendJournalReply['results']) =>
  results.map((result) => result.errorCode || result.outcome);
const signedIn = () => writer.write('operator.signed_in', { operatorId: 'op-1', businessDate: '2026-01-01' });
const cash = (amountMinor?: string) => writer.write('cash.taken', cashTakenPayload(rpc.ids, amountMinor));
const heldCount = async () => (await rpc.database.pool.query('SELECT FROM terminal_journal_entry')).rowCount;

describe('a terminal’s journal', () => {
  test('entries in order are accepted, their effects done; a replay is already held and does nothing again', async () => {
    const entries = [signedIn(), cash(), cash()];
    expect(outcomes(await append(...entries))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(rpc.payments.count('recordCash')).toBe(2);
    expect(outcomes(await append(...entries))).toEqual(['already_held', 'already_held', 'already_held']);
    expect(rpc.payments.count('recordCash')).toBe(2);
    expect(await heldCount()).toBe(3);
  });

  test('one batch may hold an entry twice, and entries of several terminals', async () => {
    const other = new JournalWriter({ terminalId: 'till-a2', ids: rpc.ids, privateKey: agent.privateKey });
    const first = cash();
    const ofOther = other.write('operator.signed_out', { operatorId: 'op-1' });
    const results = await append(first, ofOther, first);
    expect(outcomes(results)).toEqual(['accepted', 'accepted', 'already_held']);
    expect(results.map((result) => `${result.terminalId} ${result.sequence}`)).toEqual([
      'till-a1 1',
      'till-a2 1',
      'till-a1 1',
    ]);
  });

  test('a gap is refused, and what follows it; the missing entry mends it', async () => {
    const [one, two, three] = [cash(), cash(), cash()];
    expect(outcomes(await append(one, three))).toEqual(['accepted', 'JOURNAL_GAP']);
    expect(outcomes(await append(two, three))).toEqual(['accepted', 'accepted']);
    expect(rpc.payments.count('recordCash')).toBe(3);
  });

  test('another entry with a held sequence is a fork', async () => {
    await append(signedIn(), cash());
    writer.rewind({ sequence: 0, hash: '0'.repeat(64) });
    const [fork, next] = [cash(), cash()];
    expect(outcomes(await append(fork, next, cash()))).toEqual(['JOURNAL_FORK', 'JOURNAL_FORK', 'JOURNAL_FORK']);
    expect(rpc.payments.count('recordCash')).toBe(1);
  });

  test('an entry id that another entry has is a fork', async () => {
    const first = signedIn();
    const second = writer.write('operator.signed_out', { operatorId: 'op-1' }, { entryId: first.entryId });
    expect(outcomes(await append(first, second))).toEqual(['accepted', 'JOURNAL_FORK']);
  });

  test('changed content, a foreign key and another hash are told apart', async () => {
    const stranger = new JournalWriter({
      terminalId: 'till-a1',
      ids: rpc.ids,
      privateKey: (await freshKeys()).privateKey,
    });
    const good = cash();
    const changed = { ...good, payloadJson: good.payloadJson.replace('1250', '9950') };
    const rehashed = { ...good, hash: Buffer.alloc(32, 1) };
    for (const entry of [changed, rehashed, { ...good, recordedAtMs: '1' }, { ...good, clockOffsetMs: '5' }]) {
      expect(outcomes(await append(entry))).toEqual(['JOURNAL_BAD_HASH']);
    }
    const foreign = stranger.write('operator.signed_out', { operatorId: 'op-1' });
    expect(outcomes(await append(foreign))).toEqual(['JOURNAL_BAD_SIGNATURE']);
    expect(outcomes(await append({ ...good, signature: Buffer.alloc(64, 1) }))).toEqual(['JOURNAL_BAD_SIGNATURE']);
    expect([await heldCount(), rpc.payments.asked.length]).toEqual([0, 0]);
    expect(outcomes(await append(good))).toEqual(['accepted']);
  });

  test('a payload or member that has not its form is refused, whoever signed it', async () => {
    const bad = (kind: string, payload: unknown) => {
      const entry = writer.write(kind as JournalKind, payload as JournalPayload);
      writer.rewind({ sequence: 0, hash: '0'.repeat(64) });
      return entry;
    };
    const entries = [
      bad('cash.stolen', {}),
      bad('toString', {}),
      bad('cash.taken', { ...cashTakenPayload(rpc.ids), amountMinor: '12.50' }),
      bad('cash.taken', { ...cashTakenPayload(rpc.ids), extra: 1 }),
      bad('cash.taken', { ...cashTakenPayload(rpc.ids), currency: 'ZZZ' }),
      bad('operator.signed_out', { operatorId: 'a\0b' }),
      bad('operator.signed_out', { operatorId: '\ud800' }),
      bad('operator.signed_out', null),
      { ...cash(), payloadJson: '{' },
      { ...cash(), payloadJson: '{"amount":1.5}' },
      { ...cash(), sequence: '0' },
      { ...cash(), entryId: 'x' },
      { ...cash(), hash: Buffer.alloc(5) },
      { ...cash(), signature: Buffer.alloc(0) },
      { ...cash(), recordedAtMs: '-1' },
    ];
    for (const entry of entries) expect(outcomes(await append(entry))).toEqual(['JOURNAL_BAD_PAYLOAD']);
    expect(await heldCount()).toBe(0);
  });

  test('a terminal of another store is refused', async () => {
    const foreign = new JournalWriter({ terminalId: 'till-b1', ids: rpc.ids, privateKey: agent.privateKey });
    expect(outcomes(await append(foreign.write('operator.signed_out', { operatorId: 'x' })))).toEqual([
      'TERMINAL_FORBIDDEN',
    ]);
  });

  test('more than 500 entries are refused', async () => {
    const entries = Array.from({ length: 501 }, () => cash());
    expect(await refusal(append(...entries))).toMatchObject({
      status: status.INVALID_ARGUMENT,
      errorCode: 'PROTO_BAD_MESSAGE',
    });
    expect(await append()).toEqual([]);
  });

  test('the same batch twice at once is taken once', async () => {
    const entries = [signedIn(), cash(), cash()];
    const answers = await Promise.all([append(...entries), append(...entries)]);
    expect(answers.map((results) => outcomes(results).join()).sort()).toEqual([
      'accepted,accepted,accepted',
      'already_held,already_held,already_held',
    ]);
    expect(await heldCount()).toBe(3);
  });
});

describe('an entry that a mending names', () => {
  const appendWith = async (entries: JournalEntryOnWire[], mendings: JournalEntryOnWire[]) =>
    await call<AppendJournalReply>((callback) =>
      sync.appendJournal({ entries: entries.map(wired), mendings: mendings.map(wired) }, callback),
    );
  const mendingOf = (entry: JournalEntryOnWire, change: Partial<JournalPayload<'queue.mended'>> = {}) =>
    writer.write('queue.mended', {
      queueKind: 'journal',
      key: `till-a1/${entry.sequence.padStart(12, '0')}`,
      action: 'correct',
      entryHash: Buffer.from(entry.hash).toString('hex'),
      operatorId: 'op-7',
      reason: '',
      mendedAtMs: 1,
      ...change,
    });
  const heads = (reply: AppendJournalReply) =>
    reply.heads.map(({ terminalId, sequence, hash }) => `${terminalId} ${sequence} ${hash.toString('hex')}`);
  const hashOf = (entry: JournalEntryOnWire) => Buffer.from(entry.hash).toString('hex');

  test.each(['JOURNAL_BAD_PAYLOAD', 'JOURNAL_BAD_HASH', 'JOURNAL_BAD_SIGNATURE'])(
    'with %s is held as it came, without effect; the journal goes on behind it',
    async (errorCode) => {
      const first = signedIn();
      const right = cash();
      const bad =
        errorCode === 'JOURNAL_BAD_HASH'
          ? { ...right, payloadJson: right.payloadJson.replace('1250', '9950') }
          : errorCode === 'JOURNAL_BAD_SIGNATURE'
            ? { ...right, signature: Buffer.alloc(64, 1) }
            : undefined;
      if (!bad) writer.rewind({ sequence: 1, hash: hashOf(first) });
      const wrong = bad ?? writer.write('cash.taken', { ...cashTakenPayload(rpc.ids), amountMinor: '12.50' });
      const next = cash();
      const mending = mendingOf(wrong);
      const corrected = cash();
      expect(outcomes(await append(first, wrong, next))).toEqual(['accepted', errorCode, 'JOURNAL_GAP']);
      const reply = await appendWith([first, wrong, next], [mending]);
      expect(reply.results.map(({ outcome, errorCode: code }) => `${outcome} ${code}`.trim())).toEqual([
        'already_held',
        `quarantined ${errorCode}`,
        'accepted',
      ]);
      expect(heads(reply)).toEqual([`till-a1 3 ${hashOf(next)}`]);
      expect(outcomes(await append(mending, corrected))).toEqual(['accepted', 'accepted']);
      // Of the three takings, the one that was put aside did nothing.
      expect(rpc.payments.count('recordCash')).toBe(2);
      // Again, with and without the mending, and never another one in its place.
      for (const mendings of [[], [mending]]) {
        expect((await appendWith([wrong], mendings)).results).toMatchObject([{ outcome: 'quarantined', errorCode }]);
      }
      expect(outcomes(await append({ ...wrong, hash: Buffer.alloc(32, 9) }))).not.toEqual(['quarantined']);
      const [kept] = await readQuarantinedMessages(
        rpc.database.owner.pool,
        { merchantId: 'm1', terminalId: 'till-a1' },
        { afterSequence: 0, limit: 9 },
      );
      expect(wired(kept as JournalEntryOnWire)).toEqual(wired(wrong));
    },
  );

  test('a mending that is not right, of another action, entry or hash, or from before it, allows nothing', async () => {
    const early = mendingOf({ ...signedIn(), sequence: '2' });
    writer.rewind({ sequence: 0, hash: '0'.repeat(64) });
    const first = signedIn();
    await append(first);
    const right = cash();
    const wrong = { ...right, signature: Buffer.alloc(64, 1) };
    const none = [
      [],
      [early],
      [mendingOf(wrong, { action: 'retry' })],
      [mendingOf(wrong, { queueKind: 'refund' })],
      [mendingOf(wrong, { key: 'till-a2/000000000002' })],
      [mendingOf(wrong, { entryHash: 'ab'.repeat(32) })],
      [{ ...mendingOf(wrong), signature: Buffer.alloc(64, 2) }],
    ];
    for (const mendings of none) {
      expect((await appendWith([wrong], mendings)).results).toMatchObject([{ outcome: 'rejected' }]);
    }
    expect(
      (
        await refusal(
          appendWith(
            [],
            Array.from({ length: 21 }, () => early),
          ),
        )
      ).errorCode,
    ).toBe('PROTO_BAD_MESSAGE');
    expect((await appendWith([wrong], [mendingOf(wrong)])).results).toMatchObject([{ outcome: 'quarantined' }]);
  });

  test('the probe says where every journal of the store stands', async () => {
    await append(signedIn());
    const last = cash();
    await append(last);
    const probe = await call<Replied<'EdgeSyncService', 'Probe'>>((callback) => sync.probe({ sentAtMs: 1 }, callback));
    expect(heads(probe as never)).toEqual([`till-a1 2 ${hashOf(last)}`, `till-a2 0 ${'0'.repeat(64)}`]);
  });
});

describe('the effect of a fact', () => {
  test('is not acknowledged before it is durable; a crash in between is mended by sending again', async () => {
    const entries = [signedIn(), cash()];
    rpc.payments.failures.push(new Error('the database went away'));
    expect((await append(...entries)).map((result) => result.sequence)).toEqual(['1']);
    expect(await heldCount()).toBe(2);
    expect(outcomes(await append(...entries))).toEqual(['already_held', 'already_held']);
    expect(rpc.payments.count('recordCash')).toBe(2);
    expect(outcomes(await append(...entries))).toEqual(['already_held', 'already_held']);
    expect(rpc.payments.count('recordCash')).toBe(2);
  });

  test('when nothing can be acknowledged the call says: not now', async () => {
    const entry = cash();
    rpc.payments.failures.push(serverError('DB_CONTENTION', { times: 8 }));
    expect(await refusal(append(entry))).toMatchObject({ status: status.UNAVAILABLE, errorCode: 'JOURNAL_NOT_NOW' });
    expect(outcomes(await append(entry))).toEqual(['already_held']);
  });

  test('is done by the sweep where the agent never comes back', async () => {
    rpc.payments.failures.push(new Error('the server died'));
    await refusal(append(cash()));
    const stopping = new AbortController();
    const sweeping = rpc.journal.sweep(stopping.signal);
    await expect
      .poll(async () => {
        await rpc.clock.advance(15_000);
        return (await rpc.database.pool.query('SELECT effect FROM terminal_journal_entry')).rows;
      })
      .toEqual([{ effect: 'done' }]);
    stopping.abort();
    await sweeping;
    expect(rpc.payments.count('recordCash')).toBe(2);
  });

  test('that offends a rule opens an exception and is taken all the same', async () => {
    const entry = cash('9999');
    expect(await append(entry)).toMatchObject([{ outcome: 'accepted', exceptionCode: 'TOO_MUCH' }]);
    expect(await append(entry)).toMatchObject([{ outcome: 'already_held', exceptionCode: 'TOO_MUCH' }]);
    rpc.payments.failures.push(serverError('PAYMENT_KEY_CONFLICT', { paymentKey: 'x' }));
    expect(await append(cash())).toMatchObject([{ outcome: 'accepted', exceptionCode: 'PAYMENT_KEY_CONFLICT' }]);
  });

  test('cash handed back goes to the core with its payment', async () => {
    const taken = cashTakenPayload(rpc.ids);
    const refundKey = rpc.ids.refundKey();
    await append(
      writer.write('cash.handed_back', {
        refundKey,
        returnSaleId: rpc.ids.saleId(),
        paymentKey: taken.paymentKey,
        amountMinor: '100',
        currency: 'CNY',
        operatorId: 'op-1',
        businessDate: '2026-01-02',
        handedBackAtMs: 5,
      }),
      writer.write('cash.taken', taken),
    );
    // What was taken is told first, though the return came before it.
    expect(rpc.payments.asked.map((one) => one.method)).toEqual(['recordCash', 'recordCashHandedBack']);
    expect(rpc.payments.asked[1]?.argument).toEqual({
      refundKey,
      paymentKey: taken.paymentKey,
      amount: { amountMinor: 100n, currency: 'CNY' },
      terminalId: 'till-a1',
      operatorId: 'op-1',
      businessDate: '2026-01-02',
      handedBackAtMs: 5,
    });
  });
});

describe('completed sales', () => {
  const complete = (record: ReturnType<typeof saleRecord>) => append(writer.write('sale.completed', record));
  const find = (receiptNo: string) =>
    call<{ saleJson: string; returnedQuantity: Record<number, string>; payments: Array<{ paymentKey: string }> }>(
      (callback) => acquiring.findSale({ receiptNo }, callback),
    );
  const returnOf = (original: ReturnType<typeof saleRecord>, quantity: number, receiptNo: string) =>
    saleRecord(rpc.ids, {
      kind: 'return',
      receiptNo,
      lines: [{ ...saleLine(1, quantity, '100'), originalLineNo: 1 }],
      totalMinor: String(quantity * 100),
      tenders: [{ ...original.tenders[0]!, key: rpc.ids.refundKey(), amountMinor: String(quantity * 100) }],
      originalSaleId: original.saleId,
      originalReceiptNo: original.receiptNo,
    });

  test('are found by receipt with what came back of each line, and their payments', async () => {
    const record = saleRecord(rpc.ids);
    await append(
      writer.write('cash.taken', { ...cashTakenPayload(rpc.ids), paymentKey: record.tenders[0]!.key }),
      writer.write('sale.completed', record),
    );
    expect(await complete(returnOf(record, 2, 'r-1'))).toMatchObject([{ outcome: 'accepted', exceptionCode: '' }]);
    const found = await find(record.receiptNo);
    expect(JSON.parse(found.saleJson)).toEqual(record);
    expect(found.returnedQuantity).toEqual({ 1: '2' });
    expect(found.payments.map((payment) => payment.paymentKey)).toEqual([record.tenders[0]!.key]);
    expect(await complete(returnOf(record, 2, 'r-2'))).toMatchObject([{ exceptionCode: 'RETURN_ABOVE_SALE' }]);
    expect((await find(record.receiptNo)).returnedQuantity).toEqual({ 1: '4' });
  });

  test('are named where one of their payments is found by a number', async () => {
    const saleId = rpc.ids.saleId();
    const orderNo = orderNoOfSale(saleId);
    const find = (number: string) =>
      call<{ payment: { orderNo: string } | null; saleId: string; receiptNo: string }>((callback) =>
        acquiring.findPayment({ number }, callback),
      );
    expect(await find(orderNo)).toEqual({ payment: null, saleId: '', receiptNo: '' });
    await append(writer.write('cash.taken', { ...cashTakenPayload(rpc.ids), orderNo }));
    expect(await find(orderNo)).toMatchObject({ payment: { orderNo }, saleId: '', receiptNo: '' });
    await complete(saleRecord(rpc.ids, { saleId, orderNo, receiptNo: 'numbered-1' }));
    expect(await find(orderNo)).toMatchObject({ payment: { orderNo }, saleId, receiptNo: 'numbered-1' });
    expect((await refusal(find('a b'))).errorCode).toBe('PROTO_BAD_MESSAGE');
  });

  test('within which something of a receipt came back count as what came back of it', async () => {
    const record = saleRecord(rpc.ids, { receiptNo: 'exchanged-1' });
    await complete(record);
    const exchange = (receiptNo: string, quantity: number) => {
      const amountMinor = String(-100 * quantity);
      const back = { ...saleLine(2, quantity, '100'), amountMinor, isBack: true as const, originalLineNo: 1 };
      const totalMinor = String(1000 - 100 * quantity);
      const original = { originalSaleId: record.saleId, originalReceiptNo: record.receiptNo };
      const tenders = [{ ...record.tenders[0]!, key: rpc.ids.paymentKey(), amountMinor: totalMinor }];
      return saleRecord(rpc.ids, {
        receiptNo,
        lines: [saleLine(1, 10, '100'), back],
        totalMinor,
        tenders,
        ...original,
      });
    };
    expect(await complete(exchange('e-1', 2))).toMatchObject([{ exceptionCode: '' }]);
    expect((await find(record.receiptNo)).returnedQuantity).toEqual({ 1: '2' });
    expect(await complete(exchange('e-2', 2))).toMatchObject([{ exceptionCode: 'RETURN_ABOVE_SALE' }]);
  });

  test('of a line that came back within them give nothing of it back again', async () => {
    const back = { ...saleLine(2, 1, '50'), amountMinor: '-50', isBack: true as const };
    const lines = [saleLine(1, 3, '100'), back];
    const tenders = [{ ...saleRecord(rpc.ids).tenders[0]!, amountMinor: '250' }];
    const record = saleRecord(rpc.ids, { receiptNo: 'swap-1', lines, totalMinor: '250', tenders });
    expect(await complete(record)).toMatchObject([{ exceptionCode: '' }]);
    const again = { ...returnOf(record, 1, 'r-9'), lines: [{ ...saleLine(1, 1, '100'), originalLineNo: 2 }] };
    expect(await complete(again)).toMatchObject([{ exceptionCode: 'RETURN_ABOVE_SALE' }]);
  });

  test('a receipt that nobody gave out is not found, nor one of another merchant', async () => {
    expect(await refusal(find('nothing'))).toMatchObject({ status: status.NOT_FOUND, errorCode: 'SALE_NOT_FOUND' });
    expect((await refusal(find(' '))).errorCode).toBe('PROTO_BAD_MESSAGE');
  });

  test('that contradict themselves are taken with an exception for a person', async () => {
    const codes = [];
    const wrong = [
      saleRecord(rpc.ids, { receiptNo: 'w-1', storeId: 'store-b' }),
      saleRecord(rpc.ids, { receiptNo: 'w-2', lines: [{ ...saleLine(1, 3, '100'), amountMinor: '1250' }] }),
      saleRecord(rpc.ids, { receiptNo: 'w-3', totalMinor: '1251' }),
      saleRecord(rpc.ids, { receiptNo: 'w-4', tenders: [] }),
    ];
    for (const record of wrong) codes.push((await complete(record))[0]?.exceptionCode);
    const record = saleRecord(rpc.ids, { receiptNo: 'w-5' });
    await complete(record);
    codes.push((await complete({ ...record, operatorId: 'op-2' }))[0]?.exceptionCode);
    codes.push((await complete(saleRecord(rpc.ids, { receiptNo: 'w-5' })))[0]?.exceptionCode);
    expect(codes).toEqual([
      'SALE_PLACE_DIFFERS',
      'SALE_LINE_DIFFERS',
      'SALE_TOTAL_DIFFERS',
      'SALE_TENDERS_DIFFER',
      'SALE_TWICE',
      'RECEIPT_NO_TWICE',
    ]);
    const open = await rpc.database.pool.query('SELECT code FROM payment_exception ORDER BY exception_id');
    expect(open.rows.map((row) => row.code)).toEqual(codes);
  });

  test('a return may come before its original', async () => {
    const record = saleRecord(rpc.ids, { receiptNo: 'late-1' });
    expect(await complete(returnOf(record, 3, 'r-3'))).toMatchObject([{ exceptionCode: '' }]);
    await complete(record);
    expect((await find('late-1')).returnedQuantity).toEqual({ 1: '3' });
  });
});
