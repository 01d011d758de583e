import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { currencySign } from '../format/money.ts';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import { CartLine } from './cart-line.tsx';
import { LastEnded } from './last-ended.tsx';
import { OrderRibbon } from './orders-dialog.tsx';
import { SaleDialog, type SaleDialogName } from './sale-dialogs.tsx';

/** The lines and, below them, the largest thing on the screen: the total. */
export function CartPanel() {
  const { snapshot, tell } = useTill();
  const { sale, view, till } = snapshot;
  // The lines of an order are as whoever pushed it made them.
  const open = view === 'sale' && !sale.order;
  const [dialog, setDialog] = useState<SaleDialogName | null>(null);
  return (
    <>
      <section className="cart" aria-label={tell('sale.cart')}>
        {sale.kind === 'return' && sale.originalReceiptNo === '' && <ReturnRibbon />}
        <OrderRibbon />
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
                isReturn={sale.kind === 'return'}
                onOpen={setDialog}
              />
            ))}
          </ol>
        )}
      </section>
      <CartTotals />
      {dialog && open && <SaleDialog open={{ name: dialog }} onOpen={setDialog} onClose={() => setDialog(null)} />}
    </>
  );
}

/** What was taken off: by promotions, each by its name, by persons, and by rounding. */
function Discounts() {
  const { snapshot, tell } = useTill();
  const { discounts, manualDiscountMinor, roundingMinor, manual } = snapshot.sale;
  const percent = manual && manual.basisPoints > 0 ? ` (${tell('discount.cart')} ${manual.basisPoints / 100}%)` : '';
  return (
    <ul className="paid-parts cart-discounts">
      {discounts.map(({ nameZh, nameEn, amountMinor }) => (
        <li key={`${nameZh} ${nameEn} ${amountMinor}`}>
          <Icon name="check" size={18} />
          <span>{tell.language === 'zh' ? nameZh : nameEn || nameZh}</span>
          <Money minor={`-${amountMinor}`} />
        </li>
      ))}
      {manualDiscountMinor !== '0' && (
        <li>
          <Icon name="percent" size={18} />
          <span>
            {tell('cart.off_by_hand')}
            {percent}
          </span>
          <Money minor={`-${manualDiscountMinor}`} />
        </li>
      )}
      {roundingMinor !== '0' && (
        <li>
          <Icon name="minus" size={18} />
          <span>{tell('cart.rounded')}</span>
          <Money minor={`-${roundingMinor}`} />
        </li>
      )}
    </ul>
  );
}

function EmptyCart() {
  const { snapshot, tell } = useTill();
  const { lastEnded, rules } = snapshot;
  const quick = rules.saleMode === 'quick';
  return (
    <div className="empty cart-empty">
      {lastEnded && <LastEnded ended={lastEnded} />}
      <Icon name={quick ? 'pad' : 'scanner'} size={56} />
      <strong>{tell(quick ? 'quick.empty_title' : 'sale.empty_title')}</strong>
      <p>{tell(quick ? 'quick.empty_body' : 'sale.empty_body')}</p>
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
  const isOff = sale.discounts.length > 0 || sale.manualDiscountMinor !== '0' || sale.roundingMinor !== '0';
  return (
    <footer className="totals">
      <CustomerRow />
      {sale.parts.length > 0 && <PaidParts />}
      {isOff && <Discounts />}
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

/** Who buys, and what is to be remembered. */
function CustomerRow() {
  const { snapshot, tell } = useTill();
  const { customer, note } = snapshot.sale;
  const known = [
    customer?.memberNo && tell('cart.member', { memberNo: customer.memberNo }),
    customer?.phone,
    note && tell('cart.note', { note }),
  ].filter(Boolean);
  if (known.length === 0) return null;
  return (
    <p className="cart-customer">
      <Icon name="person" size={18} />
      <span>{known.join(' · ')}</span>
    </p>
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
