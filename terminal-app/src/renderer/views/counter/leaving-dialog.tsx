import { useEffect } from 'react';
import { useTill } from '../../connection/use-till.tsx';
import { windowClose } from '../../connection/window-close.ts';
import { type KeyHandler, mayEndCode } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { type LeftOpen, useLeftOpen } from './left-open.ts';

/**
 * Before somebody signs out, or closes the till with its window: what stays open behind him, and what to do about each.
 * Nobody signs out over a cart or a payment in hand; the till may be closed over them, as both are kept.
 */
export function LeavingDialog({ closes = false, onClose }: { closes?: boolean; onClose: () => void }) {
  const { send, tell } = useTill();
  const left = useLeftOpen();
  const isBarred = !closes && left.some(({ bars }) => bars);
  const go = () => {
    if (isBarred) return;
    if (!closes) {
      onClose();
      void send({ type: 'sign_out' });
      return;
    }
    // Also where the till answers nothing any more: what is open is on its disk.
    void send({ type: 'close_till' }).finally(windowClose.close);
  };
  const act = ({ action }: LeftOpen) => {
    if (!action) return;
    onClose();
    void send(action.command);
  };
  const acting = left.filter(({ action }) => action);
  const onKey: KeyHandler = (press) => {
    const chosen = acting[Number(press.key) - 1];
    if (/^[1-9]$/.test(press.key) && chosen) act(chosen);
    else if (press.key === 'Enter' && !mayEndCode(press)) go();
    else return press.key === 'Enter';
    return true;
  };
  return (
    <Dialog
      title={tell(closes ? 'closing.title' : 'leaving.title')}
      onClose={onClose}
      className="question leave"
      onKey={onKey}
    >
      {left.length === 0 && <p>{tell('leaving.nothing')}</p>}
      {closes && left.length > 0 && <p>{tell('closing.kept')}</p>}
      <Notice />
      <ul className="leaving">
        {left.map((one) => (
          <li key={one.what}>
            <Icon name="warning" size={20} />
            <span className="leaving-text">
              <strong>{one.what}</strong>
              <small>{one.todo}</small>
            </span>
            {one.action && (
              <Button keyCap={String(acting.indexOf(one) + 1)} onPress={() => act(one)}>
                {tell(one.action.words)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="question-answers">
        <Button onPress={onClose} keyCap="Esc">
          {tell('leaving.stay')}
        </Button>
        <Button look="brand" disabled={isBarred} onPress={go} keyCap="Enter" deliberate>
          {tell(closes ? 'closing.go' : 'leaving.go')}
        </Button>
      </div>
    </Dialog>
  );
}

/** The window is to close, whichever view is shown: the shell asks this page, a browser asks by its own words. */
export function useWindowClose(onAsked: () => void): void {
  const isOpen = useLeftOpen().length > 0;
  useEffect(() => {
    windowClose.onAsked(() => {
      windowClose.answer('asking');
      onAsked();
    });
  }, [onAsked]);
  useEffect(() => {
    // In the shell a page that holds its window would hold it without a word.
    if (window.qiantai || !isOpen) return;
    const hold = (event: BeforeUnloadEvent) => {
      if (!windowClose.isClosed()) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isOpen]);
}
