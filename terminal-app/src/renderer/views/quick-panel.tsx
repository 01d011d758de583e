/** A till that sells by amounts: digits, then the way to the money. What else a sale can be stays one key away. */
import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useNotice, useTill } from '../connection/use-till.tsx';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { useAmountEntry } from '../parts/amount-entry.ts';
import { Money } from '../parts/money.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pad } from '../parts/pad.tsx';
import { LastEnded } from './last-ended.tsx';
import { SaleActions, useSaleActions } from './sale-actions.tsx';
import { type OpenSaleDialog, SaleDialog, type SaleDialogName } from './sale-dialogs.tsx';

/** An Enter after so many digits may be a slow scanner's: no amount is as long as an article's code. */
const codeCharactersMin = 8;

/** Articles that were scanned make it an order like any other. */
export function isQuickSale({ rules, sale }: TillSnapshot): boolean {
  const isAmount = sale.lines.length <= 1 && sale.lines.every((line) => line.byPrice);
  return rules.saleMode === 'quick' && sale.kind === 'sale' && !sale.order && isAmount;
}

export function QuickPanel() {
  const { snapshot, send, tell } = useTill();
  const { notice, dismiss } = useNotice();
  const entry = useAmountEntry(snapshot.till.exponent);
  const [dialog, setDialog] = useState<OpenSaleDialog | null>(null);
  const open = (name: SaleDialogName) => setDialog({ name });
  const actions = useSaleActions(open);
  const { sale, lastEnded } = snapshot;
  // An amount whose payment was left is still the sale's, until another one is typed.
  const amountMinor = entry.minor ?? BigInt(sale.totalMinor);

  const pay = () => {
    if (amountMinor <= 0n) return;
    void send(
      entry.minor === null ? { type: 'begin_tender' } : { type: 'pay_amount', amountMinor: String(amountMinor) },
    );
    entry.clear();
  };
  const onKey: KeyHandler = ({ key, charactersBefore }) => {
    const action = actions.find(({ keyCap }) => keyCap === key);
    if (action) {
      if (!action.disabled) action.run();
    } else if (key === 'Scanned') entry.clear();
    else if (key === 'Escape') entry.typed === '' && notice ? dismiss() : entry.clear();
    else if (key === 'Enter') {
      if (charactersBefore < codeCharactersMin) pay();
    } else if (key === '/') open('more');
    else return entry.press(key);
    return true;
  };
  useKeys('view', onKey);

  return (
    <>
      <div className="search quick-head">
        <p className="quick-amount">
          <span>{tell('quick.amount')}</span>
          <output className="quick-figure" aria-live="polite">
            {entry.typed === '' ? <Money minor={String(amountMinor)} sign /> : entry.typed}
          </output>
        </p>
        <Notice />
        {lastEnded && entry.typed === '' && <LastEnded ended={lastEnded} />}
      </div>
      <div className="articles quick-pad" data-open="">
        <Pad
          onKey={(key) => onKey({ key, charactersBefore: 0 })}
          extra={snapshot.till.exponent > 0 ? { key: '.', label: '.' } : undefined}
          backspaceLabel={tell('sale.backspace')}
        />
      </div>
      <SaleActions onOpen={open} />
      <button
        type="button"
        className="pay"
        disabled={amountMinor <= 0n}
        onMouseDown={(event) => event.preventDefault()}
        onClick={pay}
      >
        <span className="pay-word">{tell('sale.take_payment')}</span>
        <Money minor={String(amountMinor)} sign className="pay-figure" />
        <kbd className="key-cap">Enter</kbd>
      </button>
      {dialog && <SaleDialog open={dialog} onOpen={open} onClose={() => setDialog(null)} />}
    </>
  );
}
