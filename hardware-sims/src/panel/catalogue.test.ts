import { describe, expect, it } from 'vitest';
import { wordKeys, wordOf } from './catalogue.ts';

describe('the words of the panel', () => {
  it('are there in both languages', () => {
    const missing = wordKeys.filter((key) => wordOf('zh', key).trim() === '' || wordOf('en', key).trim() === '');
    expect(missing).toEqual([]);
  });

  it('have the same places to fill in both', () => {
    const places = (text: string) => text.match(/\{\w+\}/g) ?? [];
    const uneven = wordKeys.filter((key) => places(wordOf('zh', key)).join() !== places(wordOf('en', key)).join());
    expect(uneven).toEqual([]);
    expect(wordOf('en', 'receipt', 7)).toBe('Receipt 7');
  });

  it('name every fault that the log knows', () => {
    for (const fault of ['garbled', 'dropped', 'duplicated', 'delayed', 'unheard']) {
      expect(wordKeys).toContain(`fault_${fault}`);
    }
  });
});
