/** One sale of the journal, and one payment that was looked for. */
import type { CounterPlaceShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { kilograms, moneyText } from '../../format/money.ts';
import { dayClockText } from '../../format/time.ts';
import { isDeliberate, useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Money } from '../../parts/money.tsx';
import { sentenceFor } from '../../words/words.ts';
import { CounterFrame } from './counter-frame.tsx';
import { tenderText } from './shift-figures.tsx';

type Sold = Extract<CounterPlaceShown, { name: 'day_sale' }>['sale'];
type Found = Extract<CounterPlaceShown, { name: 'day_payment' }>['found'];

export function DaySaleView({ sale }: { sale: Sold }) {
  const { send, tell } = useTill();
  const canReturn = sale.kind === 'sale';
  const reprint = () => void send({ type: 'day_reprint' });
  const reprintSlips = () => {
    if (sale.slipCount > 0) void send({ type: 'slip_reprint' });
  };
  const giveBack = () => void send({ type: 'day_return' });
  useKeys('view', ({ key }) => {
    if (key === '1') reprint();
    else if (key === '2') reprintSlips();
    else if (key === 'F8' && canReturn) giveBack();
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={sale.receiptNo} place="day">
      <p className="muted">
        {dayClockText(sale.completedAtMs)} · {sale.operator}
        {sale.kind === 'return' && ` · ${tell('day.return')} ${sale.originalReceiptNo}`}
      </p>
      <ul className="counter-list">
        {sale.lines.map((line) => (
          <li key={line.lineNo} className="counter-row">
            <div className="counter-row-text">
              <strong>{tell.language === 'zh' ? line.nameZh : line.nameEn || line.nameZh}</strong>
              <small>
                {line.weightG > 0 ? kilograms(line.weightG) : line.quantity} × <Money minor={line.unitPriceMinor} />
                {line.returnedQuantity > 0 && ` · ${tell('return.already', { count: line.returnedQuantity })}`}
              </small>
            </div>
            <Money minor={line.amountMinor} />
          </li>
        ))}
        {sale.tenders.map((tender) => (
          <li key={tender.keyEnd} className="counter-row counter-tender">
            <div className="counter-row-text">
              <span>{tenderText(tender, tell)}</span>
              <small>
                {tell('naming.key', { key: tender.keyEnd })}
                {tender.offline && ` · ${tell('tender.taken_offline')}`}
              </small>
            </div>
            <Money minor={tender.amountMinor} />
          </li>
        ))}
      </ul>
      <footer className="counter-foot">
        <Button icon="printer" keyCap="1" onPress={reprint}>
          {tell('day.reprint')}
        </Button>
        {sale.slipCount > 0 && (
          <Button icon="card" keyCap="2" onPress={reprintSlips}>
            {tell('slip.print')}
          </Button>
        )}
        <Button icon="returnArrow" keyCap="F8" disabled={!canReturn} onPress={giveBack}>
          {tell('day.begin_return')}
        </Button>
        <p className="counter-total">
          <span>{tell('sale.total')}</span>
          <Money minor={sale.totalMinor} sign />
        </p>
      </footer>
    </CounterFrame>
  );
}

export function DayPaymentView({ number, found }: { number: string; found: Found }) {
  const { snapshot, send, tell } = useTill();
  const receiptNo = found?.receiptNo ?? '';
  const show = () => {
    if (receiptNo !== '') void send({ type: 'day_show_sale', receiptNo });
  };
  const again = () => void send({ type: 'day_find_payment', number });
  useKeys('view', (press) => {
    if (press.key === '1') again();
    else if (press.key === 'Enter' && isDeliberate(press)) show();
    else if (press.key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('day.payment')} place="day">
      {found ? (
        <div className="shift-closed" data-payment={found.status}>
          <p className={`difference difference-large difference-${tones[found.status]}`}>
            <Icon name={icons[tones[found.status]]} size={32} />
            <span>{tell(`payment_status.${found.status}`)}</span>
            <Money minor={found.amountMinor} sign />
          </p>
          <p>
            {found.channel !== '' && tenderText({ channel: found.channel, tender: found.channel }, tell)} ·{' '}
            {dayClockText(found.updatedAtMs)} · {tell('naming.key', { key: found.keyEnd })}
          </p>
          {found.reasonCode !== '' && <p>{sentenceFor(tell.language, { code: found.reasonCode, params: {} }).what}</p>}
          {found.refundedMinor !== '0' && (
            <p>{tell('day.payment_refunded', { amount: moneyText(found.refundedMinor, snapshot.till) })}</p>
          )}
          {tones[found.status] === 'warn' && (
            <Button icon="returnArrow" keyCap="1" onPress={again}>
              {tell('day.payment_again')}
            </Button>
          )}
          {!found.confirmedByServer && <p className="shift-owing">{tell('day.payment_unconfirmed')}</p>}
          {receiptNo === '' ? (
            <p className="muted">{tell('day.payment_no_receipt')}</p>
          ) : (
            <Button look="brand" icon="receipt" keyCap="Enter" onPress={show}>
              {tell('day.payment_receipt', { receiptNo })}
            </Button>
          )}
        </div>
      ) : (
        <div className="empty">
          <Icon name="question" size={44} />
          <strong>{tell('day.payment_none')}</strong>
          <p>{tell('day.payment_none_body', { number })}</p>
        </div>
      )}
    </CounterFrame>
  );
}

type Tone = 'good' | 'warn' | 'bad';
const tones: Readonly<Record<NonNullable<Found>['status'], Tone>> = {
  created: 'warn',
  processing: 'warn',
  awaiting_payer: 'warn',
  unknown: 'warn',
  reversing: 'warn',
  paid: 'good',
  failed: 'bad',
  closed: 'bad',
};
const icons = { good: 'check', warn: 'clock', bad: 'cross' } as const;
