import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { isDeliberate } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { MorePart } from './counter/more-menu.tsx';

/** What a cashier does less often than selling. */
export function SaleActions({ onQuantity }: { onQuantity: () => void }) {
  const { snapshot, send, tell } = useTill();
  const [abandoning, setAbandoning] = useState(false);
  const { sale, lastReceiptNo } = snapshot;
  const empty = sale.lines.length === 0;
  return (
    <div className="actions">
      <Button keyCap="F3" onPress={onQuantity} icon="pad">
        {tell('sale.quantity')}
      </Button>
      {sale.kind === 'return' ? (
        <Button icon="back" onPress={() => void send({ type: 'leave_return' })}>
          {tell('sale.leave_return')}
        </Button>
      ) : (
        <Button icon="returnArrow" keyCap="F8" disabled={!empty} onPress={() => void send({ type: 'begin_return' })}>
          {tell('sale.return')}
        </Button>
      )}
      <Button icon="printer" disabled={lastReceiptNo === ''} onPress={() => void send({ type: 'reprint' })}>
        {tell('sale.reprint')}
      </Button>
      <Button icon="bin" disabled={empty} onPress={() => setAbandoning(true)}>
        {tell('sale.abandon')}
      </Button>
      <MorePart />
      {abandoning && <AbandonDialog onClose={() => setAbandoning(false)} />}
    </div>
  );
}

export function AbandonDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const abandon = () => {
    onClose();
    void send({ type: 'abandon_sale' });
  };
  return (
    <Dialog
      title={tell('sale.abandon_sure')}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && isDeliberate(press)) abandon();
        return press.key === 'Enter';
      }}
    >
      <p>{tell('sale.abandon_body', { count: snapshot.sale.itemCount })}</p>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('sale.abandon_no')}
        </Button>
        <Button look="bad" onPress={abandon} keyCap="Enter" deliberate>
          {tell('sale.abandon_yes')}
        </Button>
      </div>
    </Dialog>
  );
}
