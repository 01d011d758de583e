/** A return: find the receipt, choose what comes back, give the money back the way it came. */
import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { kilograms } from '../format/money.ts';
import { type KeyHandler, mayEndCode, useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pad } from '../parts/pad.tsx';
import { PaymentSheet } from './payment-sheet.tsx';

type ReturnLine = TillSnapshot['returnLines'][number];
const receiptCharactersMax = 64;

export function ReturnLookupView() {
  const { snapshot, send, tell } = useTill();
  const [typed, setTyped] = useState('');
  const leave = () => void send({ type: 'leave_return' });
  const find = () => {
    if (typed.trim() !== '') void send({ type: 'find_receipt', receiptNo: typed.trim() });
  };

  const onKey: KeyHandler = ({ key }) => {
    if (key === 'Scanned') setTyped('');
    else if (key === 'Escape') typed === '' ? leave() : setTyped('');
    else if (key === 'Enter') find();
    else if (key === 'Backspace') setTyped((before) => before.slice(0, -1));
    else if (/^[A-Za-z0-9-]$/.test(key))
      setTyped((before) => (before + key.toUpperCase()).slice(0, receiptCharactersMax));
    else return false;
    return true;
  };
  useKeys('view', onKey);

  return (
    <section className="return-lookup">
      <ReturnHead title={tell('return.title')} onBack={leave} />
      <Notice />
      <div className="return-ways">
        <div className="return-find">
          <Icon name="receipt" size={56} />
          <h2>{tell('return.scan_receipt')}</h2>
          <p className="muted">{tell('return.or_type')}</p>
          <output className="entry-figure return-typed" aria-label={tell('return.receipt_no')}>
            {typed || '…'}
          </output>
          {snapshot.lastReceiptNo && (
            <Button onPress={() => setTyped(snapshot.lastReceiptNo)} icon="receipt">
              {tell('return.last', { receiptNo: snapshot.lastReceiptNo })}
            </Button>
          )}
          <Button
            look="plain"
            className="return-without"
            icon="returnArrow"
            onPress={() => void send({ type: 'return_without_receipt' })}
          >
            <strong>{tell('return.without')}</strong> <small>{tell('return.without_body')}</small>
          </Button>
        </div>
        <Pad
          onKey={(key) => onKey({ key, charactersBefore: 0 })}
          extra={{ key: '-', label: '-' }}
          backspaceLabel={tell('sale.backspace')}
          enter={{ label: tell('return.find'), disabled: typed === '' }}
        />
      </div>
    </section>
  );
}

function ReturnHead({ title, onBack, children }: { title: string; onBack: () => void; children?: React.ReactNode }) {
  const { tell } = useTill();
  return (
    <header className="return-head">
      <Button look="ghost" icon="back" keyCap="Esc" label={tell('shell.back')} onPress={onBack} />
      <h1>{title}</h1>
      {children}
    </header>
  );
}

const leftOf = (line: ReturnLine) => line.soldQuantity - line.returnedQuantity;

export function ReturnLinesView() {
  const { snapshot, send, tell } = useTill();
  const [at, setAt] = useState(0);
  const lines = snapshot.returnLines;
  const sum = lines.reduce((total, line) => total + BigInt(line.chosenMinor), 0n);
  const chosen = lines.some((line) => line.chosenQuantity > 0);

  const choose = (line: ReturnLine | undefined, quantity: number) => {
    if (!line || quantity < 0 || quantity > leftOf(line) || quantity === line.chosenQuantity) return;
    void send({ type: 'choose_return_quantity', originalLineNo: line.originalLineNo, quantity });
  };
  const chooseAll = (wanted: (line: ReturnLine) => number) => {
    for (const line of lines) choose(line, wanted(line));
  };
  const leave = () => void send({ type: 'leave_return' });
  const giveBack = () => {
    if (chosen) void send({ type: 'give_back' });
  };
  const exchange = () => {
    if (chosen) void send({ type: 'exchange' });
  };
  useKeys('view', (press) => {
    const { key } = press;
    const line = lines[at];
    if (key === 'ArrowDown') setAt(Math.min(lines.length - 1, at + 1));
    else if (key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (key === '+' || key === '=') choose(line, (line?.chosenQuantity ?? 0) + 1);
    else if (key === '-') choose(line, (line?.chosenQuantity ?? 0) - 1);
    else if (key === '*') chooseAll(leftOf);
    else if (key === '/') exchange();
    else if (key === 'Escape') leave();
    else if (key === 'Enter' && !mayEndCode(press)) giveBack();
    else return false;
    return true;
  });

  return (
    <section className="return-lines">
      <ReturnHead title={tell('return.lines_title')} onBack={leave}>
        <span className="muted">{tell('return.of_receipt', { receiptNo: snapshot.sale.originalReceiptNo })}</span>
        <Button onPress={() => chooseAll(leftOf)} keyCap="*">
          {tell('return.all')}
        </Button>
        <Button disabled={!chosen} onPress={() => chooseAll(() => 0)}>
          {tell('return.none')}
        </Button>
      </ReturnHead>
      <Notice />
      <ul className="return-list">
        {lines.map((line, index) => (
          <ReturnLineRow
            key={line.originalLineNo}
            line={line}
            on={index === at}
            onChoose={(quantity) => {
              setAt(index);
              choose(line, quantity);
            }}
          />
        ))}
      </ul>
      <footer className="return-foot">
        <div className="totals-row">
          <span className="totals-items">{chosen ? tell('return.to_original') : tell('return.choose_first')}</span>
          <span className="totals-word">{tell('sale.to_give_back')}</span>
          <Money minor={sum.toString()} sign className="totals-figure" />
        </div>
        <Button icon="cart" className="return-exchange" keyCap="/" disabled={!chosen} onPress={exchange}>
          <span>{tell('deed.exchange')}</span> <small>{tell('deed.exchange_body')}</small>
        </Button>
        <Button look="brand" className="return-go" keyCap="Enter" disabled={!chosen} onPress={giveBack}>
          {tell('return.give_back')}
        </Button>
      </footer>
    </section>
  );
}

function ReturnLineRow(props: { line: ReturnLine; on: boolean; onChoose: (quantity: number) => void }) {
  const { tell } = useTill();
  const { line } = props;
  const left = leftOf(line);
  return (
    <li className={`return-line ${props.on ? 'return-line-on' : ''}`} data-line-no={line.originalLineNo}>
      <div className="return-line-text">
        <strong>{tell.language === 'zh' ? line.nameZh : line.nameEn}</strong>
        <small>
          {left === 0
            ? tell('return.nothing_left')
            : tell('return.sold', { count: line.weightG > 0 ? kilograms(line.weightG) : line.soldQuantity })}
          {line.returnedQuantity > 0 && left > 0 && ` · ${tell('return.already', { count: line.returnedQuantity })}`}
        </small>
      </div>
      <Money minor={line.unitPriceMinor} className="return-line-price" />
      <div className="stepper">
        <Button
          icon="minus"
          label={`${tell('sale.one_less')} −`}
          disabled={line.chosenQuantity <= 0}
          onPress={() => props.onChoose(line.chosenQuantity - 1)}
        />
        <output>{line.chosenQuantity}</output>
        <Button
          icon="plus"
          label={`${tell('sale.one_more')} +`}
          disabled={line.chosenQuantity >= left}
          onPress={() => props.onChoose(line.chosenQuantity + 1)}
        />
      </div>
    </li>
  );
}

/** The money is on its way back; a card may be asked for again. */
export function RefundView() {
  const { snapshot, tell } = useTill();
  const { payment } = snapshot;
  if (payment && (payment.phase === 'present_card' || payment.phase === 'enter_pin')) {
    return (
      <section className="refund">
        <PaymentSheet payment={payment} />
      </section>
    );
  }
  return (
    <section className="waiting" role="status">
      <span className="waiting-sign">
        <Icon name="returnArrow" size={44} />
      </span>
      <h1>{tell('refund.title')}</h1>
      {payment && <Money minor={payment.amountMinor} sign className="sheet-figure" />}
      <p>{tell('refund.body')}</p>
    </section>
  );
}
