/** What all devices' cards share: name, state of the line, cable, faults. */
import type { Device, DeviceKind, DeviceOf } from './api-types.ts';
import type { Language, WordKey } from './catalogue.ts';
import { button, element, setText } from './dom.ts';
import type { Hub } from './hub.ts';

export interface CardContext {
  hub: Hub;
  language: Language;
  word(key: WordKey, count?: number): string;
}

export interface DeviceView<K extends DeviceKind = DeviceKind> {
  /** The drawing and the hands of this kind of device. */
  body: HTMLElement;
  update(device: DeviceOf<K>): void;
}

export interface DeviceCard {
  root: HTMLElement;
  update(device: Device): void;
}

const faultHands: ReadonlyArray<readonly [WordKey, string]> = [
  ['garble', 'garble-next-frame'],
  ['drop', 'drop-next-frame'],
  ['delay', 'delay-next-frame'],
  ['duplicate', 'duplicate-next-frame'],
];

export function deviceCard(first: Device, context: CardContext, view: DeviceView): DeviceCard {
  const { hub, word } = context;
  let plugged = first.plugged;
  const overBroker = first.address.startsWith('mqtt');
  const pill = element('span', { class: 'pill', role: 'status' });
  const cable = button('', 'quiet', () => void hub.hand(first.id, plugged ? 'unplug' : 'plug'));
  const armed = element('p', { class: 'armed', 'aria-live': 'polite' });
  const faults = faultHands.map(([key, hand]) => button(word(key), 'quiet', () => void hub.hand(first.id, hand)));
  const root = element(
    'section',
    { class: `device ${first.kind}`, 'aria-label': `${word(first.kind)} ${first.id}`, 'data-device': first.id },
    element(
      'header',
      {},
      element('div', { class: 'name' }, element('h2', {}, word(first.kind)), element('code', {}, first.id)),
      pill,
      cable,
    ),
    view.body,
    element(
      'details',
      { class: 'faults' },
      element('summary', {}, word('faults')),
      element('div', { class: 'row' }, ...faults),
    ),
    armed,
  );

  const update = (device: Device) => {
    plugged = device.plugged;
    const state = device.plugged ? (device.peer ? 'there' : 'absent') : 'unplugged';
    pill.className = `pill ${state}`;
    setText(
      pill,
      {
        there: `● ${word(overBroker ? 'brokerThere' : 'tillThere')}`,
        absent: `○ ${word(overBroker ? 'noBroker' : 'noTill')}`,
        unplugged: `✕ ${word('unpluggedState')}`,
      }[state],
    );
    root.classList.toggle('unplugged', !device.plugged);
    setText(cable, word(device.plugged ? 'unplug' : 'plug'));
    setText(armed, device.armedFaults.length === 0 ? '' : word('armed') + faultWords(device.armedFaults, context));
    view.update(device);
  };
  update(first);
  return { root, update };
}

function faultWords(kinds: readonly string[], { word }: CardContext): string {
  return kinds.map((kind) => word(kind as 'garble' | 'drop' | 'delay' | 'duplicate')).join(' · ');
}
