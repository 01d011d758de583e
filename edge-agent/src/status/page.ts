/** The status page: what waits, since when, why, and what happens next. Plain HTML, no script. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type { QueueRow } from '../queue/queue-store.ts';
import type { AgentReport } from './board.ts';
import { cardsTable, cardsTitle } from './cards-section.ts';
import { oldestAgeMs } from './metrics.ts';
import { devicesList, tillsTable, tillsTitle } from './tills-section.ts';
import {
  alarmWords,
  durationText,
  type Language,
  lineReasonWords,
  queueKindWords,
  queueStatusWords,
  standingWords,
  words,
} from './words.ts';

const refreshS = 5;
/** Characters of a reason that are shown; the log has the rest. */
const whyMax = 120;

export function statusPage(report: AgentReport, language: Language): string {
  const say = (word: keyof typeof words) => escaped(words[word][language]);
  const other = language === 'zh' ? { code: 'en', name: 'English' } : { code: 'zh', name: '中文' };
  const title = `${say('title')} · ${escaped(report.storeName || report.storeId || '—')}`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${refreshS}; url=/?lang=${language}">
<title>${title}</title>
<link rel="stylesheet" href="/fonts/400.css">
<link rel="stylesheet" href="/fonts/600.css">
<link rel="stylesheet" href="/status.css">
</head>
<body>
<header>
<h1>${title}</h1>
<nav><a href="/?lang=${other.code}" hreflang="${other.code}">${other.name}</a></nav>
</header>
<main>
${banner(report, language)}
<dl class="figures">
${figure(say('waiting'), String(report.queue.waiting), report.queue.waiting > 0 ? 'warn' : '')}
${figure(say('oldest'), report.queue.waiting === 0 ? '—' : durationText(oldestAgeMs(report), language), '')}
${figure(say('cash'), moneyText(report), '')}
${figure(say('dead'), String(report.queue.dead), report.queue.dead > 0 ? 'bad' : '')}
${figure(say('openPayments'), String(report.openPayments), '')}
${figure(say('openRefunds'), String(report.openRefunds), '')}
</dl>
${report.alarms.length === 0 ? '' : section(say('alarms'), alarmList(report, language))}
${section(say('whatWaits'), waitingTable(report, language))}
${section(say('deadLetters'), deadTable(report, language))}
${section(escaped(cardsTitle(language)), cardsTable(report, language))}
${section(say('journals'), headsTable(report, language))}
${section(escaped(tillsTitle(language)), `${tillsTable(report, language)}\n${devicesList(report, language)}`)}
<dl class="facts">
${fact(say('lastContact'), report.lastContactMs === 0 ? say('never') : since(report, report.lastContactMs, language))}
${fact(say('clockOffset'), `${report.clockOffsetMs} ms`)}
${fact(say('settings'), `${report.settingsVersion} · ${say('articles')} ${report.articles}`)}
${fact(say('server'), escaped(report.serverAddress))}
${fact(say('version'), versionText(report, language))}
${report.fleet.standing === 'active' ? '' : fact(say('standing'), escaped(standingWords[report.fleet.standing][language]))}
${report.fleet.certificateEndsAtMs === 0 ? '' : fact(say('certificate'), dateText(report.fleet.certificateEndsAtMs))}
${fact(say('agent'), escaped(report.agentId || say('notEnrolled')))}
</dl>
</main>
</body>
</html>
`;
}

function banner(report: AgentReport, language: Language): string {
  const { line } = report;
  const online = line.status === 'online';
  const word = words[online ? 'online' : 'offline'][language];
  const reason = line.status === 'offline' ? lineReasonWords[line.reasonCode][language] : '';
  const why = [reason, report.enrolled ? '' : report.enrolmentWhy].filter((text) => text !== '').join(' · ');
  return `<div class="line ${online ? 'good' : 'bad'}" role="status">
<span class="mark" aria-hidden="true">${online ? '●' : '▲'}</span>
<p><strong>${escaped(word)}</strong> ${escaped(words.since[language])} ${clockTime(line.sinceMs)}
${why === '' ? '' : `<br><small>${escaped(why)}</small>`}</p>
<form method="post" action="/sync?lang=${language}"><button>${escaped(words.syncNow[language])}</button></form>
</div>`;
}

function waitingTable(report: AgentReport, language: Language): string {
  if (report.waitingRows.length === 0) return empty(words.nothingWaits[language]);
  const heads = (['kind', 'recorded', 'age', 'state', 'tries', 'nextTry', 'why'] as const).map(
    (word) => words[word][language],
  );
  const rows = report.waitingRows.map((row) => [
    `${escaped(queueKindWords[row.kind][language])} <code>${escaped(shortKey(row))}</code>`,
    clockTime(row.recordedAtMs),
    durationText(report.nowMs - row.recordedAtMs, language),
    escaped(queueStatusWords[row.status][language]),
    String(row.unansweredCount + row.rejectedCount),
    nextTry(report, row, language),
    why(row),
  ]);
  return table(heads, rows);
}

function deadTable(report: AgentReport, language: Language): string {
  if (report.deadRows.length === 0) return empty(words.noDead[language]);
  const heads = [...(['kind', 'recorded', 'why'] as const).map((word) => words[word][language]), ''];
  const rows = report.deadRows.map((row) => [
    `${escaped(queueKindWords[row.kind][language])} <code>${escaped(shortKey(row))}</code>`,
    clockTime(row.recordedAtMs),
    why(row),
    row.can.length === 0 ? '' : link(`/mend?kind=${row.kind}&key=${encodeURIComponent(row.key)}`, 'mend', language),
  ]);
  return table(heads, rows);
}

function headsTable(report: AgentReport, language: Language): string {
  if (report.heads.length === 0) return empty(words.noJournals[language]);
  const heads = (['terminal', 'sequence', 'lastEntry', 'hash'] as const).map((word) => words[word][language]);
  const rows = report.heads.map((head) => [
    escaped(head.terminalId),
    String(head.sequence),
    since(report, head.recordedAtMs, language),
    `<code>${head.hash.slice(0, 16)}…</code>`,
  ]);
  return table(heads, rows);
}

function alarmList(report: AgentReport, language: Language): string {
  const items = report.alarms.map(
    (alarm) =>
      `<li><time>${clockTime(alarm.atMs)}</time><span>${escaped(alarmWords[alarm.code][language])}${alarm.count > 1 ? ` × ${alarm.count}` : ''} <small>${escaped(alarm.details)}</small></span> ${link(`/alarm?id=${alarm.alarmId}`, 'acknowledge', language)}</li>`,
  );
  return `<ul class="alarms">${items.join('\n')}</ul>`;
}

function nextTry(report: AgentReport, row: QueueRow, language: Language): string {
  if (row.status === 'sending') return escaped(words.now[language]);
  if (report.line.status === 'offline') return escaped(words.whenOnline[language]);
  return row.nextTryAtMs <= report.nowMs
    ? escaped(words.now[language])
    : durationText(row.nextTryAtMs - report.nowMs, language);
}

function why(row: QueueRow): string {
  if (row.lastCode === '') return '—';
  const message = row.lastMessage.length > whyMax ? `${row.lastMessage.slice(0, whyMax)}…` : row.lastMessage;
  return `<code>${escaped(row.lastCode)}</code> <small>${escaped(message)}</small>`;
}

/** A journal row by its terminal and sequence, a request by the end of its key. */
function shortKey(row: QueueRow): string {
  if (row.kind !== 'journal') return `…${row.key.slice(-12)}`;
  const at = row.key.lastIndexOf('/');
  return `${row.key.slice(0, at)} #${Number(row.key.slice(at + 1))}`;
}

/** To a page where a person decides. */
function link(path: string, word: 'mend' | 'acknowledge', language: Language): string {
  return `<a class="button" href="${escaped(`${path}&lang=${language}`)}">${escaped(words[word][language])}</a>`;
}

function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>\n${body}\n</section>`;
}

function table(heads: readonly string[], rows: readonly string[][]): string {
  const head = heads.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<div class="scroll"><table><thead><tr>${head}</tr></thead>\n<tbody>${body}</tbody></table></div>`;
}

function figure(name: string, value: string, role: string): string {
  return `<div class="${role}"><dt>${name}</dt><dd>${value}</dd></div>`;
}

function fact(name: string, value: string): string {
  return `<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

function empty(text: string): string {
  return `<p class="empty">${escaped(text)}</p>`;
}

function moneyText(report: AgentReport): string {
  const currency: Currency | undefined = report.currency;
  if (!currency) return '—';
  return `${decimalFromMinor(report.queue.waitingCashMinor, currency)} <small>${currency}</small>`;
}

function since(report: AgentReport, atMs: number, language: Language): string {
  const age = report.nowMs - atMs;
  if (age < 2000) return escaped(words.justNow[language]);
  return language === 'zh' ? `${durationText(age, language)}前` : `${durationText(age, language)} ago`;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function versionText({ fleet }: AgentReport, language: Language): string {
  const update = fleet.agentUpdate === '' ? '' : ` · ${words.updateAvailable[language]} ${fleet.agentUpdate}`;
  return escaped(`${fleet.version}${update}`);
}

const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** Beijing, `YYYY-MM-DD`. */
function dateText(atMs: number): string {
  return day.format(atMs);
}

/** Beijing, `MM-DD HH:MM:SS`. */
function clockTime(atMs: number): string {
  const parts = Object.fromEntries(clock.formatToParts(new Date(atMs)).map((part) => [part.type, part.value]));
  return `${parts['month']}-${parts['day']} ${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
