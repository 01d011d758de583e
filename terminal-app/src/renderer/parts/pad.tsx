import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** A number pad for fingers. `extra` is the key left of zero, `enter` the one that confirms. */
export function Pad(props: {
  onKey: (key: string) => void;
  extra?: { key: string; label: string };
  backspaceLabel: string;
  enter?: { label: string; disabled?: boolean };
}) {
  return (
    <div className="pad">
      {['7', '8', '9', '4', '5', '6', '1', '2', '3'].map((digit) => (
        <Button key={digit} look="tile" className="pad-key" onPress={() => props.onKey(digit)}>
          {digit}
        </Button>
      ))}
      {props.extra ? (
        <Button look="tile" className="pad-key" onPress={() => props.onKey(props.extra?.key ?? '')}>
          {props.extra.label}
        </Button>
      ) : (
        <span />
      )}
      <Button look="tile" className="pad-key" onPress={() => props.onKey('0')}>
        0
      </Button>
      <Button look="tile" className="pad-key" label={props.backspaceLabel} onPress={() => props.onKey('Backspace')}>
        <Icon name="backspace" size={26} />
      </Button>
      {props.enter && (
        <Button
          look="brand"
          className="pad-enter"
          disabled={props.enter.disabled}
          keyCap="Enter"
          onPress={() => props.onKey('Enter')}
        >
          {props.enter.label}
        </Button>
      )}
    </div>
  );
}
