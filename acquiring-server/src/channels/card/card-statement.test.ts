import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HttpRequest, HttpResult } from '../http-exchange.ts';
import { cardCredentialsSchema } from './card-credentials.ts';
import { downloadStatement, parseStatement, type StatementOptions } from './card-statement.ts';
import type { StoredTransaction } from './card-transaction.ts';

const csv = [
  'terminalId,batch,stan,rrn,authCode,maskedPan,type,amount,fee,time',
  '10000001,000007,000002,031000000001,123456,621626*********0018,sale,12.50,0.08,2026-03-10 12:00:05',
  '10000001,000007,000003,031000000002,123457,621626*********0018,refund,-2.50,-0.02,2026-03-10 12:10:05',
  '10000009,000001,000001,031000000003,123458,621626*********0018,sale,1.00,0.01,2026-03-10 12:20:05',
  '',
].join('\n');

describe('the rows', () => {
  it('are read by the names of their columns', () => {
    expect(parseStatement(csv, 'CNY')).toMatchObject([
      { kind: 'payment', cardTerminalId: '10000001', batch: 7, stan: 2, amountMinor: 1250n, feeMinor: 8n, lineNo: 2 },
      { kind: 'refund', stan: 3, amountMinor: 250n, feeMinor: -2n, lineNo: 3 },
      { kind: 'payment', cardTerminalId: '10000009', amountMinor: 100n, lineNo: 4 },
    ]);
  });

  it.each([
    ['10000001,000007,000002', 'x,000007,000002'],
    ['000007,000002', '7,000002'],
    ['sale,12.50', 'gift,12.50'],
    ['sale,12.50', 'sale,12.505'],
    [',2026-03-10 12:00:05', ''],
  ])('are refused with %s as %s', (right, wrong) => {
    expect(() => parseStatement(csv.replace(right, wrong), 'CNY')).toThrow();
  });
});

describe('the download', () => {
  const credentials = cardCredentialsSchema.parse({
    host: '127.0.0.1',
    port: 8583,
    acceptorId: 'QIANTAI00000001',
    tpduHex: '6000000718',
    headerHex: '603100311903',
    terminals: [],
    bdkHex: '0123456789abcdeffedcba9876543210',
    statementUrl: 'http://acquirer.test/card/statements',
    statementSecret: 'the secret',
  });
  const account = { id: 'card-1', merchantId: 'm', channel: 'card' as const, credentials: {} };
  const sha256 = createHash('sha256').update(csv).digest('hex');
  const stored = (name: string, channelOrderNo: string, originalOrderNo = '') =>
    [name, { channelOrderNo, originalOrderNo } as StoredTransaction] as const;

  async function download(answers: HttpResult[], more: ReturnType<typeof stored>[] = []) {
    const asked: HttpRequest[] = [];
    const learnt: unknown[] = [];
    const options: StatementOptions = {
      http: {
        send: async (request) => {
          asked.push(request);
          return answers.shift() ?? { kind: 'no_answer', why: 'silence' };
        },
        close: async () => undefined,
      },
      clock: { nowMs: () => 0 },
      store: {
        findAll: async () =>
          new Map([stored('10000001/7/2', 'SALE'), stored('10000001/7/3', 'REFUND', 'SALE'), ...more]),
        finish: async (name, { stan }, answer) => {
          learnt.push({ cardTerminalId: name.cardTerminalId, stan, ...answer });
        },
      },
    };
    return { outcome: await downloadStatement(options, account, credentials, '2026-03-10'), asked, learnt };
  }
  const answer = (status: number, body: string | object): HttpResult => ({
    kind: 'answer',
    answer: { status, headers: {}, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) },
  });
  const index = (more: object = {}) =>
    answer(200, { date: '2026-03-10', sha256, path: '/card/statements/x.csv', ...more });

  it('asks with the secret, checks the hash, and names rows by our numbers', async () => {
    const { outcome, asked } = await download([index(), answer(200, csv)]);
    expect(asked.map(({ url, headers }) => [url, headers])).toEqual([
      ['http://acquirer.test/card/statements?date=2026-03-10', { authorization: 'Bearer the secret' }],
      ['http://acquirer.test/card/statements/x.csv', { authorization: 'Bearer the secret' }],
    ]);
    expect(outcome).toMatchObject({
      kind: 'bill',
      hashType: 'SHA256',
      hashHex: sha256,
      rows: [
        { kind: 'payment', channelOrderNo: 'SALE', channelTransactionId: '031000000001' },
        { kind: 'refund', channelOrderNo: 'SALE', channelRefundNo: 'REFUND' },
        // No terminal of ours sent it: the acquirer's own name stays, for the comparison to show.
        { kind: 'payment', channelOrderNo: '10000009/1/1' },
      ],
    });
  });

  it('is the answer that was lost of a sale or refund that it has', async () => {
    const open = (name: string, part: Partial<StoredTransaction>) =>
      [name, { channelOrderNo: 'X', originalOrderNo: '', status: 'unknown', ...part } as StoredTransaction] as const;
    const { learnt } = await download(
      [index(), answer(200, csv)],
      [
        open('10000001/7/2', { stan: 2, kind: 'sale', amountMinor: 1250n }),
        open('10000001/7/3', { stan: 3, kind: 'refund', amountMinor: 249n }),
        open('10000009/1/1', { stan: 1, kind: 'sale', amountMinor: 100n, status: 'reversed' }),
      ],
    );
    expect(learnt).toEqual([
      {
        ...{ cardTerminalId: '10000001', stan: 2, status: 'approved', responseCode: '00', reference: '031000000001' },
        ...{ authorisationCode: '123456', localDate: '0310', approvedAtMs: Date.UTC(2026, 2, 10, 4, 0, 5) },
      },
    ]);
  });

  it.each<[string, HttpResult[], string]>([
    ['another hash', [index({ sha256: '0'.repeat(64) }), answer(200, csv)], 'bad'],
    ['a file on another host', [index({ path: 'http://elsewhere.test/x.csv' })], 'bad'],
    ['an index that is none', [answer(200, 'hello')], 'bad'],
    [
      'rows that are none',
      [index({ sha256: createHash('sha256').update('a\n1').digest('hex') }), answer(200, 'a\n1')],
      'bad',
    ],
    ['409', [answer(409, {})], 'not_ready'],
    ['404', [answer(404, {})], 'empty'],
    ['401', [answer(401, {})], 'unknown'],
    ['silence', [], 'unknown'],
    ['no file behind the index', [index(), answer(500, '')], 'unknown'],
  ])('is what it is with %s', async (_what, answers, kind) => {
    expect((await download(answers)).outcome.kind).toBe(kind);
  });
});
