/** Why a deed on the cart was not done, and what the cashier does now. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const askAgain: Phrase = {
  zh: '请再按一次“收款”，重新请人批准。',
  en: 'Take payment again and have it approved anew.',
};
const callManager: Phrase = { zh: '请找店长。', en: 'Call the manager.' };
const scanFirst: Phrase = { zh: '请先扫商品。', en: 'Scan an article first.' };
const inAnother: Phrase = {
  zh: '请先完成退货，再在下一笔里做。',
  en: 'Finish the return, then do it in the next sale.',
};

export const cartReasons: Record<string, ReasonWords> = {
  APPROVAL_WAITS: {
    what: { zh: '正在等人批准', en: 'An approval is waited for' },
    next: { zh: '请输入密码、刷员工卡，或按 Esc 放弃。', en: 'Enter the PIN, scan the card, or leave with Esc.' },
  },
  APPROVAL_NEEDED: {
    what: { zh: '这一步要有权限的人批准', en: 'Somebody with the right has to approve this' },
    next: askAgain,
  },
  APPROVAL_OVER: { what: { zh: '批准已过时', en: 'The approval is over' }, next: askAgain },
  APPROVAL_UNKNOWN: {
    what: { zh: '这个批准不是给这一步的', en: 'That approval was given for something else' },
    next: askAgain,
  },
  TOO_MANY_APPROVALS: {
    what: { zh: '这一笔的批准太多了', en: 'This sale has too many approvals' },
    next: { zh: '请先收款，其余的另开一笔。', en: 'Take payment first; the rest goes into another sale.' },
  },
  AGE_WAITS: {
    what: { zh: '先回答年龄问题', en: 'The question about the age waits' },
    next: { zh: '回答后请再扫一次。', en: 'Answer it, then scan again.' },
  },
  DISCOUNT_TOO_LARGE: {
    what: { zh: '优惠比价格还高', en: 'That takes off more than it costs' },
    next: { zh: '请输入较小的优惠。', en: 'Enter a smaller discount.' },
  },
  LINE_COMES_BACK: {
    what: { zh: '退回的商品不能打折', en: 'Nothing is taken off what comes back' },
    next: { zh: '可以改它的单价。', en: 'Its price may be changed instead.' },
  },
  LINE_OF_RECEIPT: {
    what: { zh: '这一行来自原小票', en: 'This line is of the receipt' },
    next: { zh: '只能减少或删除它。', en: 'It can be made less or deleted.' },
  },
  PRICE_OF_ITS_CODE: {
    what: { zh: '价格在它的标签上', en: 'Its label says its price' },
    next: { zh: '可以给它打折，或重新贴标签。', en: 'Take something off it, or print another label.' },
  },
  NAME_MISSING: {
    what: { zh: '还没有写名称', en: 'It has no name yet' },
    next: { zh: '请写下卖的是什么。', en: 'Write what is sold.' },
  },
  CART_EMPTY: { what: { zh: '购物车是空的', en: 'The cart is empty' }, next: scanFirst },
  NOT_IN_A_RETURN: { what: { zh: '退货时不能这样做', en: 'That is not done in a return' }, next: inAnother },
  NOTHING_IS_ROUNDED: {
    what: { zh: '本店不抹零', en: 'This store does not round' },
    next: { zh: '请按原价收款。', en: 'Take the whole amount.' },
  },
  HELD_FULL: {
    what: { zh: '挂单已满', en: 'No more carts can be held' },
    next: { zh: '请先取回或删除一单。', en: 'Recall or discard one first.' },
  },
  NO_SUCH_HELD: {
    what: { zh: '没有这个挂单', en: 'There is no such cart on hold' },
    next: { zh: '请看挂单列表。', en: 'Look at the list of carts on hold.' },
  },
  HELD_DISCARDED: { what: { zh: '挂单已删除', en: 'The cart on hold was discarded' }, next: callManager },
};
