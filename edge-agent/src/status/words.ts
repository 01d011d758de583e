/** The words of the status page, Chinese and English side by side. */
import type { Standing } from '../fleet/standing.ts';
import type { LineReason } from '../offline/policy.ts';
import type { QueueKind } from '../queue/queue-store.ts';
import type { QueueStatus } from '../queue/queue-transitions.ts';
import type { AlarmCode } from './board.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
type Words = Readonly<Record<Language, string>>;

export const words = {
  title: { zh: '门店代理', en: 'Edge agent' },
  online: { zh: '在线', en: 'Online' },
  offline: { zh: '离线', en: 'Offline' },
  since: { zh: '自', en: 'since' },
  waiting: { zh: '等待上传', en: 'Waiting' },
  oldest: { zh: '最久等待', en: 'Oldest' },
  dead: { zh: '需要处理', en: 'Dead letters' },
  cash: { zh: '其中现金', en: 'Cash in it' },
  openPayments: { zh: '未结支付', en: 'Open payments' },
  openRefunds: { zh: '未结退款', en: 'Open refunds' },
  lastContact: { zh: '最近联络', en: 'Last contact' },
  never: { zh: '从未', en: 'never' },
  clockOffset: { zh: '时钟偏差', en: 'Clock offset' },
  settings: { zh: '设置版本', en: 'Settings version' },
  articles: { zh: '商品', en: 'Articles' },
  server: { zh: '服务器', en: 'Server' },
  agent: { zh: '代理编号', en: 'Agent' },
  store: { zh: '门店', en: 'Store' },
  whatWaits: { zh: '等待上传的内容', en: 'What waits' },
  nothingWaits: { zh: '没有等待的内容。服务器已收到全部记录。', en: 'Nothing waits. The server has everything.' },
  kind: { zh: '内容', en: 'What' },
  recorded: { zh: '记录时间', en: 'Recorded' },
  age: { zh: '已等', en: 'Age' },
  state: { zh: '状态', en: 'State' },
  tries: { zh: '已试', en: 'Tries' },
  nextTry: { zh: '下次', en: 'Next try' },
  why: { zh: '原因', en: 'Why' },
  deadLetters: { zh: '服务器拒绝的内容', en: 'Refused by the server' },
  noDead: { zh: '没有被拒绝的内容。', en: 'Nothing was refused.' },
  mend: { zh: '处理', en: 'Mend' },
  acknowledge: { zh: '知悉', en: 'Acknowledge' },
  journals: { zh: '各收银机流水', en: 'Journals' },
  noJournals: { zh: '还没有流水。', en: 'No journal yet.' },
  terminal: { zh: '收银机', en: 'Terminal' },
  sequence: { zh: '序号', en: 'Sequence' },
  lastEntry: { zh: '最后记录', en: 'Last entry' },
  hash: { zh: '校验值', en: 'Hash' },
  alarms: { zh: '警报', en: 'Alarms' },
  syncNow: { zh: '立即同步', en: 'Sync now' },
  notEnrolled: { zh: '尚未激活', en: 'Not enrolled' },
  version: { zh: '版本', en: 'Version' },
  updateAvailable: { zh: '有新版本', en: 'update available' },
  certificate: { zh: '证书有效至', en: 'Certificate until' },
  standing: { zh: '状态', en: 'Standing' },
  now: { zh: '现在', en: 'now' },
  whenOnline: { zh: '恢复后', en: 'when online' },
  justNow: { zh: '刚刚', en: 'just now' },
} as const satisfies Record<string, Words>;

export const lineReasonWords: Readonly<Record<LineReason, Words>> = {
  STARTING: { zh: '正在启动', en: 'Starting' },
  NOT_ENROLLED: { zh: '尚未激活', en: 'Not enrolled yet' },
  SERVER_UNREACHABLE: { zh: '连接不上服务器', en: 'No connection to the server' },
  SERVER_SILENT: { zh: '服务器没有应答', en: 'The server does not answer' },
  SERVER_REFUSES: { zh: '服务器拒绝服务', en: 'The server refuses this agent' },
  AGENT_REVOKED: {
    zh: '本机已被吊销，卡数据已清除，只收现金。请向总部索取新的激活码',
    en: 'This agent was revoked and its card data wiped: cash only. Ask headquarters for a new activation code',
  },
  AGENT_RETIRED: { zh: '本机已停用，请使用新的代理', en: 'This agent is out of service. Use the one in its place' },
  CERTIFICATE_ENDED: { zh: '证书已到期，正在换领', en: 'The certificate has ended; a new one is being asked for' },
};

export const queueKindWords: Readonly<Record<QueueKind, Words>> = {
  journal: { zh: '流水', en: 'Journal' },
  pay: { zh: '支付', en: 'Payment' },
  cancel: { zh: '撤销', en: 'Giving up' },
  refund: { zh: '退款', en: 'Refund' },
};

export const queueStatusWords: Readonly<Record<QueueStatus, Words>> = {
  recorded: { zh: '已记录', en: 'recorded' },
  sending: { zh: '发送中', en: 'sending' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  dead: { zh: '被拒绝', en: 'dead' },
};

export const alarmWords: Readonly<Record<AlarmCode, Words>> = {
  ENTRY_DEAD: { zh: '服务器拒绝了一条流水', en: 'The server refused a journal entry' },
  REQUEST_DEAD: { zh: '服务器拒绝了一个请求', en: 'The server refused a request' },
  EXCEPTION_OPENED: { zh: '服务器收下记录并登记了异常', en: 'The server took a fact and opened an exception' },
  OFFLINE_CARD_DECLINED: {
    zh: '离线收的卡被发卡行拒绝，已转为应收款',
    en: 'A card taken offline was declined: it is a receivable now',
  },
  JOURNAL_SENT_AGAIN: { zh: '服务器丢失了流水，正在重新发送', en: 'The server lost entries: they are sent again' },
  JOURNAL_RESTORED: { zh: '已从服务器取回本店流水', en: 'Entries came back from the server' },
  JOURNAL_REBASED: { zh: '流水曾分叉，已并入服务器的流水', en: 'The journal had forked and was joined again' },
  JOURNAL_APART: { zh: '本店与服务器的流水不一致，需人工处理', en: 'The journals here and at the server differ' },
  AGENT_TWINNED: { zh: '另有一台相同身份的门店主机在运行', en: 'Another agent with this identity is at work' },
  STORE_FULL: { zh: '磁盘已满，停止收款', en: 'The disk is full: no more sales' },
  STORE_LOW: { zh: '磁盘空间不足', en: 'The disk is nearly full' },
  STORE_DAMAGED: { zh: '数据库损坏，已隔离并正在恢复', en: 'The database was damaged: put aside, being restored' },
  STORE_RESTORED: { zh: '数据库已恢复', en: 'The database was restored' },
  TAKE_OVER_REFUSED: { zh: '服务器拒绝本机接替旧主机', en: 'The server refused the take-over' },
  SECRETS_WIPED: { zh: '卡片数据的密钥已销毁，仅收现金', en: 'The keys of card data were destroyed: cash only' },
  AGENT_REVOKED: { zh: '本机已被吊销，卡数据已清除', en: 'This agent was revoked; its card data was wiped' },
  AGENT_RETIRED: { zh: '本机已停用', en: 'This agent is out of service' },
  ACKNOWLEDGED_OTHER: { zh: '服务器确认了另一条流水', en: 'The server acknowledged another entry' },
  PAIRING_CODE_BURNT: { zh: '配对码多次输错，已作废', en: 'A pairing code was tried wrongly too often and ended' },
  TILL_KNOWS_MORE: {
    zh: '收银机的记录比代理多：可能恢复了旧备份',
    en: 'A till knows more than this agent: an older copy may run',
  },
  TILL_RECORD_SET_ASIDE: {
    zh: '收银机补交的记录不合规则，已另存',
    en: 'A record that a till took by itself was put aside',
  },
  TILL_RECORD_CONFLICT: {
    zh: '收银机补交的记录与已收下的不同',
    en: 'A till offered other contents under a key that was taken',
  },
  SETTINGS_VERSION_BACK: {
    zh: '总部下发的资料版本比本店的旧，未采用',
    en: 'Settings older than those of this store were refused',
  },
  SETTINGS_PAGE_BAD: { zh: '总部下发的一页资料有误，未采用', en: 'A page of settings out of order was refused' },
  SETTINGS_CHANGE_BAD: { zh: '总部下发的部分资料有误，已略过', en: 'Settings that are not right were left out' },
};

const durationWords: Readonly<Record<Language, Readonly<Record<'days' | 'hours' | 'minutes' | 'seconds', string>>>> = {
  zh: { days: '天', hours: '小时', minutes: '分', seconds: '秒' },
  en: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' },
};

/** By its two largest units. */
export function durationText(ms: number, language: Language): string {
  const { days, hours, minutes, seconds } = durationWords[language];
  const total = Math.max(0, Math.round(ms / 1000));
  if (total < 60) return `${total} ${seconds}`;
  if (total < 3600) return `${Math.floor(total / 60)} ${minutes} ${total % 60} ${seconds}`;
  if (total < 86_400) return `${Math.floor(total / 3600)} ${hours} ${Math.floor((total % 3600) / 60)} ${minutes}`;
  return `${Math.floor(total / 86_400)} ${days} ${Math.floor((total % 86_400) / 3600)} ${hours}`;
}

export const standingWords: Readonly<Record<Standing, Words>> = {
  active: { zh: '正常', en: 'active' },
  retiring: { zh: '正在停用：上传完剩余记录后停用', en: 'retiring: what waits is brought up, nothing new begins' },
  retired: { zh: '已停用', en: 'out of service' },
  revoked: { zh: '已吊销', en: 'revoked' },
};
