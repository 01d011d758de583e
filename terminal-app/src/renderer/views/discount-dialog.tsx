import { useState } from 'react';
import type { TillCommand, TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { useAmountEntry } from '../parts/amount-entry.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Pad } from '../parts/pad.tsx';
import { Switch } from '../parts/switch.tsx';

type Line = TillSnapshot['sale']['lines'][number];
type Manual = TillSnapshot['sale']['manual'];

/** What hands take off most often, in percent. */
const usual = ['5', '10', '20', '50'];
const percentMax = 100n;

/** What a person takes off: this line or the whole sale, percent or a sum. Whether they may, the till asks. */
export function DiscountDialog({ line, onClose }: { line: Line | null; onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const { sale, till } = snapshot;
  const [of, setOf] = useState<'line' | 'cart'>(line ? 'line' : 'cart');
  const [by, setBy] = useState<'percent' | 'amount'>('percent');
  // Percent takes two digits after the point: basis points.
  const entry = useAmountEntry(by === 'percent' ? 2 : till.exponent);
  const ofLine = of === 'line' ? line : null;
  const costMinor = BigInt(ofLine ? ofLine.amountMinor : sale.totalMinor);
  const wanted = entry.minor ?? 0n;
  const tooLarge = by === 'percent' ? wanted > percentMax * 100n : wanted > costMinor;
  const before: Manual = ofLine ? ofLine.manual : sale.manual;

  const take = (off: { amountMinor?: string; basisPoints?: number }) => {
    onClose();
    const command: TillCommand = ofLine
      ? { type: 'discount_line', lineNo: ofLine.lineNo, ...off }
      : { type: 'discount_cart', ...off };
    void send(command);
  };
  const set = () => {
    if (wanted <= 0n || tooLarge) return;
    take(by === 'percent' ? { basisPoints: Number(wanted) } : { amountMinor: wanted.toString() });
  };
  const change = (next: 'percent' | 'amount') => {
    setBy(next);
    entry.clear();
  };
  const onKey: KeyHandler = ({ key }) => {
    if (key === 'Enter') set();
    else if (key === '%') change('percent');
    else if (key === '-') change('amount');
    else if (key === '/' && line) setOf(of === 'line' ? 'cart' : 'line');
    else return entry.press(key);
    return true;
  };
  const name = line && (tell.language === 'zh' ? line.nameZh : line.nameEn);

  return (
    <Dialog
      title={ofLine ? tell('discount.title_line', { name: name ?? '' }) : tell('discount.title_cart')}
      onClose={onClose}
      className="deed"
      onKey={onKey}
    >
      <Switch
        label={tell('deed.discount')}
        on={of}
        onChange={setOf}
        ways={[
          { way: 'line', words: tell('discount.line'), disabled: !line, keyCap: of === 'cart' ? '/' : undefined },
          { way: 'cart', words: tell('discount.cart'), keyCap: of === 'line' ? '/' : undefined },
        ]}
      />
      <Switch
        label={tell('discount.percent')}
        on={by}
        onChange={change}
        ways={[
          { way: 'percent', words: tell('discount.percent'), keyCap: '%' },
          { way: 'amount', words: tell('discount.amount'), keyCap: '−' },
        ]}
      />
      <div className={`deed-figure ${tooLarge ? 'deed-wrong' : ''}`}>
        <small>{tell('discount.of', { amount: moneyText(costMinor.toString(), till) })}</small>
        {before && (
          <Button icon="cross" onPress={() => take({})}>
            {tell('discount.remove')}
          </Button>
        )}
        <output>
          {by === 'percent' ? `−${entry.typed || '…'} %` : `−${entry.typed || '…'}`}
          {tooLarge && <small role="alert">{tell('discount.too_large')}</small>}
        </output>
      </div>
      {by === 'percent' && (
        <div className="usual">
          {usual.map((percent) => (
            <Button key={percent} onPress={() => take({ basisPoints: Number(percent) * 100 })}>
              {tell('discount.percent_off', { percent })}
            </Button>
          ))}
        </div>
      )}
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        extra={{ key: '.', label: '.' }}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('discount.set'), disabled: wanted <= 0n || tooLarge }}
      />
    </Dialog>
  );
}
