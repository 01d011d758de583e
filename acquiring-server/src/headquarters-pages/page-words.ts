/** The words of headquarters' pages, Chinese and English side by side. */
import type { MissingReason } from './board.ts';

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];
export type Words = Readonly<Record<Language, string>>;

export const words = {
  title: { zh: '总部', en: 'Headquarters' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  merchant: { zh: '商户号', en: 'Merchant' },
  login: { zh: '用户名', en: 'User name' },
  password: { zh: '密码', en: 'Password' },
  signInIntro: { zh: '查看各门店当日销售与上传情况。', en: 'Today’s sales of your stores, and what is still missing.' },
  signInWrong: { zh: '商户号、用户名或密码不正确。', en: 'The merchant, the user name or the password is wrong.' },
  signInLocked: { zh: '错误次数过多，请稍后再试。', en: 'Too many wrong tries. Wait, then try again.' },
  sessionOver: { zh: '登录已过期，请重新登录。', en: 'Your session is over. Sign in again.' },
  noStores: { zh: '这里还没有门店。', en: 'There is no store here yet.' },
  netSales: { zh: '销售净额', en: 'Net sales' },
  sales: { zh: '销售', en: 'Sales' },
  salesCount: { zh: '笔', en: 'sales' },
  returns: { zh: '退货', en: 'Returns' },
  average: { zh: '客单价', en: 'Average sale' },
  businessDate: { zh: '营业日', en: 'Business date' },
  today: { zh: '今天', en: 'Today' },
  dayBefore: { zh: '前一天', en: 'Day before' },
  dayAfter: { zh: '后一天', en: 'Day after' },
  complete: { zh: '完整', en: 'Complete' },
  completeWhy: { zh: '所有门店的流水都已到齐。', en: 'Every store has sent all that it wrote.' },
  incomplete: { zh: '可能不完整', en: 'May be incomplete' },
  pastWhy: {
    zh: '当日流水以后仍可能到达的门店：',
    en: 'Stores that may still send entries of this day:',
  },
  unsent: { zh: '未上传', en: 'Not sent yet' },
  entries: { zh: '条', en: 'entries' },
  offlineStores: { zh: '离线门店', en: 'Stores offline' },
  ofStores: { zh: '共', en: 'of' },
  gaps: { zh: '流水缺口', en: 'Journal gaps' },
  dead: { zh: '待处理', en: 'To mend' },
  behind: { zh: '设置未更新', en: 'Settings not current' },
  stores: { zh: '门店', en: 'Stores' },
  storesUnit: { zh: '家门店', en: 'stores' },
  store: { zh: '门店', en: 'Store' },
  state: { zh: '状态', en: 'State' },
  oldest: { zh: '最久等待', en: 'Oldest waits' },
  lastContact: { zh: '最近联络', en: 'Last contact' },
  offlineToday: { zh: '今日离线', en: 'Offline today' },
  settings: { zh: '设置', en: 'Settings' },
  upToDate: { zh: '最新', en: 'Newest' },
  versionsBehind: { zh: '个版本未到', en: 'versions behind' },
  since: { zh: '自', en: 'since' },
  online: { zh: '在线', en: 'Online' },
  byHour: { zh: '按小时', en: 'By the hour' },
  byTender: { zh: '按支付方式', en: 'By tender' },
  tender: { zh: '支付方式', en: 'Tender' },
  count: { zh: '笔数', en: 'Count' },
  amount: { zh: '金额', en: 'Amount' },
  nothingSold: { zh: '这一天还没有销售。', en: 'Nothing was sold on this day yet.' },
  terminals: { zh: '收银机', en: 'Tills' },
  terminal: { zh: '收银机', en: 'Till' },
  atStore: { zh: '门店流水', en: 'Written' },
  atServer: { zh: '总部流水', en: 'Arrived' },
  missing: { zh: '缺', en: 'Missing' },
  devices: { zh: '设备', en: 'Devices' },
  version: { zh: '版本', en: 'Version' },
  agentVersion: { zh: '代理版本', en: 'Agent version' },
  alarms: { zh: '警报', en: 'Alarms' },
  noTerminals: { zh: '这家门店还没有收银机。', en: 'This store has no till yet.' },
  back: { zh: '所有门店', en: 'All stores' },
  never: { zh: '从未', en: 'never' },
  updated: { zh: '更新于', en: 'As of' },
  stale: { zh: '无法更新，显示的是旧数据。', en: 'Cannot refresh: what you see is old.' },
  notFound: { zh: '没有这家门店，或您无权查看。', en: 'There is no such store, or it is not yours to see.' },
} as const satisfies Record<string, Words>;

export const missingWords: Readonly<Record<MissingReason, Words>> = {
  never_enrolled: { zh: '未激活', en: 'Not enrolled' },
  offline: { zh: '离线', en: 'Offline' },
  gap: { zh: '流水有缺口', en: 'Journal has a gap' },
  dead: { zh: '有待处理内容', en: 'Entries to mend' },
  unsent: { zh: '待上传', en: 'Entries wait' },
};

export const tenderWords: Readonly<Record<string, Words>> = {
  cash: { zh: '现金', en: 'Cash' },
  payment_code: { zh: '付款码', en: 'Payment code' },
  qr: { zh: '收款码', en: 'QR code' },
  card: { zh: '银行卡', en: 'Card' },
  balance: { zh: '余额', en: 'Balance' },
};

export const channelWords: Readonly<Record<string, Words>> = {
  cash: { zh: '', en: '' },
  wechat: { zh: '微信支付', en: 'WeChat Pay' },
  alipay: { zh: '支付宝', en: 'Alipay' },
  unionpay: { zh: '云闪付', en: 'UnionPay' },
  card: { zh: '', en: '' },
  balance: { zh: '', en: '' },
};

export const deviceWords: Readonly<Record<string, Words>> = {
  scanner: { zh: '扫码枪', en: 'Scanner' },
  reader: { zh: '读卡器', en: 'Reader' },
  printer: { zh: '打印机', en: 'Printer' },
  drawer: { zh: '钱箱', en: 'Drawer' },
  speaker: { zh: '音箱', en: 'Speaker' },
};
