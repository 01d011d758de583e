/** Why something waits or was refused, and what an alarm of the agent means, in a line of a list. */
import { reasonWords } from './reason-words.ts';
import type { Language, Phrase } from './words.ts';

export const queueWords: Readonly<Record<string, Phrase>> = {
  OFFLINE: { zh: '与总部断开', en: 'the line is down' },
  UNANSWERED: { zh: '服务器没有回答', en: 'the server did not answer' },
  SERVER_SILENT: { zh: '服务器没有回答', en: 'the server did not answer' },
  SERVER_UNREACHABLE: { zh: '连不上服务器', en: 'the server cannot be reached' },
  SERVER_REFUSES: { zh: '服务器暂不受理', en: 'the server takes nothing now' },
  ENTRY_DEAD: { zh: '一条流水被服务器拒绝', en: 'A journal entry was refused by the server' },
  REQUEST_DEAD: { zh: '一个请求被服务器拒绝', en: 'A request was refused by the server' },
  JOURNAL_BAD_HASH: { zh: '流水的校验值不对', en: 'the entry’s hash is not right' },
  JOURNAL_BAD_SIGNATURE: { zh: '流水的签名不对', en: 'the entry’s signature is not right' },
  JOURNAL_BAD_PAYLOAD: { zh: '流水的内容不合规', en: 'the entry’s contents are not as they should be' },
  JOURNAL_FORK: { zh: '流水与服务器上的不一致', en: 'the journal differs from the server’s' },
  JOURNAL_GAP: { zh: '流水缺号', en: 'an entry before it is missing' },
  JOURNAL_APART: { zh: '流水与服务器分叉', en: 'The journal and the server’s have come apart' },
  JOURNAL_SENT_AGAIN: { zh: '流水重新上传', en: 'The journal was sent again' },
  JOURNAL_REBASED: { zh: '流水已重新接续', en: 'The journal was taken up anew' },
  JOURNAL_RESTORED: { zh: '流水已从备份恢复', en: 'The journal was restored' },
  AGENT_TWINNED: { zh: '有两个代理使用同一身份', en: 'Two agents work with one identity' },
  ACKNOWLEDGED_OTHER: { zh: '服务器确认了不同的内容', en: 'The server acknowledged something else' },
  EXCEPTION_OPENED: { zh: '总部登记了一个异常', en: 'Headquarters opened an exception' },
  OFFLINE_CARD_DECLINED: { zh: '离线收的卡被拒付', en: 'A card taken offline was declined' },
  PAIRING_CODE_BURNT: { zh: '配对码多次输错，已作废', en: 'A pairing code was tried too often and is void' },
  SECRETS_WIPED: { zh: '代理的密钥已清除', en: 'The agent’s secrets were wiped' },
  SETTINGS_CHANGE_BAD: { zh: '总部的一次设置无法使用', en: 'A change of settings could not be taken' },
  STORE_DAMAGED: { zh: '代理的数据文件损坏', en: 'The agent’s store is damaged' },
  STORE_RESTORED: { zh: '代理的数据已恢复', en: 'The agent’s store was restored' },
  STORE_LOW: { zh: '磁盘空间不多了', en: 'The disk is nearly full' },
  STORE_FULL: { zh: '磁盘已满', en: 'The disk is full' },
  TAKE_OVER_REFUSED: { zh: '接管被拒绝', en: 'A take-over was refused' },
  TILL_KNOWS_MORE: { zh: '收银机的流水比代理多', en: 'A till knows more of its journal than the agent' },
  TILL_RECORD_CONFLICT: { zh: '收银机交来的记录有冲突', en: 'A till’s own record is in conflict' },
  TILL_RECORD_SET_ASIDE: { zh: '收银机交来的记录已搁置', en: 'A till’s own record was put aside' },
};

const unknown: Phrase = { zh: '请把代码告诉店长', en: 'tell the manager the code' };

export function queueText(language: Language, code: string): string {
  return (queueWords[code] ?? reasonWords[code]?.what ?? unknown)[language].replace(/\{\w+\}/g, '');
}
