import { useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { useAmountEntry } from '../parts/amount-entry.ts';
import { Button } from '../parts/button.tsx';
import { Money } from '../parts/money.tsx';
import { Pad } from '../parts/pad.tsx';

/** Parts of the price that are usual, percent, and the key of each. */
const usual = [
  { percent: 0n, keyCap: 'F5' },
  { percent: 5n, keyCap: 'F6' },
  { percent: 10n, keyCap: 'F7' },
  { percent: 15n, keyCap: 'F8' },
] as const;

/** What the customer gives beside the price; never chosen beforehand. */
export function TipPane({ onSet }: { onSet: (minor: string) => void }) {
  const { snapshot, tell } = useTill();
  const entry = useAmountEntry(snapshot.till.exponent);
  const { totalMinor, tipMinor } = snapshot.sale;
  const priceMinor = BigInt(totalMinor) - BigInt(tipMinor);
  const tipOf = (percent: bigint) => String((priceMinor * percent + 50n) / 100n);
  const typedMinor = entry.minor ?? 0n;
  const isGood = entry.minor !== null && entry.minor <= priceMinor;

  const onKey: KeyHandler = ({ key }) => {
    const chosen = usual.find(({ keyCap }) => keyCap === key);
    if (chosen) onSet(tipOf(chosen.percent));
    else if (key === 'Enter') {
      if (isGood && entry.minor !== null) onSet(String(entry.minor));
    } else return entry.press(key);
    return true;
  };
  useKeys('sheet', onKey);

  return (
    <div className="entry-pane tip-pane">
      <div className="tips">
        {usual.map(({ percent, keyCap }) => (
          <Button
            key={keyCap}
            look="tile"
            keyCap={keyCap}
            pressed={tipOf(percent) === tipMinor}
            onPress={() => onSet(tipOf(percent))}
          >
            <strong>{percent === 0n ? tell('tip.none') : `${percent}%`}</strong>
            <Money minor={tipOf(percent)} sign />
          </Button>
        ))}
      </div>
      <div className="tip-figure">
        <h2>{tell('tip.title')}</h2>
        <output className="entry-figure money" aria-label={tell('tip.amount')}>
          {entry.typed || '…'}
        </output>
        <span className="muted">
          {tell('tip.body', { amount: moneyText(String(priceMinor + typedMinor), snapshot.till) })}
        </span>
      </div>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        extra={snapshot.till.exponent > 0 ? { key: '.', label: '.' } : undefined}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('tip.set'), disabled: !isGood }}
      />
    </div>
  );
}
