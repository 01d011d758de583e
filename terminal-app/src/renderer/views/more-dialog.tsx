import { useTill } from '../connection/use-till.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ActionButton, type SaleAction, useSaleActions } from './sale-actions.tsx';
import type { SaleDialogName } from './sale-dialogs.tsx';

/** Everything that can be done to the sale, also what the bar has no room for. */
export function MoreDialog({ onOpen, onClose }: { onOpen: (name: SaleDialogName) => void; onClose: () => void }) {
  const { tell } = useTill();
  let digits = 0;
  // What has no key anywhere has a digit here.
  const actions = useSaleActions(onOpen).map((action) => {
    if (action.keyCap) return action;
    digits += 1;
    return { ...action, keyCap: String(digits) };
  });
  const run = (action: SaleAction) => {
    onClose();
    action.run();
  };
  return (
    <Dialog
      title={tell('deed.more_title')}
      onClose={onClose}
      className="more"
      onKey={({ key }) => {
        const action = actions.find(({ keyCap }) => keyCap === key);
        if (!action || action.disabled) return false;
        run(action);
        return true;
      }}
    >
      <div className="more-actions">
        {actions.map((action) => (
          <ActionButton key={action.words} action={action} onPress={() => run(action)} />
        ))}
      </div>
    </Dialog>
  );
}
