import { useState } from 'react';
import type { TillMessage } from '../../contract/till-contract.ts';
import { useNotice, useTill } from '../connection/use-till.tsx';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Pad } from '../parts/pad.tsx';
import { inOne, sentenceFor } from '../words/words.ts';

const digitsMax = 6;

/** Opens where an article wants its weight and the scale gave none. */
export function WeightPrompt() {
  const { notice, dismiss } = useNotice();
  const [asked, setAsked] = useState<TillMessage | null>(null);
  const wanted = notice?.code === 'ARTICLE_WANTS_WEIGHT' && notice.params['articleId'] ? notice : null;
  const shown = wanted ?? asked;
  if (!shown) return null;
  return <WeightDialog wanted={shown} busy={asked !== null} onBusy={setAsked} onClose={dismiss} />;
}

function WeightDialog(props: {
  wanted: TillMessage;
  /** The scale is being read. */
  busy: boolean;
  onBusy: (wanted: TillMessage | null) => void;
  onClose: () => void;
}) {
  const { send, tell } = useTill();
  const [typed, setTyped] = useState('');
  const { wanted, busy, onBusy } = props;
  const { articleId = '', nameZh = '', nameEn = '', scaleSays = '' } = wanted.params;
  const weightG = Number(typed);
  const says = scaleSays ? sentenceFor(tell.language, { code: scaleSays, params: {} }) : null;

  const add = (weight: { weightG?: number }) => {
    if (busy) return;
    onBusy(wanted);
    void send({ type: 'add_article', articleId, ...weight }).then(() => onBusy(null));
  };
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9]$/.test(key)) setTyped((before) => (before + key).replace(/^0+/, '').slice(0, digitsMax));
    else if (key === 'Backspace') setTyped((before) => before.slice(0, -1));
    else if (key === 'Enter') add(weightG > 0 ? { weightG } : {});
    else return false;
    return true;
  };

  return (
    <Dialog
      title={tell('weight.title', { name: tell.language === 'zh' ? nameZh : nameEn || nameZh })}
      onClose={props.onClose}
      className="weigh"
      onKey={onKey}
    >
      <p role="status">{busy ? tell('weight.weighing') : says ? inOne(says, tell.language) : tell('weight.typed')}</p>
      <Button icon="scale" disabled={busy} onPress={() => add({})}>
        {tell('weight.again')}
      </Button>
      <p className="quantity-figure">
        <output aria-label={tell('weight.typed')}>{typed || '…'}</output> <span className="muted">g</span>
      </p>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('weight.add'), disabled: weightG < 1 || busy }}
      />
    </Dialog>
  );
}
