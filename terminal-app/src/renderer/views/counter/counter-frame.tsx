import type { ReactNode } from 'react';
import { useTill } from '../../connection/use-till.tsx';
import { useKeys } from '../../keys/use-keys.tsx';
import { Button } from '../../parts/button.tsx';
import { Notice } from '../../parts/notice.tsx';

type Place = 'shift' | 'day' | 'queue';
const places = ['shift', 'day', 'queue'] as const satisfies readonly Place[];

/** What every view beside the sale has: the way back, its name, and the ways to the other ones. */
export function CounterFrame(props: { title: string; place: Place; children: ReactNode }) {
  const { send, tell } = useTill();
  useKeys('shell', ({ key }) => {
    if (key === 'F12') void send({ type: 'counter_open', place: 'shift' });
    return key === 'F12';
  });
  return (
    <section className="counter" data-place={props.place}>
      <header className="counter-head">
        <Button
          look="ghost"
          icon="back"
          keyCap="Esc"
          label={tell('shell.back')}
          onPress={() => void send({ type: 'counter_leave' })}
        />
        <h1>{props.title}</h1>
        <nav className="counter-places">
          {places.map((place) => (
            <Button
              key={place}
              pressed={place === props.place}
              onPress={() => void send({ type: 'counter_open', place })}
            >
              {tell(`more.${place}`)}
            </Button>
          ))}
        </nav>
      </header>
      <Notice />
      {props.children}
    </section>
  );
}
