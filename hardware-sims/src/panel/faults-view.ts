/** What every device's card offers to break it: by hand, and by rates that the seed draws. */
import type { Device } from './api-types.ts';
import { type WordKey, wordKeys } from './catalogue.ts';
import type { CardContext } from './device-card.ts';
import { button, element, setText } from './dom.ts';

const nextFrameHands: ReadonlyArray<readonly [WordKey, string]> = [
  ['garble', 'garble-next-frame'],
  ['drop', 'drop-next-frame'],
  ['delay', 'delay-next-frame'],
  ['duplicate', 'duplicate-next-frame'],
];
const replugMs = 2000;
/** What a device says that is asked who it is and lies. */
const wrongModel = 'QT-WRONG-0';

const lineRates = ['garble', 'drop', 'duplicate', 'delay', 'stuck', 'unplug'] as const;
const printerRates = ['paperOut', 'paperNearEnd', 'coverOpen', 'cutterJam', 'drawerStuck'] as const;

export interface PartView {
  root: HTMLElement;
  update(device: Device): void;
}

export function faultsView(first: Device, context: CardContext): PartView {
  const { hub, word } = context;
  let device = first;
  const next = nextFrameHands.map(([key, hand]) => button(word(key), 'quiet', () => void hub.hand(first.id, hand)));
  const stick = button('', 'quiet', () => void hub.hand(first.id, 'stick', { on: !device.stuck }));
  const replug = button(word('replug'), 'quiet', () => void hub.hand(first.id, 'replug', { afterMs: replugMs }));
  const lie = button('', 'quiet', () => {
    void hub.hand(first.id, 'wrong-model', device.wrongModel === '' ? { model: wrongModel } : {});
  });
  const rates = ratesForm(first, context);
  const root = element(
    'details',
    { class: 'faults' },
    element('summary', {}, word('faults')),
    element('div', { class: 'row' }, ...next, stick, replug, ...(first.hands.includes('wrong-model') ? [lie] : [])),
    rates,
  );
  const update = (now: Device) => {
    device = now;
    setText(stick, word(now.stuck ? 'unstick' : 'stick'));
    setText(lie, word(now.wrongModel === '' ? 'wrongModel' : 'rightModel'));
  };
  return { root, update };
}

/** What is broken now, in one line under the device. */
export function troubleWords(device: Device, { word }: CardContext): string {
  const armed = device.armedFaults.map((kind) => word(armedWord(kind))).join(' · ');
  const seeded = Object.entries(device.faultRates)
    .filter(([name, often]) => often > 0 && isWord(`rate_${name}`))
    .map(([name, often]) => `${word(`rate_${name}` as WordKey)} ${Math.round(often * 100)} %`);
  return [
    armed === '' ? '' : word('armed') + armed,
    device.stuck ? word('stuckState') : '',
    device.wrongModel === '' ? '' : `${word('wrongModelState')} ${device.wrongModel}`,
    ...seeded,
  ]
    .filter((text) => text !== '')
    .join(' · ');
}

function armedWord(kind: string): WordKey {
  return isWord(`rate_${kind}`) ? (`rate_${kind}` as WordKey) : 'faults';
}

function isWord(key: string): boolean {
  return (wordKeys as readonly string[]).includes(key);
}

function ratesForm(first: Device, { hub, word }: CardContext): HTMLElement {
  const names = [...lineRates, ...(first.kind === 'printer' ? printerRates : [])];
  const fields = names.map((name) => {
    const input = element('input', {
      id: `${first.id}-rate-${name}`,
      type: 'number',
      min: '0',
      max: '100',
      step: '1',
      value: String(Math.round((first.faultRates[name] ?? 0) * 100)),
    });
    const label = element('label', { for: input.id }, word(`rate_${name}`));
    return { name, input, field: element('div', { class: 'rate' }, label, input) };
  });
  const form = element(
    'form',
    { class: 'rates' },
    element('h3', {}, word('rates')),
    element('div', { class: 'rate-grid' }, ...fields.map(({ field }) => field)),
    element('button', { type: 'submit', class: 'quiet' }, word('ratesSet')),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void hub.setRates(
      first.id,
      Object.fromEntries(fields.map(({ name, input }) => [name, Math.min(100, Number(input.value) || 0) / 100])),
    );
  });
  return form;
}
