import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { useAmountEntry } from '../parts/amount-entry.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Pad } from '../parts/pad.tsx';

const nameCharactersMax = 60;

/** What no article is known for: a name, and what it costs. `code` is what nobody knew, or ''. */
export function ByPriceDialog({ code, onClose }: { code: string; onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const { till } = snapshot;
  const [name, setName] = useState('');
  const entry = useAmountEntry(till.exponent);
  const ready = entry.minor !== null && entry.minor > 0n;
  const add = () => {
    if (!ready) return;
    onClose();
    void send({
      type: 'sell_by_price',
      name: name.trim() || tell('by_price.preset'),
      priceMinor: String(entry.minor),
      barcode: code,
    });
  };
  const onKey: KeyHandler = ({ key }) => {
    if (key !== 'Enter') return entry.press(key);
    add();
    return true;
  };
  return (
    <Dialog title={tell('by_price.title')} onClose={onClose} className="deed" onKey={onKey}>
      {code !== '' && <p className="muted">{tell('by_price.code', { code })}</p>}
      <label className="field">
        <span>{tell('by_price.name')}</span>
        <input
          type="text"
          value={name}
          maxLength={nameCharactersMax}
          autoComplete="off"
          placeholder={tell('by_price.preset')}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <p className="deed-figure">
        <small>{tell('by_price.price')}</small>
        <output>{entry.typed || '…'}</output>
      </p>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        extra={till.exponent > 0 ? { key: '.', label: '.' } : undefined}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('by_price.add'), disabled: !ready }}
      />
    </Dialog>
  );
}
