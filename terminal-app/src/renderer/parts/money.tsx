import { useManner } from '../connection/use-till.tsx';
import { currencySign, figures } from '../format/money.ts';

/** An amount in tabular figures; `sign` puts the currency before it. */
export function Money({ minor, sign = false, className = '' }: { minor: string; sign?: boolean; className?: string }) {
  const { shape } = useManner();
  return (
    <span className={`money ${className}`}>
      {sign && <span className="money-sign">{currencySign(shape.currency)}</span>}
      <span>{figures(minor, shape)}</span>
    </span>
  );
}
