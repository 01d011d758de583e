/** Cash that a till took by itself while its agent was gone. */
import { type Currency, moneyToMessage, type OwnRecord } from '@qiantai/protos';
import type { PaymentRequest } from '../payments/records.ts';
import { cashFrom } from './decode.ts';

type OwnCash = Extract<OwnRecord, { kind: 'cash' }>;

/** The same request, with the same hash, as the till's call would have been. */
export function requestOfCash(
  cash: Omit<OwnCash, 'kind'>,
  terminalId: string,
  currency: Currency = cash.currency,
): PaymentRequest {
  const money = (minor: string) => moneyToMessage({ amountMinor: BigInt(minor), currency: cash.currency });
  const { operatorId, businessDate, takenAtMs } = cash;
  return cashFrom(
    {
      paymentKey: cash.paymentKey,
      saleId: cash.saleId,
      orderNo: cash.orderNo,
      orderTotal: money(cash.orderTotalMinor),
      amount: money(cash.amountMinor),
      tendered: money(cash.tenderedMinor),
    } as Parameters<typeof cashFrom>[0],
    { terminalId, operatorId, businessDate, nowMs: takenAtMs, currency },
  );
}
