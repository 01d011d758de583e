import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { figures, moneyText } from '../format/money.ts';
import type { KeyHandler } from '../keys/use-keys.tsx';
import { useAmountEntry } from '../parts/amount-entry.ts';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Pad } from '../parts/pad.tsx';

/** Another price of one piece (of one kilogram, where it is weighed), or the article's own again. */
export function PriceDialog({ line, onClose }: { line: TillSnapshot['sale']['lines'][number]; onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const { till } = snapshot;
  const entry = useAmountEntry(till.exponent);
  const set = (priceMinor: string | undefined) => {
    onClose();
    void send({ type: 'change_price', lineNo: line.lineNo, ...(priceMinor === undefined ? {} : { priceMinor }) });
  };
  const onKey: KeyHandler = ({ key }) => {
    if (key !== 'Enter') return entry.press(key);
    if (entry.minor !== null) set(entry.minor.toString());
    return true;
  };
  return (
    <Dialog
      title={tell('price.title', { name: tell.language === 'zh' ? line.nameZh : line.nameEn })}
      onClose={onClose}
      className="deed"
      onKey={onKey}
    >
      <p className="deed-figure">
        <small>
          {tell(line.weightG > 0 ? 'price.per_kilogram' : 'price.per_piece')} {figures(line.unitPriceMinor, till)} →
        </small>
        <output>{entry.typed || '…'}</output>
      </p>
      <Pad
        onKey={(key) => onKey({ key, charactersBefore: 0 })}
        extra={till.exponent > 0 ? { key: '.', label: '.' } : undefined}
        backspaceLabel={tell('sale.backspace')}
        enter={{ label: tell('quantity.set'), disabled: entry.minor === null }}
      />
      {line.listPriceMinor !== '' && (
        <Button icon="back" onPress={() => set(undefined)}>
          {tell('price.own', { amount: moneyText(line.listPriceMinor, till) })}
        </Button>
      )}
    </Dialog>
  );
}
