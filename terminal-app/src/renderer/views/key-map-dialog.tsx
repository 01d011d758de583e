import { useTill } from '../connection/use-till.tsx';
import { Dialog } from '../parts/dialog.tsx';
import type { PhraseKey } from '../words/words.ts';

/** Keys that do something in this release, and nothing else. */
const keyMap: ReadonlyArray<{ caps: readonly string[]; words: PhraseKey }> = [
  { caps: ['F1'], words: 'keys.f1' },
  { caps: ['F2'], words: 'keys.f2' },
  { caps: ['F3'], words: 'keys.f3' },
  { caps: ['F4'], words: 'keys.f4' },
  { caps: ['F5'], words: 'keys.f5' },
  { caps: ['F6'], words: 'keys.f6' },
  { caps: ['F7'], words: 'keys.f7' },
  { caps: ['F8'], words: 'keys.f8' },
  { caps: ['F9'], words: 'keys.f9' },
  { caps: ['/'], words: 'keys.more' },
  { caps: ['F10'], words: 'keys.f10' },
  { caps: ['F11'], words: 'keys.f11' },
  { caps: ['F12'], words: 'keys.f12' },
  { caps: ['Enter'], words: 'keys.enter' },
  { caps: ['Esc'], words: 'keys.escape' },
  { caps: ['*'], words: 'keys.times' },
  { caps: ['*'], words: 'keys.orders' },
  { caps: ['↑', '↓'], words: 'keys.arrows' },
  { caps: ['+', '−'], words: 'keys.plus_minus' },
  { caps: ['Del'], words: 'keys.delete' },
  { caps: ['1', '2', '3', '4'], words: 'keys.digits' },
  { caps: ['F2', 'F9'], words: 'keys.payment' },
];

export function KeyMapDialog({ onClose }: { onClose: () => void }) {
  const { tell } = useTill();
  return (
    <Dialog title={tell('keys.title')} onClose={onClose} className="key-map">
      <dl>
        {keyMap.map((entry) => (
          <div key={entry.words}>
            <dt>
              {entry.caps.map((cap) => (
                <kbd key={cap} className="key-cap">
                  {cap}
                </kbd>
              ))}
            </dt>
            <dd>{tell(entry.words)}</dd>
          </div>
        ))}
      </dl>
      <p className="key-map-scan">{tell('keys.scan')}</p>
    </Dialog>
  );
}
