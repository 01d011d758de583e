/** Sentences about the card terminal's settlement and the slips of cards. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const byItself: Phrase = {
  zh: '系统会自动再做，也可以稍后再试。',
  en: 'It goes on by itself; you can also try again later.',
};

export const cardReasons: Record<string, ReasonWords> = {
  CARDS_SETTLING: {
    what: { zh: '刷卡机正在批结算', en: 'The card terminal is being settled' },
    next: { zh: '请稍等几秒再刷卡，或换一种支付方式。', en: 'Wait a few seconds, or take another way to pay.' },
  },
  CARDS_LINE_DOWN: {
    what: { zh: '门店和服务器的连接断开', en: 'The store’s line to the server is down' },
    next: { zh: '连接恢复后自动结算。', en: 'The settlement goes on once it is back.' },
  },
  CARDS_UNDER_WAY: {
    what: { zh: '有一笔刷卡还没有结果', en: 'A card payment has no result yet' },
    next: { zh: '它有了结果就会自动结算。', en: 'The settlement goes on once it has.' },
  },
  CARDS_HOST_AWAY: { what: { zh: '联系不上收单行', en: 'The acquirer cannot be reached' }, next: byItself },
  CARDS_HAVE_OPEN: {
    what: { zh: '批次里还有没了结的交易', en: 'The batch holds a transaction without an end' },
    next: { zh: '它冲正之后会自动结算。', en: 'The settlement goes on once it is reversed.' },
  },
  CARDS_NO_ANSWER: {
    what: { zh: '收单行没有应答，批次可能已经结算', en: 'The acquirer did not answer; the batch may be settled' },
    next: { zh: '系统会先查清楚，不会重复结算。', en: 'It is found out first, and nothing is settled twice.' },
  },
  CARDS_NOT_SETTLED: {
    what: { zh: '这次结算还没有完成', en: 'This settlement has no end yet' },
    next: { zh: '完成后才能打印。', en: 'It can be printed once it has one.' },
  },
  SLIP_NOT_HERE: {
    what: { zh: '这台收银机没有它的签购单', en: 'This till has no slip of it' },
    next: { zh: '请在刷卡的那台收银机上重印。', en: 'Print it at the till that took the card.' },
  },
  CARDS_CONFLICT: {
    what: { zh: '这次结算属于另一台收银机', en: 'That settlement is of another till' },
    next: { zh: '请刷新后再试。', en: 'Refresh, then try again.' },
  },
};
