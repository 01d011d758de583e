import { memo, useEffect, useRef } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { currencySign, kilograms } from '../format/money.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';

type Line = TillSnapshot['sale']['lines'][number];

/** The lines and, below them, the largest thing on the screen: the total. */
export function CartPanel() {
  const { snapshot, tell } = useTill();
  const { sale, view, till } = snapshot;
  const open = view === 'sale';
  return (
    <>
      <section className="cart" aria-label={tell('sale.cart')}>
        {sale.kind === 'return' && sale.originalReceiptNo === '' && <ReturnRibbon />}
        <div className="cart-head" aria-hidden="true">
          <span>#</span>
          <span>{tell('sale.article')}</span>
          <span className="right">{tell('sale.quantity')}</span>
          <span className="right">
            {tell('sale.amount')} {currencySign(till.currency)}
          </span>
        </div>
        {sale.lines.length === 0 ? (
          <EmptyCart />
        ) : (
          <ol className="cart-lines">
            {sale.lines.map((line) => (
              <CartLine
                key={line.lineNo}
                line={line}
                selected={open && line.lineNo === sale.selectedLineNo}
                open={open}
              />
            ))}
          </ol>
        )}
      </section>
      <CartTotals />
    </>
  );
}

const CartLine = memo(CartLineRow, (before, after) => {
  const same = before.selected === after.selected && before.open === after.open;
  return same && JSON.stringify(before.line) === JSON.stringify(after.line);
});

function CartLineRow({ line, selected, open }: { line: Line; selected: boolean; open: boolean }) {
  const { send, tell } = useTill();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  const setQuantity = (quantity: number) => void send({ type: 'change_quantity', lineNo: line.lineNo, quantity });
  const name = tell.language === 'zh' ? line.nameZh : line.nameEn;

  return (
    <li ref={row} className={`cart-line ${selected ? 'cart-line-on' : ''}`} data-line-no={line.lineNo}>
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
          {name}
          <LineDiscount line={line} />
        </span>
        <span className="cart-line-quantity money">
          <LineMeasure line={line} />
        </span>
        <Money minor={line.amountMinor} className="cart-line-amount" />
      </button>
      {selected && (
        <div className="cart-line-tools">
          <Button
            icon="bin"
            onPress={() => void send({ type: 'remove_line', lineNo: line.lineNo })}
            look="ghost"
            keyCap="Del"
          >
            {tell('sale.delete_line')}
          </Button>
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
      )}
    </li>
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

function LineDiscount({ line }: { line: Line }) {
  const { tell } = useTill();
  if (line.discountMinor === '0') return null;
  const names = line.promotions.map(({ nameZh, nameEn }) => (tell.language === 'zh' ? nameZh : nameEn || nameZh));
  return (
    <small className="cart-line-discount">
      {names.join(' · ') || tell('sale.discount')} <Money minor={`-${line.discountMinor}`} />
    </small>
  );
}

/** What promotions took off the whole sale, by name. */
function Discounts() {
  const { snapshot, tell } = useTill();
  return (
    <ul className="paid-parts cart-discounts">
      {snapshot.sale.discounts.map(({ nameZh, nameEn, amountMinor }) => (
        <li key={`${nameZh} ${nameEn} ${amountMinor}`}>
          <Icon name="check" size={18} />
          <span>{tell.language === 'zh' ? nameZh : nameEn || nameZh}</span>
          <Money minor={`-${amountMinor}`} />
        </li>
      ))}
    </ul>
  );
}

function EmptyCart() {
  const { tell } = useTill();
  return (
    <div className="empty cart-empty">
      <Icon name="scanner" size={56} />
      <strong>{tell('sale.empty_title')}</strong>
      <p>{tell('sale.empty_body')}</p>
    </div>
  );
}

function ReturnRibbon() {
  const { tell } = useTill();
  return (
    <div className="return-ribbon">
      <Icon name="returnArrow" size={20} />
      <p>
        <strong>{tell('sale.is_return')}</strong> <span>{tell('sale.is_return_body')}</span>
      </p>
    </div>
  );
}

function CartTotals() {
  const { snapshot, tell } = useTill();
  const { sale } = snapshot;
  return (
    <footer className="totals">
      {sale.parts.length > 0 && <PaidParts />}
      {sale.discounts.length > 0 && <Discounts />}
      <div className="totals-row">
        <span className="totals-items">
          {tell('sale.items', { count: sale.itemCount })}
          {sale.originalReceiptNo && <small>{tell('return.of_receipt', { receiptNo: sale.originalReceiptNo })}</small>}
        </span>
        <span className="totals-word">{tell(sale.kind === 'return' ? 'sale.to_give_back' : 'sale.total')}</span>
        <Money minor={sale.totalMinor} sign className={`totals-figure ${sale.priced ? '' : 'totals-asked'}`} />
      </div>
    </footer>
  );
}

/** What is paid already, as rows; the rest is on the payment sheet. */
function PaidParts() {
  const { snapshot, tell } = useTill();
  return (
    <ul className="paid-parts">
      {snapshot.sale.parts.map((part) => (
        <li key={part.key}>
          <Icon name="check" size={18} />
          <span>{tell(`channel.${part.channel}`)}</span>
          {part.offline && <span className="badge badge-warn">{tell('tender.taken_offline')}</span>}
          <Money minor={part.amountMinor} />
        </li>
      ))}
    </ul>
  );
}
