/** The hands of testers and demos over HTTP (docs/processes.md, channel simulators); loopback only. */
import { CodedError } from '@qiantai/foundation';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CardBehaviours } from '../card/card-behaviours.ts';
import type { CardBook } from '../card/card-book.ts';
import { cardRowId, statementRows } from '../card/statement.ts';
import { simsError } from '../errors.ts';
import { minorTextSchema } from '../values/amount.ts';
import { allBillRows } from '../wallet/bill-rows.ts';
import type { WalletEngine } from '../wallet/wallet-engine.ts';
import {
  cardBehaviours,
  type FaultPlan,
  faultRatesSchema,
  settlementBehaviours,
  type WalletChannel,
  walletBehaviours,
  walletChannels,
} from './behaviours.ts';
import { localOnly } from './local-only.ts';
import type { WireLog } from './wire-log.ts';

export interface HandsOptions {
  wallets: Readonly<Record<WalletChannel, WalletEngine>>;
  cards: CardBook;
  cardHands: Pick<CardBehaviours, 'setBehaviour' | 'setSettlement'>;
  faults: FaultPlan;
  wire: WireLog;
}

const delayMs = z.number().int().min(0).max(86_400_000).optional();
const walletChannel = z.enum(walletChannels);
const anyChannel = z.enum([...walletChannels, 'card']);
const behaviour = z.enum(walletBehaviours).optional();
const codeWish = z.strictObject({
  behaviour,
  delayMs,
  /** What the customer has, minor units: more than that is declined. */
  balanceMinor: minorTextSchema.optional(),
});
const scanWish = z.strictObject({ behaviour, delayMs, qrText: z.string().min(1).max(512) });
const answerWish = z.strictObject({ outTradeNo: z.string().min(1).max(64), answer: z.enum(['pay', 'refuse']) });
const settlementWish = z.strictObject({
  cardTerminalId: z.string().regex(/^[0-9A-Za-z]{8}$/),
  behaviour: z.enum(settlementBehaviours),
  times: z.number().int().min(1).max(1000).default(1),
});
const cardWish = z.strictObject({
  /** `6200000000000005` or masked, `620000******0005`. */
  maskedOrPan: z.string().regex(/^\d{6}[\d*]{2,9}\d{4}$/),
  behaviour: z.enum(cardBehaviours),
  times: z.number().int().min(1).max(1_000_000).default(1),
});
export type CardBehaviourWish = z.infer<typeof cardWish>;
const rowWish = z.strictObject({
  index: z.number().int().min(0).optional(),
  channelOrderNo: z.string().max(64).optional(),
  date: z.iso.date().optional(),
  /** The channel's own number of the row: of the payment, the refund, or the card transaction. */
  rowId: z.string().max(64).optional(),
});

type ChannelParams = { Params: { channel: string } };

export function handsRoutes(options: HandsOptions) {
  return async (app: FastifyInstance): Promise<void> => {
    localOnly(app);
    app.setErrorHandler(answerError);

    app.post<ChannelParams>('/sim/wallets/:channel/payment-codes', (request) => {
      const wallet = options.wallets[read(walletChannel, request.params.channel)];
      return { code: wallet.issueCode(read(codeWish, request.body ?? {})).code };
    });

    app.post<ChannelParams>('/sim/wallets/:channel/scan', (request) => {
      const wallet = options.wallets[read(walletChannel, request.params.channel)];
      const result = wallet.scan(read(scanWish, request.body));
      if (result.kind === 'unknown_qr') throw simsError('SIMS_NOT_FOUND', { what: 'such QR code' });
      return { result: result.kind, outTradeNo: result.order.outTradeNo, status: result.order.state.status };
    });

    app.post<ChannelParams>('/sim/wallets/:channel/answer', (request) => {
      const wallet = options.wallets[read(walletChannel, request.params.channel)];
      const result = wallet.answer(read(answerWish, request.body));
      if (result.kind === 'unknown_order') throw simsError('SIMS_NOT_FOUND', { what: 'such order' });
      return { result: result.kind, status: result.order.state.status };
    });

    app.post('/sim/cards/behaviours', (request) => {
      options.cardHands.setBehaviour(read(cardWish, request.body));
      return { ok: true };
    });

    app.post('/sim/cards/settlement-behaviours', (request) => {
      options.cardHands.setSettlement(read(settlementWish, request.body));
      return { ok: true };
    });

    app.get<ChannelParams>('/sim/books/:channel', (request, reply) => {
      const channel = read(anyChannel, request.params.channel);
      const book = channel === 'card' ? options.cards.shown() : options.wallets[channel].shownBook();
      reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(book, bigintsAsText));
    });

    app.post<ChannelParams>('/sim/bills/:channel/delete-row', (request) => {
      const channel = read(anyChannel, request.params.channel);
      const wish = read(rowWish, request.body ?? {});
      return channel === 'card' ? deleteCardRow(wish) : deleteWalletRow(options.wallets[channel], wish);
    });

    app.get<{ Querystring: { after?: string } }>('/sim/log', (request) => {
      return { messages: options.wire.after(Number(request.query.after) || 0) };
    });

    app.post('/sim/faults', (request) => {
      options.faults.setRates(read(faultRatesSchema, request.body));
      return { ok: true };
    });
  };

  function deleteWalletRow(wallet: WalletEngine, wish: z.infer<typeof rowWish>) {
    const rows = allBillRows(wallet.book, wish.date)
      .filter((row) => !wallet.book.hiddenRows.has(row.rowId))
      .filter((row) => wish.channelOrderNo === undefined || row.order.outTradeNo === wish.channelOrderNo)
      .filter((row) => wish.rowId === undefined || row.rowId === wish.rowId);
    const row = rows[wish.index ?? 0];
    if (!row) throw simsError('SIMS_NOT_FOUND', { what: 'such row in the bill' });
    wallet.book.record({ type: 'bill_row_hidden', rowId: row.rowId, atMs: row.atMs });
    return { deleted: { kind: row.kind, channelOrderNo: row.order.outTradeNo, rowId: row.rowId } };
  }

  /** A card row's number is its retrieval reference number. */
  function deleteCardRow(wish: z.infer<typeof rowWish>) {
    const rows = statementRows(options.cards, wish.date)
      .filter((row) => wish.channelOrderNo === undefined || row.rrn === wish.channelOrderNo)
      .filter((row) => wish.rowId === undefined || cardRowId(row) === wish.rowId);
    const row = rows[wish.index ?? 0];
    if (!row) throw simsError('SIMS_NOT_FOUND', { what: 'such row in the statement' });
    options.cards.record({ type: 'statement_row_hidden', rowId: cardRowId(row), atMs: row.atMs });
    return { deleted: { kind: row.kind, rrn: row.rrn } };
  }
}

/** A fault of ours by its code; what fastify refused stays with fastify. */
export function answerError(error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  if (!(error instanceof CodedError)) throw error;
  reply.code(error.definition.http).send({ code: error.code, message: error.message });
}

export function read<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const result = schema.safeParse(input);
  if (!result.success) throw simsError('SIMS_REQUEST_BAD', { why: z.prettifyError(result.error) });
  return result.data;
}

function bigintsAsText(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
