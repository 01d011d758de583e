/** Notices of Alipay: a form, verified over its sorted pairs, then checked. */
import { errorText } from '@qiantai/foundation';
import { currencySchema, minorFromDecimal } from '@qiantai/protos';
import { z } from 'zod';
import { instantOfBeijingText } from '../beijing-time.ts';
import type { NoticeOutcome } from '../port.ts';
import type { AlipayCredentials } from './alipay-credentials.ts';
import { noticeVerifies } from './alipay-signature.ts';

const noticeSchema = z.object({
  notify_id: z.string().min(1).max(128),
  trade_status: z.string().max(32),
  out_trade_no: z.string().max(64),
  trade_no: z.string().min(1).max(64),
  app_id: z.string().max(32),
  seller_id: z.string().max(32),
  total_amount: z.string().max(20),
  trans_currency: currencySchema.optional(),
  gmt_payment: z.string().max(32).optional(),
  /** There on the notice of a refund, whose trade_status may still be TRADE_SUCCESS. */
  gmt_refund: z.string().max(32).optional(),
});

export function readAlipayNotice(credentials: AlipayCredentials, body: Uint8Array): NoticeOutcome {
  const form = new Map(new URLSearchParams(Buffer.from(body).toString('utf8')));
  if (!noticeVerifies(credentials, form)) {
    return { kind: 'refused', errorCode: 'NOTICE_BAD_SIGNATURE', why: 'the signature does not verify' };
  }
  try {
    const notice = noticeSchema.parse(Object.fromEntries(form));
    const paid = notice.trade_status === 'TRADE_SUCCESS' || notice.trade_status === 'TRADE_FINISHED';
    if (!paid || notice.gmt_refund !== undefined) return { kind: 'other', noticeId: notice.notify_id };
    const currency = notice.trans_currency ?? credentials.currency;
    const paidAtMs = instantOfBeijingText(notice.gmt_payment ?? '');
    if (paidAtMs === undefined) throw new Error('gmt_payment is missing or no time');
    return {
      kind: 'payment',
      noticeId: notice.notify_id,
      facts: {
        channelOrderNo: notice.out_trade_no,
        channelTransactionId: notice.trade_no,
        amount: { amountMinor: minorFromDecimal(notice.total_amount, currency), currency },
        channelMerchantId: notice.seller_id,
        channelAppId: notice.app_id,
        paidAtMs,
      },
    };
  } catch (error) {
    return { kind: 'refused', errorCode: 'NOTICE_BAD_BODY', why: errorText(error) };
  }
}
