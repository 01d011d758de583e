/** The screen that is open all day: cart on the left; articles, the payment sheet or a result on the right. */
import { useTill } from '../connection/use-till.tsx';
import { ArticlePanel } from './article-panel.tsx';
import { CartPanel } from './cart-panel.tsx';
import { PaymentSheet } from './payment-sheet.tsx';
import { isQuickSale, QuickPanel } from './quick-panel.tsx';
import { ResultSheet } from './result-sheet.tsx';
import { TenderSheet } from './tender-sheet.tsx';
import { WeightPrompt } from './weight-dialog.tsx';

export function SaleView() {
  const { snapshot } = useTill();
  const selling = snapshot.view === 'sale';
  const quick = selling && isQuickSale(snapshot);
  return (
    <section className={`sale ${selling ? '' : 'sale-covered'} ${quick ? 'sale-quick' : ''}`}>
      <CartPanel />
      {selling && <WeightPrompt />}
      {quick && <QuickPanel />}
      {selling && !quick && <ArticlePanel />}
      {!selling && (
        <div className="sheet-place">
          <Sheet />
        </div>
      )}
    </section>
  );
}

function Sheet() {
  const { snapshot } = useTill();
  const { view, payment, result } = snapshot;
  if (view === 'result' && result) return <ResultSheet key={`${result.key}-${result.outcome}`} result={result} />;
  // An armed payment code is the sheet's own ground state: the other ways stay one key away.
  if (view === 'payment' && payment && payment.phase !== 'present_code') return <PaymentSheet payment={payment} />;
  return <TenderSheet key={snapshot.sale.parts.length} />;
}
