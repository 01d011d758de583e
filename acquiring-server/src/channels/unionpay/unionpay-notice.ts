/** Notices of UnionPay (后台通知): an encoded form, verified over its sorted members, then checked. */
import type { NoticeOutcome } from '../port.ts';
import { factsOf } from './unionpay-answers.ts';
import { isDone } from './unionpay-codes.ts';
import type { UnionpayCredentials } from './unionpay-credentials.ts';
import { parseForm, verifyFields } from './unionpay-signature.ts';

export function readUnionpayNotice(credentials: UnionpayCredentials, body: Uint8Array, nowMs: number): NoticeOutcome {
  const fields = parseForm(Buffer.from(body).toString('utf8'));
  if (!fields) return { kind: 'refused', errorCode: 'NOTICE_BAD_SIGNATURE', why: 'a member comes twice' };
  const verified = verifyFields(credentials, fields, nowMs);
  if (!verified.ok) return { kind: 'refused', errorCode: 'NOTICE_BAD_SIGNATURE', why: verified.why };
  const members = Object.fromEntries(fields);
  // Notices have no number: one of a transaction tells the same as the next.
  const noticeId = `${members['txnType'] ?? ''}${members['queryId'] ?? members['orderId'] ?? ''}`.slice(0, 64);
  // 01 is a consumption; a refund's is 04, and its inquiry finds it.
  if (members['txnType'] !== '01' || !isDone(members['respCode'] ?? '')) return { kind: 'other', noticeId };
  const facts = factsOf(members);
  return facts
    ? { kind: 'payment', noticeId, facts }
    : { kind: 'refused', errorCode: 'NOTICE_BAD_BODY', why: 'a success whose facts cannot be read' };
}
