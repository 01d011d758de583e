import { expect, test } from 'vitest';
import { alipayRetryDelaysMs } from '../alipay/alipay-dialect.ts';
import { unionpayRetryDelaysMs } from '../unionpay/unionpay-dialect.ts';
import { wechatRetryDelaysMs } from '../wechat/wechat-dialect.ts';
import { nextTryAtMs } from './notice-sender.ts';
import type { WalletNotice } from './wallet-book.ts';

const notice = (tries: WalletNotice['tries']): WalletNotice => ({
  noticeId: 'n',
  about: 'payment',
  outTradeNo: 'o',
  url: 'http://127.0.0.1/',
  copies: 1,
  firstBadlySigned: false,
  dueAtMs: 1000,
  tries,
});

function schedule(delays: readonly number[]): number[] {
  const tries: WalletNotice['tries'] = [];
  const instants: number[] = [];
  for (let atMs = nextTryAtMs(notice(tries), delays); atMs !== undefined; ) {
    instants.push(atMs - 1000);
    tries.push({ atMs, accepted: false });
    atMs = nextTryAtMs(notice(tries), delays);
  }
  return instants;
}

test('Alipay delivers eight times within 25 hours', () => {
  const instants = schedule(alipayRetryDelaysMs);
  expect(instants).toHaveLength(8);
  expect(instants.at(-1)).toBeLessThanOrEqual(25 * 3_600_000);
  expect(instants.at(-1)).toBeGreaterThan(24 * 3_600_000);
});

test('WeChat Pay delivers sixteen times, the first four within a minute', () => {
  const instants = schedule(wechatRetryDelaysMs);
  expect(instants).toHaveLength(16);
  expect(instants.slice(0, 4)).toEqual([0, 15_000, 30_000, 60_000]);
});

test('an accepted notice is never repeated', () => {
  expect(nextTryAtMs(notice([{ atMs: 1000, accepted: true }]), wechatRetryDelaysMs)).toBeUndefined();
});

test('UnionPay delivers five times, the last after 12 minutes', () => {
  const instants = schedule(unionpayRetryDelaysMs);
  expect(instants).toHaveLength(5);
  expect(instants.at(-1)).toBe(12 * 60_000);
});
