/** The panel: devices in groups by till, their hands, and what goes over their lines. */
import type { Card, Device, LogEntry, Phone, Preset } from './api-types.ts';
import { type Language, refusalOf, wordOf } from './catalogue.ts';
import { type CounterView, counterView } from './counter-view.ts';
import { type CardContext, type DeviceCard, type DeviceView, deviceCard } from './device-card.ts';
import { button, element, setText } from './dom.ts';
import { Hub } from './hub.ts';
import { type LogView, logView } from './log-view.ts';
import { type PhoneView, phoneView } from './phone-view.ts';
import { poleView } from './pole-view.ts';
import { printerView } from './printer-view.ts';
import { readerView } from './reader-view.ts';
import { scaleView } from './scale-view.ts';
import { scannerView } from './scanner-view.ts';
import { speakerView } from './speaker-view.ts';

const toastMs = 6000;
/** Under what name the log tells of the phone. */
const phoneLogId = 'phone';

class Panel {
  private readonly root: HTMLElement;
  private readonly hub: Hub;
  private language: Language;
  private connected = false;
  private devices: Device[] = [];
  private group = '';
  private cards: Card[] = [];
  private presets: Preset[] = [];
  private deviceCards = new Map<string, DeviceCard>();
  private log: LogView | undefined;
  private counter: CounterView | undefined;
  private phone: Phone | undefined;
  private phoneCard: PhoneView | undefined;
  private readonly status = element('span', { class: 'pill', role: 'status' });
  private readonly toast = element('div', { class: 'toast', role: 'alert' });
  private toastTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement) {
    this.root = root;
    this.language = startLanguage();
    this.hub = new Hub({
      connected: (connected) => this.showConnected(connected),
      devices: (devices) => this.takeDevices(devices),
      device: (device) => this.takeDevice(device),
      phone: (phone) => this.takePhone(phone),
      log: (entry) => this.takeLog(entry),
      refused: (refusal) => this.showRefusal(refusalOf(this.language, refusal)),
    });
  }

  async start(): Promise<void> {
    applyTheme(startTheme());
    this.draw();
    [this.cards, this.presets] = await Promise.all([this.hub.cards(), this.hub.presets()]);
    this.hub.follow();
  }

  private readonly word: CardContext['word'] = (key, count) => wordOf(this.language, key, count);

  private takeDevices(devices: Device[]): void {
    this.devices = devices;
    if (!groupsOf(devices).includes(this.group)) this.group = groupsOf(devices)[0] ?? '';
    this.draw();
  }

  private takeDevice(device: Device): void {
    this.devices = this.devices.map((known) => (known.id === device.id ? device : known));
    this.deviceCards.get(device.id)?.update(device);
    this.counter?.update(device);
  }

  private takePhone(phone: Phone): void {
    this.phone = phone;
    this.phoneCard?.update(phone);
    this.counter?.updatePhone(phone);
  }

  private takeLog(entry: LogEntry): void {
    this.log?.add([entry]);
  }

  private draw(): void {
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    document.title = this.word('title');
    this.showConnected(this.connected);
    this.root.replaceChildren(this.header(), this.groupTabs(), ...this.main(), this.toast);
    if (this.phone) this.takePhone(this.phone);
    void this.fillLog();
  }

  private header(): HTMLElement {
    const dark = document.documentElement.dataset['theme'] === 'dark';
    const language = button(this.word('language'), 'quiet', () => {
      this.language = this.language === 'zh' ? 'en' : 'zh';
      localStorage.setItem('language', this.language);
      this.draw();
    });
    const theme = button(this.word(dark ? 'themeLight' : 'themeDark'), 'quiet', () => {
      applyTheme(dark ? 'light' : 'dark');
      localStorage.setItem('theme', dark ? 'light' : 'dark');
      this.draw();
    });
    return element(
      'header',
      { class: 'top' },
      element(
        'div',
        { class: 'brand' },
        element('span', { class: 'seal', 'aria-hidden': 'true' }, '钱'),
        element(
          'div',
          {},
          element('h1', {}, this.word('title')),
          element('p', { class: 'muted' }, this.word('subtitle')),
        ),
      ),
      this.status,
      language,
      theme,
    );
  }

  private groupTabs(): HTMLElement {
    const groups = groupsOf(this.devices);
    const tabs = groups.map((group) => {
      const tab = button(group, 'tab', () => {
        this.group = group;
        this.draw();
      });
      tab.setAttribute('aria-pressed', String(group === this.group));
      return tab;
    });
    return element('nav', { class: 'tabs' }, ...(groups.length > 1 ? tabs : []));
  }

  /** The counter with all that stands on it, and beneath a card for each. */
  private main(): HTMLElement[] {
    const shown = this.devices.filter((device) => groupOf(device.id) === this.group);
    const context: CardContext = { hub: this.hub, language: this.language, word: this.word };
    this.deviceCards = new Map(
      shown.map((device) => [device.id, deviceCard(device, context, this.viewOf(device, context))]),
    );
    this.log = logView([...shown.map((device) => device.id), phoneLogId], context);
    this.counter = counterView(this.group, shown, context);
    const scanners = this.devices.filter(({ kind }) => kind === 'scanner').map(({ id }) => id);
    const near = scanners.sort((a, b) => Number(groupOf(b) === this.group) - Number(groupOf(a) === this.group));
    this.phoneCard = phoneView(near, context);
    const empty = this.word(this.connected ? 'noDevices' : 'loading');
    const cards = [...this.deviceCards.values()].map((card) => card.root);
    const devices = cards.length > 0 ? [...cards, this.phoneCard.root] : [element('p', { class: 'muted' }, empty)];
    const main = element('main', {}, element('div', { class: 'devices' }, ...devices), this.log.root);
    // A store's own speaker stands on no counter.
    return shown.length > 1 ? [this.counter.root, main] : [main];
  }

  private viewOf(device: Device, context: CardContext): DeviceView {
    // Each view only ever gets updates of its own kind: the card was made for one device.
    switch (device.kind) {
      case 'scanner':
        return scannerView(device, this.presets, context) as DeviceView;
      case 'reader':
        return readerView(device, this.cards, this.language, context) as DeviceView;
      case 'printer':
        return printerView(device, context) as DeviceView;
      case 'speaker':
        return speakerView(device, context) as DeviceView;
      case 'scale':
        return scaleView(device, context) as DeviceView;
      case 'pole':
        return poleView(device, context) as DeviceView;
    }
  }

  private async fillLog(): Promise<void> {
    const view = this.log;
    const devices = [...this.deviceCards.keys()].map((id) => this.hub.logOf(id));
    const histories = await Promise.all([...devices, this.hub.phoneLog()]);
    view?.add(histories.flat());
  }

  private showConnected(connected: boolean): void {
    this.connected = connected;
    this.status.className = `pill ${connected ? 'there' : 'unplugged'}`;
    setText(this.status, connected ? `● ${this.word('live')}` : `▲ ${this.word('reconnecting')}`);
  }

  private showRefusal(message: string): void {
    setText(this.toast, this.word('failed') + message);
    this.toast.classList.add('shown');
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove('shown'), toastMs);
  }
}

/** `till-1` of `till-1-scanner`: devices are named by their till and their kind. */
function groupOf(deviceId: string): string {
  return deviceId.replace(/-(scanner|reader|printer|speaker|scale|pole)$/, '');
}

function groupsOf(devices: readonly Device[]): string[] {
  return [...new Set(devices.map((device) => groupOf(device.id)))];
}

function startLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('language') ?? localStorage.getItem('language');
  if (asked === 'zh' || asked === 'en') return asked;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

function startTheme(): 'light' | 'dark' {
  const asked = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('theme');
  if (asked === 'light' || asked === 'dark') return asked;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function applyTheme(theme: 'light' | 'dark'): void {
  document.documentElement.dataset['theme'] = theme;
}

const root = document.getElementById('panel');
if (root) void new Panel(root).start();
