/** The tills of the store on the status page: who is paired, a code for another one, and taking one away. */
import type { AgentReport, PairedTill } from './board.ts';
import type { Language } from './words.ts';

const words = {
  title: { zh: '收银机配对', en: 'Tills' },
  none: { zh: '本店还没有收银机。', en: 'This store has no till yet.' },
  terminal: { zh: '收银机', en: 'Terminal' },
  device: { zh: '设备', en: 'Device' },
  state: { zh: '状态', en: 'State' },
  until: { zh: '有效期至', en: 'Valid until' },
  pair: { zh: '生成配对码', en: 'Make a pairing code' },
  revoke: { zh: '吊销', en: 'Revoke' },
  notPaired: { zh: '未配对', en: 'Not paired' },
  code: { zh: '配对码', en: 'Pairing code' },
  codeIs: {
    zh: '在这台收银机上输入此码（设置 PAIRING_CODE）。它只能用一次。',
    en: 'Enter it at this till (its setting PAIRING_CODE). It works once.',
  },
  goodUntil: { zh: '有效至', en: 'Good until' },
  back: { zh: '返回', en: 'Back' },
  devices: { zh: '外设', en: 'Devices' },
  version: { zh: '版本', en: 'Version' },
} as const;

const statusWords: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  issued: { zh: '已发证，未使用', en: 'Issued, not used yet' },
  in_use: { zh: '使用中', en: 'In use' },
  superseded: { zh: '已被替换', en: 'Replaced' },
  revoked: { zh: '已吊销', en: 'Revoked' },
};

export function tillsTitle(language: Language): string {
  return words.title[language];
}

const deviceWords: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  scanner: { zh: '扫码枪', en: 'scanner' },
  reader: { zh: '读卡器', en: 'reader' },
  printer: { zh: '打印机', en: 'printer' },
  drawer: { zh: '钱箱', en: 'drawer' },
  speaker: { zh: '音箱', en: 'speaker' },
  absent: { zh: '未配置', en: 'absent' },
  connected: { zh: '正常', en: 'well' },
  disconnected: { zh: '未连接', en: 'not connected' },
  fault: { zh: '故障', en: 'faulty' },
};

/** What each till said last of its devices: those that are not well first. */
export function devicesList(report: AgentReport, language: Language): string {
  const word = (name: string) => escaped(deviceWords[name]?.[language] ?? name);
  const items = report.devices.map(({ terminalId, appVersion, reportedAtMs, devices }) => {
    const told = devices
      .filter(({ state }) => state !== 'absent')
      .sort((a, b) => Number(a.state === 'connected') - Number(b.state === 'connected'))
      .map(
        ({ kind, state, reasonCode }) =>
          `${word(kind)} ${word(state)}${reasonCode === '' ? '' : ` (${escaped(reasonCode)})`}`,
      )
      .join(', ');
    return `<li>${escaped(terminalId)} · ${escaped(words.version[language])} ${escaped(appVersion)} · ${timeWords(reportedAtMs)} · ${told}</li>`;
  });
  return items.length === 0 ? '' : `<h3>${escaped(words.devices[language])}</h3>\n<ul>${items.join('\n')}</ul>`;
}

export function tillsTable(report: AgentReport, language: Language): string {
  const say = (word: keyof typeof words) => escaped(words[word][language]);
  if (report.tills.length === 0) return `<p>${say('none')}</p>`;
  const rows = report.tills.map((till) => row(till, language)).join('\n');
  return `<div class="scroll"><table>
<thead><tr><th>${say('terminal')}</th><th>${say('device')}</th><th>${say('state')}</th><th>${say('until')}</th><th></th></tr></thead>
<tbody>
${rows}
</tbody>
</table></div>`;
}

function row(till: PairedTill, language: Language): string {
  const [newest] = till.certificates;
  const live = till.certificates.some((one) => one.status === 'issued' || one.status === 'in_use');
  const state = newest ? (statusWords[newest.status]?.[language] ?? newest.status) : words.notPaired[language];
  const form = (action: string, text: string) =>
    `<form method="post" action="/${action}?lang=${language}"><input type="hidden" name="terminal" value="${escaped(till.terminalId)}"><button>${escaped(text)}</button></form>`;
  return `<tr><td>${escaped(till.terminalId)} ${escaped(till.name)}</td><td>${escaped(newest?.device ?? '')}</td><td>${escaped(state)}</td><td>${newest ? timeWords(newest.notAfterMs) : ''}</td><td class="acts">${form('pair', words.pair[language])}${live ? `<a class="button" href="/revoke?terminal=${encodeURIComponent(till.terminalId)}&amp;lang=${language}">${escaped(words.revoke[language])}</a>` : ''}</td></tr>`;
}

/** Shown once, and not reloaded: the code stands nowhere else. */
export function pairingCodePage(
  made: { terminalId: string; code: string; expiresAtMs: number },
  language: Language,
): string {
  const say = (word: keyof typeof words) => escaped(words[word][language]);
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('code')}</title>
<link rel="stylesheet" href="/fonts/400.css">
<link rel="stylesheet" href="/fonts/600.css">
<link rel="stylesheet" href="/status.css">
</head>
<body>
<main>
<h1>${say('code')} · ${escaped(made.terminalId)}</h1>
<p class="pairing-code"><strong>${escaped(made.code)}</strong></p>
<p>${say('codeIs')}</p>
<p>${say('goodUntil')} ${timeWords(made.expiresAtMs)}</p>
<p><a href="/?lang=${language}">${say('back')}</a></p>
</main>
</body>
</html>`;
}

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** Beijing, `YYYY-MM-DD HH:MM`. */
function timeWords(atMs: number): string {
  return clock.format(new Date(atMs));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
