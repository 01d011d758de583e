import { useEffect, useRef, useState } from 'react';
import { useTill } from '../../connection/use-till.tsx';
import { type KeyHandler, useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Money } from '../../parts/money.tsx';
import { Pad } from '../../parts/pad.tsx';

const digitsMax = 5;

/**
 * Notes and coins by the piece: arrows or a finger choose one, digits are its count, which goes to the till at once,
 * so that the sum runs along. `onKey` gets first what is not for the grid.
 */
export function CountGrid({ onKey }: { onKey: KeyHandler }) {
  const { snapshot, send, tell } = useTill();
  const { counts } = snapshot.counter;
  const [at, setAt] = useState(0);
  // Typed for the chosen one since it was chosen; null: the next digit begins its count anew.
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = counts[at];
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void list.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const choose = (index: number) => {
    setAt(Math.max(0, Math.min(counts.length - 1, index)));
    setTyped(null);
  };
  const type = (text: string) => {
    if (!chosen || text.length > digitsMax) return;
    setTyped(text);
    void send({ type: 'shift_count', denominationMinor: chosen.denominationMinor, count: Number(text || '0') });
  };
  const handle: KeyHandler = (press) => {
    const { key } = press;
    if (onKey(press)) return true;
    if (/^[0-9]$/.test(key)) type((typed ?? '') + key);
    else if (key === 'Backspace') type((typed ?? String(chosen?.count ?? 0)).slice(0, -1));
    else if (key === 'Enter' || key === 'ArrowDown') choose(at + 1);
    else if (key === 'ArrowUp') choose(at - 1);
    else return false;
    return true;
  };
  useKeys('view', handle);

  return (
    <>
      <ul ref={list} className="count-grid" aria-label={tell('count.title')}>
        {counts.map(({ denominationMinor, count }, index) => (
          <li key={denominationMinor}>
            <Button
              className={`count-cell ${index === at ? 'count-cell-on' : ''}`}
              pressed={index === at}
              onPress={() => choose(index)}
            >
              <Money minor={denominationMinor} sign className="count-denomination" />
              <span className="count-pieces">× {index === at && typed !== null ? typed || '0' : count}</span>
              <Money minor={(BigInt(denominationMinor) * BigInt(count)).toString()} className="count-sum" />
            </Button>
          </li>
        ))}
      </ul>
      <Pad
        onKey={(key) => handle({ key, charactersBefore: 0 })}
        extra={{ key: 'ArrowDown', label: '↓' }}
        backspaceLabel={tell('sale.backspace')}
      />
    </>
  );
}
