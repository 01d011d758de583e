/** The one call that is not answered: a second person is asked for, or it is said that it is kept. */
import { useTill } from '../../connection/use-till.tsx';
import { moneyText } from '../../format/money.ts';
import { dayClockText } from '../../format/time.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icon.tsx';
import { ProofPad } from '../../parts/proof-pad.tsx';
import type { PhraseKey } from '../../words/words.ts';

export function useCallText(): string {
  const { snapshot, tell } = useTill();
  const { call } = snapshot.counter;
  if (!call) return '';
  return tell(`call.${call.kind}`, { amount: moneyText(call.amountMinor ?? '0', snapshot.till) });
}

export function CallApproval() {
  const { snapshot, send, tell } = useTill();
  const what = useCallText();
  const { call } = snapshot.counter;
  // It never covers a payment: what was kept may come back as a question at any time.
  const calm = snapshot.operator !== null && (snapshot.view === 'counter' || snapshot.view === 'sale');
  if (call?.at !== 'approval' || !calm) return null;
  return (
    <ProofPad
      title={`${tell('proof.approval')} · ${what}`}
      body={tell('proof.approval_body', { right: tell(`right.${call.right}` as PhraseKey) })}
      choose
      onClose={() => void send({ type: 'counter_give_up' })}
      onProve={async (number, pin) => (await send({ type: 'counter_prove', number, pin })).ok}
    />
  );
}

export function CallNote() {
  const { snapshot, send, tell } = useTill();
  const what = useCallText();
  const { call } = snapshot.counter;
  if (call?.at !== 'kept') return null;
  return (
    <div className="call-note" role="status">
      <Icon name="clock" size={20} />
      <p>
        <strong>{tell('call.kept')}</strong>{' '}
        <span>{tell('call.kept_by', { what, operator: call.operator, time: dayClockText(call.sinceMs) })}</span>
      </p>
      {snapshot.operator && (
        <Button onPress={() => void send({ type: 'counter_send_again' })}>{tell('call.send_again')}</Button>
      )}
      {snapshot.operator && call.canGiveUp && (
        <Button onPress={() => void send({ type: 'counter_give_up' })}>{tell('call.give_up')}</Button>
      )}
    </div>
  );
}

/** Somebody left the count by Esc: until it is gone on with, or taken back, the agent takes no payment. */
export function CountingNote() {
  const { snapshot, send, tell } = useTill();
  if (!snapshot.counter.running?.counting || snapshot.view !== 'sale') return null;
  return (
    <div className="call-note" role="status">
      <Icon name="cash" size={20} />
      <p>
        <strong>{tell('count.going')}</strong>
      </p>
      <Button keyCap="F12" onPress={() => void send({ type: 'counter_open', place: 'shift' })}>
        {tell('count.go_on')}
      </Button>
    </div>
  );
}

export function TrainingBand() {
  const { snapshot, tell } = useTill();
  if (snapshot.counter.trainingSinceMs === 0) return null;
  return (
    <p className="training-band" role="status">
      {tell('training.band')}
    </p>
  );
}
