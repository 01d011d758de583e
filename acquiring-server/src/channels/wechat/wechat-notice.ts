/** Notices of WeChat Pay: verified, opened, checked, in this order. */
import { errorText } from '@qiantai/foundation';
import { z } from 'zod';
import type { NoticeOutcome } from '../port.ts';
import { factsOf, transactionSchema } from './wechat-answers.ts';
import type { WechatCredentials } from './wechat-credentials.ts';
import { openResource, verifyMessage } from './wechat-signature.ts';

const noticeSchema = z.object({
  id: z.string().min(1).max(64),
  event_type: z.string().max(64),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.string().max(1_048_576),
    nonce: z.string().min(1).max(16),
    associated_data: z.string().max(32).optional(),
  }),
});

export function readWechatNotice(
  credentials: WechatCredentials,
  request: { headers: Readonly<Record<string, string>>; body: Uint8Array },
  nowMs: number,
): NoticeOutcome {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const verification = verifyMessage(credentials, { headers, body: request.body }, nowMs);
  if (!verification.ok) {
    const errorCode = verification.reason === 'age' ? 'NOTICE_TOO_OLD' : 'NOTICE_BAD_SIGNATURE';
    return { kind: 'refused', errorCode, why: verification.why };
  }
  try {
    const notice = noticeSchema.parse(JSON.parse(Buffer.from(request.body).toString('utf8')));
    const resource: unknown = JSON.parse(openResource(credentials.apiV3Key, notice.resource));
    if (notice.event_type !== 'TRANSACTION.SUCCESS') return { kind: 'other', noticeId: notice.id };
    const facts = factsOf(transactionSchema.parse(resource));
    if (!facts) throw new Error('a success without amount, time or transaction number');
    return { kind: 'payment', facts, noticeId: notice.id };
  } catch (error) {
    return { kind: 'refused', errorCode: 'NOTICE_BAD_BODY', why: errorText(error) };
  }
}
