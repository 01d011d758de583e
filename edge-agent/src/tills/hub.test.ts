/** A till's own record, its tail against a restored backup, and its devices: over the wire. */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonValue, payloadHash, systemClock } from '@qiantai/foundation';
import { type OwnRecord, orderNoOfSale, ownRecordKey } from '@qiantai/protos';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cashRequest, type Fixture, ids, openFixture, serviceCall, until } from '../testing/fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const hub = <Reply>(name: string, request: object, till: 'till-1' | 'till-2' = 'till-1') =>
  serviceCall<Reply>(fixture.agent.grpcPort, 'HubService', fixture.identities[till], { name, request });
const offer = (record: OwnRecord, change: object = {}, till?: 'till-2') =>
  hub<{ known: boolean; code: string; receiptNo: string; saleJson: string }>(
    'OfferRecord',
    {
      key: ownRecordKey(record),
      hash: payloadHash(record as JsonValue),
      recordJson: JSON.stringify(record),
      ...change,
    },
    till,
  );
const alarms = async () =>
  (
    (await (await fetch(`http://127.0.0.1:${fixture.agent.statusPort}/status.json`)).json()) as {
      alarms: Array<{ code: string }>;
    }
  ).alarms.map(({ code }) => code);

const nowMs = systemClock.nowMs();
const signedBy = { operatorId: 'op-1', businessDate: '2026-01-01' };

function cashRecord(saleId: string, amountMinor = 400): Extract<OwnRecord, { kind: 'cash' }> {
  return {
    kind: 'cash',
    paymentKey: ids.paymentKey(),
    saleId,
    orderNo: orderNoOfSale(saleId),
    orderTotalMinor: String(amountMinor),
    amountMinor: String(amountMinor),
    tenderedMinor: '500',
    currency: 'CNY',
    ...signedBy,
    takenAtMs: nowMs,
  };
}

function saleRecord(cash: Extract<OwnRecord, { kind: 'cash' }>): OwnRecord {
  const { saleId, orderNo, amountMinor } = cash;
  return {
    kind: 'sale',
    saleId,
    ...signedBy,
    draft: {
      kind: 'sale',
      saleId,
      orderNo,
      merchantId: 'M1',
      storeId: 'S1',
      terminalId: 'till-1',
      currency: 'CNY',
      startedAtMs: nowMs,
      completedAtMs: nowMs,
      lines: [
        {
          lineNo: 1,
          articleId: 'A4',
          barcode: '6900000000004',
          nameZh: '商品4',
          nameEn: 'Article 4',
          quantity: 1,
          unitPriceMinor: amountMinor,
          amountMinor,
        },
      ],
      totalMinor: amountMinor,
      tenders: [{ key: cash.paymentKey, tender: 'cash', channel: 'cash', amountMinor, offline: true }],
    },
  };
}

describe('what a till took by itself', () => {
  const saleId = ids.saleId();
  const cash = cashRecord(saleId);
  const sale = saleRecord(cash);

  test('is taken once: cash, then its sale, with the operator and date of then', async () => {
    expect(await offer(cash)).toMatchObject({ known: false, code: '' });
    const ended = await offer(sale);
    expect(ended.receiptNo).toBe('S1-till-1-20260101-0001');
    expect(JSON.parse(ended.saleJson)).toMatchObject({ operatorId: 'op-1', businessDate: '2026-01-01' });
    expect(await offer(cash)).toMatchObject({ known: true, code: '' });
    expect(await offer(sale)).toMatchObject({ known: true, code: '', receiptNo: ended.receiptNo });
    await fixture.drained();
    const held = fixture.server.journals.get('till-1') ?? [];
    expect(held.filter(({ payloadJson }) => payloadJson.includes(saleId)).map(({ kind }) => kind)).toEqual([
      'cash.taken',
      'sale.completed',
    ]);
  });

  test('that the agent had heard after all is not taken twice', async () => {
    const request = cashRequest(undefined, 400, 500);
    await fixture.till.call('TakeCash', request);
    const again = { ...cashRecord(request.saleId), paymentKey: request.paymentKey };
    expect(await offer(again)).toMatchObject({ known: false, code: '' });
    await fixture.drained();
    const held = (fixture.server.journals.get('till-1') ?? []).filter((e) =>
      e.payloadJson.includes(request.paymentKey),
    );
    expect(held).toHaveLength(1);
  });

  test('with another content under its key is a conflict, and an alarm', async () => {
    expect(await offer({ ...cash, tenderedMinor: '1000' })).toMatchObject({ code: 'TILL_RECORD_CONFLICT' });
    expect(await offer({ ...cash, tenderedMinor: '1000' })).toMatchObject({
      known: true,
      code: 'TILL_RECORD_CONFLICT',
    });
    expect(await alarms()).toContain('TILL_RECORD_CONFLICT');
  });

  test('that offends a rule is put aside for a person, and kept', async () => {
    const other = saleRecord(cashRecord(ids.saleId()));
    expect(await offer(other)).toMatchObject({ known: false, code: 'SALE_NOT_SETTLED' });
    expect(await offer(other)).toMatchObject({ known: true, code: 'SALE_NOT_SETTLED' });
    expect(await alarms()).toContain('TILL_RECORD_SET_ASIDE');
  });

  test('that is garbled, or says another key or hash, is refused', async () => {
    const fresh = cashRecord(ids.saleId());
    await expect(offer(fresh, { recordJson: '{{' })).rejects.toThrow('TILL_RECORD_BAD');
    await expect(offer(fresh, { hash: '0'.repeat(64) })).rejects.toThrow('TILL_RECORD_BAD');
    await expect(offer(fresh, { key: ids.paymentKey() })).rejects.toThrow('TILL_RECORD_BAD');
    await expect(offer(fresh, { recordJson: JSON.stringify({ ...fresh, pan: '1' }) })).rejects.toThrow(
      'TILL_RECORD_BAD',
    );
  });

  test('by another till under the same key is a conflict', async () => {
    expect(await offer(cash, {}, 'till-2')).toMatchObject({ code: 'TILL_RECORD_CONFLICT' });
  });

  test('says also that somebody left while it waited', async () => {
    const left: OwnRecord = {
      kind: 'left_unsent',
      leaveId: ids.saleId(),
      how: 'signed_out',
      operatorId: 'op-1',
      unsentKeys: [cash.paymentKey],
      leftAtMs: nowMs,
    };
    expect(await offer(left)).toMatchObject({ known: false, code: '' });
  });
});

interface Head {
  sequence: string;
  hash: string;
  wantsTail: boolean;
}
interface Tail {
  entries: Array<{ sequence: string; hash: string; kind: string; payloadJson: string }>;
}
const hello = (sequence: number | string = 0, hash = '', receiptNo = '') =>
  hub<Head>('Hello', { terminalId: 'till-1', sequence, hash, receiptNo });
const ring = async () => {
  const request = cashRequest(undefined, 400);
  await fixture.till.call('TakeCash', request);
  return request;
};

describe('an agent that was restored from a backup', () => {
  let tail: Tail;
  let known: Head;

  test('hears from the till that it knows more, and holds the terminal until it has the entries', async () => {
    await ring();
    const backup = join(fixture.folder, 'backup');
    await fixture.restart(() => cpSync(join(fixture.folder, 'data'), backup, { recursive: true }));
    await fixture.online();
    const before = await hello();
    const rung = [await ring(), await ring()];
    known = await hello();
    expect(Number(known.sequence)).toBe(Number(before.sequence) + 2);
    tail = await hub<Tail>('ReadTail', { afterSequence: Number(known.sequence) - 2, limit: 200 });
    expect(tail.entries.map(({ kind }) => kind)).toEqual(['cash.taken', 'cash.taken']);
    await fixture.restart(() => {
      // Without the line: the server would tell it as well.
      fixture.line.cut();
      rmSync(join(fixture.folder, 'data'), { recursive: true });
      cpSync(backup, join(fixture.folder, 'data'), { recursive: true });
    });
    expect(await hello(known.sequence, known.hash, 'S1-till-1-20260101-0044')).toMatchObject({
      wantsTail: true,
      sequence: before.sequence,
    });
    expect(await alarms()).toContain('TILL_KNOWS_MORE');
    await expect(fixture.till.call('GetTill', {})).rejects.toThrow('TILL_JOURNAL_BEHIND');
    await expect(ring()).rejects.toThrow('TILL_JOURNAL_BEHIND');
    expect(await hub('OfferTail', tail)).toMatchObject({ taken: '2', putAside: '0' });
    expect(await hello(known.sequence, known.hash)).toMatchObject({ wantsTail: false, hash: known.hash });
    for (const { paymentKey } of rung) {
      const payment = await fixture.till.call('GetPayment', { paymentKey, waitMs: 0 });
      expect(payment.state).toBe('EDGE_STATE_RECORDED');
    }
  });

  test('gives no sequence and no receipt number twice', async () => {
    await fixture.online();
    const cash = cashRecord(ids.saleId());
    await offer(cash);
    expect((await offer(saleRecord(cash))).receiptNo).toBe('S1-till-1-20260101-0045');
    await until(async () => (await fixture.till.call('SyncNow', {})).waiting === '0', 'the server takes all of it');
    const sequences = (fixture.server.journals.get('till-1') ?? []).map(({ sequence }) => Number(sequence));
    expect(new Set(sequences).size).toBe(Math.max(...sequences));
  });

  test('takes no entry that was changed, is of another till, or was signed elsewhere', async () => {
    const entry = { ...tail.entries[0] } as Record<string, string>;
    const bad = (change: Record<string, string>) => hub('OfferTail', { entries: [{ ...entry, ...change }] });
    await expect(bad({ payloadJson: (entry['payloadJson'] ?? '').replace('"400"', '"4"') })).rejects.toThrow(
      'TILL_TAIL_BAD',
    );
    await expect(bad({ hash: 'a'.repeat(64) })).rejects.toThrow('TILL_TAIL_BAD');
    await expect(bad({ signature: 'a'.repeat(128) })).rejects.toThrow('TILL_TAIL_BAD');
    await expect(bad({ kind: 'no.such_kind' })).rejects.toThrow('TILL_TAIL_BAD');
    await expect(hub('OfferTail', { entries: [entry] }, 'till-2')).rejects.toThrow('TILL_TAIL_BAD');
  });

  test('and that gave their sequences to others, keeps them aside and tells anew what they tell, once', async () => {
    const backup = join(fixture.folder, 'backup-2');
    await fixture.restart(() => cpSync(join(fixture.folder, 'data'), backup, { recursive: true }));
    await fixture.offline();
    const rung = [await ring(), await ring()];
    const till = await hello();
    const lost = await hub<Tail>('ReadTail', { afterSequence: Number(till.sequence) - 2, limit: 200 });
    await fixture.restart(() => {
      rmSync(join(fixture.folder, 'data'), { recursive: true });
      cpSync(backup, join(fixture.folder, 'data'), { recursive: true });
    });
    rung.push(await ring());
    expect(await hello(till.sequence, till.hash)).toMatchObject({ wantsTail: true });
    await expect(ring()).rejects.toThrow('TILL_JOURNAL_BEHIND');
    expect(await hub('OfferTail', lost)).toMatchObject({ taken: '0', putAside: '2' });
    expect(await hub('OfferTail', lost)).toMatchObject({ taken: '0', putAside: '2' });
    expect(await hello(till.sequence, till.hash)).toMatchObject({ wantsTail: false });
    rung.push(await ring());
    await fixture.online();
    await until(async () => (await fixture.till.call('SyncNow', {})).waiting === '0', 'the server takes all of it');
    const told = (fixture.server.journals.get('till-1') ?? []).map(({ payloadJson }) => payloadJson).join('\n');
    for (const { paymentKey } of rung) expect(told.split(paymentKey)).toHaveLength(2);
  });

  test('that went on by itself says so, and puts the till’s entries aside', async () => {
    const head = await hello();
    expect(await hello(Number(head.sequence) - 1, 'b'.repeat(64))).toMatchObject({ wantsTail: true });
    expect(await hub('OfferTail', tail)).toMatchObject({ taken: '0', putAside: '0' });
    await expect(fixture.till.call('GetTill', {})).resolves.toBeDefined();
  });
});

test('a till says how its devices are, and the agent keeps the last word over a restart', async () => {
  const device = { kind: 'reader', state: 'fault', reasonCode: 'TAMPERED', lastSeenMs: nowMs, counters: { frames: 3 } };
  await hub('ReportDevices', { appVersion: '1.2.3', devices: [device] });
  expect(fixture.agent.healthReport()).toMatchObject([
    { terminalId: 'till-1', appVersion: '1.2.3', devices: [device] },
  ]);
  await fixture.restart();
  expect(fixture.agent.healthReport()).toMatchObject([{ terminalId: 'till-1', devices: [device] }]);
  await expect(hub('ReportDevices', { appVersion: '1', devices: [{ ...device, kind: 'toaster' }] })).rejects.toThrow(
    'REQUEST_BAD',
  );
});
