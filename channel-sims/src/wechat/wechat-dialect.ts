/** WeChat Pay's numbers and notices. */
import { randomUUID } from 'node:crypto';
import type { Clock, Random } from '@qiantai/foundation';
import { beijingCompactDate, beijingRfc3339 } from '../values/beijing-time.ts';
import type { Delivery, NoticeDialect } from '../wallet/notice-sender.ts';
import { paymentOf } from '../wallet/wallet-book.ts';
import { drawDigits, type WalletDialect } from '../wallet/wallet-engine.ts';
import { refundBody, transactionBody, type WechatMerchant } from './wechat-messages.ts';
import { encryptResource, type PlatformIdentity, signatureHeaders } from './wechat-signature.ts';

export const wechatDialect: WalletDialect = {
  channel: 'wechat',
  refundKey: (_outTradeNo, outRefundNo) => outRefundNo,
  /** 18 digits that begin 10 to 15. */
  mintCode: (random) => `1${random.below(6)}${drawDigits(random, 16)}`,
  /** 28 digits: 4200, then the account's group, the day and ten digits. */
  mintTransactionId: (random: Random, atMs: number) =>
    `4200${drawDigits(random, 6)}${beijingCompactDate(atMs)}${drawDigits(random, 10)}`,
  mintRefundId: (random: Random, atMs: number) =>
    `5030${drawDigits(random, 6)}${beijingCompactDate(atMs)}${drawDigits(random, 11)}`,
  mintCustomerId: (random: Random) => `o${Buffer.from(random.bytes(20)).toString('base64url')}`,
};

const seconds = 1_000;
const minutes = 60_000;
const hours = 3_600_000;

/** 15 s, 15 s, 30 s, 3 m, 10 m, 20 m, 30 m ×3, 60 m, 3 h ×3, 6 h ×2 (支付成功通知). */
export const wechatRetryDelaysMs: readonly number[] = [
  15 * seconds,
  15 * seconds,
  30 * seconds,
  3 * minutes,
  10 * minutes,
  20 * minutes,
  30 * minutes,
  30 * minutes,
  30 * minutes,
  60 * minutes,
  3 * hours,
  3 * hours,
  3 * hours,
  6 * hours,
  6 * hours,
];

export function wechatNotices(options: {
  merchant: WechatMerchant;
  platform: PlatformIdentity;
  apiV3Key: string;
  clock: Clock;
  /** Send a delivery with a `WECHATPAY/SIGNTEST/` signature before each notice; it must be refused. */
  probes: boolean;
}): NoticeDialect {
  const { merchant, platform, apiV3Key, clock } = options;

  function compose(
    facts: { noticeId: string; eventType: string; resourceType: string; summary: string; resource: unknown },
    badlySigned: boolean,
  ): Delivery {
    const body = JSON.stringify({
      id: facts.noticeId,
      create_time: beijingRfc3339(clock.nowMs()),
      resource_type: 'encrypt-resource',
      event_type: facts.eventType,
      summary: facts.summary,
      resource: {
        original_type: facts.resourceType,
        ...encryptResource(apiV3Key, JSON.stringify(facts.resource), facts.resourceType),
      },
    });
    const signature = signatureHeaders(platform, { body, nowMs: clock.nowMs(), spoil: badlySigned });
    return { headers: { 'Content-Type': 'application/json', 'User-Agent': 'Mozilla/4.0', ...signature }, body };
  }

  return {
    channel: 'wechat',
    retryDelaysMs: wechatRetryDelaysMs,
    mintNoticeId: () => randomUUID(),
    compose({ noticeId, order, refund }, badlySigned) {
      if (refund) {
        const { status, amount, ...resource } = refundBody(refund, order, merchant);
        const { total, refund: refunded, payer_total, payer_refund } = amount as Record<string, number>;
        return compose(
          {
            noticeId,
            eventType: 'REFUND.SUCCESS',
            resourceType: 'refund',
            summary: '退款成功',
            resource: {
              mchid: merchant.mchid,
              ...resource,
              refund_status: status,
              amount: { total, refund: refunded, payer_total, payer_refund },
            },
          },
          badlySigned,
        );
      }
      // A notice tells of the payment as it was made; what became of it since is for a query to say.
      const payment = paymentOf(order);
      const asPaid = payment ? { ...order, refundedMinor: 0n, state: { status: 'paid' as const, payment } } : order;
      return compose(
        {
          noticeId,
          eventType: 'TRANSACTION.SUCCESS',
          resourceType: 'transaction',
          summary: '支付成功',
          resource: transactionBody(asPaid, merchant),
        },
        badlySigned,
      );
    },
    probe: options.probes
      ? (noticeId) => {
          const probe = compose(
            {
              noticeId,
              eventType: 'TRANSACTION.SUCCESS',
              resourceType: 'transaction',
              summary: '支付成功',
              resource: {},
            },
            false,
          );
          const spoiled = `WECHATPAY/SIGNTEST/${probe.headers['Wechatpay-Signature']}`;
          return { ...probe, headers: { ...probe.headers, 'Wechatpay-Signature': spoiled } };
        }
      : undefined,
    isAccepted: (status) => status === 200 || status === 204,
  };
}
