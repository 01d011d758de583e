/** The till's card terminal: what it took since its last settlement, the last settlements, and what of them differs. */
import { useState } from 'react';
import type { CardReportShown, CardSettlementShown } from '../../../contract/counter-contract.ts';
import { useTill } from '../../connection/use-till.tsx';
import { moneyText } from '../../format/money.ts';
import { dayClockText } from '../../format/time.ts';
import { useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Money } from '../../parts/money.tsx';
import { inOne, type PhraseKey, sentenceFor } from '../../words/words.ts';
import { CardState } from './card-state.tsx';
import { CounterFrame } from './counter-frame.tsx';

type Settlement = CardSettlementShown;

const hasEnd = ({ state }: Settlement) => state === 'settled' || state === 'differs';

export function CardsView({ cards }: { cards: CardReportShown }) {
  const { snapshot, send, tell } = useTill();
  const [at, setAt] = useState(0);
  const { settlements } = cards;
  const chosen = settlements[Math.min(at, settlements.length - 1)];
  const asking = snapshot.counter.call?.kind === 'settle_cards' && snapshot.counter.call.at === 'asked';
  const printable = chosen !== undefined && hasEnd(chosen);
  const isOpen = settlements.some(({ state }) => ['due', 'under_way', 'unknown'].includes(state));

  const settle = () => void send({ type: 'cards_settle' });
  const refresh = () => void send({ type: 'cards_show' });
  const print = () => {
    if (printable) void send({ type: 'cards_print', settlementId: chosen.settlementId });
  };
  useKeys('view', ({ key }) => {
    if (key === 'F12') settle();
    else if (key === '1') print();
    else if (key === '2') refresh();
    else if (key === 'ArrowDown') setAt(Math.min(settlements.length - 1, at + 1));
    else if (key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (key === 'Escape') void send({ type: 'counter_leave' });
    else return false;
    return true;
  });
  return (
    <CounterFrame title={tell('cards.title')} place="shift">
      <div className="cards-view">
        <OpenCards cards={cards} />
        <section className="cards-list">
          <h2>{tell('cards.earlier_title')}</h2>
          {settlements.length === 0 && <p className="muted">{tell('cards.earlier_none')}</p>}
          <ul className="counter-list">
            {settlements.map((settlement, index) => (
              <li key={settlement.settlementId}>
                <Button
                  look="ghost"
                  className={`counter-row counter-row-button ${settlement === chosen ? 'counter-row-on' : ''}`}
                  onPress={() => setAt(index)}
                >
                  <SettlementRow settlement={settlement} />
                </Button>
                {settlement === chosen && <Settled settlement={settlement} />}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <footer className="counter-foot">
        <Button icon="printer" keyCap="1" disabled={!printable} onPress={print}>
          {tell('cards.print')}
        </Button>
        <Button icon="returnArrow" keyCap="2" onPress={refresh}>
          {tell('cards.refresh')}
        </Button>
        <p className="counter-total muted" aria-live="polite">
          {asking ? tell('cards.settling') : ''}
        </p>
        <Button look="brand" className="counter-go" keyCap="F12" disabled={asking} onPress={settle}>
          {tell(isOpen ? 'cards.settle_again' : 'cards.settle')}
        </Button>
      </footer>
    </CounterFrame>
  );
}

function OpenCards({ cards }: { cards: CardReportShown }) {
  const { tell } = useTill();
  return (
    <section className="shift-figures">
      <h2>{tell('cards.open_title')}</h2>
      {cards.open.length === 0 && <p className="muted">{tell('cards.open_none')}</p>}
      <Sums sums={cards.open} />
      {cards.offlineCount > 0 && (
        <p className="shift-owing">
          <Icon name="cloudUp" size={18} />
          <span>{tell('cards.offline', { count: cards.offlineCount })}</span>
          <Money minor={cards.offlineMinor} sign />
        </p>
      )}
    </section>
  );
}

function Sums({ sums }: { sums: CardReportShown['open'] }) {
  const { tell } = useTill();
  const rows = sums.flatMap(({ scheme, saleCount, saleMinor, refundCount, refundMinor }) => [
    { scheme, words: 'cards.sales' as const, count: saleCount, minor: saleMinor },
    { scheme, words: 'cards.refunds' as const, count: refundCount, minor: refundMinor },
  ]);
  return (
    <dl>
      {rows
        .filter(({ count }) => count > 0)
        .map(({ scheme, words, count, minor }) => (
          <div key={`${scheme} ${words}`}>
            <dt>
              {tell(`scheme.${scheme}` as PhraseKey)} · {tell(words, { count })}
            </dt>
            <dd>
              <Money minor={minor} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** How it stands, in one line: a word, an icon, when and by whom. */
function SettlementRow({ settlement }: { settlement: Settlement }) {
  const { tell } = useTill();
  const { endedAtMs, askedAtMs, operator } = settlement;
  return (
    <>
      <CardState settlement={settlement} />
      <small>{tell('cards.by', { time: dayClockText(endedAtMs || askedAtMs), name: operator })}</small>
    </>
  );
}

function Settled({ settlement }: { settlement: Settlement }) {
  const { snapshot, tell } = useTill();
  const money = (minor: string) => moneyText(minor, snapshot.till);
  const { batches, own, differences, differenceCount, reasonCode, state } = settlement;
  return (
    <div className="cards-settled">
      {!hasEnd(settlement) && reasonCode !== '' && (
        <p>{inOne(sentenceFor(tell.language, { code: reasonCode, params: {} }), tell.language)}</p>
      )}
      {batches.map((batch) => (
        <p key={`${batch.cardTerminalId} ${batch.batch}`}>
          <strong>{tell('cards.batch', { terminal: batch.cardTerminalId, batch: batch.batch })}</strong>{' '}
          {tell('cards.batch_sums', {
            ...{ sales: batch.debitCount, saleSum: money(batch.debitMinor) },
            ...{ refunds: batch.creditCount, refundSum: money(batch.creditMinor) },
          })}{' '}
          · {tell(batch.agrees ? 'cards.acquirer_agrees' : 'cards.acquirer_differs')}
        </p>
      ))}
      <Sums sums={own} />
      {differenceCount > 0 && <strong>{tell('cards.differences', { count: differenceCount })}</strong>}
      <ul>
        {differences.map((one) => (
          <li key={one.keyEnd}>
            <DifferenceText difference={one} />
          </li>
        ))}
      </ul>
      {differenceCount > differences.length && (
        <p>{tell('cards.more', { count: differenceCount - differences.length })}</p>
      )}
      {state === 'differs' && <p>{tell('cards.differs_next')}</p>}
    </div>
  );
}

function DifferenceText({ difference }: { difference: Settlement['differences'][number] }) {
  const { snapshot, tell } = useTill();
  const { kind, refund, hereMinor, thereMinor, maskedPan, atMs, receiptNo, keyEnd } = difference;
  const money = (minor: string | null) => moneyText(minor ?? '0', snapshot.till);
  const parts = [
    refund ? tell('cards.refund') : '',
    kind === 'amount' ? '' : money(hereMinor ?? thereMinor),
    tell(`cards.${kind}`, { here: money(hereMinor), there: money(thereMinor) }),
    atMs > 0 ? dayClockText(atMs) : '',
    maskedPan,
    receiptNo,
    tell('naming.key', { key: keyEnd }),
  ];
  return <>{parts.filter((part) => part !== '').join(' · ')}</>;
}
