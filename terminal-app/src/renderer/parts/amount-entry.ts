/** Digits of an amount as a hand types them, one key after the other. */
import { useState } from 'react';
import { typedMinor } from '../format/money.ts';

const charactersMax = 12;

export interface AmountEntry {
  typed: string;
  /** Null: nothing is typed. */
  minor: bigint | null;
  /** True: the key was one of an amount. */
  press(key: string): boolean;
  clear(): void;
}

/** @param exponent digits after the decimal point */
export function useAmountEntry(exponent: number): AmountEntry {
  const [typed, setTyped] = useState('');
  return {
    typed,
    minor: typed === '' ? null : typedMinor(typed, exponent),
    press(key) {
      if (key === 'Backspace') {
        setTyped((before) => before.slice(0, -1));
        return true;
      }
      if (!/^[0-9.]$/.test(key)) return false;
      setTyped((before) => {
        const next = (before + key).slice(0, charactersMax);
        return typedMinor(next, exponent) === null ? before : next;
      });
      return true;
    },
    clear: () => setTyped(''),
  };
}
