import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

const charactersMin = 6;
const charactersMax = 64;

/** The number that the customer's phone shows: scanned at any moment, or typed here. It only asks; it confirms nothing. */
export function PhoneNumberDialog({ onClose }: { onClose: () => void }) {
  const { send, tell } = useTill();
  const [number, setNumber] = useState('');
  const isWhole = number.trim().length >= charactersMin;
  const find = () => {
    if (!isWhole) return;
    onClose();
    void send({ type: 'find_payment', number: number.trim() });
  };
  return (
    <Dialog
      title={tell('phone.title')}
      onClose={onClose}
      className="question"
      onKey={({ key }) => {
        if (key === 'Enter') find();
        else if (/^[A-Za-z0-9-]$/.test(key)) setNumber((typed) => (typed + key).slice(0, charactersMax));
        else if (key === 'Backspace') setNumber((typed) => typed.slice(0, -1));
        else return false;
        return true;
      }}
    >
      <p>{tell('phone.body')}</p>
      <label className="field">
        <span>{tell('phone.label')}</span>
        <input
          type="text"
          inputMode="numeric"
          value={number}
          maxLength={charactersMax}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
      </label>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('shell.back')}
        </Button>
        <Button look="brand" keyCap="Enter" disabled={!isWhole} onPress={find}>
          {tell('phone.find')}
        </Button>
      </div>
    </Dialog>
  );
}
