import { tenders } from '@qiantai/protos';
import { expect, test } from 'vitest';
import { decideRefund, decideTender, type Line, paymentFreshMs, resendPayment } from './policy.ts';

const online: Line = { status: 'online', sinceMs: 0 };
const offline: Line = { status: 'offline', sinceMs: 0, reasonCode: 'SERVER_SILENT' };

test('offline, cash is taken and everything else is refused with the reason', () => {
  for (const tender of tenders) {
    expect(decideTender(tender, offline, undefined)).toEqual(
      tender === 'cash' ? { kind: 'record' } : { kind: 'refuse', reasonCode: 'OFFLINE' },
    );
    expect(decideTender(tender, online, undefined).kind).toBe(tender === 'cash' ? 'record' : 'ask_server');
  }
  expect(decideRefund(false, offline)).toEqual({ kind: 'refuse', reasonCode: 'OFFLINE' });
  expect(decideRefund(true, offline)).toEqual({ kind: 'record' });
  expect(decideRefund(false, online)).toEqual({ kind: 'ask_server' });
});

test('a tender that the store does not offer is told apart from the line', () => {
  const policy = { tenders: [{ tender: 'cash' as const, channels: ['cash' as const], offline: 'take' as const }] };
  expect(decideTender('card', offline, policy)).toEqual({ kind: 'not_offered' });
  expect(decideTender('cash', offline, policy)).toEqual({ kind: 'record' });
});

test('a policy cannot make a code or a card pass for paid', () => {
  const policy = { tenders: [{ tender: 'payment_code' as const, channels: [], offline: 'take' as const }] };
  expect(decideTender('payment_code', offline, policy).kind).toBe('refuse');
});

test('a fresh request is sent, an old one is asked for first', () => {
  expect(resendPayment({ requestedAtMs: 0 }, paymentFreshMs)).toBe('send');
  expect(resendPayment({ requestedAtMs: 0 }, paymentFreshMs + 1)).toBe('ask_first');
});
