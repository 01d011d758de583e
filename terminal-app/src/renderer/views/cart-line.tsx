/** One line of the cart; the chosen one has its tools below it. */
import { memo, useEffect, useRef } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useManner } from '../connection/use-till.tsx';
import { kilograms } from '../format/money.ts';
import { Button } from '../parts/button.tsx';
import { Money } from '../parts/money.tsx';
import type { SaleDialogName } from './sale-dialogs.tsx';

type Line = TillSnapshot['sale']['lines'][number];
interface RowProps {
  line: Line;
  selected: boolean;
  open: boolean;
  isReturn: boolean;
  onOpen: (name: SaleDialogName) => void;
}

/** A line that says the same is the same object (frame-reader.ts): of a long cart only what changed is drawn again. */
export const CartLine = memo(CartLineRow);

function CartLineRow({ line, selected, open, isReturn, onOpen }: RowProps) {
  const { send, tell } = useManner();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const name = tell.language === 'zh' ? line.nameZh : line.nameEn;
  const looks = `cart-line ${selected ? 'cart-line-on' : ''} ${line.isBack ? 'cart-line-back' : ''}`;

  return (
    <li ref={row} className={looks} data-line-no={line.lineNo}>
      <button
        type="button"
        className="cart-line-text"
        aria-pressed={selected}
        disabled={!open}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void send({ type: 'select_line', lineNo: line.lineNo })}
      >
        <span className="cart-line-no">{line.lineNo}</span>
        <span className="cart-line-name">
          <span className="cart-line-title">
            {line.isBack && <span className="badge badge-warn">{tell('cart.back')}</span>} {name}
          </span>
          <LineDiscounts line={line} />
        </span>
        <span className="cart-line-quantity money">
          <LineMeasure line={line} />
          <ListPrice line={line} />
        </span>
        <Money minor={line.amountMinor} className="cart-line-amount" />
      </button>
      {selected && <LineTools line={line} isReturn={isReturn} onOpen={onOpen} />}
    </li>
  );
}

function LineTools({ line, isReturn, onOpen }: Omit<RowProps, 'selected' | 'open'>) {
  const { send, tell } = useManner();
  const { lineNo } = line;
  const setQuantity = (quantity: number) => void send({ type: 'change_quantity', lineNo, quantity });
  return (
    <div className="cart-line-tools">
      <Button icon="bin" onPress={() => void send({ type: 'remove_line', lineNo })} look="ghost">
        {tell('sale.delete_line')}
      </Button>
      {!isReturn && (
        <>
          <Button look="ghost" icon="tag" disabled={line.codePriced} onPress={() => onOpen('price')}>
            {tell('deed.price')}
          </Button>
          <Button look="ghost" icon="percent" disabled={line.isBack} onPress={() => onOpen('discount')}>
            {tell('deed.discount')}
          </Button>
          <Button
            look="ghost"
            icon="returnArrow"
            pressed={line.isBack}
            onPress={() => void send({ type: 'mark_back', lineNo, isBack: !line.isBack })}
          >
            {tell(line.isBack ? 'deed.not_back' : 'deed.back')}
          </Button>
        </>
      )}
      {!isMeasured(line) && (
        <div className="stepper">
          <Button
            icon="minus"
            label={`${tell('sale.one_less')} −`}
            disabled={line.quantity <= 1}
            onPress={() => setQuantity(line.quantity - 1)}
          />
          <output>{line.quantity}</output>
          <Button icon="plus" label={`${tell('sale.one_more')} +`} onPress={() => setQuantity(line.quantity + 1)} />
        </div>
      )}
    </div>
  );
}

const isMeasured = (line: Line): boolean => line.weightG > 0 || line.codePriced;

/** What the price of the line is made of. */
export function LineMeasure({ line }: { line: Line }) {
  if (line.codePriced) return <>1</>;
  const much = line.weightG > 0 ? kilograms(line.weightG) : String(line.quantity);
  return (
    <>
      {much} × <Money minor={line.unitPriceMinor} />
    </>
  );
}

/** What the article costs where a person set another price, or that it has no price but a person's. */
function ListPrice({ line }: { line: Line }) {
  const { tell } = useManner();
  if (line.byPrice) return <small className="cart-line-list">{tell('cart.by_price')}</small>;
  if (line.listPriceMinor === '' || line.listPriceMinor === line.unitPriceMinor) return null;
  return (
    <small className="cart-line-list">
      {tell('cart.list_price')} <Money minor={line.listPriceMinor} />
    </small>
  );
}

/** What promotions took off the line, by name, and what persons did. */
function LineDiscounts({ line }: { line: Line }) {
  const { tell } = useManner();
  const byPromotions = BigInt(line.discountMinor) - BigInt(line.manualDiscountMinor);
  const names = line.promotions.map(({ nameZh, nameEn }) => (tell.language === 'zh' ? nameZh : nameEn || nameZh));
  const percent = line.manual && line.manual.basisPoints > 0 ? ` ${line.manual.basisPoints / 100}%` : '';
  return (
    <>
      {byPromotions > 0n && (
        <small className="cart-line-discount">
          {names.join(' · ') || tell('sale.discount')} <Money minor={`-${byPromotions}`} />
        </small>
      )}
      {line.manualDiscountMinor !== '0' && (
        <small className="cart-line-discount">
          {tell('cart.off_by_hand')}
          {percent} <Money minor={`-${line.manualDiscountMinor}`} />
        </small>
      )}
    </>
  );
}
