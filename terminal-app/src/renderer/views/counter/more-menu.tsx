/** What is done less often than selling: each by its digit, by a finger, or by a key of its own. */
import { useState } from 'react';
import { useTill } from '../../connection/use-till.tsx';
import { mayEndCode, useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import type { PhraseKey } from '../../words/words.ts';
import { LeavingDialog } from './leaving-dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

type Choice = 'shift' | 'day' | 'queue' | 'drawer' | 'training' | 'sign_out';
const choices: ReadonlyArray<{ choice: Choice; icon: IconName; words: PhraseKey; hint: PhraseKey; keyCap?: string }> = [
  { choice: 'shift', icon: 'cash', words: 'more.shift', hint: 'more.shift_hint', keyCap: 'F12' },
  { choice: 'day', icon: 'receipt', words: 'more.day', hint: 'more.day_hint' },
  { choice: 'queue', icon: 'cloudUp', words: 'more.queue', hint: 'more.queue_hint' },
  { choice: 'drawer', icon: 'drawer', words: 'more.drawer', hint: 'more.drawer_hint', keyCap: 'F10' },
  { choice: 'training', icon: 'pad', words: 'more.training', hint: 'more.training_hint' },
  { choice: 'sign_out', icon: 'exit', words: 'more.sign_out', hint: 'more.sign_out_hint' },
];

type Open = 'menu' | 'drawer' | 'training' | 'sign_out' | null;

/** The button of the sale view, its menu, and the keys that lead past the menu. */
export function MorePart() {
  const { send, tell } = useTill();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const choose = (choice: Choice) => {
    if (choice === 'drawer' || choice === 'training' || choice === 'sign_out') {
      setOpen(choice);
      return;
    }
    close();
    void send({ type: 'counter_open', place: choice });
  };
  // Below the view's own keys, which are all other ones.
  useKeys('shell', ({ key }) => {
    if (key === 'F11') setOpen('menu');
    else if (key === 'F10') choose('drawer');
    else if (key === 'F12') choose('shift');
    else return false;
    return true;
  });
  return (
    <>
      <Button icon="menu" keyCap="F11" onPress={() => setOpen('menu')}>
        {tell('more.open')}
      </Button>
      {open === 'menu' && <MoreMenu onChoose={choose} onClose={close} />}
      {open === 'drawer' && <DrawerDialog onClose={close} />}
      {open === 'training' && <TrainingDialog onClose={close} />}
      {open === 'sign_out' && <LeavingDialog onClose={close} />}
    </>
  );
}

function MoreMenu({ onChoose, onClose }: { onChoose: (choice: Choice) => void; onClose: () => void }) {
  const { snapshot, tell } = useTill();
  const training = snapshot.counter.trainingSinceMs > 0;
  return (
    <Dialog
      title={tell('more.title')}
      onClose={onClose}
      onKey={({ key }) => {
        const byDigit = choices[Number(key) - 1];
        const chosen = /^[1-6]$/.test(key) ? byDigit : choices.find(({ keyCap }) => keyCap === key);
        if (chosen) onChoose(chosen.choice);
        return chosen !== undefined;
      }}
    >
      {choices.map(({ choice, icon, words, hint }, index) => (
        <Button key={choice} className="menu-row" keyCap={String(index + 1)} onPress={() => onChoose(choice)}>
          <Icon name={icon} size={24} />
          <span className="menu-text">
            <strong>{tell(choice === 'training' && training ? 'more.training_end' : words)}</strong>
            <small>{tell(hint)}</small>
          </span>
        </Button>
      ))}
    </Dialog>
  );
}

function DrawerDialog({ onClose }: { onClose: () => void }) {
  const { send, tell } = useTill();
  const usual = [
    tell('drawer.reason_change'),
    tell('drawer.reason_customer'),
    tell('drawer.reason_check'),
    tell('drawer.reason_paper'),
  ];
  return (
    <ReasonDialog
      title={tell('drawer.title')}
      body={tell('more.drawer_hint')}
      usual={usual}
      onClose={onClose}
      onReason={(reason) => {
        onClose();
        void send({ type: 'drawer_open', reason });
      }}
    />
  );
}

function TrainingDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const training = snapshot.counter.trainingSinceMs > 0;
  const go = () => {
    onClose();
    void send({ type: training ? 'training_end' : 'training_begin' });
  };
  return (
    <Dialog
      title={tell(training ? 'more.training_end' : 'training.sure')}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && !mayEndCode(press)) go();
        return press.key === 'Enter';
      }}
    >
      <p>{tell('training.body')}</p>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('shell.back')}
        </Button>
        <Button look="brand" onPress={go} keyCap="Enter" deliberate>
          {tell(training ? 'more.training_end' : 'training.begin')}
        </Button>
      </div>
    </Dialog>
  );
}
