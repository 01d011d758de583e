import { useTill } from '../connection/use-till.tsx';
import { Money } from '../parts/money.tsx';

/** The main action of the sale screen. */
export function PayButton({ onPress }: { onPress: () => void }) {
  const { snapshot, tell } = useTill();
  const { sale } = snapshot;
  return (
    <button
      type="button"
      className="pay"
      disabled={sale.lines.length === 0}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      <span className="pay-word">{tell(sale.kind === 'return' ? 'sale.give_back_cash' : 'sale.take_payment')}</span>
      <Money minor={sale.dueMinor} sign className="pay-figure" />
      <kbd className="key-cap">Enter</kbd>
    </button>
  );
}
