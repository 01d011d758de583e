/** The drawer is counted blind, what is not settled is named, and only then the difference is there. */
import { useState } from 'react';
import type { CounterPlaceShown, ShiftShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { moneyText } from '../../format/money.ts';
import { dayClockText } from '../../format/time.ts';
import { isDeliberate, type KeyHandler, useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Money } from '../../parts/money.tsx';
import { queueText } from '../../words/queue-words.ts';
import { CardState } from './card-state.tsx';
import { CountGrid } from './count-grid.tsx';
import { CounterFrame } from './counter-frame.tsx';
import { Difference } from './shift-view.tsx';

export function CountingView({ checking }: { checking: boolean }) {
  const { snapshot, send, tell } = useTill();
  const [sure, setSure] = useState(false);
  const { countedMinor } = snapshot.counter;
  const onKey: KeyHandler = ({ key }) => {
    if (key === 'F12') setSure(true);
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  };
  return (
    <CounterFrame title={tell('count.title')} place="shift">
      <p className="muted">{tell(checking ? 'count.checking' : 'count.blind')}</p>
      <div className="counter-work">
        <CountGrid onKey={onKey} />
      </div>
      <footer className="counter-foot">
        <Button onPress={() => void send({ type: 'shift_clear_counts' })} icon="returnArrow">
          {tell('count.recount')}
        </Button>
        <Button onPress={() => void send({ type: 'shift_reopen' })} icon="back">
          {tell('count.reopen')}
        </Button>
        <p className="counter-total" aria-live="polite">
          <span>{tell('count.sum')}</span>
          <Money minor={countedMinor} sign />
        </p>
        <Button look="brand" className="counter-go" keyCap="F12" onPress={() => setSure(true)}>
          {tell('count.close')}
        </Button>
      </footer>
      {sure && (
        <CloseDialog
          amount={moneyText(countedMinor, snapshot.till)}
          onClose={() => setSure(false)}
          onYes={() => {
            setSure(false);
            void send({ type: 'shift_close' });
          }}
        />
      )}
    </CounterFrame>
  );
}

function CloseDialog({ amount, onClose, onYes }: { amount: string; onClose: () => void; onYes: () => void }) {
  const { tell } = useTill();
  return (
    <Dialog
      title={tell('count.close_sure', { amount })}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && isDeliberate(press)) onYes();
        return press.key === 'Enter';
      }}
    >
      <p>{tell('count.close_body')}</p>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('count.close_no')}
        </Button>
        <Button look="brand" onPress={onYes} keyCap="Enter" deliberate>
          {tell('count.close')}
        </Button>
      </div>
    </Dialog>
  );
}

type Unsettled = Extract<CounterPlaceShown, { name: 'shift_naming' }>['unsettled'];

/** Each by the end of its key, its amount, and since when: whoever closes over it knows what it is. */
export function NamingView({ shift, unsettled }: { shift: ShiftShown; unsettled: Unsettled }) {
  const { send, tell } = useTill();
  const closeOver = () => void send({ type: 'shift_close_over' });
  useKeys('view', (press) => {
    if (press.key === 'F12') closeOver();
    else if (press.key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('naming.title')} place="shift">
      <p>{tell('naming.body')}</p>
      <ul className="counter-list">
        {unsettled.map((one) => (
          <li key={`${one.what} ${one.key}`} className="counter-row">
            <Icon name={one.what === 'payment' ? 'question' : 'cloudUp'} size={22} />
            <div className="counter-row-text">
              <strong>{tell(`naming.${one.what}`)}</strong>
              <small>
                {tell('naming.key', { key: one.key.slice(-12) })}
                {one.sinceMs > 0 && ` · ${tell('naming.since', { time: dayClockText(one.sinceMs) })}`}
                {one.reasonCode !== '' && ` · ${queueText(tell.language, one.reasonCode)}`}
              </small>
            </div>
            {one.amountMinor !== null && <Money minor={one.amountMinor} sign />}
          </li>
        ))}
      </ul>
      <footer className="counter-foot">
        <Button onPress={() => void send({ type: 'shift_reopen' })} icon="returnArrow">
          {tell('count.reopen')}
        </Button>
        <p className="counter-total">
          <span>{tell('shift.unsent', { count: shift.unsent })}</span>
          <Money minor={shift.unsentCashMinor} sign />
        </p>
        <Button onPress={() => void send({ type: 'counter_leave' })} keyCap="Esc">
          {tell('naming.wait')}
        </Button>
        <Button look="bad" className="counter-go" keyCap="F12" onPress={closeOver} deliberate>
          {tell('naming.close_over')}
        </Button>
      </footer>
    </CounterFrame>
  );
}

export function ClosedView({ shift }: { shift: ShiftShown }) {
  const { send, tell } = useTill();
  const leave = () => void send({ type: 'counter_leave' });
  const reprint = () => void send({ type: 'shift_reprint', shiftId: shift.shiftId });
  const showCards = () => void send({ type: 'cards_show' });
  useKeys('view', (press) => {
    if (press.key === 'Escape' || (press.key === 'Enter' && isDeliberate(press))) leave();
    else if (press.key === '1') reprint();
    else if (press.key === '2') showCards();
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('closed.title')} place="shift">
      <div className="shift-closed">
        <Difference minor={shift.differenceMinor} large />
        <dl className="shift-figures">
          <div>
            <dt>{tell('closed.expected')}</dt>
            <dd>
              <Money minor={shift.expectedMinor ?? '0'} sign />
            </dd>
          </div>
          <div>
            <dt>{tell('closed.counted')}</dt>
            <dd>
              <Money minor={shift.countedMinor ?? '0'} sign />
            </dd>
          </div>
          {shift.cardSettlements.map((settlement) => (
            <div key={settlement.settlementId}>
              <dt>{tell('cards.title')}</dt>
              <dd>
                <CardState settlement={settlement} />
              </dd>
            </div>
          ))}
        </dl>
        <p className="muted">{tell('closed.printed')}</p>
        <div className="question-answers">
          <Button icon="printer" keyCap="1" onPress={reprint}>
            {tell('shift.reprint')}
          </Button>
          <Button icon="card" keyCap="2" onPress={showCards}>
            {tell('cards.key')}
          </Button>
          <Button look="brand" keyCap="Enter" onPress={leave}>
            {tell('closed.done')}
          </Button>
        </div>
      </div>
    </CounterFrame>
  );
}
