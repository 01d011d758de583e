import { describe, expect, it } from 'vitest';
import { refusalOf, wordKeys, wordOf } from './catalogue.ts';
import { eventWords } from './event-words.ts';

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

  it('answer a refusal by its code, or with its own sentence', () => {
    expect(refusalOf('zh', { code: 'DEVICE_UNPLUGGED', message: 'x' })).toBe(
      '设备已拔出,请先插上。 (DEVICE_UNPLUGGED)',
    );
    expect(refusalOf('zh', { code: 'OTHER', message: 'x' })).toBe('x (OTHER)');
  });

  it('tell what happened in Chinese too', () => {
    expect(eventWords('zh', 'receipt 3 cut')).toBe('切下小票 3');
    expect(eventWords('en', 'receipt 3 cut')).toBe('receipt 3 cut');
    expect(eventWords('zh', '♪ 微信到账1元')).toBe('♪ 微信到账1元');
  });

  it('name every fault that the log knows', () => {
    for (const fault of ['garbled', 'dropped', 'duplicated', 'delayed', 'stuck', 'unplugged', 'unheard']) {
      expect(wordKeys).toContain(`fault_${fault}`);
    }
  });
});
