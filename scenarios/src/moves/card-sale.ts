/**
 * A sale by card while the line is cut, at the cashier's word: the card as a reader gives it, sealed by the reader's
 * own keys, and the acquirer's book of what became of it.
 */
import { demoCards, encryptTrack2, maskPan, track2Of } from '@qiantai/hardware-sims';
import { orderNoOfSale } from '@qiantai/protos';
import { z } from 'zod';
import { complete, money, type Part, type Piece, type Sold, totalOf } from '../faults/acts.ts';
import type { World } from '../faults/harness.ts';
import type { TillHand } from '../faults/till-hand.ts';

/** Of a credit card that asks for no PIN. */
const cardName = 'unionpay-credit';
const readerSerialHex = 'FFFF9876543210E';

/** @throws Error where the agent does not take it offline */
export async function sellByCardOffline(world: World, hand: TillHand, pieces: readonly Piece[]): Promise<Sold> {
  const saleId = hand.ids.saleId();
  const amountMinor = totalOf(world, pieces);
  const key = hand.ids.paymentKey();
  world.books.asked({ key, terminalId: hand.terminalId, saleId, amountMinor, channel: 'card' });
  const { card, expiry } = readCard(world);
  const taken = await hand.insist('StartPayment', {
    paymentKey: key,
    saleId,
    orderNo: orderNoOfSale(saleId),
    orderTotal: money(amountMinor),
    amount: money(amountMinor),
    tender: 'TENDER_CARD',
    card,
    cardExpiry: expiry,
    acceptOffline: true,
    description: '钱台便利',
    waitMs: 0,
  });
  if (taken.state !== 'EDGE_STATE_RECORDED' || !taken.offline) {
    world.books.told(key, 'not_paid');
    throw new Error(`the card was not taken offline: ${taken.state} ${taken.reasonCode}`);
  }
  world.books.told(key, 'paid');
  const part: Part = { key, tender: 'card', channel: 'card', amountMinor, offline: true };
  return await complete(world, hand, saleId, pieces, [part]);
}

/** Each time another key of the reader's. */
function readCard(world: World) {
  const demo = demoCards.find(({ name }) => name === cardName);
  if (!demo) throw new Error(`there is no card ${cardName}`);
  const serialHex = readerSerialHex + (1 + world.random.below(0xffff)).toString(16).padStart(5, '0');
  const keys = { baseKey: Buffer.from(world.cardKeyHex, 'hex'), keySerialNumber: Buffer.from(serialHex, 'hex') };
  const card = {
    entryMode: 'contactless',
    maskedPan: maskPan(demo.pan),
    encryptedTrack2Hex: encryptTrack2(track2Of(demo), keys).toString('hex'),
    keySerialNumberHex: serialHex,
    pinBlockHex: '',
    emvHex: '9F02060000000012509F1A020156',
    cardSequenceNumber: '001',
  };
  return { card, expiry: demo.expiry };
}

const bookSchema = z.looseObject({
  transactions: z.array(
    z.looseObject({ kind: z.string(), amountMinor: z.coerce.bigint(), responseCode: z.string().optional() }),
  ),
});

/** What the acquirer's book holds of sales by card, minor units, in its order. */
export async function cardsCharged(world: World): Promise<bigint[]> {
  const answer = await fetch(`${world.channels}/sim/books/card`);
  return bookSchema
    .parse(await answer.json())
    .transactions.filter(({ kind }) => kind === 'sale')
    .map(({ amountMinor }) => amountMinor);
}
