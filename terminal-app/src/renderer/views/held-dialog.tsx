import { useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { clockText } from '../format/time.ts';
import { type KeyHandler, mayEndCode } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';

type Held = TillSnapshot['heldCarts'][number];

/** Carts on hold: who put them aside, when, what is in them; one of them comes back, or is discarded. */
export function HeldDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const { heldCarts } = snapshot;
  const [at, setAt] = useState(0);
  const [discarding, setDiscarding] = useState('');
  const chosen = heldCarts[Math.min(at, heldCarts.length - 1)];

  const choose = (next: number) => {
    setAt(Math.max(0, Math.min(heldCarts.length - 1, next)));
    setDiscarding('');
  };
  const recall = ({ saleId }: Held) => {
    onClose();
    void send({ type: 'recall_held', saleId });
  };
  const discard = ({ saleId }: Held) => {
    if (discarding !== saleId) {
      setDiscarding(saleId);
      return;
    }
    // It may ask for an approval, which stands over the cart.
    onClose();
    void send({ type: 'discard_held', saleId });
  };
  const onKey: KeyHandler = (press) => {
    const { key } = press;
    if (key === 'ArrowUp' || key === 'ArrowDown') choose(at + (key === 'ArrowUp' ? -1 : 1));
    else if (key === 'Delete' && chosen) discard(chosen);
    else if (key === 'Enter' && chosen && !mayEndCode(press)) recall(chosen);
    else return false;
    return true;
  };

  return (
    <Dialog title={tell('held.title')} onClose={onClose} className="held" onKey={onKey}>
      {heldCarts.length === 0 && (
        <div className="empty">
          <Icon name="inbox" size={44} />
          <strong>{tell('held.none')}</strong>
          <p>{tell('held.none_body')}</p>
        </div>
      )}
      <ol className="held-list">
        {heldCarts.map((held, place) => (
          <li key={held.saleId} className={held === chosen ? 'held-on' : ''}>
            <HeldCart held={held} chosen={held === chosen} onChoose={() => choose(place)} />
            {held === chosen && (
              <div className="held-tools">
                <Button
                  icon="bin"
                  keyCap="Del"
                  look={discarding === held.saleId ? 'bad' : 'plain'}
                  onPress={() => discard(held)}
                >
                  {tell(discarding === held.saleId ? 'held.discard_sure' : 'held.discard')}
                </Button>
                <Button icon="inbox" look="brand" keyCap="Enter" onPress={() => recall(held)}>
                  {tell(snapshot.sale.lines.length > 0 ? 'held.swap' : 'held.recall')}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function HeldCart({ held, chosen, onChoose }: { held: Held; chosen: boolean; onChoose: () => void }) {
  const { tell } = useTill();
  const names = held.lines.map(({ nameZh, nameEn, quantity }) => {
    const name = tell.language === 'zh' ? nameZh : nameEn;
    return quantity === 1 ? name : `${name} × ${quantity}`;
  });
  const more = held.lineCount - held.lines.length;
  const who = held.customer && (held.customer.memberNo || held.customer.phone);
  return (
    <button
      type="button"
      className="held-cart"
      aria-pressed={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="held-who">
        {held.isOld && <span className="badge badge-warn">{tell('held.old')}</span>}
        <strong>{tell('held.by', { name: held.operatorName, time: clockText(held.heldAtMs) })}</strong>
        <span className="muted">{tell('sale.items', { count: held.itemCount })}</span>
      </span>
      <Money minor={held.totalMinor} sign className="held-total" />
      <span className="held-lines">
        {names.join(tell.language === 'zh' ? '、' : ', ')}
        {more > 0 && ` · ${tell('held.more_lines', { count: more })}`}
        {who && ` · ${who}`}
        {held.note && ` · ${held.note}`}
      </span>
    </button>
  );
}
