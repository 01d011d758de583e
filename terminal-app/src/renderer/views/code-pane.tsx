import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { Pad } from '../parts/pad.tsx';
import type { PhraseKey } from '../words/words.ts';

/** The longest payment codes have 24 digits (Alipay). */
const digitsMax = 24;

/** For a phone whose screen no scanner reads: the digits below the code, by hand. */
export function CodePane(props: { words: PhraseKey; onDone: () => void }) {
  const { words, onDone } = props;
  const { send, tell } = useTill();
  const [typed, setTyped] = useState('');
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9]$/.test(key)) setTyped((before) => (before + key).slice(0, digitsMax));
    else if (key === 'Backspace') setTyped((before) => before.slice(0, -1));
    else if (key === 'Enter') {
      if (typed === '') return true;
      void send({ type: 'scan', code: typed, source: 'typed' });
      onDone();
    } else return false;
    return true;
  };
  useKeys('sheet', onKey);
  return (
    <div className="entry-pane">
      <h2>{tell(words)}</h2>
      <p className="muted">{tell('tender.type_code')}</p>
      <output className="entry-figure entry-code">{typed.replace(/(\d{4})(?=\d)/g, '$1 ') || '…'}</output>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('tender.send_code'), disabled: typed === '' }}
      />
    </div>
  );
}
