import { type ReactNode, useEffect, useRef } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { Button } from './button.tsx';

/** A modal over the screen; the browser keeps the focus inside, Escape closes it. */
export function Dialog(props: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  className?: string;
  /** Gets each key before the dialog does. */
  onKey?: KeyHandler;
}) {
  const { tell } = useTill();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
    // Not on its first button: Enter belongs to what the dialog asks.
    element.current?.focus();
  }, []);
  useKeys('dialog', (press) => {
    const { key } = press;
    if (props.onKey?.(press)) return true;
    if (key === 'Escape' || key === 'Scanned') props.onClose();
    return key !== 'Tab';
  });
  return (
    <dialog
      tabIndex={-1}
      ref={element}
      className={`dialog ${props.className ?? ''}`}
      onClose={props.onClose}
      aria-label={props.title}
    >
      <header className="dialog-head">
        <h2>{props.title}</h2>
        <Button look="ghost" icon="cross" keyCap="Esc" label={tell('shell.close')} onPress={props.onClose} />
      </header>
      <div className="dialog-body">{props.children}</div>
    </dialog>
  );
}
