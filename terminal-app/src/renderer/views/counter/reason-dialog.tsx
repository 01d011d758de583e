import { useState } from 'react';
import { useTill } from '../../connection/use-till.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';

/** Why something is done: chosen from usual reasons by their digit, or typed. */
export function ReasonDialog(props: {
  title: string;
  body: string;
  usual?: readonly string[];
  onReason: (reason: string) => void;
  onClose: () => void;
}) {
  const { tell } = useTill();
  const [text, setText] = useState('');
  const { usual = [] } = props;
  const typed = text.trim();
  return (
    <Dialog
      title={props.title}
      className="question"
      onClose={props.onClose}
      onKey={({ key }) => {
        const chosen = usual[Number(key) - 1];
        if (key === 'Enter') {
          if (typed !== '') props.onReason(typed);
        } else if (/^[1-9]$/.test(key) && chosen !== undefined) props.onReason(chosen);
        else if (key === 'Backspace') setText(text.slice(0, -1));
        else if ([...key].length === 1) setText((text + key).slice(0, 200));
        else return false;
        return true;
      }}
    >
      <p>{props.body}</p>
      {usual.map((reason, index) => (
        <Button key={reason} className="menu-row" keyCap={String(index + 1)} onPress={() => props.onReason(reason)}>
          <strong>{reason}</strong>
        </Button>
      ))}
      <label className="line-field">
        <span>{tell(usual.length > 0 ? 'drawer.other' : 'queue.reason_for')}</span>
        <input
          type="text"
          value={text}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="question-answers">
        <Button onPress={props.onClose} keyCap="Esc">
          {tell('shell.back')}
        </Button>
        <Button look="brand" disabled={typed === ''} keyCap="Enter" onPress={() => props.onReason(typed)}>
          {tell('proof.confirm')}
        </Button>
      </div>
    </Dialog>
  );
}
