import { useTill } from '../../connection/use-till.tsx';
import { moneyText } from '../../format/money.ts';
import { clockText } from '../../format/time.ts';
import { mayEndCode } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useCallText } from './call-part.tsx';

/** Before somebody signs out: what stays open behind him. */
export function LeavingDialog({ onClose }: { onClose: () => void }) {
  const { send, tell } = useTill();
  const left = useLeftOpen();
  const go = () => {
    onClose();
    void send({ type: 'sign_out' });
  };
  return (
    <Dialog
      title={tell('leaving.title')}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && !mayEndCode(press)) go();
        return press.key === 'Enter';
      }}
    >
      {left.length === 0 && <p>{tell('leaving.nothing')}</p>}
      <ul className="leaving">
        {left.map((text) => (
          <li key={text}>
            <Icon name="warning" size={20} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('leaving.stay')}
        </Button>
        <Button look="brand" onPress={go} keyCap="Enter" deliberate>
          {tell('leaving.go')}
        </Button>
      </div>
    </Dialog>
  );
}

function useLeftOpen(): string[] {
  const { snapshot, tell } = useTill();
  const what = useCallText();
  const { connection, counter, till } = snapshot;
  const { running } = counter;
  const left: string[] = [];
  if (running) left.push(tell('leaving.shift', { name: running.operator, time: clockText(running.openedAtMs) }));
  if (running?.counting) left.push(tell('leaving.counting'));
  if (connection.waiting > 0) {
    const amount = moneyText(connection.waitingAmountMinor, till);
    left.push(tell('leaving.waiting', { count: connection.waiting, amount }));
  }
  if (connection.ownRecords > 0) left.push(tell('leaving.own', { count: connection.ownRecords }));
  if (what !== '') left.push(tell('leaving.call', { what }));
  return left;
}
