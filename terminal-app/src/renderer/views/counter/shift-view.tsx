/** The shift as it stands: none, open, or closed before. */
import { useState } from 'react';
import type { ShiftShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { typedMinor } from '../../format/money.ts';
import { dayClockText } from '../../format/time.ts';
import { type KeyHandler, useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Money } from '../../parts/money.tsx';
import { Pad } from '../../parts/pad.tsx';
import { ProofPad } from '../../parts/proof-pad.tsx';
import type { PhraseKey } from '../../words/words.ts';
import { CashMoveDialog } from './cash-move-dialog.tsx';
import { CountGrid } from './count-grid.tsx';
import { CounterFrame } from './counter-frame.tsx';
import { ShiftFigures } from './shift-figures.tsx';

const charactersMax = 12;

export function ShiftAskingView() {
  const { send, tell } = useTill();
  const ask = () => void send({ type: 'counter_open', place: 'shift' });
  useKeys('view', ({ key }) => {
    if (key === 'Enter') ask();
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('shift.title')} place="shift">
      <div className="empty">
        <Icon name="clock" size={44} />
        <strong>{tell('shift.asking')}</strong>
        <p>{tell('shift.asking_body')}</p>
        <Button keyCap="Enter" onPress={ask}>
          {tell('shift.retry')}
        </Button>
      </div>
    </CounterFrame>
  );
}

/** A float, typed as one sum or counted by notes and coins. */
export function ShiftNoneView() {
  const { snapshot, send, tell } = useTill();
  const [counted, setCounted] = useState(false);
  const [typed, setTyped] = useState('');
  const floatMinor = typedMinor(typed, snapshot.till.exponent);

  const open = () => {
    if (counted) void send({ type: 'shift_open' });
    else if (floatMinor !== null) void send({ type: 'shift_open', floatMinor: floatMinor.toString() });
  };
  const general: KeyHandler = ({ key }) => {
    if (key === 'F12') open();
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  };
  return (
    <CounterFrame title={tell('shift.none')} place="shift">
      <div className="counter-bar">
        <Button pressed={!counted} onPress={() => setCounted(false)}>
          {tell('shift.float_typed')}
        </Button>
        <Button pressed={counted} onPress={() => setCounted(true)}>
          {tell('shift.float_counted')}
        </Button>
        <Button icon="receipt" onPress={() => void send({ type: 'shift_show_earlier' })}>
          {tell('shift.earlier')}
        </Button>
        <Button icon="card" onPress={() => void send({ type: 'cards_show' })}>
          {tell('cards.title')}
        </Button>
      </div>
      <div className={`counter-work ${counted ? '' : 'counter-narrow'}`}>
        {counted ? (
          <CountGrid onKey={general} />
        ) : (
          <TypedFloat typed={typed} onTyped={setTyped} onOpen={open} onKey={general} />
        )}
      </div>
      <footer className="counter-foot">
        <p className="counter-total">
          <span>{tell('shift.float')}</span>
          <Money minor={counted ? snapshot.counter.countedMinor : (floatMinor ?? 0n).toString()} sign />
        </p>
        <Button
          look="brand"
          className="counter-go"
          keyCap="F12"
          disabled={!counted && floatMinor === null}
          onPress={open}
        >
          {tell('shift.open')}
        </Button>
      </footer>
    </CounterFrame>
  );
}

function TypedFloat(props: { typed: string; onTyped: (typed: string) => void; onOpen: () => void; onKey: KeyHandler }) {
  const { snapshot, tell } = useTill();
  const { exponent } = snapshot.till;
  const handle: KeyHandler = (press) => {
    const { key } = press;
    if (props.onKey(press)) return true;
    if (/^[0-9.]$/.test(key)) {
      const next = (props.typed + key).slice(0, charactersMax);
      if (typedMinor(next, exponent) !== null) props.onTyped(next);
    } else if (key === 'Backspace') props.onTyped(props.typed.slice(0, -1));
    else if (key === 'Enter') props.onOpen();
    else return false;
    return true;
  };
  useKeys('view', handle);
  return (
    <>
      <output className="entry-figure" aria-label={tell('shift.float')}>
        {props.typed || '0'}
      </output>
      <Pad
        onKey={(key) => handle({ key, charactersBefore: 0 })}
        extra={exponent > 0 ? { key: '.', label: '.' } : undefined}
        backspaceLabel={tell('sale.backspace')}
      />
    </>
  );
}

type Deed = 'in' | 'out' | 'hand_over' | 'x' | 'count' | 'earlier' | 'cards';
const deeds: ReadonlyArray<{ deed: Deed; icon: IconName; words: PhraseKey }> = [
  { deed: 'in', icon: 'plus', words: 'shift.cash_in' },
  { deed: 'out', icon: 'minus', words: 'shift.cash_out' },
  { deed: 'hand_over', icon: 'person', words: 'shift.hand_over' },
  { deed: 'x', icon: 'printer', words: 'shift.x' },
  { deed: 'count', icon: 'cash', words: 'shift.begin_count' },
  { deed: 'earlier', icon: 'receipt', words: 'shift.earlier' },
  { deed: 'cards', icon: 'card', words: 'cards.title' },
];

export function ShiftOpenView({ shift }: { shift: ShiftShown }) {
  const { send, tell } = useTill();
  const [dialog, setDialog] = useState<'in' | 'out' | 'hand_over' | null>(null);
  const close = () => setDialog(null);
  const act = (deed: Deed) => {
    if (deed === 'x') void send({ type: 'shift_print_x' });
    else if (deed === 'count') void send({ type: 'shift_begin_count' });
    else if (deed === 'earlier') void send({ type: 'shift_show_earlier' });
    else if (deed === 'cards') void send({ type: 'cards_show' });
    else setDialog(deed);
  };
  useKeys('view', ({ key }) => {
    const chosen = deeds[Number(key) - 1];
    if (/^[1-7]$/.test(key) && chosen) act(chosen.deed);
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('shift.title')} place="shift">
      <div className="shift-open">
        <ShiftFigures shift={shift} />
        <div className="shift-deeds">
          {deeds.map(({ deed, icon, words }, index) => (
            <Button
              key={deed}
              look={deed === 'count' ? 'brand' : 'plain'}
              className="shift-deed"
              icon={icon}
              keyCap={String(index + 1)}
              onPress={() => act(deed)}
            >
              {tell(words)}
            </Button>
          ))}
        </div>
      </div>
      {(dialog === 'in' || dialog === 'out') && <CashMoveDialog direction={dialog} onClose={close} />}
      {dialog === 'hand_over' && (
        <ProofPad
          title={tell('shift.hand_over')}
          body={tell('shift.hand_over_body')}
          onClose={close}
          onProve={async (number, pin) => {
            const { ok } = await send({ type: 'shift_hand_over', number, pin });
            if (ok) close();
            return ok;
          }}
        />
      )}
    </CounterFrame>
  );
}

export function ShiftEarlierView({ shifts }: { shifts: readonly ShiftShown[] }) {
  const { send, tell } = useTill();
  const [at, setAt] = useState(0);
  const reprint = (shift: ShiftShown | undefined) => {
    if (shift?.status === 'closed') void send({ type: 'shift_reprint', shiftId: shift.shiftId });
  };
  useKeys('view', ({ key }) => {
    if (key === 'ArrowDown') setAt(Math.min(shifts.length - 1, at + 1));
    else if (key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (key === 'Enter') reprint(shifts[at]);
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('shift.earlier')} place="shift">
      {shifts.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={44} />
          <strong>{tell('shift.earlier_none')}</strong>
        </div>
      )}
      <ul className="counter-list">
        {shifts.map((shift, index) => (
          <li key={shift.shiftId} className={`counter-row ${index === at ? 'counter-row-on' : ''}`}>
            <div className="counter-row-text">
              <strong>
                {shift.businessDate} · {shift.operator}
              </strong>
              <small>
                {dayClockText(shift.openedAtMs)}
                {shift.closedAtMs > 0 && ` – ${dayClockText(shift.closedAtMs)}`}
              </small>
            </div>
            <Difference minor={shift.differenceMinor} />
            {shift.status === 'closed' ? (
              <Button icon="printer" onPress={() => reprint(shift)}>
                {tell('shift.reprint')}
              </Button>
            ) : (
              <span className="badge">{tell('shift.open_now')}</span>
            )}
          </li>
        ))}
      </ul>
    </CounterFrame>
  );
}

/** What was counted against what was expected: a word, an icon and the sum. */
export function Difference({ minor, large = false }: { minor: string | null; large?: boolean }) {
  const { tell } = useTill();
  if (minor === null) return null;
  const value = BigInt(minor);
  const tone = value === 0n ? 'good' : 'warn';
  const word = value === 0n ? 'closed.even' : value > 0n ? 'closed.over' : 'closed.short';
  return (
    <p className={`difference difference-${tone} ${large ? 'difference-large' : ''}`}>
      <Icon name={value === 0n ? 'check' : 'warning'} size={large ? 32 : 18} />
      <span>{tell(word)}</span>
      {value !== 0n && <Money minor={(value < 0n ? -value : value).toString()} sign />}
    </p>
  );
}
