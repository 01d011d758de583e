import { useState } from 'react';
import type { TillCommand } from '../../../contract/till-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { typedMinor } from '../../format/money.ts';
import type { KeyHandler } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Pad } from '../../parts/pad.tsx';

type Move = Extract<TillCommand, { type: 'shift_move_cash' }>;
const reasons = ['change', 'bank', 'petty_cash', 'correction', 'other'] as const satisfies readonly Move['reason'][];
const charactersMax = 12;

/** Cash into or out of the drawer: how much, why, and a note where the reason says too little. */
export function CashMoveDialog({ direction, onClose }: { direction: Move['direction']; onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState<Move['reason']>(direction === 'in' ? 'change' : 'bank');
  const [note, setNote] = useState('');
  const amount = typedMinor(typed, snapshot.till.exponent) ?? 0n;

  const move = async () => {
    if (amount <= 0n) return;
    const reply = await send({ type: 'shift_move_cash', direction, reason, note, amountMinor: amount.toString() });
    // What was kept, or waits for a second person, is shown by the till itself.
    if (reply.ok || reply.error.code === 'AGENT_GONE') onClose();
  };
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9.]$/.test(key)) {
      const next = (typed + key).slice(0, charactersMax);
      if (typedMinor(next, snapshot.till.exponent) !== null) setTyped(next);
    } else if (key === 'Backspace') setTyped(typed.slice(0, -1));
    else if (key === 'Enter') void move();
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const by = key === 'ArrowDown' ? 1 : -1;
      setReason(reasons[(reasons.indexOf(reason) + by + reasons.length) % reasons.length] ?? reason);
    } else return false;
    return true;
  };

  return (
    <Dialog
      title={tell(direction === 'in' ? 'shift.cash_in' : 'shift.cash_out')}
      onClose={onClose}
      onKey={onKey}
      className="wide"
    >
      <div className="move">
        <div className="move-what">
          <p className="move-amount">
            <span>{tell('cash_move.amount')}</span>
            <output className="entry-figure">{typed || '0'}</output>
          </p>
          <fieldset className="move-reasons" aria-label={tell('cash_move.reason')}>
            {reasons.map((one) => (
              <Button key={one} pressed={one === reason} onPress={() => setReason(one)}>
                {tell(`cash_move.${one}`)}
              </Button>
            ))}
          </fieldset>
          <label className="line-field">
            <span>{tell('cash_move.note')}</span>
            <input
              type="text"
              value={note}
              maxLength={200}
              autoComplete="off"
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
          <small className="muted">{tell('cash_move.cap')}</small>
          <Notice />
        </div>
        <Pad
          onKey={(key) => onKey({ key, charactersBefore: 0 })}
          extra={snapshot.till.exponent > 0 ? { key: '.', label: '.' } : undefined}
          backspaceLabel={tell('sale.backspace')}
          enter={{ label: tell('cash_move.do'), disabled: amount <= 0n }}
        />
      </div>
    </Dialog>
  );
}
