import { describe, expect, it } from 'vitest';
import { type EdgePaymentMessage, type Expected, paymentFromMessage, refundFromMessage } from './convert.ts';

const expected: Expected = { key: 'k', amount: { amountMinor: 100n, currency: 'CNY' } };
const message = (status: string, change: object = {}, outer: object = {}): EdgePaymentMessage => ({
  state: 'EDGE_STATE_ANSWERED',
  revision: '3',
  reasonCode: '',
  offline: false,
  offlineOffer: null,
  payment: {
    paymentKey: 'k',
    status: `PAYMENT_STATUS_${status}`,
    amount: { amountMinor: '100', currency: 'CNY' },
    tender: 'TENDER_CARD',
    channel: 'CHANNEL_WECHAT',
    reasonCode: 'WHY',
    channelMessage: 'said',
    qrText: 'qr',
    deadlineMs: '5',
    refunded: null,
    ...change,
  },
  ...outer,
});
const answer = (status: string) => paymentFromMessage(message(status), expected).answer;

describe('a payment of the agent', () => {
  it('has one meaning for each status', () => {
    expect(answer('CREATED')).toEqual({ kind: 'checking' });
    expect(answer('PROCESSING')).toEqual({ kind: 'checking' });
    expect(answer('UNKNOWN')).toEqual({ kind: 'checking' });
    expect(answer('AWAITING_PAYER')).toEqual({ kind: 'awaiting_payer', qrText: 'qr', deadlineMs: 5 });
    expect(answer('REVERSING')).toEqual({ kind: 'reversing', reasonCode: 'WHY' });
    expect(answer('PAID')).toEqual({ kind: 'paid', channel: 'wechat', offline: false });
    expect(answer('FAILED')).toEqual({ kind: 'declined', reasonCode: 'WHY', channelMessage: 'said' });
    expect(answer('CLOSED')).toEqual({ kind: 'closed', reasonCode: 'WHY' });
  });

  it('that was paid and went back whole pays for nothing', () => {
    const refunded = (amountMinor: string, outer: object = {}) =>
      paymentFromMessage(message('PAID', { refunded: { amountMinor, currency: 'CNY' } }, outer), expected).answer;
    expect(refunded('100')).toEqual({ kind: 'closed', reasonCode: 'MONEY_WENT_BACK' });
    expect(refunded('99')).toMatchObject({ kind: 'paid' });
    expect(refunded('0')).toMatchObject({ kind: 'paid' });
    expect(refunded('100', { offline: true })).toMatchObject({ kind: 'paid' });
  });

  it('of a card brings what stands on its slip', () => {
    const facts = { maskedPan: '621626******0018', authorisationCode: '654321', cardReference: '123456789012' };
    expect(paymentFromMessage(message('PAID', facts), expected).answer).toEqual({
      ...{ kind: 'paid', channel: 'wechat', offline: false },
      card: facts,
    });
    const code = { ...facts, tender: 'TENDER_PAYMENT_CODE' };
    expect(paymentFromMessage(message('PAID', code), expected).answer).not.toHaveProperty('card');
  });

  it('has one meaning for each state of the edge', () => {
    const of = (state: string) =>
      paymentFromMessage(message('CREATED', {}, { state, reasonCode: 'R' }), expected).answer;
    expect(of('EDGE_STATE_CHECKING')).toEqual({ kind: 'checking' });
    expect(of('EDGE_STATE_REFUSED_OFFLINE')).toEqual({ kind: 'refused_offline', reasonCode: 'R', offer: null });
    expect(of('EDGE_STATE_CANCEL_RECORDED')).toEqual({ kind: 'reversing', reasonCode: 'R' });
    expect(of('EDGE_STATE_RECORDED')).toMatchObject({ kind: 'paid' });
  });

  it('of a card that was taken offline stands, whatever the issuer says later', () => {
    for (const status of ['PAID', 'FAILED', 'CLOSED']) {
      const { answer: stands } = paymentFromMessage(
        message(status, { channel: 'CHANNEL_CARD' }, { offline: true }),
        expected,
      );
      expect(stands).toEqual({ kind: 'paid', channel: 'card', offline: true });
    }
    const recorded = { state: 'EDGE_STATE_RECORDED', offline: true };
    const { answer: early } = paymentFromMessage(
      message('PROCESSING', { channel: 'CHANNEL_UNSPECIFIED' }, recorded),
      expected,
    );
    expect(early).toEqual({ kind: 'paid', channel: 'card', offline: true });
  });

  it('carries the offer to take a card offline, with its figures', () => {
    const offlineOffer = {
      possible: false,
      reasonCode: 'R',
      unit: 'count',
      limit: '5',
      used: '5',
      left: '0',
      brand: 'u',
    };
    const refused = { state: 'EDGE_STATE_REFUSED_OFFLINE', reasonCode: 'OFFLINE', offlineOffer };
    expect(paymentFromMessage(message('FAILED', {}, refused), expected).answer).toMatchObject({
      kind: 'refused_offline',
      offer: { possible: false, reasonCode: 'R', unit: 'count', limit: 5n, used: 5n, left: 0n },
    });
    const strange = { ...refused, offlineOffer: { ...offlineOffer, unit: 'stones' } };
    expect(paymentFromMessage(message('FAILED', {}, strange), expected).answer).toMatchObject({ offer: { unit: '' } });
  });

  it('about other money, another key, or in unknown words is refused', () => {
    const bad: EdgePaymentMessage[] = [
      message('PAID', { amount: { amountMinor: '99', currency: 'CNY' } }),
      message('PAID', { amount: { amountMinor: '100', currency: 'USD' } }),
      message('PAID', { amount: { amountMinor: '1e2', currency: 'CNY' } }),
      message('PAID', { paymentKey: 'other' }),
      message('PAID', { channel: 'CHANNEL_UNSPECIFIED' }),
      message('MAYBE'),
      message('PAID', {}, { state: 'EDGE_STATE_UNSPECIFIED' }),
      message('PAID', {}, { payment: null }),
      message('PAID', {}, { revision: '1x' }),
    ];
    for (const one of bad) expect(() => paymentFromMessage(one, expected)).toThrow();
  });
});

it('a refund has one meaning for each status', () => {
  const of = (status: string, state = 'ANSWERED') =>
    refundFromMessage(
      {
        state: `EDGE_STATE_${state}`,
        revision: '1',
        reasonCode: 'R',
        refund: {
          status: `REFUND_STATUS_${status}`,
          amount: { amountMinor: '100', currency: 'CNY' },
          reasonCode: 'WHY',
          channelMessage: '',
        },
      },
      expected,
    ).answer.kind;
  expect(
    ['CREATED', 'PROCESSING', 'UNKNOWN', 'SUCCEEDED', 'FAILED', 'NEEDS_PERSON'].map((status) => of(status)),
  ).toEqual(['checking', 'checking', 'checking', 'succeeded', 'failed', 'needs_person']);
  expect(of('CREATED', 'RECORDED')).toBe('succeeded');
  expect(of('CREATED', 'REFUSED_OFFLINE')).toBe('refused_offline');
});
