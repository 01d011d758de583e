/**
 * The demo cards, each Luhn-valid and nobody's. A card's name says what it is good for; what the issuer answers
 * is the card host's business (its hands take the masked number that is shown here).
 */
import { maskPan } from './card-data.ts';
import { brokenChip, type OutcomeCard, outcomeCards } from './outcome-cards.ts';

export type EntryMode = 'chip' | 'contactless' | 'magnetic';

export interface DemoCard {
  name: string;
  labelZh: string;
  labelEn: string;
  /** What becomes of a sale with it. */
  outcomeZh: string;
  outcomeEn: string;
  brand: 'unionpay' | 'visa' | 'mastercard' | 'amex';
  pan: string;
  /** YYMM. */
  expiry: string;
  serviceCode: string;
  discretionary: string;
  applicationIdHex: string;
  entryModes: readonly EntryMode[];
  /** The ways of reading after which it asks for its PIN. */
  pinAfter: readonly EntryMode[];
  /** What the customer knows; the issuer checks it, not the reader. */
  pin: string;
  unreadable: boolean;
}

const unionPayDebit = 'A000000333010101';
const unionPayCredit = 'A000000333010102';
const allModes: readonly EntryMode[] = ['chip', 'contactless', 'magnetic'];

const base = {
  expiry: '3012',
  serviceCode: '220',
  discretionary: '1234560000',
  entryModes: allModes,
  pinAfter: [] as readonly EntryMode[],
  pin: '1234',
  unreadable: false,
  outcomeZh: '成功',
  outcomeEn: 'Approved',
};

const ordinaryCards: readonly DemoCard[] = [
  {
    ...base,
    name: 'unionpay',
    labelZh: '银联借记卡(插卡、刷卡需密码)',
    labelEn: 'UnionPay debit (PIN when inserted or swiped)',
    brand: 'unionpay',
    pan: '6216261000000000018',
    applicationIdHex: unionPayDebit,
    pinAfter: ['chip', 'magnetic'],
  },
  {
    ...base,
    name: 'unionpay-credit',
    labelZh: '银联信用卡(免密)',
    labelEn: 'UnionPay credit (no PIN)',
    brand: 'unionpay',
    pan: '6200000000000005',
    applicationIdHex: unionPayCredit,
  },
  {
    ...base,
    name: 'unionpay-pin-always',
    labelZh: '银联卡(每次需密码)',
    labelEn: 'UnionPay (PIN every time)',
    brand: 'unionpay',
    pan: '6200000000001003',
    applicationIdHex: unionPayDebit,
    pinAfter: allModes,
  },
  {
    ...base,
    name: 'visa',
    labelZh: 'Visa 信用卡',
    labelEn: 'Visa credit',
    brand: 'visa',
    pan: '4242424242424242',
    serviceCode: '201',
    applicationIdHex: 'A0000000031010',
  },
  {
    ...base,
    name: 'mastercard',
    labelZh: '万事达信用卡',
    labelEn: 'Mastercard credit',
    brand: 'mastercard',
    pan: '5555555555554444',
    serviceCode: '201',
    applicationIdHex: 'A0000000041010',
  },
  {
    ...base,
    name: 'amex',
    labelZh: '美国运通',
    labelEn: 'American Express',
    brand: 'amex',
    pan: '378282246310005',
    serviceCode: '201',
    applicationIdHex: 'A000000025010402',
  },
  {
    ...base,
    name: 'magnetic-only',
    labelZh: '旧磁条卡(需密码)',
    labelEn: 'Old magnetic card (PIN)',
    brand: 'unionpay',
    pan: '6200000000002001',
    serviceCode: '120',
    applicationIdHex: unionPayDebit,
    entryModes: ['magnetic'],
    pinAfter: ['magnetic'],
  },
  {
    ...base,
    name: 'damaged',
    labelZh: '坏卡(读不出)',
    labelEn: 'Damaged card (unreadable)',
    brand: 'unionpay',
    pan: '6200000000003009',
    outcomeZh: '读不出',
    outcomeEn: 'Unreadable',
    applicationIdHex: unionPayDebit,
    unreadable: true,
  },
];

export const demoCards: readonly DemoCard[] = [...ordinaryCards, ...outcomeCards.map(withOutcome)];

const allSides: readonly DemoCard[] = [...demoCards, withOutcome(brokenChip)];

function withOutcome(card: OutcomeCard): DemoCard {
  return { ...base, brand: 'unionpay', applicationIdHex: unionPayDebit, ...card };
}

/** By its name, its number, or its masked number. */
export function findCard(word: string): DemoCard | undefined {
  return allSides.find((card) => [card.name, card.pan, maskPan(card.pan)].includes(word));
}

/** `PAN=YYMMSSSdiscretionary`, without sentinels (ISO/IEC 7813). */
export function track2Of(card: DemoCard): string {
  return `${card.pan}=${card.expiry}${card.serviceCode}${card.discretionary}`;
}

/** What may be shown of a card: never its number. */
export function shownCard(card: DemoCard) {
  return {
    name: card.name,
    labelZh: card.labelZh,
    labelEn: card.labelEn,
    outcomeZh: card.outcomeZh,
    outcomeEn: card.outcomeEn,
    brand: card.brand,
    maskedPan: maskPan(card.pan),
    // A broken chip can be presented, and is not read.
    entryModes: card.pan === brokenChip.pan ? allModes : card.entryModes,
    pinAfter: card.pinAfter,
    unreadable: card.unreadable,
  };
}
