import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { moneyText, typedMinor } from '../format/money.ts';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { Pad } from '../parts/pad.tsx';

const charactersMax = 12;

/** How much of what is due the next tender takes. Setting it arms the payment code for that sum. */
export function PartPane({ onSet }: { onSet: (minor: string) => void }) {
  const { snapshot, tell } = useTill();
  const [typed, setTyped] = useState('');
  const due = BigInt(snapshot.sale.dueMinor);
  const part = typedMinor(typed, snapshot.till.exponent) ?? 0n;
  const allowed = part > 0n && part <= due;
  const rest = (allowed ? due - part : due).toString();

  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9.]$/.test(key)) {
      const next = (typed + key).slice(0, charactersMax);
      if (typedMinor(next, snapshot.till.exponent) !== null) setTyped(next);
    } else if (key === 'Backspace') setTyped(typed.slice(0, -1));
    else if (key === 'Enter') {
      if (allowed) onSet(part.toString());
    } else return false;
    return true;
  };
  useKeys('sheet', onKey);

  return (
    <div className="entry-pane">
      <h2>{tell('tender.part_title')}</h2>
      <output className="entry-figure money">{typed || '…'}</output>
      <p className="muted">{tell('tender.part_rest', { amount: moneyText(rest, snapshot.till) })}</p>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        extra={snapshot.till.exponent > 0 ? { key: '.', label: '.' } : undefined}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('quantity.set'), disabled: !allowed }}
      />
    </div>
  );
}
