/** The first page of headquarters: the day's sales, whether they are complete, and the stores as a tree. */
import { dateMoved, type Html, html } from '@qiantai/foundation';
import { type BoardNode, type BoardSums, type ChainBoard, type StoreBoard, storesOf } from './board.ts';
import { addressOf } from './layout.ts';
import { amountText, spanText, timeElement } from './page-format.ts';
import { type Language, missingWords, words } from './page-words.ts';

export interface BoardView {
  board: ChainBoard;
  language: Language;
  timeZone: string;
  /** Below the pages' own: '' or `/stores/ID`. */
  path: string;
}

/** Regions of a chain of more stores than this are closed at first. */
const openStoresMax = 60;

/** All below the bar; the page fetches it anew from time to time. */
export function boardBody(view: BoardView): Html {
  const { board, language } = view;
  const say = (word: keyof typeof words) => words[word][language];
  return html`<div id="live">
${headline(view)}
${verdict(view)}
<dl class="figures">
${figure(say('unsent'), board.root.sums.waitingCount, money(view, board.root.sums.waitingMinor), 'warn')}
${figure(say('offlineStores'), board.root.sums.offlineCount, `${say('ofStores')} ${board.root.sums.storeCount}`, 'bad')}
${figure(say('gaps'), board.root.sums.gapCount, say('entries'), 'bad')}
${figure(say('dead'), board.root.sums.deadCount, say('entries'), 'bad')}
${figure(say('behind'), board.root.sums.behindCount, say('storesUnit'), 'warn')}
</dl>
<section aria-labelledby="stores-title">
<h2 id="stores-title">${say('stores')}</h2>
${board.root.sums.storeCount === 0 ? html`<p class="empty">${say('noStores')}</p>` : tree(view)}
</section>
<p class="as-of">${say('updated')} ${timeElement(board.atMs, board.atMs, view.timeZone)} <strong class="stale" hidden>▲ ${say('stale')}</strong></p>
</div>`;
}

export function headline(view: BoardView): Html {
  const { board, language } = view;
  const { soldMinor, returnedMinor, saleCount, returnCount } = board.root.sums;
  const say = (word: keyof typeof words) => words[word][language];
  return html`<div class="headline">
<div>
<h1>${nameOf(board.root.place, language)}</h1>
${dateForm(view)}
</div>
<div class="net">
<p class="label">${say('netSales')}</p>
<p class="sum">${money(view, soldMinor - returnedMinor)}</p>
<p class="parts"><span>${say('sales')} ${amountText(soldMinor, board.currency)} · ${saleCount} ${say('salesCount')}</span>
<span>${say('returns')} ${amountText(-returnedMinor, board.currency)} · ${returnCount}</span>
${saleCount > 0 && html`<span>${say('average')} ${amountText(soldMinor / BigInt(saleCount), board.currency)}</span>`}</p>
</div>
</div>
${hours(view)}`;
}

function dateForm({ board, language, path }: BoardView): Html {
  const say = (word: keyof typeof words) => words[word][language];
  const link = (days: number) =>
    addressOf({ path, query: { date: dateMoved(board.businessDate, days), lang: language } });
  const isToday = board.businessDate === board.today;
  return html`<p class="date">
<a href="${link(-1)}" title="${say('dayBefore')}" aria-label="${say('dayBefore')}">‹</a>
<span>${say('businessDate')} <strong>${board.businessDate}</strong> ${isToday && html`<em>${say('today')}</em>`}</span>
${
  !isToday &&
  html`<a href="${link(1)}" title="${say('dayAfter')}" aria-label="${say('dayAfter')}">›</a>
<a href="${addressOf({ path: '', query: { lang: language } })}">${say('today')}</a>`
}
</p>`;
}

function verdict(view: BoardView): Html {
  const { board, language } = view;
  const say = (word: keyof typeof words) => words[word][language];
  const missing = storesOf(board.root).filter((store) => store.missing.length > 0);
  if (board.root.sums.storeCount === 0) return html``;
  if (missing.length === 0) {
    return html`<div class="verdict good" role="status"><span class="mark" aria-hidden="true">✓</span>
<p><strong>${say('complete')}</strong> ${say('completeWhy')}</p></div>`;
  }
  const shown = missing.slice(0, 8);
  return html`<div class="verdict warn" role="status"><span class="mark" aria-hidden="true">▲</span>
<div><p><strong>${say('incomplete')}</strong> ${board.businessDate !== board.today && say('pastWhy')}</p>
<ul>${shown.map((store) => html`<li>${missingLine(view, store)}</li>`)}${
    missing.length > shown.length && html`<li>… +${missing.length - shown.length}</li>`
  }</ul></div></div>`;
}

function missingLine(view: BoardView, store: StoreBoard): Html {
  const { language, board } = view;
  const { health } = store;
  const graver = store.missing.filter((reason) => reason !== 'unsent');
  const why = graver.map((reason) => missingWords[reason][language]).join(', ');
  const parts = [
    health?.offlineSinceMs !== undefined &&
      html`${words.since[language]} ${timeElement(health.offlineSinceMs, board.atMs, view.timeZone)}`,
    health &&
      health.waitingCount > 0 &&
      html`${words.unsent[language]} ${health.waitingCount} ${words.entries[language]} ${money(view, health.waitingMinor)}`,
    store.missing.includes('gap') && html`${words.gaps[language]} ${store.gapCount}`,
  ].filter((part) => part !== false && part !== undefined);
  const said = [why, ...parts].filter((part) => part !== '').map((part, index) => html`${index > 0 && ' · '}${part}`);
  return html`<a href="${storeAddress(view, store)}">${nameOf(store.place, language)}</a>: ${said}`;
}

function hours({ board, language }: BoardView): Html {
  const most = board.hours.reduce((max, amount) => (amount > max ? amount : max), 0n);
  const first = Number(board.dayStartsAt.slice(0, 2));
  const bars = board.hours.map((amount, index) => {
    const height = most > 0n && amount > 0n ? Number((amount * 100n) / most) : 0;
    const hour = String((first + index) % 24).padStart(2, '0');
    const label = `${hour}:00 ${amountText(amount, board.currency)}`;
    return html`<li title="${label}"><svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="${100 - height}" width="10" height="${height}"></rect></svg><span class="hour">${hour}</span><span class="hidden">${label}</span></li>`;
  });
  return html`<ol class="hours" aria-label="${words.byHour[language]}">${bars}</ol>`;
}

function tree(view: BoardView): Html {
  const say = (word: keyof typeof words) => words[word][view.language];
  return html`<div class="tree">
<div class="row heads" aria-hidden="true"><span>${say('store')}</span><span>${say('state')}</span><span class="number">${say('netSales')}</span>
<span class="number">${say('sales')}</span><span class="number">${say('unsent')}</span><span class="number">${say('oldest')}</span>
<span class="number">${say('gaps')}</span><span class="number">${say('offlineToday')}</span><span>${say('settings')}</span></div>
${node(view, view.board.root, 0)}
</div>`;
}

function node(view: BoardView, at: BoardNode, depth: number): Html {
  if (at.store) return storeRow(view, at.store, depth);
  const open = depth === 0 || view.board.root.sums.storeCount <= openStoresMax;
  return html`<details class="branch" id="branch-${at.place.scope || 'chain'}" ${open && 'open'}>
<summary class="row depth-${Math.min(depth, 5)}">${placeCells(view, at)}</summary>
${at.children.map((child) => node(view, child, depth + 1))}
</details>`;
}

function placeCells(view: BoardView, { place, sums }: BoardNode): Html {
  const { language } = view;
  const good = sums.incompleteCount === 0;
  return html`<span class="name">${nameOf(place, language)} <small>${sums.storeCount}</small></span>
<span class="state ${good ? 'good' : 'warn'}">${good ? '✓' : '▲'} ${good ? words.complete[language] : `${sums.incompleteCount}`}</span>
${sumCells(view, sums)}
<span class="number">—</span><span class="number ${sums.gapCount > 0 && 'bad'}">${sums.gapCount}</span><span class="number">—</span>
<span>${sums.behindCount > 0 ? html`<span class="warn">▲ ${sums.behindCount}</span>` : words.upToDate[language]}</span>`;
}

function storeRow(view: BoardView, store: StoreBoard, depth: number): Html {
  const { language, board } = view;
  const { health, sales } = store;
  const [reason] = store.missing;
  const state =
    reason === undefined ? { mark: '●', role: 'good', word: words.online[language] } : stateOf(reason, language);
  const sums = { ...sales, waitingCount: health?.waitingCount ?? 0, waitingMinor: health?.waitingMinor ?? 0n };
  return html`<div class="row store depth-${Math.min(depth, 5)}"><span class="name"><a href="${storeAddress(view, store)}">${nameOf(store.place, language)}</a></span>
<span class="state ${state.role}">${state.mark} ${state.word}${
    health?.offlineSinceMs !== undefined &&
    html` <small>${words.since[language]} ${timeElement(health.offlineSinceMs, board.atMs, view.timeZone)}</small>`
  }</span>
${sumCells(view, sums)}
<span class="number">${health && health.waitingCount > 0 ? spanText(health.oldestAgeMs, language) : '—'}</span>
<span class="number ${store.gapCount > 0 && 'bad'}">${store.gapCount}</span>
<span class="number">${health && health.offlineTodayMs > 0 ? spanText(health.offlineTodayMs, language) : '—'}</span>
<span>${settingsCell(view, store)}</span></div>`;
}

function stateOf(reason: StoreBoard['missing'][number], language: Language) {
  const word = missingWords[reason][language];
  return reason === 'unsent' ? { mark: '▲', role: 'warn', word } : { mark: '✕', role: 'bad', word };
}

function sumCells(
  view: BoardView,
  sums: Pick<BoardSums, 'soldMinor' | 'returnedMinor' | 'saleCount' | 'waitingCount' | 'waitingMinor'>,
): Html {
  const { currency } = view.board;
  return html`<span class="number strong">${amountText(sums.soldMinor - sums.returnedMinor, currency)}</span>
<span class="number">${sums.saleCount}</span>
<span class="number ${sums.waitingCount > 0 && 'warn'}">${
    sums.waitingCount === 0 ? '0' : html`${sums.waitingCount} <small>${amountText(sums.waitingMinor, currency)}</small>`
  }</span>`;
}

function settingsCell({ language, board }: BoardView, { health }: StoreBoard): Html {
  if (!health || health.lastContactMs === 0) return html`—`;
  const behind = health.newestSettingsVersion - health.settingsVersion;
  if (behind <= 0) return html`${words.upToDate[language]}`;
  const age =
    health.settingsBehindSinceMs > 0 ? ` · ${spanText(board.atMs - health.settingsBehindSinceMs, language)}` : '';
  return html`<span class="warn">▲ ${behind} ${words.versionsBehind[language]}${age}</span>`;
}

export function money({ board }: BoardView, amountMinor: bigint): Html {
  return html`${amountText(amountMinor, board.currency)} <small>${board.currency}</small>`;
}

export function nameOf(place: { name: string; nameEn: string }, language: Language): string {
  return language === 'en' && place.nameEn !== '' ? place.nameEn : place.name;
}

function storeAddress({ board, language }: BoardView, store: StoreBoard): string {
  const query = { lang: language, ...(board.businessDate === board.today ? {} : { date: board.businessDate }) };
  return addressOf({ path: `/stores/${encodeURIComponent(store.place.id)}`, query });
}

function figure(name: string, count: number, note: Html | string, role: 'warn' | 'bad'): Html {
  return html`<div class="${count > 0 ? role : ''}"><dt>${name}</dt><dd>${count} <small>${note}</small></dd></div>`;
}
