/** The customers' page: two phones, a wallet of cards, the channels' books and their wire. */
import { booksView } from './books-view.ts';
import { cardsView } from './cards-view.ts';
import { type Language, languages, wordOf } from './catalogue.ts';
import { button, element, setText } from './dom.ts';
import { moneyText } from './format.ts';
import { Hub } from './hub.ts';
import { type LogView, logView } from './log-view.ts';
import { phoneView } from './phone-view.ts';
import type { PageContext, Tone, View } from './view.ts';
import { type PhoneState, type WalletChannel, walletChannels } from './wire-types.ts';

const beatMs = 1_000;
const toastMs = 5_000;
/** Of the messages before the page was opened, this many are shown. */
const messagesBefore = 200;

class CustomersPage {
  private readonly root: HTMLElement;
  private readonly hub: Hub;
  private language: Language;
  private theme: 'light' | 'dark';
  private readonly codes = new Map<WalletChannel, string>();
  private views: View[] = [];
  private log: LogView | undefined;
  private lastMessageN: number | undefined;
  private currency = 'CNY';
  private connected = true;
  private asking = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private toastTimer: ReturnType<typeof setTimeout> | undefined;
  private readonly status = element('p', { class: 'status', role: 'status' });
  private readonly toast = element('div', { class: 'toast', role: 'alert' });

  constructor(root: HTMLElement) {
    this.root = root;
    this.language = startLanguage();
    this.theme = startTheme();
    this.hub = new Hub((message) => this.say(wordOf(this.language, 'failed', message), 'bad'));
  }

  async start(): Promise<void> {
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) void this.beat();
    });
    // Money is drawn in the merchant's currency, which only the simulators know.
    const state = await this.hub.state().catch(() => undefined);
    if (state) this.currency = state.currency;
    this.draw();
    await this.beat();
  }

  private draw(): void {
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset['theme'] = this.theme;
    document.title = wordOf(this.language, 'title');
    const context = this.context();
    const phones = walletChannels.map((channel) => phoneView(channel, context));
    const cards = cardsView(context);
    const books = booksView(context);
    this.log = logView(context);
    this.lastMessageN = undefined;
    this.views = [...phones, cards, books];
    this.root.replaceChildren(
      this.header(),
      element(
        'main',
        {},
        element('div', { class: 'hands' }, ...phones.map((phone) => phone.root), cards.root),
        books.root,
        this.log.root,
      ),
      this.toast,
    );
    this.showConnected();
  }

  private context(): PageContext {
    const { language } = this;
    return {
      hub: this.hub,
      language,
      word: (key, ...values) => wordOf(language, key, ...values),
      money: (amountMinor) => moneyText(language, amountMinor, this.currency),
      say: (message, tone) => this.say(message, tone),
      codes: this.codes,
      refresh: () => void this.beat(),
    };
  }

  private header(): HTMLElement {
    const language = button(wordOf(this.language, 'language'), 'quiet', () => {
      this.language = this.language === 'zh' ? 'en' : 'zh';
      localStorage.setItem('language', this.language);
      this.redraw();
    });
    language.lang = this.language === 'zh' ? 'en' : 'zh-CN';
    const theme = button(wordOf(this.language, this.theme === 'dark' ? 'toLight' : 'toDark'), 'quiet', () => {
      this.theme = this.theme === 'dark' ? 'light' : 'dark';
      localStorage.setItem('theme', this.theme);
      document.documentElement.dataset['theme'] = this.theme;
      setText(theme, wordOf(this.language, this.theme === 'dark' ? 'toLight' : 'toDark'));
    });
    return element(
      'header',
      { class: 'top' },
      element('span', { class: 'seal', 'aria-hidden': 'true' }, '钱'),
      element(
        'div',
        { class: 'titles' },
        element('h1', {}, wordOf(this.language, 'title')),
        element('p', { class: 'muted' }, wordOf(this.language, 'subtitle')),
      ),
      this.status,
      language,
      theme,
    );
  }

  /** An address that asked for a language would speak against the choice when the page is loaded again. */
  private redraw(): void {
    const address = new URL(location.href);
    address.searchParams.delete('lang');
    history.replaceState(null, '', address);
    this.draw();
    void this.beat();
  }

  /** One question at a time; the next beat is set when this one has been answered. */
  private async beat(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    clearTimeout(this.timer);
    try {
      const state = await this.hub.state();
      for (const view of this.views) view.update(state);
      await this.readLog(state);
      this.connected = true;
    } catch {
      this.connected = false;
    }
    this.asking = false;
    this.showConnected();
    if (!document.hidden) this.timer = setTimeout(() => void this.beat(), beatMs);
  }

  private async readLog(state: PhoneState): Promise<void> {
    // Simulators that were started anew count from one again.
    if (this.lastMessageN === undefined || this.lastMessageN > state.lastMessageN) {
      this.lastMessageN = Math.max(0, state.lastMessageN - messagesBefore);
    }
    if (this.lastMessageN === state.lastMessageN) return;
    const view = this.log;
    const messages = await this.hub.messagesAfter(this.lastMessageN);
    // The language may have changed meanwhile: the new table asks for itself.
    if (view !== this.log) return;
    view?.add(messages);
    this.lastMessageN = messages.at(-1)?.n ?? this.lastMessageN;
  }

  private showConnected(): void {
    setText(this.status, `${this.connected ? '●' : '▲'} ${wordOf(this.language, this.connected ? 'live' : 'gone')}`);
    this.status.dataset['tone'] = this.connected ? 'good' : 'bad';
  }

  private say(message: string, tone: Tone = 'good'): void {
    setText(this.toast, message);
    this.toast.dataset['tone'] = tone;
    this.toast.classList.add('shown');
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => this.toast.classList.remove('shown'), toastMs);
  }
}

function startLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) localStorage.setItem('language', asked);
  const kept = localStorage.getItem('language');
  if (isLanguage(kept)) return kept;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

function isLanguage(text: string | null): text is Language {
  return languages.some((language) => language === text);
}

function startTheme(): 'light' | 'dark' {
  const kept = localStorage.getItem('theme');
  if (kept === 'light' || kept === 'dark') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

const root = document.getElementById('page');
if (root) void new CustomersPage(root).start();
