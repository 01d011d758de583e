import { describe, expect, it } from 'vitest';
import { cardDataIn, withoutCardData } from './commands.ts';

const track2 = ';4242424242424242=30122011234500000?';

describe('a swipe that is typed into the till', () => {
  it('is known for what it is, wherever it lands', () => {
    const both = ` %B4242424242424242^A/B^3012201?${track2}`;
    for (const command of [
      { type: 'scan', code: track2, source: 'wedge' },
      { type: 'scan', code: both, source: 'typed' },
      { type: 'search', text: track2 },
      { type: 'find_receipt', receiptNo: track2 },
      { type: 'sell_by_price', name: 'x', priceMinor: '1', barcode: track2 },
      { type: 'set_customer', memberNo: '', phone: track2 },
    ] as const) {
      expect(cardDataIn(command), command.type).toBe('READER_NOT_ENCRYPTING');
    }
    // As a reader that encrypts types it.
    const encrypted = `;5452000000007189=080400000?|0600||${'0'.repeat(48)}||A1050000|||21685F158B5C6BE0|FFFF9876543210E00008|B78F||0000`;
    expect(cardDataIn({ type: 'scan', code: encrypted, source: 'wedge' })).toBe('READER_KEY_UNKNOWN');
  });

  it('is no article, no payment code and no other command', () => {
    for (const code of ['6901234567892', '134567890123456789', 'https://example.com/?a=1', ';90210000345?']) {
      expect(cardDataIn({ type: 'scan', code, source: 'scanner' }), code).toBeNull();
    }
    expect(cardDataIn({ type: 'begin_tender' })).toBeNull();
  });
});

describe('a consumer-presented code', () => {
  /** The sample of the specification: an application, a card number and more. */
  const code = 'hQVDUFYwMWEaTwegAAAAVVVVVw8SNFZ4kBI0WNGRIgESNF8=';

  it('goes into the till without its card data, and into no field', () => {
    expect(withoutCardData({ type: 'scan', code: ` ${code}\r`, source: 'scanner' })).toEqual({
      ...{ type: 'scan', code: 'hQVDUFYwM', source: 'scanner' },
    });
    const article = { type: 'scan', code: '6901234567892', source: 'scanner' } as const;
    expect(withoutCardData(article)).toBe(article);
    for (const command of [
      { type: 'search', text: code },
      { type: 'find_receipt', receiptNo: code },
      { type: 'set_note', text: code },
    ] as const) {
      expect(cardDataIn(command), command.type).toBe('CONSUMER_QR');
    }
    expect(cardDataIn(withoutCardData({ type: 'scan', code, source: 'wedge' }))).toBeNull();
  });
});
