/**
 * Pages on which a person decides something: mending a row that the server refused, acknowledging an alarm, taking a
 * till's certificate away. They stand still while somebody types, and say in words why something was not done.
 */
import { type Html, type HtmlPiece, html } from '@qiantai/foundation';
import type { DeadRow, MendAction } from '../queue/mending.ts';
import type { Alarm } from './board.ts';
import { alarmWords, type Language, queueKindWords } from './words.ts';

type Words = Readonly<Record<Language, string>>;

const words = {
  mend: { zh: '处理被拒绝的内容', en: 'Mend what the server refused' },
  why: { zh: '服务器的理由', en: 'What the server said' },
  content: { zh: '内容', en: 'What it tells' },
  reason: { zh: '处理原因', en: 'Reason' },
  number: { zh: '工号', en: 'Operator number' },
  second: { zh: '第二人', en: 'Second person' },
  payload: {
    zh: '更正后的内容（JSON，不改则原样重记）',
    en: 'Corrected contents (JSON; untouched: written again as it was)',
  },
  retry: { zh: '再试一次', en: 'Try again' },
  retryHelp: {
    zh: '原样再发一次。适用于问题已在总部解决的情况。需要权限 queue.mend。',
    en: 'Sends it once more as it is: for what was put right elsewhere. Needs the right queue.mend.',
  },
  correct: { zh: '更正重记', en: 'Write it again' },
  correctHelp: {
    zh: '原记录保留不动，同一事实记为新的一条。需要权限 queue.mend。',
    en: 'The old entry stays as it was signed; the same fact is written as a new one. Needs the right queue.mend.',
  },
  write_off: { zh: '核销', en: 'Write off' },
  write_offHelp: {
    zh: '先向服务器查询，确认那里没有这笔款项；须两人，各有权限 queue.write_off。',
    en: 'The server is asked first that nothing of it stands there. Takes two persons with the right queue.write_off.',
  },
  gone: { zh: '这一条已经处理过了。', en: 'This was dealt with already.' },
  acknowledge: { zh: '确认已知悉警报', en: 'Acknowledge an alarm' },
  acknowledgeButton: { zh: '已知悉', en: 'I have seen it' },
  times: { zh: '次', en: 'times' },
  revoke: { zh: '吊销收银机证书', en: 'Revoke a till’s certificate' },
  revokeHelp: {
    zh: '这台收银机将立即断开，重新配对之前不能再收款。',
    en: 'This till is cut off at once and takes nothing more until it is paired again.',
  },
  back: { zh: '返回', en: 'Back' },
} as const satisfies Record<string, Words>;

/** Why it was not done; a code without words of its own is shown as it is. */
const refusals: Readonly<Record<string, Words>> = {
  SIGN_IN_WRONG: { zh: '工号或密码不正确。', en: 'The number or the PIN is wrong.' },
  SIGN_IN_LOCKED: { zh: '密码错误次数过多，请稍后再试。', en: 'Too many wrong PINs. Wait, then try again.' },
  SIGN_IN_WITHOUT_CONTACT: { zh: '太久没有联系总部，暂不能登录。', en: 'No contact with headquarters for too long.' },
  RIGHT_MISSING: { zh: '没有这项权限。', en: 'That operator does not have the right.' },
  QUEUE_NOT_MENDABLE: { zh: '这一条不能这样处理。', en: 'It cannot be mended in this way.' },
  QUEUE_ROW_NOT_FOUND: { zh: '这一条已经处理过了。', en: 'It was dealt with already.' },
  QUEUE_CORRECTION_BAD: {
    zh: '更正与原记录不是同一件事，或不是 JSON。',
    en: 'The correction tells another fact, or is no JSON.',
  },
  JOURNAL_BAD_PAYLOAD: { zh: '更正的内容不完整。', en: 'The corrected contents are not right.' },
  QUEUE_TWO_PERSONS: { zh: '核销须两个不同的人。', en: 'Writing off takes two different persons.' },
  QUEUE_INQUIRY_NEEDED: { zh: '联系不上服务器，无法查询。', en: 'The server could not be asked.' },
  QUEUE_STANDS_AT_SERVER: {
    zh: '服务器上有这笔款项：请退款，或等待结果。',
    en: 'Money stands at the server: refund it, or wait.',
  },
  ALARM_NOT_FOUND: { zh: '别人已经确认过这条警报。', en: 'Somebody acknowledged it already.' },
  STATUS_BAD_FORM: { zh: '请填写完整。', en: 'Fill in every field.' },
};

export function mendPage(row: DeadRow | undefined, language: Language, refusedBy = ''): string {
  const say = (word: keyof typeof words) => words[word][language];
  if (!row) return page(say('mend'), language, refusedBy, html`<p>${say('gone')}</p>`);
  return page(
    say('mend'),
    language,
    refusedBy,
    html`<section><h2>${queueKindWords[row.kind][language]} <code>${row.entryKind}</code> <code>${row.key}</code></h2>
<p>${say('why')}: <code>${row.lastCode}</code> ${row.lastMessage}</p>
${row.payloadJson !== '' && html`<details><summary>${say('content')}</summary><pre>${pretty(row.payloadJson)}</pre></details>`}</section>
${row.can.map((action) => mendForm(row, action, language))}`,
  );
}

function mendForm(row: DeadRow, action: MendAction, language: Language): Html {
  const say = (word: keyof typeof words) => words[word][language];
  return html`<section><h2>${say(action)}</h2><p>${say(`${action}Help`)}</p>
<form class="person" method="post" action="/mend?lang=${language}">
<input type="hidden" name="kind" value="${row.kind}"><input type="hidden" name="key" value="${row.key}"><input type="hidden" name="action" value="${action}">
${action === 'correct' && html`<label class="wide">${say('payload')}<textarea name="payload" rows="10" spellcheck="false">${pretty(row.payloadJson)}</textarea></label>`}
<label class="wide">${say('reason')}<input name="reason" maxlength="200" required></label>
${person(language, 'number', 'pin', say('number'))}
${action === 'write_off' && person(language, 'secondNumber', 'secondPin', `${say('second')} · ${say('number')}`)}
<button class="${action === 'write_off' ? 'danger' : ''}">${say(action)}</button>
</form></section>`;
}

export function alarmPage(alarm: Alarm | undefined, language: Language, refusedBy = ''): string {
  const say = (word: keyof typeof words) => words[word][language];
  if (!alarm) return page(say('acknowledge'), language, refusedBy, html`<p>${say('gone')}</p>`);
  return page(
    say('acknowledge'),
    language,
    refusedBy,
    html`<section><h2>${alarmWords[alarm.code][language]}</h2><p>${alarm.details} · ${alarm.count} ${say('times')}</p>
<form class="person" method="post" action="/acknowledge?lang=${language}"><input type="hidden" name="alarm" value="${alarm.alarmId}">
${person(language, 'number', 'pin', say('number'))}<button>${say('acknowledgeButton')}</button></form></section>`,
  );
}

export function revokePage(terminalId: string, language: Language): string {
  const say = (word: keyof typeof words) => words[word][language];
  return page(
    say('revoke'),
    language,
    '',
    html`<section><h2>${terminalId}</h2><p>${say('revokeHelp')}</p>
<form class="person" method="post" action="/revoke?lang=${language}"><input type="hidden" name="terminal" value="${terminalId}">
<button class="danger">${say('revoke')}</button></form></section>`,
  );
}

function person(_language: Language, number: string, pin: string, label: string): Html {
  return html`<label>${label}<input name="${number}" inputmode="numeric" pattern="[0-9]{1,8}" autocomplete="off" required></label>
<label>PIN<input name="${pin}" type="password" inputmode="numeric" autocomplete="off" required></label>`;
}

function page(title: string, language: Language, refusedBy: string, body: HtmlPiece): string {
  const why = refusals[refusedBy]?.[language] ?? '';
  return String(html`<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/fonts/400.css">
<link rel="stylesheet" href="/fonts/600.css">
<link rel="stylesheet" href="/status.css">
</head>
<body>
<header><h1>${title}</h1><nav><a href="/?lang=${language}">${words.back[language]}</a></nav></header>
<main>
${refusedBy !== '' && html`<p class="refused" role="alert">▲ ${why} <code>${refusedBy}</code></p>`}
${body}
</main>
</body>
</html>
`);
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
