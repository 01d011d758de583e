import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { moneyText, nextNotes, typedMinor } from '../format/money.ts';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Money } from '../parts/money.tsx';
import { Pad } from '../parts/pad.tsx';

const charactersMax = 12;

/** What was handed over, by note or by digits; the change large enough to read at arm's length. */
export function CashPane({ amountMinor }: { amountMinor: string }) {
  const { snapshot, send, tell } = useTill();
  const [typed, setTyped] = useState('');
  const amount = BigInt(amountMinor);
  const received = typed === '' ? amount : (typedMinor(typed, snapshot.till.exponent) ?? 0n);
  const short = received < amount;

  // Less than the amount is a part of it; the rest is asked for next.
  const take = (tendered: bigint) => {
    if (tendered <= 0n) return;
    const part = tendered < amount ? tendered : amount;
    void send({ type: 'pay_cash', tenderedMinor: tendered.toString(), amountMinor: part.toString() });
  };
  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9.]$/.test(key)) {
      const next = (typed + key).slice(0, charactersMax);
      if (typedMinor(next, snapshot.till.exponent) !== null) setTyped(next);
    } else if (key === 'Backspace') setTyped(typed.slice(0, -1));
    else if (key === 'Enter') take(received);
    else return false;
    return true;
  };
  useKeys('sheet', onKey);

  return (
    <div className="cash">
      <div className="cash-figures">
        <p className="cash-received">
          <span>{tell('cash.received')}</span>
          <output className={typed === '' ? 'money muted' : 'money'}>
            {typed === '' ? <Money minor={amountMinor} /> : typed}
          </output>
        </p>
        <p className={`cash-change ${short ? 'cash-short' : ''}`} aria-live="polite">
          <span>{tell(short ? 'cash.short' : 'cash.change')}</span>
          <Money
            minor={(short ? amount - received : received - amount).toString()}
            sign
            className="cash-change-figure"
          />
        </p>
      </div>
      <div className="notes">
        <Button look="tile" className="note" onPress={() => take(amount)}>
          <strong>{tell('cash.exact')}</strong>
        </Button>
        {nextNotes(amount, snapshot.till).map((sum) => (
          <Button key={sum.toString()} look="tile" className="note" onPress={() => take(sum)}>
            <Money minor={sum.toString()} sign />
          </Button>
        ))}
      </div>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        extra={snapshot.till.exponent > 0 ? { key: '.', label: '.' } : undefined}
        backspaceLabel={tell('sale.backspace')}
        enter={{
          label: short
            ? tell('cash.take_part', { amount: moneyText(received.toString(), snapshot.till) })
            : tell('cash.take'),
          disabled: received <= 0n,
        }}
      />
    </div>
  );
}
