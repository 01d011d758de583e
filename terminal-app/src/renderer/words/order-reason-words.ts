/** Why something about a pushed order was not done, and what the cashier does now. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const lookAtList: Phrase = { zh: '请看订单列表。', en: 'Look at the list of orders.' };

export const orderReasons: Record<string, ReasonWords> = {
  TERMINAL_TRAINING: {
    what: { zh: '收银机正在练习，订单先等着', en: 'The till is in training, the order waits' },
    next: { zh: '结束练习后再收款。', en: 'End the training to take it up.' },
  },
  ORDER_IS_FIXED: {
    what: { zh: '手上是推来的订单，内容不能改', en: 'The order in hand cannot be changed' },
    next: { zh: '请收款，或用“本单”菜单放回。', en: 'Take payment, or put it back by the menu of this sale.' },
  },
  ORDER_IN_HAND: {
    what: { zh: '这个订单正在收款', en: 'This order is the sale in hand' },
    next: { zh: '要放回，请放弃这一笔。', en: 'Give the sale up to put it back.' },
  },
  ORDER_TAKEN_UP: {
    what: { zh: '这个订单已经在收款', en: 'The order is being paid already' },
    next: lookAtList,
  },
  ORDER_NOT_NOW: {
    what: { zh: '这个订单已取消、过期或收过款', en: 'The order was cancelled, is over, or was paid' },
    next: lookAtList,
  },
  ORDER_PUT_BACK: {
    what: { zh: '订单已放回列表', en: 'The order was put back' },
    next: { zh: '它会继续等待收款。', en: 'It goes on waiting to be paid.' },
  },
  ORDER_NOT_FOUND: { what: { zh: '没有这个订单', en: 'There is no such order' }, next: lookAtList },
  ORDER_BAD: {
    what: { zh: '这个订单不对', en: 'The order is not right' },
    next: { zh: '请让推送的一方改正。', en: 'Whoever sent it has to mend it.' },
  },
  ORDER_CONFLICT: {
    what: { zh: '这个订单号已用于别的订单', en: 'Another order has this number' },
    next: { zh: '请让推送的一方改正。', en: 'Whoever sent it has to mend it.' },
  },
  ORDER_LIST_FULL: {
    what: { zh: '等待的订单太多了', en: 'Too many orders wait here' },
    next: { zh: '请先收款或拒绝几个。', en: 'Take up or refuse some of them first.' },
  },
};
