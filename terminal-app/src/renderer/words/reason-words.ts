/**
 * Why something did not happen, and what the cashier does now: the reason codes of the channels, the codes
 * of this screen, and (in a file of their own) those of the till. The code itself is shown small behind the sentences.
 */
import { agentReasons } from './agent-reason-words.ts';
import { cardReasons } from './card-reason-words.ts';
import { cartReasons } from './cart-reason-words.ts';
import { counterReasons } from './counter-reason-words.ts';
import { deviceReasons } from './device-reason-words.ts';
import { offlineReasonWords } from './offline-reason-words.ts';
import { orderReasons } from './order-reason-words.ts';
import { tillReasonWords } from './till-reason-words.ts';
import type { Phrase } from './words.ts';

export interface ReasonWords {
  what: Phrase;
  next: Phrase;
}

const anotherWay: Phrase = { zh: '请换一种支付方式。', en: 'Try another way to pay.' };
const freshCode: Phrase = { zh: '请顾客刷新付款码，再扫一次。', en: 'Ask for a fresh code and scan it again.' };
const tryAgain: Phrase = { zh: '请再试一次。', en: 'Try again.' };
const goOn: Phrase = { zh: '可以继续收款。', en: 'You can go on.' };
const wait: Phrase = { zh: '系统会继续查询，不用再收。', en: 'The system keeps asking. Do not take it again.' };

const channelReasons: Record<string, ReasonWords> = {
  INSUFFICIENT_FUNDS: { what: { zh: '余额不足', en: 'Not enough balance' }, next: anotherWay },
  CODE_EXPIRED: { what: { zh: '付款码已过期', en: 'The payment code has expired' }, next: freshCode },
  CODE_USED: { what: { zh: '付款码已用过', en: 'The payment code was used already' }, next: freshCode },
  CODE_INVALID: { what: { zh: '付款码无效', en: 'The payment code is not valid' }, next: freshCode },
  CARD_DECLINED: { what: { zh: '发卡行拒绝了这张卡', en: 'The bank declined the card' }, next: anotherWay },
  CARD_EXPIRED: {
    what: { zh: '卡已过期', en: 'The card has expired' },
    next: { zh: '请换一张卡或换一种方式。', en: 'Try another card or another way.' },
  },
  WRONG_PIN: {
    what: { zh: '密码错误', en: 'Wrong PIN' },
    next: { zh: '可以再试一次，或换一种方式。', en: 'Try once more, or another way.' },
  },
  LIMIT_EXCEEDED: { what: { zh: '超过了限额', en: 'Above the limit' }, next: anotherWay },
  PAYER_CANCELLED: {
    what: { zh: '顾客取消了付款', en: 'The customer cancelled' },
    next: { zh: '可以重新收款，或换一种方式。', en: 'Take it again, or another way.' },
  },
  PAYER_TIMED_OUT: {
    what: { zh: '顾客没有在时间内确认', en: 'The customer did not confirm in time' },
    next: { zh: '可以重新收款，或换一种方式。', en: 'Take it again, or another way.' },
  },
  PAYER_LEFT: { what: { zh: '顾客没有完成付款', en: 'The customer did not finish paying' }, next: goOn },
  CASHIER_CANCELLED: { what: { zh: '已由收银员取消', en: 'Cancelled at the till' }, next: goOn },
  LINE_LOST: { what: { zh: '付款途中连接断开', en: 'The line broke while paying' }, next: wait },
  ORDER_CLOSED: {
    what: { zh: '这笔订单已关闭', en: 'This order is closed' },
    next: { zh: '请重新录入这笔销售。', en: 'Ring the sale up again.' },
  },
  MONEY_WENT_BACK: {
    what: { zh: '这笔钱已经退回顾客', en: 'The money went back to the customer' },
    next: { zh: '可以重新收款，或换一种方式。', en: 'Take it again, or another way.' },
  },
  CHANNEL_REFUSED: { what: { zh: '支付渠道拒绝了', en: 'The payment channel refused' }, next: anotherWay },
  CHANNEL_SILENT: { what: { zh: '支付渠道没有回答', en: 'The payment channel does not answer' }, next: wait },
  CHANNEL_BUSY: { what: { zh: '支付渠道正忙', en: 'The payment channel is busy' }, next: tryAgain },
  BAD_SIGNATURE: {
    what: { zh: '渠道的回答无法验证', en: 'The channel’s answer could not be verified' },
    next: wait,
  },
  FACTS_DIFFER: {
    what: { zh: '渠道的记录与这笔不符', en: 'The channel’s record differs from this payment' },
    next: { zh: '系统已登记，会有人核对。请换一种方式收款。', en: 'It is recorded for checking. Take another way.' },
  },
  PAYER_ACCOUNT_FROZEN: {
    what: { zh: '会员账户已冻结', en: 'The member’s account is frozen' },
    next: {
      zh: '请换一种支付方式；会员可联系客服。',
      en: 'Try another way to pay. The member may ask the service desk.',
    },
  },
  PAYER_ACCOUNT_REFUSED: {
    what: { zh: '会员账户不能用余额付款', en: 'The member’s account may not pay by balance' },
    next: anotherWay,
  },
  PAYMENT_PASSWORD_NOT_SET: {
    what: { zh: '金额较大，会员还没设支付密码', en: 'This amount asks for a payment password, and none is set' },
    next: {
      zh: '请会员在 App 里设好再付，或换一种方式。',
      en: 'The member sets one in the app first, or pays another way.',
    },
  },
  PAYMENT_PASSWORD_LOCKED: {
    what: { zh: '支付密码输错太多次，已锁定', en: 'Too many wrong payment passwords: it is locked' },
    next: anotherWay,
  },
  NO_ROUTE: { what: { zh: '这种方式暂时没有可用的渠道', en: 'No channel is open for this way now' }, next: anotherWay },
  OFFLINE: {
    what: { zh: '现在离线，不能用这种方式', en: 'Offline: this way needs the line' },
    next: { zh: '请收现金，或等连接恢复。', en: 'Take cash, or wait for the line.' },
  },
  AGENT_GONE: {
    what: { zh: '门店代理没有应答', en: 'The store agent does not answer' },
    next: { zh: '收银机正在自动重连，请稍候。', en: 'The till is connecting again. One moment.' },
  },
};

const screenReasons: Record<string, ReasonWords> = {
  SCREEN_LOST_TILL: {
    what: { zh: '屏幕与收银机的连接中断', en: 'The screen has lost the till' },
    next: { zh: '恢复后请再按一次。', en: 'Press again once it is back.' },
  },
  SCREEN_BUSY: {
    what: { zh: '收银机还在处理', en: 'The till is still busy' },
    next: { zh: '请稍候再按。', en: 'Wait a moment, then press again.' },
  },
};

export const reasonWords: Readonly<Record<string, ReasonWords>> = {
  ...channelReasons,
  ...screenReasons,
  ...offlineReasonWords,
  ...tillReasonWords,
  ...cartReasons,
  ...orderReasons,
  ...agentReasons,
  ...counterReasons,
  ...deviceReasons,
  ...cardReasons,
};

/** For a code that this catalogue does not know yet. */
export const generalReason: ReasonWords = {
  what: { zh: '这一步没有成功', en: 'That did not work' },
  next: {
    zh: '可以再试一次；若仍不行，请把下面的代码告诉店长。',
    en: 'Try again. If it stays, tell the manager the code below.',
  },
};
