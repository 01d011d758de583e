/** A card that is taken at the cashier's word while the line is down, as a till does it. */
import { orderNoOfSale } from '@qiantai/protos';
import { complete, money, type Part, type Piece, type Shop, type Sold, totalOf } from './acts.ts';
import type { CustomerCard, ReadCard } from './customer-cards.ts';
import type { ReplyOf, TillHand } from './till-hand.ts';

export interface TakenCard {
  card: CustomerCard;
  /** The reading that went to the agent. */
  read: ReadCard;
  paymentKey: string;
  sold: Sold;
}

/** Shows the card; each reading under a key of its own. */
type Reader = (card: CustomerCard) => ReadCard;

const waitMs = 2000;
/** Keys that a cashier tries before the sale is given up. */
const triesMax = 4;

/**
 * Asked as online first; the agent refuses and says what may be taken, the cashier takes it by a new key.
 * @throws Error where the card is not taken offline
 */
export async function sellByCardOffline(
  shop: Shop,
  hand: TillHand,
  pieces: readonly Piece[],
  { card, reader }: { card: CustomerCard; reader: Reader },
): Promise<TakenCard> {
  const saleId = hand.ids.saleId();
  const totalMinor = totalOf(shop, pieces);
  let acceptOffline = false;
  for (let tries = 0; tries < triesMax; tries++) {
    const paymentKey = hand.ids.paymentKey();
    const read = reader(card);
    const { maskedPan, issuer } = card;
    const asked = { key: paymentKey, terminalId: hand.terminalId, saleId, amountMinor: totalMinor };
    shop.books.asked({ ...asked, channel: 'card', card: { maskedPan, issuer } });
    const now = await endOf(hand, paymentKey, {
      paymentKey,
      saleId,
      orderNo: orderNoOfSale(saleId),
      orderTotal: money(totalMinor),
      amount: money(totalMinor),
      tender: 'TENDER_CARD',
      card: read,
      cardExpiry: card.expiry,
      acceptOffline,
      description: '钱台便利',
      waitMs,
    });
    if (isTakenOffline(now)) {
      shop.books.told(paymentKey, 'taken_offline');
      const part: Part = { key: paymentKey, tender: 'card', channel: 'card', amountMinor: totalMinor };
      return { card, read, paymentKey, sold: await complete(shop, hand, saleId, pieces, [part]) };
    }
    if (now.state !== 'EDGE_STATE_REFUSED_OFFLINE') throw new Error(`the card ${maskedPan} is ${now.state}`);
    shop.books.told(paymentKey, 'not_paid');
    if (!now.offlineOffer?.possible) throw new Error(`not taken offline: ${now.offlineOffer?.reasonCode}`);
    acceptOffline = true;
  }
  throw new Error(`the card ${card.maskedPan} was not taken offline in ${triesMax} tries`);
}

/** A card that was taken offline stays so for the till whatever the issuer says later, and however soon. */
function isTakenOffline(now: ReplyOf<'GetPayment'>): boolean {
  return now.offline && (now.state === 'EDGE_STATE_RECORDED' || now.state === 'EDGE_STATE_ANSWERED');
}

async function endOf(hand: TillHand, paymentKey: string, request: object): Promise<ReplyOf<'GetPayment'>> {
  let now: ReplyOf<'GetPayment'> = await hand.insist('StartPayment', request);
  while (now.state === 'EDGE_STATE_CHECKING') {
    now = await hand.insist('GetPayment', { paymentKey, knownRevision: now.revision, waitMs, askChannel: true });
  }
  return now;
}
