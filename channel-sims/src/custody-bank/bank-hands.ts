/** The hands at the custody bank (docs/processes.md, channel simulators); loopback only. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { simsError } from '../errors.ts';
import { bankBehaviours } from '../hands/behaviours.ts';
import { answerError, read } from '../hands/hands-routes.ts';
import { localOnly } from '../hands/local-only.ts';
import { currencyExponent, currencySchema, parseDecimalAmount } from '../values/amount.ts';
import { beijingDate } from '../values/beijing-time.ts';
import type { BankEngine } from './bank-engine.ts';

const account = z.string().regex(/^\d{8,32}$/);
const words = z.string().max(120);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const accountWish = z.strictObject({ account, name: words.min(1), currency: currencySchema });
const creditWish = z.strictObject({
  account,
  /** Decimal units of the account's currency. */
  amount: z.string(),
  remark: words.default(''),
  counterpartyName: words.default('Customer'),
  counterpartyAccount: z.string().max(40).default('6217000000000000018'),
});
const feeWish = z.strictObject({ account, amount: z.string(), remark: words.default('手续费') });
const behaviourWish = z.strictObject({
  behaviour: z.enum(bankBehaviours),
  on: z.enum(['submit', 'inquire']).default('submit'),
  times: z.number().int().min(1).max(1_000_000).default(1),
  delayMs: z
    .number()
    .int()
    .min(0)
    .max(366 * 86_400_000)
    .optional(),
});
const hideWish = z.strictObject({
  account,
  date: z.iso.date().optional(),
  serialNo: z.string().max(20).optional(),
  instructionNo: z.string().max(64).optional(),
  /** Whether the balances tell that a line is missing, or look as if it had never been. */
  balances: z.enum(['kept', 'recomputed']).default('kept'),
});
const hoursWish = z.strictObject({ opens: time, closes: time }).nullable();

export function bankHands(engine: BankEngine) {
  return async (app: FastifyInstance): Promise<void> => {
    localOnly(app);
    app.setErrorHandler(answerError);

    app.post('/sim/custody-bank/accounts', (request) => {
      engine.openAccount(read(accountWish, request.body));
      return { ok: true };
    });

    app.post('/sim/custody-bank/credits', (request) => {
      const { amount, ...wish } = read(creditWish, request.body);
      const amountMinor = minorOf(wish.account, amount);
      return { serialNo: engine.post({ ...wish, direction: 'in', amountMinor, kind: 'transfer' }) };
    });

    app.post('/sim/custody-bank/fees', (request) => {
      const { amount, ...wish } = read(feeWish, request.body);
      const amountMinor = minorOf(wish.account, amount);
      const bank = { counterpartyName: 'The bank', counterpartyAccount: '' };
      return { serialNo: engine.post({ ...wish, ...bank, direction: 'out', amountMinor, kind: 'fee' }) };
    });

    app.post('/sim/custody-bank/behaviours', (request) => {
      engine.wish(read(behaviourWish, request.body));
      return { ok: true };
    });

    app.post('/sim/custody-bank/hours', (request) => {
      engine.setHours(read(hoursWish, request.body) ?? undefined);
      return { ok: true };
    });

    app.post<{ Params: { no: string } }>('/sim/custody-bank/instructions/:no/return', (request) => {
      engine.returnPayment(request.params.no);
      return { ok: true };
    });

    app.post('/sim/custody-bank/statements/delete-row', (request) => {
      const wish = read(hideWish, request.body);
      engine.settleDue();
      const held = engine.book.account(wish.account);
      const line = held.lines.find(
        (one) =>
          !held.hidden.has(one.serialNo) &&
          (wish.date === undefined || beijingDate(one.atMs) === wish.date) &&
          (wish.serialNo === undefined || one.serialNo === wish.serialNo) &&
          (wish.instructionNo === undefined || one.instructionNo === wish.instructionNo),
      );
      if (!line) throw simsError('SIMS_NOT_FOUND', { what: 'such row in the statement' });
      const { serialNo } = line;
      const { account: number, balances } = wish;
      engine.book.record({ type: 'line_hidden', account: number, serialNo, balances, atMs: line.atMs });
      return { deleted: { serialNo, instructionNo: line.instructionNo } };
    });

    app.get('/sim/custody-bank/book', (_request, reply) => {
      engine.settleDue();
      reply
        .header('content-type', 'application/json; charset=utf-8')
        .send(JSON.stringify(engine.book.shown(), (_name, value) => (typeof value === 'bigint' ? `${value}` : value)));
    });
  };

  function minorOf(number: string, amount: string): bigint {
    const { currency } = engine.book.account(number);
    const amountMinor = parseDecimalAmount(amount, currencyExponent(currency));
    if (!amountMinor) throw simsError('SIMS_REQUEST_BAD', { why: `"${amount}" is no amount of ${currency}` });
    return amountMinor;
  }
}
