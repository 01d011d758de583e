import { tenders } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { policyOf } from './policy.fixture.ts';
import { decideRefund, decideTender, type Line, paymentFreshMs, paymentMode, resendPayment } from './policy.ts';

const online: Line = { status: 'online', sinceMs: 0 };
const offline: Line = { status: 'offline', sinceMs: 0, reasonCode: 'SERVER_SILENT' };

test('offline, cash is taken, a card is asked about, and what needs the line is refused with its own reason', () => {
  const decided = (mode: 'online' | 'offline' | 'forced') =>
    Object.fromEntries(tenders.map((tender) => [tender, decideTender(tender, mode, undefined)]));
  expect(decided('offline')).toEqual({
    cash: { kind: 'record' },
    card: { kind: 'ask_card_policy', mode: 'offline' },
    payment_code: { kind: 'refuse', reasonCode: 'OFFLINE_PAYMENT_CODE' },
    qr: { kind: 'refuse', reasonCode: 'OFFLINE_QR' },
    balance: { kind: 'refuse', reasonCode: 'OFFLINE_BALANCE' },
  });
  expect(decided('forced')).toEqual({
    cash: { kind: 'record' },
    card: { kind: 'ask_card_policy', mode: 'forced' },
    payment_code: { kind: 'refuse', reasonCode: 'OFFLINE_FORCED' },
    qr: { kind: 'refuse', reasonCode: 'OFFLINE_FORCED' },
    balance: { kind: 'refuse', reasonCode: 'OFFLINE_FORCED' },
  });
  for (const tender of tenders) {
    expect(decideTender(tender, 'online', undefined).kind).toBe(tender === 'cash' ? 'record' : 'ask_server');
  }
});

test('an operator’s word makes the mode only as long as the policy lets it', () => {
  const allowing = policyOf({ forced: 'allow' });
  expect(paymentMode(online, true, allowing)).toBe('forced');
  expect(paymentMode(offline, true, allowing)).toBe('forced');
  expect(paymentMode(online, true, policyOf({ forced: 'refuse' }))).toBe('online');
  expect(paymentMode(online, true, undefined)).toBe('online');
  expect(paymentMode(offline, false, allowing)).toBe('offline');
});

test('a refund through a channel needs the line; cash goes back without it for what this store sold', () => {
  for (const original of ['here', 'elsewhere', 'none'] as const) {
    expect(decideRefund(true, online, original)).toEqual({ kind: 'record' });
    expect(decideRefund(false, online, original)).toEqual({ kind: 'ask_server' });
    expect(decideRefund(false, offline, original)).toEqual({ kind: 'refuse', reasonCode: 'OFFLINE_REFUND' });
  }
  expect(decideRefund(true, offline, 'here')).toEqual({ kind: 'record' });
  const elsewhere = { kind: 'refuse', reasonCode: 'OFFLINE_RETURN_ELSEWHERE' };
  expect(decideRefund(true, offline, 'elsewhere')).toEqual(elsewhere);
  expect(decideRefund(true, offline, 'none')).toEqual(elsewhere);
});

test('a tender that the store does not offer is told apart from the line', () => {
  const policy = { tenders: [{ tender: 'cash' as const, channels: ['cash' as const], offline: 'take' as const }] };
  expect(decideTender('card', 'offline', policy)).toEqual({ kind: 'not_offered' });
  expect(decideTender('cash', 'offline', policy)).toEqual({ kind: 'record' });
});

test('a policy cannot make a code pass for paid', () => {
  const policy = { tenders: [{ tender: 'payment_code' as const, channels: [], offline: 'take' as const }] };
  expect(decideTender('payment_code', 'offline', policy).kind).toBe('refuse');
});

test('a fresh request is sent, an old one is asked for first, and a card taken offline is always sent', () => {
  expect(resendPayment({ requestedAtMs: 0 }, paymentFreshMs)).toBe('send');
  expect(resendPayment({ requestedAtMs: 0 }, paymentFreshMs + 1)).toBe('ask_first');
  // The clock was set back by an hour: nobody knows how long ago that was.
  expect(resendPayment({ requestedAtMs: 3_600_000 }, 0)).toBe('ask_first');
  const takenOffline = { brand: 'unionpay', forced: false };
  expect(resendPayment({ requestedAtMs: 0, takenOffline }, 1000 * paymentFreshMs)).toBe('send');
});
