/** One store: its day, its tills and their devices, what has not arrived. */
import { type Html, html } from '@qiantai/foundation';
import { gapOf, type StoreHealth, type TerminalHealth } from './board.ts';
import { type BoardView, headline } from './board-page.ts';
import { addressOf } from './layout.ts';
import { amountText, spanText, timeElement } from './page-format.ts';
import { channelWords, deviceWords, missingWords, tenderWords, words } from './page-words.ts';

/** The board’s root is the store; `isWider`: the user sees others beside it. */
export function storeBody(view: BoardView & { isWider: boolean }): Html {
  const { board, language } = view;
  const say = (word: keyof typeof words) => words[word][language];
  const store = board.root.store;
  const health = store?.health;
  return html`<div id="live">
${view.isWider && html`<p class="crumbs"><a href="${addressOf({ path: '', query: { lang: language } })}">‹ ${say('back')}</a></p>`}
${headline(view)}
${store && storeState(view, store.missing, health)}
<div class="two">
<section><h2>${say('byTender')}</h2>${tenders(view)}</section>
<section><h2>${say('terminals')}</h2>${terminals(view, health)}</section>
</div>
${health && health.alarms.length > 0 && html`<section><h2>${say('alarms')}</h2><ul class="codes">${health.alarms.map((code) => html`<li><code>${code}</code></li>`)}</ul></section>`}
<p class="as-of">${say('updated')} ${timeElement(board.atMs, board.atMs, view.timeZone)} <strong class="stale" hidden>▲ ${say('stale')}</strong></p>
</div>`;
}

function storeState(
  { board, language, timeZone }: BoardView,
  missing: ReadonlyArray<keyof typeof missingWords>,
  health: StoreHealth | undefined,
): Html {
  const say = (word: keyof typeof words) => words[word][language];
  const good = missing.length === 0;
  const facts: Array<[string, Html | string]> = [
    [
      say('lastContact'),
      !health || health.lastContactMs === 0 ? say('never') : timeElement(health.lastContactMs, board.atMs, timeZone),
    ],
    [
      say('unsent'),
      health
        ? html`${health.waitingCount} ${say('entries')} · ${amountText(health.waitingMinor, board.currency)}`
        : '—',
    ],
    [say('oldest'), health && health.waitingCount > 0 ? spanText(health.oldestAgeMs, language) : '—'],
    [say('dead'), health ? String(health.deadCount) : '—'],
    [say('offlineToday'), health ? spanText(health.offlineTodayMs, language) : '—'],
    [say('settings'), health ? `${health.settingsVersion} / ${health.newestSettingsVersion}` : '—'],
    [say('agentVersion'), health?.agentVersion || '—'],
  ];
  return html`<div class="verdict ${good ? 'good' : 'warn'}" role="status"><span class="mark" aria-hidden="true">${good ? '✓' : '▲'}</span>
<div><p><strong>${good ? say('complete') : missing.map((reason) => missingWords[reason][language]).join(', ')}</strong></p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></div></div>`;
}

function tenders(view: BoardView): Html {
  const { board, language } = view;
  if (board.tenders.length === 0) return html`<p class="empty">${words.nothingSold[language]}</p>`;
  const name = (tender: string, channel: string) =>
    [channelWords[channel]?.[language] ?? channel, tenderWords[tender]?.[language] ?? tender]
      .filter((word) => word !== '')
      .join(' · ');
  return html`<table><thead><tr><th scope="col">${words.tender[language]}</th><th scope="col" class="number">${words.count[language]}</th>
<th scope="col" class="number">${words.amount[language]} <small>${board.currency}</small></th></tr></thead>
<tbody>${board.tenders.map(
    (one) =>
      html`<tr><td>${name(one.tender, one.channel)}</td><td class="number">${one.count}</td><td class="number">${amountText(one.amountMinor, board.currency)}</td></tr>`,
  )}</tbody></table>`;
}

function terminals(view: BoardView, health: StoreHealth | undefined): Html {
  const say = (word: keyof typeof words) => words[word][view.language];
  if (!health || health.terminals.length === 0) return html`<p class="empty">${say('noTerminals')}</p>`;
  const heads = (['terminal', 'atStore', 'atServer', 'missing', 'devices', 'version'] as const).map((word) =>
    say(word),
  );
  return html`<div class="scroll"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${health.terminals.map((one) => terminalRow(view, one))}</tbody></table></div>`;
}

function terminalRow({ language }: BoardView, terminal: TerminalHealth): Html {
  const gap = gapOf(terminal);
  // What the store reported may be older than what it has sent since.
  const storeEnd = terminal.storeSequence && Math.max(terminal.storeSequence, terminal.serverSequence);
  const devices = terminal.devices.map(
    (device) =>
      html`<span class="device ${device.good ? 'good' : 'bad'}" title="${device.state}">${device.good ? '●' : '✕'} ${deviceWords[device.kind]?.[language] ?? device.kind}</span> `,
  );
  return html`<tr><td>${terminal.name || terminal.terminalId} <small>${terminal.terminalId}</small></td>
<td class="number">${storeEnd ?? '—'}</td><td class="number">${terminal.serverSequence}</td>
<td class="number ${gap > 0 ? 'bad' : ''}">${gap}</td><td>${devices.length > 0 ? devices : '—'}</td><td>${terminal.appVersion || '—'}</td></tr>`;
}
