import { describe, expect, test } from 'vitest';
import { cardBehaviours, walletBehaviours } from '../../hands/behaviours.ts';
import { orderTransitions } from '../../wallet/wallet-book.ts';
import { wordKeys, wordOf } from './catalogue.ts';
import { customerBehaviours, hostBehaviours } from './wire-types.ts';

describe('the words of the page', () => {
  test.each(wordKeys)('%s is there in both languages, with the same places', (key) => {
    const [zh, en] = [wordOf('zh', key), wordOf('en', key)];
    expect(zh.trim()).not.toBe('');
    expect(en.trim()).not.toBe('');
    const places = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
    expect(places(zh)).toEqual(places(en));
    // Only the other language's own name and names of makers are the same or foreign.
    if (key !== 'language') expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  test('places are filled', () => {
    expect(wordOf('en', 'pending', 2, 'declines')).toBe('Next 2: declines');
    expect(wordOf('zh', 'secondsLeft', 59)).toBe('59 秒后失效');
  });

  test('the page knows every behaviour and every state, and no other', () => {
    expect([...customerBehaviours].sort()).toEqual([...walletBehaviours].sort());
    expect([...hostBehaviours].sort()).toEqual([...cardBehaviours].sort());
    for (const status of new Set(Object.values(orderTransitions).flat())) {
      expect(wordKeys).toContain(`status_${status}`);
      expect(wordKeys).toContain(`result_${status}`);
    }
  });
});
