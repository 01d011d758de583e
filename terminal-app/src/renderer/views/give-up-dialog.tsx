import { useTill } from '../connection/use-till.tsx';
import { moneyText } from '../format/money.ts';
import { isDeliberate } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';

/** A sale that is partly paid is not left by a slip of the hand: what was paid goes back. */
export function GiveUpDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const giveUp = () => {
    onClose();
    void send({ type: 'abandon_sale' });
  };
  return (
    <Dialog
      title={tell('tender.give_up_sure')}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && isDeliberate(press)) giveUp();
        return press.key === 'Enter';
      }}
    >
      <p>{tell('tender.give_up_body', { amount: moneyText(snapshot.sale.paidMinor, snapshot.till) })}</p>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('result.go_on')}
        </Button>
        <Button look="bad" onPress={giveUp} keyCap="Enter" deliberate>
          {tell('tender.give_up')}
        </Button>
      </div>
    </Dialog>
  );
}
