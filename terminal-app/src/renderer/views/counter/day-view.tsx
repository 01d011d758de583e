import { useRef, useState } from 'react';
import type { CounterPlaceShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { dayClockText } from '../../format/time.ts';
import { useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Money } from '../../parts/money.tsx';
import type { PhraseKey } from '../../words/words.ts';
import { NumberDialog } from '../phone-number-dialog.tsx';
import { CounterFrame } from './counter-frame.tsx';

type Day = Extract<CounterPlaceShown, { name: 'day' }>;
const textMax = 100;

/** What was sold and given back; search by a hand, or scan a receipt or the number on a customer's phone. */
export function DayView({ day }: { day: Day }) {
  const { send, tell } = useTill();
  const [text, setText] = useState(day.text);
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { sales, allDates, ownOnly } = day;

  const search = (part: Partial<Pick<Day, 'allDates' | 'ownOnly'>> = {}) => {
    setAt(0);
    void send({ type: 'day_search', text: text.trim(), allDates, ownOnly, ...part });
  };
  const show = (receiptNo: string | undefined) => {
    if (receiptNo) void send({ type: 'day_show_sale', receiptNo });
  };
  useKeys('view', ({ key }) => {
    if (key === 'Scanned') setText('');
    else if (key === 'ArrowDown') setAt(Math.min(sales.length - 1, at + 1));
    else if (key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (key === 'F2') field.current?.focus();
    else if (key === 'F3') setAsking(true);
    else if (key === 'Enter') {
      field.current?.blur();
      if (text.trim() !== day.text) search();
      else show(sales[at]?.receiptNo);
    } else if (key === 'Escape') {
      field.current?.blur();
      if (text === '') void send({ type: 'counter_leave' });
      else setText('');
    } else if (key === 'Backspace') setText(text.slice(0, -1));
    else if ([...key].length === 1) setText((text + key).slice(0, textMax));
    else return false;
    return true;
  });

  return (
    <CounterFrame title={tell('day.title')} place="day">
      <div className="counter-bar">
        <label className="search-field counter-search">
          <Icon name="search" size={22} />
          <input
            ref={field}
            type="text"
            value={text}
            maxLength={textMax}
            autoComplete="off"
            spellCheck={false}
            placeholder={tell('day.search')}
            aria-label={tell('day.search')}
            onChange={(event) => setText(event.target.value)}
          />
          <kbd className="key-cap">F2</kbd>
        </label>
        <Button onPress={() => search()}>{tell('day.find')}</Button>
        <Button pressed={ownOnly} onPress={() => search({ ownOnly: !ownOnly })}>
          {tell(ownOnly ? 'day.own' : 'day.all_tills')}
        </Button>
        <Button pressed={!allDates} onPress={() => search({ allDates: !allDates })}>
          {tell(allDates ? 'day.all_dates' : 'day.today')}
        </Button>
        <Button icon="phone" keyCap="F3" onPress={() => setAsking(true)}>
          {tell('day.payment')}
        </Button>
      </div>
      <DayList day={day} at={at} onShow={show} />
      {asking && <PaymentNumberDialog onClose={() => setAsking(false)} />}
    </CounterFrame>
  );
}

function DayList({ day, at, onShow }: { day: Day; at: number; onShow: (receiptNo: string) => void }) {
  const { send, tell } = useTill();
  if (day.sales.length === 0) {
    return (
      <div className="empty">
        <Icon name="receipt" size={44} />
        <strong>{tell('day.none')}</strong>
        <p>{tell('day.none_body')}</p>
      </div>
    );
  }
  return (
    <ul className="counter-list" aria-label={tell('day.title')}>
      {day.sales.map((sale, index) => (
        <li key={sale.receiptNo}>
          <Button
            className={`counter-row counter-row-button ${index === at ? 'counter-row-on' : ''}`}
            onPress={() => onShow(sale.receiptNo)}
          >
            <span className="counter-row-text">
              <strong>
                {sale.receiptNo}
                {sale.kind === 'return' && <span className="badge badge-warn">{tell('day.return')}</span>}
                {sale.unsent && <span className="badge badge-warn">{tell('day.unsent')}</span>}
              </strong>
              <small>
                {dayClockText(sale.completedAtMs)} · {sale.operatorName} ·{' '}
                {tell('day.items', { count: sale.itemCount })} ·{' '}
                {sale.tenders.map((tender) => tell(`tender.${tender}` as PhraseKey)).join(' + ')}
              </small>
            </span>
            <Money minor={sale.totalMinor} sign />
          </Button>
        </li>
      ))}
      {day.more && (
        <li>
          <Button className="counter-more" onPress={() => void send({ type: 'day_more' })}>
            {tell('day.more')}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** The customer shows a bill on the phone: its number is scanned or typed. */
export function PaymentNumberDialog({ onClose }: { onClose: () => void }) {
  const { send, tell } = useTill();
  return (
    <NumberDialog
      title={tell('day.payment_title')}
      label={tell('day.payment_label')}
      find={tell('day.find')}
      charactersMin={1}
      onFind={(number) => void send({ type: 'day_find_payment', number })}
      onClose={onClose}
    />
  );
}
