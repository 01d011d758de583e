/** The one menu: what can be done to this sale, and what at this till beside it. What has no key of its own has a digit. */
import { useTill } from '../connection/use-till.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { ActionButton, type SaleAction, useSaleActions, useTillActions } from './sale-actions.tsx';
import type { SaleDialogName } from './sale-dialogs.tsx';

export function MoreDialog({ onOpen, onClose }: { onOpen: (name: SaleDialogName) => void; onClose: () => void }) {
  const { tell } = useTill();
  const parts = [
    { words: 'menu.sale', actions: useSaleActions(onOpen) },
    { words: 'menu.till', actions: useTillActions(onOpen) },
  ] as const;
  const run = (action: SaleAction) => {
    onClose();
    action.run();
  };
  return (
    <Dialog
      title={tell('menu.title')}
      onClose={onClose}
      className="more"
      onKey={({ key }) => {
        const action = parts.flatMap(({ actions }) => actions).find(({ keyCap, digit }) => (keyCap ?? digit) === key);
        if (!action || action.disabled) return false;
        run(action);
        return true;
      }}
    >
      {parts.map(({ words, actions }) => (
        <section key={words} className="more-part">
          <h3>{tell(words)}</h3>
          <div className="more-actions">
            {actions.map((action) => (
              <ActionButton
                key={action.words}
                action={action}
                cap={action.keyCap ?? action.digit}
                onPress={() => run(action)}
              />
            ))}
          </div>
        </section>
      ))}
    </Dialog>
  );
}
