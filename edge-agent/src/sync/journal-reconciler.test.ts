/** Stores and servers that were put back from copies: each comes to hold what the other one held. */
import { cpSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeviceKey } from '../enrolment/device-key.ts';
import { entriesIn } from '../journal/journal-store.ts';
import { verifyJournal } from '../journal/verify.ts';
import { cashRequest, type Fixture, ids, money, openFixture, until } from '../testing/fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await openFixture();
});
afterEach(() => fixture.close());

const server = () => fixture.server.journals.get('till-1') ?? [];
const copyFolder = () => `${fixture.folder}/copy`;

async function cash(): Promise<string> {
  const request = cashRequest();
  await fixture.till.call('TakeCash', request);
  return request.paymentKey;
}

async function sale(): Promise<{ receiptNo: string; paymentKey: string }> {
  const saleId = ids.saleId();
  const request = cashRequest(saleId, 100);
  await fixture.till.call('TakeCash', request);
  const record = {
    ...{ kind: 'sale', saleId, orderNo: request.orderNo, currency: 'CNY', startedAtMs: 1, completedAtMs: 2 },
    totalMinor: '100',
    lines: [
      {
        ...{ lineNo: 1, articleId: 'A1', barcode: '6900000000001', nameZh: '商品1', nameEn: 'Article 1', quantity: 1 },
        ...{ unitPriceMinor: '100', amountMinor: '100' },
      },
    ],
    tenders: [{ key: request.paymentKey, tender: 'cash', channel: 'cash', amountMinor: '100', offline: false }],
  };
  const reply = await fixture.till.call('CompleteSale', { saleJson: JSON.stringify(record) });
  return { receiptNo: reply.receiptNo, paymentKey: request.paymentKey };
}

/** A copy of the data folder as a backup takes it: while nobody writes. */
const backUp = () => fixture.restartAfter((dataDir) => cpSync(dataDir, copyFolder(), { recursive: true }));
const putBack = () =>
  fixture.restartAfter((dataDir) => {
    rmSync(dataDir, { recursive: true });
    cpSync(copyFolder(), dataDir, { recursive: true });
  });

function ownEntries() {
  const sql = new Sqlite(fixture.agent.databaseFile, { readonly: true });
  try {
    return [...entriesIn(sql)].filter((entry) => entry.terminalId === 'till-1');
  } finally {
    sql.close();
  }
}

/** The server holds all that stands here, and it proves. */
async function inStep(): Promise<void> {
  await until(async () => {
    await fixture.till.call('SyncNow', {});
    return server().at(-1)?.hash.toString('hex') === ownEntries().at(-1)?.hash;
  }, 'both journals end alike');
  const { publicKey } = openDeviceKey(`${fixture.folder}/data`);
  expect(verifyJournal(ownEntries(), publicKey).chainOk).toBe(true);
  expect(server().map((entry) => entry.entryId)).toEqual(ownEntries().map((entry) => entry.entryId));
}

const factsAtServer = () =>
  server().flatMap((entry) =>
    entry.kind === 'cash.taken' ? [JSON.parse(entry.payloadJson).paymentKey as string] : [],
  );
const page = async () => await (await fetch(`http://127.0.0.1:${fixture.agent.statusPort}/?lang=en`)).text();

describe('a copy that was put back', () => {
  test('of the server: what it had acknowledged is sent again', async () => {
    const keys = [await cash(), await cash(), await cash()];
    await fixture.drained();
    server().splice(2);
    await inStep();
    expect(factsAtServer()).toEqual(keys);
    expect(await page()).toContain('The server lost entries');
  });

  test('of the store, which sold nothing since: it takes up what the server held, its sales too', async () => {
    await cash();
    await fixture.drained();
    await backUp();
    const lost = [await sale(), await sale()];
    await fixture.drained();
    await putBack();
    await inStep();
    expect((await fixture.till.call('FindSale', { receiptNo: lost[0]?.receiptNo ?? '' })).saleJson).toContain(
      lost[0]?.paymentKey,
    );
    const next = await sale();
    expect(next.receiptNo > (lost[1]?.receiptNo ?? '')).toBe(true);
    await inStep();
    expect(factsAtServer()).toHaveLength(4);
  });

  test('of the store, which sold on while the line was down: joined, and every fact stands once', async () => {
    const keys = [await cash()];
    await fixture.drained();
    await backUp();
    keys.push(await cash(), await cash());
    await fixture.drained();
    fixture.line.cut();
    await putBack();
    const offline = [await cash(), await cash(), await cash()];
    await fixture.online();
    await inStep();
    expect(factsAtServer()).toEqual([...keys, ...offline]);
    expect(server().filter((entry) => entry.kind === 'journal.rebased')).toHaveLength(1);
    expect(await page()).toContain('The journal had forked');
    for (const key of [...keys, ...offline]) {
      const found = await fixture.till.call('GetPayment', { paymentKey: key });
      expect(found.payment?.amount).toEqual(money(1250));
    }
  });

  test('and a server whose entries do not hold is not believed', async () => {
    await cash();
    await fixture.drained();
    await backUp();
    await cash();
    await fixture.drained();
    const forged = server().at(-1);
    if (forged) forged.payloadJson = forged.payloadJson.replace('"1250"', '"9250"');
    await putBack();
    await until(async () => (await page()).includes('JOURNAL_APART'), 'a person is told');
    expect(ownEntries().map((entry) => entry.kind)).not.toContain('journal.rebased');
  });
});
