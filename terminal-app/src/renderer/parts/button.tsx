import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export interface ButtonProps {
  onPress: () => void;
  children?: ReactNode;
  icon?: IconName;
  /** What it looks like; `plain` is the quiet default. */
  look?: 'plain' | 'brand' | 'ghost' | 'bad' | 'tile';
  /** The key that does the same, drawn on the button. */
  keyCap?: string;
  /** For buttons that show an icon alone. */
  label?: string;
  disabled?: boolean;
  pressed?: boolean;
  className?: string;
  /** Space and scanners never press it. */
  deliberate?: boolean;
}

export function Button({ onPress, children, icon, look = 'plain', keyCap, label, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={`button button-${look} ${rest.className ?? ''}`}
      onClick={onPress}
      // A touch leaves the focus where it was, so that Enter stays the view's.
      onMouseDown={(event) => event.preventDefault()}
      disabled={rest.disabled}
      aria-label={label}
      title={label}
      aria-pressed={rest.pressed}
      data-deliberate={rest.deliberate ? '' : undefined}
    >
      {icon && <Icon name={icon} size={look === 'tile' ? 28 : 20} />}
      {children !== undefined && <span className="button-text">{children}</span>}
      {keyCap && <kbd className="key-cap">{keyCap}</kbd>}
    </button>
  );
}
