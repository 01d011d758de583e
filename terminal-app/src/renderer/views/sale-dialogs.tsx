/** Dialogs that a key or a button opens over the cart; one at a time. */
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { ByPriceDialog } from './by-price-dialog.tsx';
import { LeavingDialog } from './counter/leaving-dialog.tsx';
import { DrawerDialog, TrainingDialog } from './counter/menu-dialogs.tsx';
import { CustomerDialog } from './customer-dialog.tsx';
import { DiscountDialog } from './discount-dialog.tsx';
import { HeldDialog } from './held-dialog.tsx';
import { MoreDialog } from './more-dialog.tsx';
import { OrdersDialog } from './orders-dialog.tsx';
import { PriceDialog } from './price-dialog.tsx';
import { QuantityDialog } from './quantity-dialog.tsx';
import { AbandonDialog } from './sale-actions.tsx';

export type SaleDialogName =
  | 'quantity'
  | 'price'
  | 'discount'
  | 'held'
  | 'customer'
  | 'by_price'
  | 'more'
  | 'abandon'
  | 'orders'
  | 'drawer'
  | 'training'
  | 'sign_out'
  | 'close_till';
export interface OpenSaleDialog {
  name: SaleDialogName;
  /** The code that nobody knew, for `by_price`. */
  code?: string;
}

export function SaleDialog(props: {
  open: OpenSaleDialog;
  onOpen: (name: SaleDialogName) => void;
  onClose: () => void;
}) {
  const { open, onOpen, onClose } = props;
  const { snapshot } = useTill();
  const line = selectedLine(snapshot);
  switch (open.name) {
    case 'quantity':
      return <QuantityDialog line={line} onClose={onClose} />;
    case 'price':
      return line && <PriceDialog line={line} onClose={onClose} />;
    case 'discount':
      return <DiscountDialog line={line?.isBack ? null : line} onClose={onClose} />;
    case 'held':
      return <HeldDialog onClose={onClose} />;
    case 'customer':
      return <CustomerDialog onClose={onClose} />;
    case 'by_price':
      return <ByPriceDialog code={open.code ?? ''} onClose={onClose} />;
    case 'more':
      return <MoreDialog onOpen={onOpen} onClose={onClose} />;
    case 'orders':
      return <OrdersDialog onClose={onClose} />;
    case 'abandon':
      return <AbandonDialog onClose={onClose} />;
    case 'drawer':
      return <DrawerDialog onClose={onClose} />;
    case 'training':
      return <TrainingDialog onClose={onClose} />;
    case 'sign_out':
      return <LeavingDialog onClose={onClose} />;
    case 'close_till':
      return <LeavingDialog closes onClose={onClose} />;
  }
}

export function selectedLine({ sale }: TillSnapshot): TillSnapshot['sale']['lines'][number] | null {
  return sale.lines.find((line) => line.lineNo === sale.selectedLineNo) ?? null;
}
