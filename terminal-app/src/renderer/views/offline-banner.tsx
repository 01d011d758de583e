/** Says what still works, what waits, and how long that may go on, while the line is down or the till is forced offline. */
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import { ageText } from '../format/time.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { sentenceFor } from '../words/words.ts';

const aboutAgent = ['AGENT_REVOKED', 'AGENT_RETIRED', 'CERTIFICATE_ENDED', 'CONTACT_TOO_OLD'];

const isSheet: ReadonlySet<TillSnapshot['view']> = new Set(['tender', 'payment', 'result']);

export function OfflineBanner() {
  const { snapshot, tell } = useTill();
  const { connection, view } = snapshot;
  if (!connection.agent || view === 'starting' || view === 'agent_gone') return null;
  if (connection.online && !connection.forced) return null;
  const cardsGo = connection.cards.reasonCode === '';
  // A line that breaks needs no reason; that the agent may not go on does.
  const why = aboutAgent.includes(connection.reasonCode)
    ? sentenceFor(tell.language, { code: connection.reasonCode, params: {} })
    : undefined;
  return (
    // The payment's own sheets say what goes: where there is little room, the banner leaves it to them.
    <div className="offline-banner" role="status" data-told={isSheet.has(view) || undefined}>
      <Icon name="warning" size={20} />
      <p>
        <strong>{why ? why.what : tell(connection.forced ? 'offline.forced_title' : 'offline.title')}</strong>{' '}
        <span>{why ? why.next : tell(cardsGo ? 'offline.body_cards' : 'offline.body')}</span>
      </p>
      <Waiting />
      <CardsLeft />
      <Release />
    </div>
  );
}

/** Cash and cards that wait for the server, with the age of the oldest. */
function Waiting() {
  const { snapshot, tell } = useTill();
  const { waiting, oldestAgeMs, waitingAmountMinor, cards } = snapshot.connection;
  const count = Math.max(waiting, cards.waiting);
  if (count === 0) return null;
  const amountMinor = String(BigInt(waitingAmountMinor) + BigInt(cards.waitingMinor));
  return (
    <p className="offline-waiting">
      <Icon name="cloudUp" size={18} />
      {tell('offline.waiting', {
        count,
        amount: moneyText(amountMinor, snapshot.till),
        age: ageText(Math.max(oldestAgeMs, cards.oldestAgeMs), tell),
      })}
    </p>
  );
}

/** What may still be taken by card, and for how long; or why nothing may any more. */
function CardsLeft() {
  const { snapshot, tell } = useTill();
  const { cards } = snapshot.connection;
  // That a store takes no cards offline is told by the banner's own words.
  if (cards.reasonCode === 'OFFLINE_CARDS_OFF') return null;
  if (cards.reasonCode !== '') {
    return <p className="offline-waiting">{sentenceFor(tell.language, { code: cards.reasonCode, params: {} }).what}</p>;
  }
  const left = { amount: moneyText(cards.leftMinor, snapshot.till), count: cards.leftCount };
  return (
    <p className="offline-waiting">
      <Icon name="card" size={18} />
      {cards.leftMs < 0
        ? tell('offline.cards_left', left)
        : tell('offline.cards_left_time', { ...left, time: ageText(cards.leftMs, tell) })}
    </p>
  );
}

function Release() {
  const { snapshot, send, tell } = useTill();
  const { connection, operator } = snapshot;
  if (!connection.forced || !operator?.rights.includes('offline.force')) return null;
  return (
    <Button onPress={() => void send({ type: 'set_offline_mode', mode: 'automatic' })}>
      {tell('offline.release')}
    </Button>
  );
}
