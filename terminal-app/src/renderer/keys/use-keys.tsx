/**
 * One place where keys arrive. Characters pass through the key reader first; what a hand pressed goes to the
 * topmost part of the screen that wants it (dialog over sheet over view), what a scanner typed goes to the
 * till as a scan and to nobody else.
 */
import { createContext, type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { charactersMin, holdMs, KeyReader, type ReaderEvent } from './key-reader.ts';

export interface HandKey {
  /** One character, or a name such as `Enter`, `F2`, `ArrowUp`. */
  key: string;
  /** Characters that came just before an Enter. */
  charactersBefore: number;
}

/** An Enter that ends no characters at all: the only one that leaves a declined or unknown result. */
export const isDeliberate = (press: HandKey): boolean => press.charactersBefore === 0;

/** An Enter that may end a slow scanner's code: it confirms nothing. */
export const mayEndCode = (press: HandKey): boolean => press.charactersBefore >= charactersMin;

/** True: taken, no other part of the screen gets it. */
export type KeyHandler = (press: HandKey) => boolean;
export type KeyLayer = 'shell' | 'view' | 'sheet' | 'dialog';

const layerOrder: Readonly<Record<KeyLayer, number>> = { shell: 0, view: 1, sheet: 2, dialog: 3 };

interface Registration {
  layer: KeyLayer;
  handle: KeyHandler;
}

interface KeyDesk {
  add(registration: Registration): () => void;
}

const KeyDeskContext = createContext<KeyDesk | null>(null);

/** Keys that the browser itself would act on, where the till gives them a meaning. */
const ownKeys = new Set([
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F11',
  'F12',
  'Enter',
  'Escape',
  'ArrowUp',
  'ArrowDown',
  'Delete',
  'Backspace',
  'Tab',
]);
/**
 * The operators of the number pad, by their place: scanners that type use the main keys (a code may begin with `+`,
 * HIBC's do), so these need not be held until it is clear that they stand alone.
 */
const padKeys: Readonly<Record<string, string>> = { NumpadAdd: '+', NumpadSubtract: '-', NumpadMultiply: '*' };
/** While a text field has the focus these stay the field's. */
const fieldKeys = new Set(['Delete', 'Backspace', 'Tab']);

export interface KeyRootProps {
  onScan: (code: string) => void;
  /** Names what is on the screen: a character typed for one thing never acts on the next. */
  scope: string;
  children: ReactNode;
}

export function KeyRoot({ onScan, scope, children }: KeyRootProps) {
  const registrations = useRef<Registration[]>([]);
  const latest = useRef({ onScan, scope });
  useLayoutEffect(() => {
    latest.current = { onScan, scope };
  });

  useEffect(() => {
    const reader = new KeyReader();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const offer = (press: HandKey): boolean => {
      const topFirst = registrations.current.toSorted((a, b) => layerOrder[b.layer] - layerOrder[a.layer]);
      // Several keys may be let go at once: each must see what the one before it did.
      return flushSync(() => topFirst.some((registration) => registration.handle(press)));
    };
    const act = (events: ReaderEvent[], inField: boolean): boolean => {
      let taken = false;
      for (const event of events) {
        if (event.kind === 'scan') {
          offer({ key: 'Scanned', charactersBefore: 0 });
          latest.current.onScan(event.code);
          taken = true;
        } else if (!inField || event.key.length > 1) {
          taken = offer(event) || (event.key === ' ' && clickFocused()) || taken;
        }
      }
      return taken;
    };
    const releaseLater = (inField: boolean) => {
      clearTimeout(timer);
      if (!reader.holding) return;
      const typedFor = latest.current.scope;
      timer = setTimeout(() => {
        const events = reader.release(Number.POSITIVE_INFINITY);
        if (latest.current.scope === typedFor) act(events, inField);
      }, holdMs);
    };

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      const character = [...event.key].length === 1;
      if (!character && !ownKeys.has(event.key)) return;
      const inField = event.target instanceof HTMLInputElement;
      const padKey = inField ? undefined : padKeys[event.code];
      if (padKey !== undefined) {
        event.preventDefault();
        act(
          reader.press(event.code, event.timeStamp).map((one) => asPadKey(one, padKey)),
          false,
        );
        return;
      }
      if (!character && inField && fieldKeys.has(event.key) && event.key !== 'Tab') return;
      if (event.repeat && (event.key === 'Enter' || event.key === 'Escape')) {
        event.preventDefault();
        return;
      }

      const events = reader.press(event.key, event.timeStamp);
      const scanned = events.some((one) => one.kind === 'scan');
      const swallowed = !character && events.length === 0;
      releaseLater(inField);
      if (character) {
        if (!inField) event.preventDefault();
        act(events, inField);
        return;
      }
      const deliberate = events.some(
        (one) => one.kind === 'key' && one.key === event.key && one.charactersBefore === 0,
      );
      const native = event.key === 'Tab' || (event.key === 'Enter' && deliberate && focusedByKeyboard());
      if (native && !scanned) return;
      const taken = act(events, inField);
      if (taken || scanned || swallowed || event.key === 'Enter') {
        event.preventDefault();
        event.stopPropagation();
      }
    };

    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    };
  }, []);

  const desk = useMemo<KeyDesk>(
    () => ({
      add(registration) {
        registrations.current.push(registration);
        return () => {
          registrations.current = registrations.current.filter((other) => other !== registration);
        };
      },
    }),
    [],
  );
  return <KeyDeskContext value={desk}>{children}</KeyDeskContext>;
}

const asPadKey = (event: ReaderEvent, key: string): ReaderEvent =>
  event.kind === 'key' && event.key.startsWith('Numpad') ? { ...event, key } : event;

/** Takes part in the keys for as long as the component is drawn. */
export function useKeys(layer: KeyLayer, handler: KeyHandler): void {
  const desk = useContext(KeyDeskContext);
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  useLayoutEffect(() => desk?.add({ layer, handle: (press) => latest.current(press) }), [desk, layer]);
}

/** Tab brought the focus to a button: Enter is that button's. A tapped button keeps no claim on Enter. */
function focusedByKeyboard(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLButtonElement && focused.matches(':focus-visible');
}

function clickFocused(): boolean {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLButtonElement) || !focused.matches(':focus-visible')) return false;
  if (focused.dataset['deliberate'] !== undefined) return false;
  focused.click();
  return true;
}
