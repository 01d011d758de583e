import type { TillSnapshot } from '../../contract/till-contract.ts';
import { useTill } from '../connection/use-till.tsx';
import { Button } from '../parts/button.tsx';
import { Money } from '../parts/money.tsx';
import { useSayAgain } from './say-again.ts';

type Ended = NonNullable<TillSnapshot['lastEnded']>;

/** What ended last, its change large: it stays until the next sale begins, however soon the result left. */
export function LastEnded({ ended }: { ended: Ended }) {
  const { send, tell } = useTill();
  const sayAgain = useSayAgain();
  const hasChange = ended.changeMinor !== '0';
  return (
    <div className="last-ended" data-kind={ended.kind}>
      <p>
        <span>{tell(ended.kind === 'sale' ? 'last.sale' : 'last.return')}</span>
        <Money minor={ended.totalMinor} sign />
      </p>
      {hasChange && (
        <p className="last-change">
          <span>{tell('result.change')}</span>
          <Money minor={ended.changeMinor} sign className="last-change-figure" />
        </p>
      )}
      {sayAgain && ended.kind === 'sale' && (
        <Button icon="speaker" onPress={sayAgain}>
          {tell('devices.say_again')}
        </Button>
      )}
      {ended.receiptNo !== '' && (
        <Button icon="printer" onPress={() => void send({ type: 'reprint' })}>
          {tell('last.print', { receiptNo: ended.receiptNo })}
        </Button>
      )}
      {ended.slipKey !== '' && (
        <Button icon="card" onPress={() => void send({ type: 'slip_reprint', key: ended.slipKey })}>
          {tell('slip.print')}
        </Button>
      )}
    </div>
  );
}
