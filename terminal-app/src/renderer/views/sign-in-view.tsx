import { useState } from 'react';
import { useTill } from '../connection/use-till.tsx';
import { type KeyHandler, useKeys } from '../keys/use-keys.tsx';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { Notice } from '../parts/notice.tsx';
import { Pad } from '../parts/pad.tsx';
import { PinDots } from '../parts/pin-dots.tsx';

const pinLengthMax = 12;
const numberLengthMax = 8;

/** Who is at the till: tiles for the hand, numbers for the keyboard, then the PIN. */
export function SignInView() {
  const { snapshot, send, tell } = useTill();
  const only = snapshot.operators.length === 1 ? snapshot.operators[0]?.number : undefined;
  const [number, setNumber] = useState(only ?? '');
  const [pin, setPin] = useState('');
  const chosen = snapshot.operators.find((operator) => operator.number === number);
  const [typingPin, setTypingPin] = useState(only !== undefined);

  const choose = (wanted: string) => {
    setNumber(wanted);
    setPin('');
    setTypingPin(true);
  };
  const signIn = async () => {
    if (!chosen || pin.length === 0) return;
    const reply = await send({ type: 'sign_in', number: chosen.number, pin });
    if (!reply.ok) setPin('');
  };
  const step = (by: number) => {
    const at = snapshot.operators.findIndex((operator) => operator.number === number);
    const next = snapshot.operators[Math.min(snapshot.operators.length - 1, Math.max(0, at + by))];
    if (next) choose(next.number);
  };

  const onKey: KeyHandler = ({ key }) => {
    if (/^[0-9]$/.test(key)) {
      if (typingPin && chosen) setPin((typed) => (typed + key).slice(0, pinLengthMax));
      else {
        const typed = (number + key).slice(0, numberLengthMax);
        setNumber(typed);
        const longer = snapshot.operators.some((one) => one.number !== typed && one.number.startsWith(typed));
        if (!longer && snapshot.operators.some((one) => one.number === typed)) setTypingPin(true);
      }
      return true;
    }
    switch (key) {
      case 'Backspace':
        if (typingPin && pin.length > 0) setPin(pin.slice(0, -1));
        else setNumber(number.slice(0, -1));
        return true;
      case 'Enter':
        if (!typingPin && chosen) setTypingPin(true);
        else void signIn();
        return true;
      case 'Escape':
      case 'Scanned':
        setPin('');
        if (pin.length === 0 || key === 'Scanned') {
          setNumber('');
          setTypingPin(false);
        }
        return true;
      case 'ArrowUp':
        step(-1);
        return true;
      case 'ArrowDown':
        step(1);
        return true;
      default:
        return false;
    }
  };
  useKeys('view', onKey);
  const press = (key: string) => onKey({ key, charactersBefore: 0 });

  return (
    <section className="sign-in">
      <div className="sign-in-who">
        <div className="sign-in-store">
          <Mark size={44} />
          <p>
            <strong>{snapshot.till.merchantName}</strong>
            <span>
              {snapshot.till.storeName} · {snapshot.till.tillName}
            </span>
          </p>
        </div>
        <h1>{tell('sign_in.title')}</h1>
        <p className="muted">{tell('sign_in.choose')}</p>
        {snapshot.operators.length === 0 && (
          <div className="empty">
            <Icon name="person" size={44} />
            <strong>{tell('sign_in.empty')}</strong>
            <p>{tell('sign_in.empty_body')}</p>
          </div>
        )}
        <div className="operator-tiles">
          {snapshot.operators.map((operator) => (
            <Button
              key={operator.operatorId}
              look="tile"
              className={`operator ${operator.number === number ? 'operator-on' : ''}`}
              pressed={operator.number === number}
              onPress={() => choose(operator.number)}
            >
              <span className="operator-initial" aria-hidden="true">
                {[...operator.name][0]}
              </span>
              <span className="operator-name">{operator.name}</span>
              <small>{tell('sign_in.number', { number: operator.number })}</small>
            </Button>
          ))}
        </div>
      </div>
      <div className="sign-in-pin">
        <p className="pin-for" aria-live="polite">
          {chosen ? tell('sign_in.pin_for', { name: chosen.name }) : number || tell('sign_in.choose')}
        </p>
        <PinDots length={pin.length} />
        <Notice />
        <Pad
          onKey={press}
          backspaceLabel={tell('sign_in.delete')}
          enter={{ label: tell('sign_in.enter'), disabled: !chosen || pin.length === 0 }}
        />
      </div>
    </section>
  );
}
