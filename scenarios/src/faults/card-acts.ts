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

export interface ShownCard {
  card: CustomerCard;
  reader: Reader;
}

/**
 * Asked as online first; the agent refuses and says what may be taken, the cashier takes it by a new key.
 * @throws Error where the card is not taken offline
 */
export async function sellByCardOffline(
  shop: Shop,
  hand: TillHand,
  pieces: readonly Piece[],
  shown: ShownCard,
): Promise<TakenCard> {
  const saleId = hand.ids.saleId();
  const totalMinor = totalOf(shop, pieces);
  for (let tries = 0; tries < triesMax; tries++) {
    const asked = await ask(shop, hand, { saleId, totalMinor, acceptOffline: tries > 0 }, shown);
    const { paymentKey, read, now } = asked;
    if (isTakenOffline(now)) {
      const part: Part = { key: paymentKey, tender: 'card', channel: 'card', amountMinor: totalMinor };
      return { card: shown.card, read, paymentKey, sold: await complete(shop, hand, saleId, pieces, [part]) };
    }
    if (!now.offlineOffer?.possible) throw new Error(`not taken offline: ${now.offlineOffer?.reasonCode}`);
  }
  throw new Error(`the card ${shown.card.maskedPan} was not taken offline in ${triesMax} tries`);
}

/** A card that the agent must not take, though the cashier would. @returns why; empty where it was taken all the same */
export async function refusedCardOffline(shop: Shop, hand: TillHand, shown: ShownCard): Promise<string> {
  const sale = { saleId: hand.ids.saleId(), totalMinor: 100n, acceptOffline: true };
  const { now } = await ask(shop, hand, sale, shown);
  return isTakenOffline(now) ? '' : now.reasonCode;
}

interface Ask {
  saleId: string;
  totalMinor: bigint;
  acceptOffline: boolean;
}

async function ask(
  shop: Shop,
  hand: TillHand,
  { saleId, totalMinor, acceptOffline }: Ask,
  { card, reader }: ShownCard,
) {
  const paymentKey = hand.ids.paymentKey();
  const read = reader(card);
  const { maskedPan, issuer } = card;
  const seen = { key: paymentKey, terminalId: hand.terminalId, saleId, amountMinor: totalMinor };
  shop.books.asked({ ...seen, channel: 'card', card: { maskedPan, issuer } });
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
  const taken = isTakenOffline(now);
  if (!taken && now.state !== 'EDGE_STATE_REFUSED_OFFLINE') throw new Error(`the card ${maskedPan} is ${now.state}`);
  shop.books.told(paymentKey, taken ? 'taken_offline' : 'not_paid');
  return { paymentKey, read, now };
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
