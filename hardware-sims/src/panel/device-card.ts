/** What all devices' cards share: name, state of the line, cable, faults. */
import type { Device, DeviceKind, DeviceOf } from './api-types.ts';
import type { Language, WordKey } from './catalogue.ts';
import { button, element, setText } from './dom.ts';
import { faultsView, troubleWords } from './faults-view.ts';
import type { Hub } from './hub.ts';
import { recordingView } from './recording-view.ts';

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

export function deviceCard(first: Device, context: CardContext, view: DeviceView): DeviceCard {
  const { hub, word } = context;
  let plugged = first.plugged;
  const overBroker = first.address.startsWith('mqtt');
  const pill = element('span', { class: 'pill', role: 'status' });
  const cable = button('', 'quiet', () => void hub.hand(first.id, plugged ? 'unplug' : 'plug'));
  const armed = element('p', { class: 'armed', 'aria-live': 'polite' });
  const parts = [faultsView(first, context), recordingView(first, context)];
  const root = element(
    'section',
    {
      class: `device ${first.kind}`,
      'aria-label': `${word(first.kind)} ${first.id}`,
      'data-device': first.id,
      id: `card-${first.id}`,
      tabindex: '-1',
    },
    element(
      'header',
      {},
      element('div', { class: 'name' }, element('h2', {}, word(first.kind)), element('code', {}, first.id)),
      pill,
      cable,
    ),
    view.body,
    ...parts.map((part) => part.root),
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
    setText(armed, troubleWords(device, context));
    for (const part of parts) part.update(device);
    view.update(device);
  };
  update(first);
  return { root, update };
}
