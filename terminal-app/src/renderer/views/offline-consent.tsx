/**
 * The line is down and a card was shown: may it be taken offline, at the merchant's risk? One key of its own
 * says so; Enter, which everybody presses, goes another way.
 */
import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import { ageText } from '../format/time.ts';
import { isDeliberate, useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Money } from '../parts/money.tsx';
import type { Tell } from '../words/words.ts';

type Result = NonNullable<TillSnapshot['result']>;
type Offer = NonNullable<Result['offer']>;

export function OfflineConsent({ result, offer }: { result: Result; offer: Offer }) {
  const { snapshot, send, tell } = useTill();
  const take = () => void send({ type: 'take_offline' });
  const leave = () => void send({ type: 'acknowledge_result' });
  useKeys('sheet', (press) => {
    const { key } = press;
    if (key === 'F1' || key === 'Tab') return false;
    if (key === 'F9') take();
    else if (isDeliberate(press) && (key === 'Enter' || key === 'Escape')) leave();
    return true;
  });
  const title = result.reasonCode === 'OFFLINE_FORCED' ? 'result.ask_offline_forced' : 'result.ask_offline';
  return (
    <div className="sheet result result-warn" data-outcome="offline_consent">
      <div className="result-top" role="alert">
        <span className="result-sign">
          <Icon name="card" size={64} />
        </span>
        <h1>{tell(title)}</h1>
        <p className="result-amount">
          <Money minor={result.amountMinor} sign className="result-figure" />
        </p>
      </div>
      <div className="result-body">
        <p className="result-promise">{tell('result.ask_offline_risk')}</p>
        <p className="result-next">
          {tell('result.ask_offline_left', { amount: moneyText(offer.left, snapshot.till) })}
        </p>
        <p className="result-note">{tell('result.ask_offline_again')}</p>
      </div>
      <footer className="result-foot">
        <Button look="brand" className="result-go" keyCap="F9" deliberate onPress={take}>
          {tell('result.take_offline')}
        </Button>
        <Button className="result-go" keyCap="Enter" deliberate onPress={leave}>
          {tell('result.other_way')}
        </Button>
      </footer>
    </div>
  );
}

/** Limit, used and left of the reason, in the words of what they count; '' without figures. */
export function figuresText(offer: Offer, till: TillSnapshot['till'], tell: Tell): string {
  const { unit, limit, used, left } = offer;
  switch (unit) {
    case 'money':
      return tell('result.figures_money', {
        limit: moneyText(limit, till),
        used: moneyText(used, till),
        left: moneyText(left, till),
      });
    case 'count':
      return tell('result.figures_count', { limit, used });
    case 'ms':
      return tell('result.figures_ms', { limit: ageText(Number(limit), tell), used: ageText(Number(used), tell) });
    case '':
      return '';
  }
}
