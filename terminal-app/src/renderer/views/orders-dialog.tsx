import { useEffect, useRef, useState } from 'react';
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { clockText } from '../format/time.ts';
import { type KeyHandler, mayEndCode } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import type { PhraseKey, Tell } from '../words/words.ts';

type Order = TillSnapshot['orders'][number];

const refusals = ['orders.refuse_sold_out', 'orders.refuse_customer', 'orders.refuse_wrong'] as const;

/** Orders that were pushed to this till: one is taken up, refused with a reason, or put back where it was left. */
export function OrdersDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const { orders, sale } = snapshot;
  const [at, setAt] = useState(0);
  const [refusing, setRefusing] = useState('');
  const chosen = orders[Math.min(at, orders.length - 1)];
  const shown = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen grows by its tools, and has to stay in sight
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen?.orderId, refusing]);
  const trains = snapshot.counter.trainingSinceMs > 0;
  const isFree = !trains && sale.kind === 'sale' && sale.lines.length === 0;

  const choose = (next: number) => {
    setAt(Math.max(0, Math.min(orders.length - 1, next)));
    setRefusing('');
  };
  const act = ({ orderId, status }: Order) => {
    if (trains) return;
    if (status === 'taken_up') {
      void send({ type: 'put_back_order', orderId });
      return;
    }
    if (!isFree) return;
    onClose();
    void send({ type: 'take_up_order', orderId });
  };
  const refuse = ({ orderId }: Order, words: PhraseKey) => {
    setRefusing('');
    void send({ type: 'refuse_order', orderId, reason: tell(words) });
  };
  const onKey: KeyHandler = (press) => {
    const { key } = press;
    const reason = refusals[Number(key) - 1];
    if (key === 'ArrowUp' || key === 'ArrowDown') choose(at + (key === 'ArrowUp' ? -1 : 1));
    else if (chosen && refusing === chosen.orderId && reason) refuse(chosen, reason);
    else if (key === 'Delete' && chosen?.status === 'waiting' && !trains) setRefusing(chosen.orderId);
    else if (key === 'Enter' && chosen && !mayEndCode(press)) act(chosen);
    else return false;
    return true;
  };

  return (
    <Dialog title={tell('orders.title')} onClose={onClose} className="held orders" onKey={onKey}>
      {orders.length === 0 && (
        <div className="empty">
          <Icon name="receipt" size={44} />
          <strong>{tell('orders.none')}</strong>
          <p>{tell('orders.none_body')}</p>
        </div>
      )}
      {trains && orders.length > 0 && <TrainingNote onEnd={onClose} />}
      <ol className="held-list">
        {orders.map((order, place) => (
          <li
            key={order.orderId}
            ref={order === chosen ? shown : undefined}
            className={order === chosen ? 'held-on' : ''}
          >
            <OrderRow order={order} chosen={order === chosen} onChoose={() => choose(place)} />
            {!trains &&
              order === chosen &&
              (refusing === order.orderId ? (
                <Refusal onRefuse={(words) => refuse(order, words)} />
              ) : (
                <OrderTools
                  order={order}
                  isFree={isFree}
                  onAct={() => act(order)}
                  onRefuse={() => setRefusing(order.orderId)}
                />
              ))}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

/** What is real waits: said here, with the way out. */
function TrainingNote({ onEnd }: { onEnd: () => void }) {
  const { send, tell } = useTill();
  return (
    <div className="orders-training" role="status">
      <p>{tell('orders.training')}</p>
      <Button
        onPress={() => {
          onEnd();
          void send({ type: 'training_end' });
        }}
      >
        {tell('more.training_end')}
      </Button>
    </div>
  );
}

function OrderTools(props: { order: Order; isFree: boolean; onAct: () => void; onRefuse: () => void }) {
  const { order, isFree, onAct, onRefuse } = props;
  const { tell } = useTill();
  if (order.status === 'taken_up') {
    return (
      <div className="held-tools">
        <Button icon="back" look="brand" keyCap="Enter" onPress={onAct}>
          {tell('orders.put_back')}
        </Button>
      </div>
    );
  }
  return (
    <div className="held-tools">
      {!isFree && <p className="orders-why">{tell('orders.cart_first')}</p>}
      <Button icon="cross" keyCap="Del" onPress={onRefuse}>
        {tell('orders.refuse')}
      </Button>
      <Button icon="cart" look="brand" keyCap="Enter" disabled={!isFree} onPress={onAct}>
        {tell('orders.take_up')}
      </Button>
    </div>
  );
}

/** Whoever sent the order is told why, in the till's language. */
function Refusal({ onRefuse }: { onRefuse: (words: PhraseKey) => void }) {
  const { tell } = useTill();
  return (
    <fieldset className="held-tools orders-refusal">
      <legend>{tell('orders.refuse_why')}</legend>
      {refusals.map((words, at) => (
        <Button key={words} keyCap={String(at + 1)} look="bad" onPress={() => onRefuse(words)}>
          {tell(words)}
        </Button>
      ))}
    </fieldset>
  );
}

function OrderRow({ order, chosen, onChoose }: { order: Order; chosen: boolean; onChoose: () => void }) {
  const { tell } = useTill();
  const names = order.lines.map(({ name, quantity }) => (quantity === 1 ? name : `${name} × ${quantity}`));
  const more = order.lineCount - order.lines.length;
  const until = tell('orders.until', { time: clockText(order.expiresAtMs) });
  return (
    <button
      type="button"
      className="held-cart"
      aria-pressed={chosen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="held-who">
        {order.status === 'taken_up' && <span className="badge badge-warn">{tell('orders.left')}</span>}
        <strong>{order.title}</strong>
        <span className="muted">{tell('sale.items', { count: order.itemCount })}</span>
      </span>
      <Money minor={order.totalMinor} sign className="held-total" />
      <span className="held-lines">
        {names.join(tell.language === 'zh' ? '、' : ', ')}
        {more > 0 && ` · ${tell('orders.more_lines', { count: more })}`}
      </span>
      <span className="held-lines">
        {[
          sourceText(order.source, tell),
          order.externalRef,
          tell('orders.since', { time: clockText(order.createdAtMs) }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {` · ${until}`}
      </span>
    </button>
  );
}

export function sourceText(source: string, tell: Tell): string {
  const [, app] = /^app:(.+)$/.exec(source) ?? [];
  return app ? tell('orders.from_app', { app }) : tell('orders.from_merchant');
}

function waitText(count: number, trains: boolean, tell: Tell): string {
  if (trains) return tell('orders.wait_training', { count });
  return count === 1 ? tell('orders.one_waits') : tell('orders.wait', { count });
}

/** Above the articles while orders wait. */
export function OrdersBar({ onOpen }: { onOpen: () => void }) {
  const { snapshot, tell } = useTill();
  const count = snapshot.orders.length;
  if (count === 0 || snapshot.sale.order) return null;
  return (
    <div className="orders-bar" role="status">
      <Icon name="receipt" size={20} />
      <strong>{waitText(count, snapshot.counter.trainingSinceMs > 0, tell)}</strong>
      <Button keyCap="*" onPress={onOpen}>
        {tell('orders.look')}
      </Button>
    </div>
  );
}

/** Above the lines of the order in hand. */
export function OrderRibbon() {
  const { snapshot, tell } = useTill();
  const { order } = snapshot.sale;
  if (!order) return null;
  const from = [sourceText(order.source, tell), order.externalRef].filter(Boolean).join(' · ');
  return (
    <div className="return-ribbon order-ribbon">
      <Icon name="receipt" size={20} />
      <p>
        <strong>{tell('orders.in_hand', { title: order.title })}</strong> <span>{from}</span>{' '}
        <span>{tell('orders.fixed')}</span>
      </p>
    </div>
  );
}
