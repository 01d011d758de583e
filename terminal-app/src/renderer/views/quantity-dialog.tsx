import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Pad } from '../parts/pad.tsx';

type Line = TillSnapshot['sale']['lines'][number];
const digitsMax = 6;

/** The quantity of the chosen line, or of the next article where no line is chosen. */
export function QuantityDialog({ line, onClose }: { line: Line | null; onClose: () => void }) {
  const { send, tell } = useTill();
  const [typed, setTyped] = useState('');
  const quantity = Number(typed);

  const set = () => {
    if (quantity < 1) return;
    onClose();
    void send(
      line ? { type: 'change_quantity', lineNo: line.lineNo, quantity } : { type: 'set_next_quantity', quantity },
    );
  };
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9]$/.test(key)) setTyped((before) => (before + key).replace(/^0+/, '').slice(0, digitsMax));
    else if (key === 'Backspace') setTyped((before) => before.slice(0, -1));
    else if (key === 'Enter') set();
    else return false;
    return true;
  };
  const name = line && (tell.language === 'zh' ? line.nameZh : line.nameEn);

  return (
    <Dialog title={name ?? tell('quantity.for_next')} onClose={onClose} className="quantity" onKey={onKey}>
      <p className="quantity-figure">
        <span className="muted">{line?.quantity ?? 1} →</span> <output>{typed || '…'}</output>
      </p>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('quantity.set'), disabled: quantity < 1 }}
      />
    </Dialog>
  );
}
