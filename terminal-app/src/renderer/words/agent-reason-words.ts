/** Sentences for why the store's agent does not serve this till: pairing, certificates, the till's own record. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const callManager: Phrase = { zh: '请找店长。', en: 'Call the manager.' };
const newCode: Phrase = {
  zh: '请店长在门店代理页面上生成配对码，再配对这台收银机。',
  en: 'Let the manager make a pairing code on the agent’s page and pair this till.',
};

export const agentReasons: Record<string, ReasonWords> = {
  AGENT_REVOKED: {
    what: {
      zh: '门店代理已被总部吊销，卡数据已清除',
      en: 'Headquarters revoked this store’s agent; card data was wiped',
    },
    next: {
      zh: '只收现金。请店长向总部索取新的激活码。',
      en: 'Cash only. The manager asks headquarters for a new code.',
    },
  },
  AGENT_RETIRED: {
    what: { zh: '门店代理已停用', en: 'This agent is out of service' },
    next: { zh: '只收现金。请店长启用新的代理。', en: 'Cash only. The manager starts the agent in its place.' },
  },
  CERTIFICATE_ENDED: {
    what: {
      zh: '门店代理的证书已到期，正在换领',
      en: 'The agent’s certificate has ended; a new one is being asked for',
    },
    next: { zh: '请收现金，稍候即恢复。', en: 'Take cash; it will be back soon.' },
  },
  CONTACT_TOO_OLD: {
    what: { zh: '与总部失联过久', en: 'Headquarters was not heard for too long' },
    next: { zh: '只收现金。请店长检查网络。', en: 'Cash only. The manager looks at the line.' },
  },
  CALLER_RETIRING: {
    what: { zh: '门店代理正在停用，不再受理新的支付', en: 'This agent goes out of service and takes no new payment' },
    next: { zh: '请收现金，或使用新的代理。', en: 'Take cash, or use the agent in its place.' },
  },
  TILL_NOT_PAIRED: {
    what: { zh: '这台收银机还没有配对', en: 'This till is not paired with its store yet' },
    next: newCode,
  },
  TILL_IS_ANOTHER: {
    what: { zh: '本机的证书属于另一台收银机', en: 'The certificate here is of another till' },
    next: callManager,
  },
  TILL_BAD_IDENTITY: {
    what: { zh: '收银机的证书读不出来', en: 'The till’s certificate cannot be read' },
    next: newCode,
  },
  AGENT_IS_ANOTHER: {
    what: { zh: '应答的不是本店的代理', en: 'What answers is not the agent of this store' },
    next: {
      zh: '请不要收款。店长核对门店主机；若换了新主机，请重新配对。',
      en: 'Take no payment. The manager checks the store computer; a new one has to be paired again.',
    },
  },
  TILL_CERTIFICATE_BAD: {
    what: { zh: '代理不认这台收银机的证书', en: 'The agent does not take this till’s certificate' },
    next: newCode,
  },
  TILL_CERTIFICATE_EXPIRED: {
    what: { zh: '收银机的证书已过期', en: 'This till’s certificate has run out' },
    next: newCode,
  },
  TILL_CERTIFICATE_REVOKED: {
    what: { zh: '这台收银机已被吊销', en: 'This till was taken away' },
    next: callManager,
  },
  TILL_CERTIFICATE_SUPERSEDED: {
    what: { zh: '另一台设备正以这台收银机的名义工作', en: 'Another device works as this till' },
    next: callManager,
  },
  TILL_CERTIFICATE_OTHER: {
    what: { zh: '证书属于另一台收银机', en: 'The certificate is of another till' },
    next: callManager,
  },
  TILL_JOURNAL_BEHIND: {
    what: { zh: '门店代理的记录比收银机旧', en: 'The agent’s records are older than this till’s' },
    next: {
      zh: '正在从收银机和总部补回，请稍候；若一直如此，请联系技术支持。',
      en: 'They are being brought back from the till and headquarters. If it stays so, call support.',
    },
  },
  AGENT_GONE_CASH_ONLY: {
    what: { zh: '门店代理没有应答，现在只能收现金', en: 'The agent is away: only cash can be taken now' },
    next: { zh: '请收现金完成这笔，或等代理恢复。', en: 'Finish this sale in cash, or wait for the agent.' },
  },
  SALE_KEPT: {
    what: { zh: '收银机已自己记下这笔销售', en: 'The till has written this sale down itself' },
    next: {
      zh: '请把小票交给顾客；代理恢复后会补正式小票号。',
      en: 'Give the customer the slip. The receipt number follows when the agent is back.',
    },
  },
  LEFT_UNSENT: {
    what: { zh: '已退出，还有 {count} 条记录没有交给代理', en: 'Signed out while {count} records wait for the agent' },
    next: {
      zh: '请不要关机，等代理恢复。此事已记录。',
      en: 'Leave the till on until the agent is back. This was recorded.',
    },
  },
  RECORD_NEEDS_PERSON: {
    what: { zh: '代理没有直接收下收银机的一条记录', en: 'The agent put a record of this till aside' },
    next: {
      zh: '记录已保存，请店长在代理页面查看：{reasonCode}',
      en: 'It is kept. The manager looks at the agent’s page: {reasonCode}',
    },
  },
  TILL_RECORDS_FULL: {
    what: { zh: '收银机自己的记录已满', en: 'The till’s own record is full' },
    next: callManager,
  },
  SHIFT_NEEDED: {
    what: { zh: '还没有开班', en: 'This till has no open shift' },
    next: { zh: '请先开班，再收款。', en: 'Open a shift, then take payment.' },
  },
  REFUND_OVER_LIMIT: {
    what: { zh: '超过了今天可退的金额', en: 'That is more than may be given back today' },
    next: { zh: '请有权限的人批准，或改退较小的金额。', en: 'Have it approved, or give back less.' },
  },
  DEED_CONFLICT: {
    what: { zh: '这一步已按别的内容记录', en: 'That was recorded already, with other contents' },
    next: { zh: '请再做一次。', en: 'Do it once more.' },
  },
  PAIRING_CODE_WRONG: { what: { zh: '配对码不对', en: 'The pairing code is wrong' }, next: newCode },
  PAIRING_CODE_USED: { what: { zh: '配对码已被用过', en: 'The pairing code was used' }, next: newCode },
  PAIRING_CODE_EXPIRED: { what: { zh: '配对码已失效', en: 'The pairing code is not good any more' }, next: newCode },
  PAIRING_CODE_BURNT: {
    what: { zh: '配对码错误次数太多，已作废', en: 'The pairing code ended after wrong tries' },
    next: newCode,
  },
  PAIRING_TRIES_TOO_MANY: {
    what: { zh: '配对尝试太多', en: 'Too many tries to pair' },
    next: { zh: '请等一分钟。', en: 'Wait a minute.' },
  },
  PAIRING_KEY_BAD: { what: { zh: '配对没有成功', en: 'The pairing did not work' }, next: newCode },
  PAIRING_KEY_USED: { what: { zh: '配对没有成功', en: 'The pairing did not work' }, next: newCode },
};
