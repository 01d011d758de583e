/**
 * Cards of customers, each with a number of its own that is nobody's, read as a reader reads them: what leaves it is
 * masked and encrypted (docs/protocols/card-reader.md). And the bytes that must be found nowhere once a card is settled.
 */
import { encryptTrack2, maskPan } from '@qiantai/hardware-sims/card-data';

/** What it will say; `approves_or_lost`: the server may die under the question, and what it asked is reversed (ADR 15). */
export type Issuer = 'approves' | 'approves_or_lost' | 'declines';

export interface CustomerCard {
  pan: string;
  maskedPan: string;
  /** YYMM. */
  expiry: string;
  issuer: Issuer;
}

/** As a till sends it to its agent (CardData). */
export interface ReadCard {
  entryMode: 'contactless';
  maskedPan: string;
  encryptedTrack2Hex: string;
  keySerialNumberHex: string;
  pinBlockHex: '';
  emvHex: string;
  cardSequenceNumber: string;
}

/** Last four digits tell the cards of a world apart; the last one is a check digit. */
const cardsMax = 1000;
/** Amount, currency, type, unpredictable number and the like of a chip's answer, as much as field 55 holds. */
const emvTags = `9F02060000000002009F03060000000000009F1A0201565F2A0201569A032611269C01009F3704${'5A'.repeat(4)}`;
const emvHex = `${emvTags}9F10${(120).toString(16)}${'07'.repeat(120)}`.toUpperCase();

export class CustomerCards {
  private readonly baseKey: Buffer;
  private made = 0;
  private keyCounter = 0;

  /** @param baseKeyHex base derivation key of the readers */
  constructor(baseKeyHex: string) {
    this.baseKey = Buffer.from(baseKeyHex, 'hex');
  }

  next(issuer: Issuer): CustomerCard {
    this.made += 1;
    if (this.made >= cardsMax) throw new RangeError('no two cards of a world may look alike');
    const digits = `620000${String(this.made).padStart(9, '0')}`;
    const pan = digits + luhnDigit(digits);
    return { pan, maskedPan: maskPan(pan), expiry: '3012', issuer };
  }

  /** Each reading under a key of its own. */
  read(card: CustomerCard): ReadCard {
    this.keyCounter += 1;
    const keySerialNumberHex = `FFFF9876543210E${this.keyCounter.toString(16).toUpperCase().padStart(5, '0')}`;
    const keys = { baseKey: this.baseKey, keySerialNumber: Buffer.from(keySerialNumberHex, 'hex') };
    return {
      entryMode: 'contactless',
      maskedPan: card.maskedPan,
      encryptedTrack2Hex: encryptTrack2(track2Of(card), keys).toString('hex').toUpperCase(),
      keySerialNumberHex,
      pinBlockHex: '',
      emvHex,
      cardSequenceNumber: '001',
    };
  }
}

/** What gives a card away: its number as text and as BCD, its track, and the track as the reader encrypted it. */
export function tracesOf(card: CustomerCard, read: ReadCard): Map<string, Buffer> {
  const { encryptedTrack2Hex } = read;
  return new Map([
    ['its number', Buffer.from(card.pan)],
    ['its number in BCD', Buffer.from(card.pan, 'hex')],
    ['its track', Buffer.from(track2Of(card))],
    ['its encrypted track', Buffer.from(encryptedTrack2Hex, 'hex')],
    ['its encrypted track in capitals', Buffer.from(encryptedTrack2Hex)],
    ['its encrypted track in small letters', Buffer.from(encryptedTrack2Hex.toLowerCase())],
  ]);
}

/** `PAN=YYMMSSSdiscretionary`, without sentinels (ISO/IEC 7813). */
function track2Of({ pan, expiry }: CustomerCard): string {
  return `${pan}=${expiry}2201234560000`;
}

/** ISO/IEC 7812-1 annex B. */
function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
