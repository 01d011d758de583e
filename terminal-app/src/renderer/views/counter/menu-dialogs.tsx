/** The drawer without a sale, and training: what the menu asks before it is done. */
import { useTill } from '../../connection/use-till.tsx';
import { mayEndCode } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

export function DrawerDialog({ onClose }: { onClose: () => void }) {
  const { send, tell } = useTill();
  const usual = [
    tell('drawer.reason_change'),
    tell('drawer.reason_customer'),
    tell('drawer.reason_check'),
    tell('drawer.reason_paper'),
  ];
  return (
    <ReasonDialog
      title={tell('drawer.title')}
      body={tell('more.drawer_hint')}
      usual={usual}
      onClose={onClose}
      onReason={(reason) => {
        onClose();
        void send({ type: 'drawer_open', reason });
      }}
    />
  );
}

export function TrainingDialog({ onClose }: { onClose: () => void }) {
  const { snapshot, send, tell } = useTill();
  const training = snapshot.counter.trainingSinceMs > 0;
  const go = () => {
    onClose();
    void send({ type: training ? 'training_end' : 'training_begin' });
  };
  return (
    <Dialog
      title={tell(training ? 'more.training_end' : 'training.sure')}
      onClose={onClose}
      className="question"
      onKey={(press) => {
        if (press.key === 'Enter' && !mayEndCode(press)) go();
        return press.key === 'Enter';
      }}
    >
      <p>{tell('training.body')}</p>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('shell.back')}
        </Button>
        <Button look="brand" onPress={go} keyCap="Enter" deliberate>
          {tell(training ? 'more.training_end' : 'training.begin')}
        </Button>
      </div>
    </Dialog>
  );
}
