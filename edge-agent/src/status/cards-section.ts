/** Cards taken offline on the status page: what waits, what each till may still take, and how long. */
import { type Currency, decimalFromMinor } from '@qiantai/protos';
import type { CardReason } from '../offline/card-policy.ts';
import type { OfflineCardsStatus } from '../offline/offline-desk.ts';
import type { AgentReport } from './board.ts';
import { durationText, type Language } from './words.ts';

export interface TillCards extends OfflineCardsStatus {
  terminalId: string;
}

const words = {
  title: { zh: '离线收卡', en: 'Cards taken offline' },
  terminal: { zh: '收银机', en: 'Terminal' },
  waits: { zh: '本店待请款', en: 'Wait, in the store' },
  left: { zh: '还可收', en: 'May still take' },
  time: { zh: '还剩时间', en: 'Time left' },
  forced: { zh: '强制离线', en: 'works offline' },
  noEnd: { zh: '不限', en: 'no end' },
  off: { zh: '本店没有开通离线收卡。', en: 'This store takes no cards offline.' },
} as const;

/** Why a till takes none at all now; the reasons of a single card are the till's to tell. */
const reasons: Readonly<Partial<Record<CardReason, Readonly<Record<Language, string>>>>> = {
  OFFLINE_CARDS_OFF: { zh: '没有开通', en: 'not allowed here' },
  OFFLINE_CARD_NO_RISK: { zh: '商户没有确认风险', en: 'the merchant has not taken the risk' },
  OFFLINE_CARD_CURRENCY: { zh: '限额的货币不对', en: 'the limits are in another currency' },
  OFFLINE_AGENT_REVOKED: { zh: '总部已停用这台主机', en: 'headquarters has revoked this computer' },
  OFFLINE_NO_CONTACT: { zh: '太久没有联系上总部', en: 'no contact with headquarters for too long' },
  OFFLINE_CARD_TOO_OLD: { zh: '最早一笔等得太久', en: 'the oldest has waited too long' },
  OFFLINE_LIMIT_TERMINAL_COUNT: { zh: '这台的笔数已满', en: 'this till holds as many as it may' },
  OFFLINE_LIMIT_STORE_COUNT: { zh: '本店的笔数已满', en: 'the store holds as many as it may' },
};

export function cardsTitle(language: Language): string {
  return words.title[language];
}

export function cardsTable(report: Pick<AgentReport, 'cards' | 'currency'>, language: Language): string {
  const say = (word: keyof typeof words) => words[word][language];
  const isOff = report.cards.every((till) => till.reasonCode === 'OFFLINE_CARDS_OFF' && till.count === 0);
  if (isOff) return `<p class="empty">${words.off[language]}</p>`;
  const rows = report.cards.map((till) => row(till, report.currency, language)).join('\n');
  return `<div class="scroll"><table>
<thead><tr><th>${say('terminal')}</th><th>${say('waits')}</th><th>${say('left')}</th><th>${say('time')}</th></tr></thead>
<tbody>
${rows}
</tbody>
</table></div>`;
}

function row(till: TillCards, currency: Currency | undefined, language: Language): string {
  const money = (minor: bigint) => (currency ? `${decimalFromMinor(minor, currency)} ${currency}` : '—');
  const { left, reasonCode } = till;
  const forced = till.forced ? ` <strong>${words.forced[language]}</strong>` : '';
  const why = reasonCode === '' ? '' : (reasons[reasonCode]?.[language] ?? reasonCode);
  const may = left ? `${money(left.amountMinor)} · ${left.count}` : `${why} <small><code>${reasonCode}</code></small>`;
  return `<tr><td><code>${till.terminalId.replace(/[<>&"]/g, '')}</code>${forced}</td><td>${till.count} · ${money(till.sumMinor)}</td><td>${may}</td><td>${timeLeft(till, language)}</td></tr>`;
}

function timeLeft({ left }: TillCards, language: Language): string {
  if (!left) return '—';
  if (left.leftMs === undefined) return words.noEnd[language];
  return durationText(left.leftMs, language);
}

/** With amounts as text, for JSON. */
export function cardsJson(cards: readonly TillCards[]) {
  return cards.map(({ sumMinor, left, ...rest }) => ({
    ...rest,
    sumMinor: sumMinor.toString(),
    ...(left ? { left: { ...left, amountMinor: left.amountMinor.toString() } } : {}),
  }));
}
