/** A person proves who he is, by number and PIN: whoever approves, takes the drawer, or is the second of two. */
import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { Approvers } from './approvers.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import { Pad } from './pad.tsx';

const numberLengthMax = 8;
const pinLengthMax = 12;

export interface ProofPadProps {
  title: string;
  /** What it is for, and who may. */
  body: string;
  /** Those who may allow it (`approvers` of the snapshot) are there to choose from. */
  choose?: boolean;
  /** False: it was refused, the PIN is typed again. */
  onProve(number: string, pin: string): Promise<boolean>;
  onClose(): void;
}

export function ProofPad({ title, body, choose = false, onProve, onClose }: ProofPadProps) {
  const { tell } = useTill();
  const [number, setNumber] = useState('');
  const [pin, setPin] = useState('');
  const [at, setAt] = useState<'number' | 'pin'>('number');
  const [busy, setBusy] = useState(false);
  const [set, length] = at === 'number' ? [setNumber, numberLengthMax] : [setPin, pinLengthMax];

  const prove = async () => {
    if (busy || number === '' || pin === '') return;
    setBusy(true);
    const taken = await onProve(number, pin);
    setBusy(false);
    if (!taken) setPin('');
  };
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9]$/.test(key)) set((typed) => (typed + key).slice(0, length));
    else if (key === 'Backspace') {
      if (at === 'pin' && pin === '') setAt('number');
      else set((typed) => typed.slice(0, -1));
    } else if (key === 'Enter') {
      if (at === 'number' && number !== '') setAt('pin');
      else void prove();
    } else if (key === 'Scanned') return true;
    else if (key === 'ArrowUp' || key === 'ArrowDown') setAt(key === 'ArrowUp' ? 'number' : 'pin');
    else return false;
    return true;
  };

  return (
    <Dialog title={title} onClose={onClose} onKey={onKey} className="proof">
      <p>{body}</p>
      {choose && (
        <div className="approval-who proof-who">
          <Approvers
            chosen={number}
            onChoose={(wanted) => {
              setNumber(wanted);
              setPin('');
              setAt('pin');
            }}
          />
        </div>
      )}
      <div className="proof-fields">
        <Button className="proof-field" pressed={at === 'number'} onPress={() => setAt('number')}>
          <small>{tell('proof.number')}</small>
          <output className="proof-figure">{number || '—'}</output>
        </Button>
        <Button className="proof-field" pressed={at === 'pin'} onPress={() => setAt('pin')}>
          <small>{tell('proof.pin')}</small>
          {/* How many digits, never which. */}
          <output className="proof-figure">{'•'.repeat(pin.length) || '—'}</output>
        </Button>
      </div>
      <Notice />
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        backspaceLabel={tell('sale.backspace')}
        enter={{
          label: tell(at === 'number' ? 'proof.next' : 'proof.confirm'),
          disabled: busy || number === '' || (at === 'pin' && pin === ''),
        }}
      />
    </Dialog>
  );
}
