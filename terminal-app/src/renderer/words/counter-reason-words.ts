/** Sentences for what is refused beside the sale: shift, drawer, journal of the day, queue, training. */
import type { ReasonWords } from './reason-words.ts';
import type { Phrase } from './words.ts';

const checkAmount: Phrase = { zh: '请核对金额。', en: 'Check the amount.' };
const lookAgain: Phrase = { zh: '请再看一下班次现在的情况。', en: 'Look again at how the shift stands.' };
const callSupport: Phrase = { zh: '请联系总部或技术支持。', en: 'Call headquarters or support.' };
const somebodyWithRight: Phrase = {
  zh: '请有权限的同事输入工号和密码。',
  en: 'Let a colleague who has it enter number and PIN.',
};

export const counterReasons: Record<string, ReasonWords> = {
  CALL_WAITS: {
    what: { zh: '前一步还没有得到确认', en: 'The step before is not confirmed yet' },
    next: { zh: '它已保存，代理恢复后自动补发。', en: 'It is kept and goes by itself once the agent is back.' },
  },
  COUNTER_OPEN: {
    what: { zh: '现在不在销售界面', en: 'The sale is not in sight now' },
    next: { zh: '请先按 Esc 返回销售。', en: 'Go back to the sale first (Esc).' },
  },
  TRAINING_NOW: {
    what: { zh: '收银机正在练习', en: 'This till is in training' },
    next: { zh: '请先结束练习。', en: 'End the training first.' },
  },
  PAYMENTS_STILL_OPEN: {
    what: { zh: '有一笔放弃的付款还没有结果', en: 'A payment that was given up has no result yet' },
    next: { zh: '请等它有了结果再开始练习。', en: 'Wait for its result, then begin.' },
  },
  REASON_NEEDED: {
    what: { zh: '还没写原因', en: 'There is no reason yet' },
    next: { zh: '请选择或填写原因。', en: 'Choose or type one.' },
  },
  NOTE_NEEDED: {
    what: { zh: '这个原因需要备注', en: 'This reason needs a note' },
    next: { zh: '请写明是什么。', en: 'Say in a few words what it is.' },
  },
  NOTE_TOO_LONG: {
    what: { zh: '备注太长', en: 'The note is too long' },
    next: { zh: '最多 200 字。', en: 'At most 200 characters.' },
  },
  AMOUNT_BAD: { what: { zh: '金额不对', en: 'That is no amount to take' }, next: checkAmount },
  COUNT_TOO_LARGE: {
    what: { zh: '张数太大', en: 'That is too many' },
    next: { zh: '请核对张数。', en: 'Check the count.' },
  },
  NOTHING_MORE: {
    what: { zh: '没有更多了', en: 'There are no more' },
    next: { zh: '可以按小票号查找更早的。', en: 'Find an older one by its number.' },
  },
  RETURN_OF_RETURN: {
    what: { zh: '这张是退货单', en: 'This receipt is a return' },
    next: { zh: '请打开原来的销售小票。', en: 'Open the sale that it came from.' },
  },
  SHIFT_NOT_FOUND: { what: { zh: '没有这个班次', en: 'There is no such shift' }, next: lookAgain },
  SHIFT_ALREADY_OPEN: {
    what: { zh: '这台收银机已经开班', en: 'A shift is open at this till already' },
    next: { zh: '请先交班，或继续使用它。', en: 'Close it first, or go on with it.' },
  },
  SHIFT_CONFLICT: { what: { zh: '与先前登记的内容不同', en: 'It was recorded with other contents' }, next: lookAgain },
  SHIFT_NOT_NOW: { what: { zh: '班次现在不能这样做', en: 'The shift does not take this now' }, next: lookAgain },
  SHIFT_IS_CLOSING: {
    what: { zh: '正在清点钱箱', en: 'The drawer is being counted' },
    next: { zh: '请完成交班，或按 F12 恢复收款。', en: 'Finish the count, or reopen the shift (F12).' },
  },
  SHIFT_HAS_UNSENT: {
    what: { zh: '还有没上传的记录', en: 'Something has not been sent yet' },
    next: { zh: '请稍等，或逐项确认后带到下一班。', en: 'Wait, or take it over by name.' },
  },
  SHIFT_HAS_OPEN_PAYMENTS: {
    what: { zh: '还有结果未知的付款', en: 'A payment has no result yet' },
    next: { zh: '请稍等，或逐项确认后带到下一班。', en: 'Wait, or take it over by name.' },
  },
  APPROVAL_NEEDED: {
    what: { zh: '这一步需要批准', en: 'This needs an approval' },
    next: somebodyWithRight,
  },
  APPROVAL_NOT_FOUND: {
    what: { zh: '批准已过期', en: 'The approval has ended' },
    next: somebodyWithRight,
  },
  QUEUE_TWO_PERSONS: {
    what: { zh: '核销要由两个人确认', en: 'Writing off takes two persons' },
    next: { zh: '请另一位有权限的同事输入。', en: 'Let another colleague with the right enter.' },
  },
  QUEUE_ROW_NOT_FOUND: {
    what: { zh: '这一条已不在队列里', en: 'It is no longer in the queue' },
    next: { zh: '请刷新再看。', en: 'Refresh and look again.' },
  },
  QUEUE_NOT_MENDABLE: {
    what: { zh: '这一条不能这样处理', en: 'That cannot be done with it' },
    next: { zh: '请刷新，看能做什么。', en: 'Refresh and see what can be done.' },
  },
  FACT_NOT_RIGHT: {
    what: { zh: '还有内容不合规：{path}', en: 'A fact is still not right: {path}' },
    next: { zh: '请改正标出的那一项，再重写。', en: 'Put the marked fact right, then write it again.' },
  },
  JOURNAL_BAD_PAYLOAD: {
    what: { zh: '这条流水的内容不合规', en: 'The entry’s contents are not as they should be' },
    next: { zh: '请逐项检查后再重写。', en: 'Look at each fact, then write it again.' },
  },
  QUEUE_CORRECTION_BAD: { what: { zh: '更正的内容不对', en: 'The correction is not right' }, next: callSupport },
  QUEUE_INQUIRY_NEEDED: {
    what: { zh: '服务器还没有答复这一笔', en: 'The server has not said how it stands' },
    next: { zh: '请等连接恢复后再核销。', en: 'Wait for the line, then try again.' },
  },
  QUEUE_STANDS_AT_SERVER: {
    what: { zh: '这一笔在服务器上是成立的', en: 'It stands at the server' },
    next: { zh: '不能核销。请在总部处理。', en: 'It cannot be written off. Headquarters has to look.' },
  },
};
