import { type ReactNode, useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

const charactersMax = 64;

export interface NumberDialogProps {
  title: string;
  label: string;
  find: string;
  charactersMin: number;
  onFind: (number: string) => void;
  onClose: () => void;
  children?: ReactNode;
}

/** The number that the customer's phone shows: scanned at any moment, or typed here. It only asks; it confirms nothing. */
export function NumberDialog({ title, label, find, charactersMin, onFind, onClose, children }: NumberDialogProps) {
  const { tell } = useTill();
  const [number, setNumber] = useState('');
  const isWhole = number.trim().length >= charactersMin;
  const run = () => {
    if (!isWhole) return;
    onClose();
    onFind(number.trim());
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      className="question"
      onKey={({ key }) => {
        if (key === 'Enter') run();
        else if (/^[A-Za-z0-9-]$/.test(key)) setNumber((typed) => (typed + key).slice(0, charactersMax));
        else if (key === 'Backspace') setNumber((typed) => typed.slice(0, -1));
        else return false;
        return true;
      }}
    >
      {children}
      <label className="field">
        <span>{label}</span>
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
        <Button look="brand" keyCap="Enter" disabled={!isWhole} onPress={run}>
          {find}
        </Button>
      </div>
    </Dialog>
  );
}

/** Of the payment in hand. */
export function PhoneNumberDialog({ onClose }: { onClose: () => void }) {
  const { send, tell } = useTill();
  return (
    <NumberDialog
      title={tell('phone.title')}
      label={tell('phone.label')}
      find={tell('phone.find')}
      charactersMin={6}
      onFind={(number) => void send({ type: 'find_payment', number })}
      onClose={onClose}
    >
      <p>{tell('phone.body')}</p>
    </NumberDialog>
  );
}
