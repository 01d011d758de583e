/**
 * What happens at a till, act by act. Each act goes on until it has an end, whatever dies under it: cash that was
 * taken is told until it is durable, a payment is asked about until somebody knows.
 */
import { systemClock } from '@qiantai/foundation';
import { orderNoOfSale } from '@qiantai/protos';
import type { ShelfArticle } from '../catalogue/convenience-catalogue.ts';
import type { IndependentBooks, SeenChannel, Wallet } from './independent-books.ts';
import type { ReplyOf, TillHand } from './till-hand.ts';

export interface Shop {
  books: IndependentBooks;
  articles: readonly ShelfArticle[];
  /** How long a cashier waits for the end of a payment before it is given up, milliseconds of the machine. */
  cashierPatienceMs: number;
  /** A fresh code on a customer's phone. */
  paymentCode(wallet: Wallet, behaviour: string): Promise<string>;
}

export interface Piece {
  article: number;
  quantity: number;
}

/** A part of a sale that is settled: its tender as a sale's record names it. */
export interface Part {
  key: string;
  tender: 'cash' | 'payment_code' | 'card';
  channel: SeenChannel;
  amountMinor: bigint;
  /** A card that was taken at the cashier's word. */
  offline?: boolean;
}

export interface Sold {
  saleId: string;
  receiptNo: string;
  pieces: readonly Piece[];
  parts: readonly Part[];
}

/** Tries of a customer whose payment comes to nothing before cash is taken. */
const walletTriesMax = 3;
const waitMs = 2000;

export function sellForCash(shop: Shop, hand: TillHand, pieces: readonly Piece[]): Promise<Sold> {
  return sellPieces(shop, hand, hand.ids.saleId(), pieces);
}

/** A sale that was begun under its id is paid in cash and ended. */
export async function sellPieces(shop: Shop, hand: TillHand, saleId: string, pieces: readonly Piece[]): Promise<Sold> {
  const totalMinor = totalOf(shop, pieces);
  const part = await takeCash(shop, hand, { saleId, totalMinor, amountMinor: totalMinor });
  return await complete(shop, hand, saleId, pieces, [part]);
}

/**
 * The same in two steps, for an agent that may refuse: `take` asks once and throws where nothing was taken, so that
 * the customer keeps the money; `complete` goes on until the sale is in the journal.
 */
export function beginCashSale(
  shop: Shop,
  hand: TillHand,
  pieces: readonly Piece[],
): { take: () => Promise<void>; complete: () => Promise<Sold> } {
  const saleId = hand.ids.saleId();
  const totalMinor = totalOf(shop, pieces);
  const key = hand.ids.paymentKey();
  const part: Part = { key, tender: 'cash', channel: 'cash', amountMinor: totalMinor };
  return {
    take: async () => {
      await hand.once('TakeCash', cashRequest(key, { saleId, totalMinor, amountMinor: totalMinor }));
      shop.books.asked({ key, terminalId: hand.terminalId, saleId, amountMinor: totalMinor, channel: 'cash' });
      shop.books.told(key, 'paid');
    },
    complete: () => complete(shop, hand, saleId, pieces, [part]),
  };
}

/** By a customer's phone; where it never comes to a payment, in cash. */
export async function sellByWallet(
  shop: Shop,
  hand: TillHand,
  pieces: readonly Piece[],
  how: { wallet: Wallet; behaviour: string; cashMinor?: bigint },
): Promise<Sold> {
  const saleId = hand.ids.saleId();
  const totalMinor = totalOf(shop, pieces);
  const cashMinor = how.cashMinor ?? 0n;
  const ask = { saleId, totalMinor, amountMinor: totalMinor - cashMinor };
  const parts: Part[] = [];
  if (cashMinor > 0n) parts.push(await takeCash(shop, hand, { ...ask, amountMinor: cashMinor }));
  let behaviour = how.behaviour;
  for (let tries = 0; tries < walletTriesMax; tries++) {
    const paid = await payByWallet(shop, hand, ask, how.wallet, behaviour);
    if (paid) return await complete(shop, hand, saleId, pieces, [...parts, paid]);
    behaviour = 'pay';
  }
  parts.push(await takeCash(shop, hand, ask));
  return await complete(shop, hand, saleId, pieces, parts);
}

/** The customer never confirms; the cashier gives the payment up, and the sale with it where nothing was paid. */
export async function giveUp(shop: Shop, hand: TillHand, pieces: readonly Piece[], wallet: Wallet): Promise<void> {
  const saleId = hand.ids.saleId();
  const totalMinor = totalOf(shop, pieces);
  const ask = { saleId, totalMinor, amountMinor: totalMinor };
  const paid = await payByWallet(shop, hand, ask, wallet, 'never');
  if (paid) {
    await complete(shop, hand, saleId, pieces, [paid]);
    return;
  }
  await hand.insist('AbandonSale', { saleId, reasonCode: 'CASHIER_CANCELLED' });
  shop.books.abandoned.add(saleId);
}

/** One line of a sale comes back, each part to where it came from; what came by a phone goes back there. */
export async function takeBack(shop: Shop, hand: TillHand, sold: Sold): Promise<Sold> {
  await hand.insist('FindSale', { receiptNo: sold.receiptNo });
  const returnSaleId = hand.ids.saleId();
  const [piece] = sold.pieces as readonly [Piece];
  const back = [{ ...piece, quantity: 1 }];
  const amountMinor = totalOf(shop, back);
  const original = sold.parts.find((part) => part.amountMinor >= amountMinor);
  if (!original) throw new Error(`no part of ${sold.receiptNo} is worth ${amountMinor}`);
  const isCash = original.tender === 'cash';
  const part = isCash
    ? await handBack(shop, hand, { returnSaleId, original, amountMinor })
    : await refund(shop, hand, { returnSaleId, original, amountMinor });
  return await complete(shop, hand, returnSaleId, back, [part], { sold, originalPaymentKey: original.key });
}

interface Ask {
  saleId: string;
  totalMinor: bigint;
  amountMinor: bigint;
}

async function takeCash(shop: Shop, hand: TillHand, ask: Ask): Promise<Part> {
  const { saleId, amountMinor } = ask;
  const key = hand.ids.paymentKey();
  shop.books.asked({ key, terminalId: hand.terminalId, saleId, amountMinor, channel: 'cash' });
  await hand.insist('TakeCash', cashRequest(key, ask));
  shop.books.told(key, 'paid');
  return { key, tender: 'cash', channel: 'cash', amountMinor };
}

function cashRequest(paymentKey: string, { saleId, totalMinor, amountMinor }: Ask) {
  return {
    paymentKey,
    saleId,
    orderNo: orderNoOfSale(saleId),
    orderTotal: money(totalMinor),
    amount: money(amountMinor),
    tendered: money(amountMinor + 100n),
  };
}

async function payByWallet(
  shop: Shop,
  hand: TillHand,
  ask: Ask,
  wallet: Wallet,
  behaviour: string,
): Promise<Part | undefined> {
  const { saleId, totalMinor, amountMinor } = ask;
  const paymentKey = hand.ids.paymentKey();
  shop.books.asked({ key: paymentKey, terminalId: hand.terminalId, saleId, amountMinor, channel: wallet });
  const request = {
    paymentKey,
    saleId,
    orderNo: orderNoOfSale(saleId),
    orderTotal: money(totalMinor),
    amount: money(amountMinor),
    tender: 'TENDER_PAYMENT_CODE',
    paymentCode: await shop.paymentCode(wallet, behaviour),
    description: '钱台便利',
    waitMs,
  };
  let now = await hand.insist('StartPayment', request);
  if (behaviour === 'never') {
    now = await hand.insist('CancelPayment', { paymentKey, reasonCode: 'CASHIER_CANCELLED', waitMs });
  }
  const patience = systemClock.deadline(shop.cashierPatienceMs);
  while (outcomeOf(now) === 'open' && patience.getTime() > systemClock.nowMs()) {
    now = await hand.insist('GetPayment', { paymentKey, knownRevision: now.revision, waitMs, askChannel: true });
  }
  if (outcomeOf(now) === 'open') {
    now = await hand.insist('CancelPayment', { paymentKey, reasonCode: 'CASHIER_CANCELLED', waitMs });
  }
  const outcome = outcomeOf(now);
  // One that is still open was given up: the system brings it to its end, and the money back.
  shop.books.told(paymentKey, outcome === 'open' ? 'given_up' : outcome);
  return outcome === 'paid' ? { key: paymentKey, tender: 'payment_code', channel: wallet, amountMinor } : undefined;
}

function outcomeOf(payment: ReplyOf<'GetPayment'>): 'open' | 'paid' | 'not_paid' {
  if (payment.state === 'EDGE_STATE_REFUSED_OFFLINE') return 'not_paid';
  if (payment.state !== 'EDGE_STATE_ANSWERED') return 'open';
  switch (payment.payment?.status) {
    case 'PAYMENT_STATUS_PAID':
      return 'paid';
    case 'PAYMENT_STATUS_FAILED':
    case 'PAYMENT_STATUS_CLOSED':
      return 'not_paid';
    default:
      return 'open';
  }
}

interface AskBack {
  returnSaleId: string;
  original: Part;
  amountMinor: bigint;
}

async function handBack(shop: Shop, hand: TillHand, ask: AskBack): Promise<Part> {
  const { returnSaleId, original, amountMinor } = ask;
  const key = hand.ids.refundKey();
  const { terminalId } = hand;
  shop.books.askedBack({ key, terminalId, returnSaleId, paymentKey: original.key, amountMinor, channel: 'cash' });
  await hand.insist('ReturnCash', {
    refundKey: key,
    returnSaleId,
    paymentKey: original.key,
    amount: money(amountMinor),
  });
  shop.books.toldBack(key, 'succeeded');
  return { key, tender: 'cash', channel: 'cash', amountMinor };
}

/** Asked with a new key where the line was down; followed until the channel has given the money back. */
async function refund(shop: Shop, hand: TillHand, ask: AskBack): Promise<Part> {
  const { returnSaleId, original, amountMinor } = ask;
  for (;;) {
    const refundKey = hand.ids.refundKey();
    const { channel, key: paymentKey } = original;
    shop.books.askedBack({
      key: refundKey,
      terminalId: hand.terminalId,
      returnSaleId,
      paymentKey,
      amountMinor,
      channel,
    });
    const request = { refundKey, returnSaleId, paymentKey, amount: money(amountMinor), reason: '', waitMs };
    let now = await hand.insist('StartRefund', request);
    const patience = systemClock.deadline(shop.cashierPatienceMs);
    while (refundOutcomeOf(now) === 'open' && patience.getTime() > systemClock.nowMs()) {
      now = await hand.insist('GetRefund', { refundKey, knownRevision: now.revision, waitMs, askChannel: true });
    }
    // One that is on its way is owed, and counts.
    const outcome = refundOutcomeOf(now) === 'failed' ? 'failed' : 'succeeded';
    shop.books.toldBack(refundKey, outcome);
    if (outcome === 'succeeded') return { key: refundKey, tender: 'payment_code', channel, amountMinor };
  }
}

function refundOutcomeOf(refund: ReplyOf<'GetRefund'>): 'open' | 'succeeded' | 'failed' {
  if (refund.state === 'EDGE_STATE_REFUSED_OFFLINE') return 'failed';
  if (refund.state !== 'EDGE_STATE_ANSWERED') return 'open';
  if (refund.refund?.status === 'REFUND_STATUS_SUCCEEDED') return 'succeeded';
  return refund.refund?.status === 'REFUND_STATUS_FAILED' ? 'failed' : 'open';
}

export async function complete(
  shop: Shop,
  hand: TillHand,
  saleId: string,
  pieces: readonly Piece[],
  parts: readonly Part[],
  back?: { sold: Sold; originalPaymentKey: string },
): Promise<Sold> {
  const totalMinor = totalOf(shop, pieces);
  const nowMs = hand.clock.nowMs();
  const kind = back ? 'return' : 'sale';
  const record = {
    kind,
    saleId,
    orderNo: orderNoOfSale(saleId),
    currency: 'CNY',
    startedAtMs: nowMs,
    completedAtMs: nowMs,
    lines: pieces.map((piece, index) => ({
      ...lineOf(shop, piece, index + 1),
      ...(back ? { originalLineNo: 1 } : {}),
    })),
    totalMinor: String(totalMinor),
    tenders: parts.map(({ amountMinor, ...part }) => ({
      offline: false,
      ...part,
      amountMinor: String(amountMinor),
      ...(back ? { originalPaymentKey: back.originalPaymentKey } : {}),
    })),
    ...(back ? { originalReceiptNo: back.sold.receiptNo, originalSaleId: back.sold.saleId } : {}),
  };
  const { receiptNo } = await hand.insist('CompleteSale', { saleJson: JSON.stringify(record) });
  const keys = parts.map(({ key }) => key);
  shop.books.completed({ saleId, terminalId: hand.terminalId, kind, totalMinor, receiptNo, keys });
  return { saleId, receiptNo, pieces, parts };
}

function lineOf(shop: Shop, piece: Piece, lineNo: number) {
  const article = articleOf(shop, piece);
  return {
    lineNo,
    articleId: article.id,
    barcode: article.barcode,
    nameZh: article.nameZh,
    nameEn: article.nameEn,
    quantity: piece.quantity,
    unitPriceMinor: String(article.priceMinor),
    amountMinor: String(article.priceMinor * BigInt(piece.quantity)),
  };
}

export function totalOf(shop: Shop, pieces: readonly Piece[]): bigint {
  return pieces.reduce((sum, piece) => sum + articleOf(shop, piece).priceMinor * BigInt(piece.quantity), 0n);
}

function articleOf(shop: Shop, piece: Piece): ShelfArticle {
  return shop.articles[piece.article % shop.articles.length] as ShelfArticle;
}

export function money(amountMinor: bigint): { amountMinor: string; currency: string } {
  return { amountMinor: String(amountMinor), currency: 'CNY' };
}
