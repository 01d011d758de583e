import { describe, expect, it } from 'vitest';
import { isCardSwipe, withoutCardData } from './commands.ts';

const track2 = ';4242424242424242=30122011234500000?';

describe('a swipe that is typed into the till', () => {
  it('is known for what it is, wherever it lands', () => {
    expect(isCardSwipe({ type: 'scan', code: track2, source: 'wedge' })).toBe(true);
    expect(isCardSwipe({ type: 'scan', code: ` %B4242424242424242^A/B^3012201?${track2}`, source: 'typed' })).toBe(
      true,
    );
    expect(isCardSwipe({ type: 'search', text: track2 })).toBe(true);
    expect(isCardSwipe({ type: 'find_receipt', receiptNo: track2 })).toBe(true);
  });

  it('is no article, no payment code and no other command', () => {
    for (const code of ['6901234567892', '134567890123456789', 'https://example.com/?a=1', ';90210000345?']) {
      expect(isCardSwipe({ type: 'scan', code, source: 'scanner' }), code).toBe(false);
    }
    expect(isCardSwipe({ type: 'begin_tender' })).toBe(false);
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
      expect(isCardSwipe(command), command.type).toBe(true);
    }
    expect(isCardSwipe(withoutCardData({ type: 'scan', code, source: 'wedge' }))).toBe(false);
  });
});
