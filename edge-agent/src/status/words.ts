/** The words of the status page, Chinese and English side by side. */
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
  tryAgain: { zh: '再试一次', en: 'Try again' },
  writeAgain: { zh: '更正重记', en: 'Write it again' },
  writeOff: { zh: '核销', en: 'Write off' },
  operatorNumber: { zh: '工号', en: 'Number' },
  journals: { zh: '各收银机流水', en: 'Journals' },
  noJournals: { zh: '还没有流水。', en: 'No journal yet.' },
  terminal: { zh: '收银机', en: 'Terminal' },
  sequence: { zh: '序号', en: 'Sequence' },
  lastEntry: { zh: '最后记录', en: 'Last entry' },
  hash: { zh: '校验值', en: 'Hash' },
  alarms: { zh: '警报', en: 'Alarms' },
  syncNow: { zh: '立即同步', en: 'Sync now' },
  notEnrolled: { zh: '尚未激活', en: 'Not enrolled' },
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
};

export const durationWords: Readonly<Record<Language, { hours: string; minutes: string; seconds: string }>> = {
  zh: { hours: '小时', minutes: '分', seconds: '秒' },
  en: { hours: 'h', minutes: 'min', seconds: 's' },
};
