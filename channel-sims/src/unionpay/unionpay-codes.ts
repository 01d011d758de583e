/**
 * Answer codes of the gateway (平台接入接口规范 第5部分 附录, open.unionpay.com, respCode) with its words, and codes
 * of nineteen digits that choose an outcome by themselves.
 */
import type { WalletBehaviour } from '../hands/behaviours.ts';

const words = {
  '00': '成功[0000000]',
  '01': '交易失败。详情请咨询95516',
  '02': '系统未开放或暂时关闭，请稍后再试',
  '03': '交易通讯超时，请发起查询交易',
  '04': '交易状态未明，请查询对账结果',
  '05': '交易已受理，请稍后查询交易结果',
  '06': '系统繁忙，请稍后再试',
  '10': '报文格式错误',
  '11': '验证签名失败',
  '12': '重复交易',
  '13': '报文交易要素缺失',
  '31': '商户状态不正确',
  '32': '无此交易权限',
  '33': '交易金额超限',
  '34': '查无此交易',
  '35': '原交易不存在或状态不正确',
  '36': '与原交易信息不符',
  '38': '银联风险受限',
  '45': '原交易已被成功退货或已被成功撤销',
  '46': '交易已被成功冲正',
  '60': '交易失败，详情请咨询您的发卡行',
  '61': '输入的卡号无效，请确认后输入',
  '63': '卡状态不正确',
  '64': '卡上的余额不足',
  '65': '输入的密码、有效期或CVN2有误，交易失败',
  '67': '密码输入次数超限',
  '69': '您的输入超时，交易失败',
  '73': '支付卡已超过有效期',
  '81': '月累计交易笔数（金额）超限',
  '86': '二维码状态错误',
  '88': '无此二维码',
  '90': '账户余额不足',
  '98': '文件不存在',
} as const;

export type RespCode = keyof typeof words;

export function isRespCode(code: string): code is RespCode {
  return Object.hasOwn(words, code);
}

export function respMessage(code: RespCode, detail?: string): string {
  return detail === undefined ? words[code] : `${words[code]}[${detail}]`;
}

/** What the issuer says where nobody chose a reason. */
export const presetDecline: RespCode = '64';

export type NumberedOutcome =
  /** Known at once and answered so; nothing happens. */
  | { kind: 'refused'; respCode: RespCode }
  /** The customer does this; `respCode` where the answer to the request is not 00. */
  | { kind: 'customer'; behaviour: WalletBehaviour; declineCode?: RespCode; respCode?: RespCode };

const refusedAtOnce: ReadonlySet<string> = new Set(['01', '02', '06', '31', '32', '33', '38', '86', '88']);
const declinedLater: ReadonlySet<string> = new Set(['60', '61', '63', '64', '65', '67', '69', '73', '81', '90']);
const answeredOpenly: ReadonlySet<string> = new Set(['03', '04', '05']);

/**
 * As cards that begin with 62000001 choose their host's answer by the two digits behind, so does a code of such
 * digits: one of the gateway's codes, 97 (the money is taken, and nothing is answered) or 98 (nothing at all).
 */
export function numberedOutcome(qrNo: string): NumberedOutcome | undefined {
  const chosen = /^62000001(\d{2})\d{9}$/.exec(qrNo)?.[1];
  if (chosen === undefined) return undefined;
  if (chosen === '97') return { kind: 'customer', behaviour: 'no_answer' };
  if (chosen === '98') return { kind: 'customer', behaviour: 'no_answer_unpaid' };
  if (!isRespCode(chosen)) return undefined;
  if (refusedAtOnce.has(chosen)) return { kind: 'refused', respCode: chosen };
  if (declinedLater.has(chosen)) return { kind: 'customer', behaviour: 'decline', declineCode: chosen };
  if (answeredOpenly.has(chosen)) return { kind: 'customer', behaviour: 'pay', respCode: chosen };
  return chosen === '00' ? { kind: 'customer', behaviour: 'pay' } : undefined;
}
