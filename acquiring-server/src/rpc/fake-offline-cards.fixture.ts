/** Offline cards that remember what was asked of them and answer one card. */
import type { PaymentKey } from '@qiantai/protos';
import { serverError } from '../errors.ts';
import type { CardWork, OfflineCards } from '../payment/offline-cards/offline-card-cases.ts';
import type { OfflineCardRecord } from '../payment/offline-cards/offline-card-record.ts';

export class FakeOfflineCards implements OfflineCards {
  readonly asked: Array<{ method: string; argument: unknown }> = [];
  card: OfflineCardRecord;

  constructor(paymentKey: PaymentKey) {
    this.card = {
      merchantId: 'm1',
      paymentKey,
      amount: { amountMinor: 1250n, currency: 'CNY' },
      brand: 'unionpay',
      maskedPan: '622202*********0018',
      storeId: 'store-a',
      terminalId: 'till-a1',
      operatorId: 'op-1',
      orderNo: 'o-1',
      businessDate: '2026-01-01',
      takenAtMs: 1_767_225_600_000,
      forced: false,
      status: 'declined',
      version: 2,
      journalled: true,
      reasonCode: 'INSUFFICIENT_FUNDS',
      presentations: 1,
      representableUntilMs: 1_768_435_200_000,
      writeOffRequestedBy: '',
      createdAtMs: 1,
      updatedAtMs: 2,
    };
  }

  async list(...[asked]: Parameters<OfflineCards['list']>): Promise<OfflineCardRecord[]> {
    this.asked.push({ method: 'list', argument: asked });
    return Array.from({ length: Math.min(asked.limit, 3) }, () => this.card);
  }

  async get(...[ref]: Parameters<OfflineCards['get']>): ReturnType<OfflineCards['get']> {
    if (ref.paymentKey !== this.card.paymentKey) {
      throw serverError('OFFLINE_CARD_NOT_FOUND', { paymentKey: ref.paymentKey });
    }
    const taken = { version: 1, event: 'taken', fromStatus: null, toStatus: 'taken' } as const;
    return { card: this.card, steps: [{ ...taken, byName: '', why: 'by_payment', atMs: 1 }] };
  }

  giveUp = async (work: CardWork) => this.did('giveUp', work);
  represent = async (work: CardWork) => this.did('represent', work);
  recover = async (work: CardWork, paid: object) => this.did('recover', { ...work, ...paid });
  requestWriteOff = async (work: CardWork) => this.did('requestWriteOff', work);
  approveWriteOff = async (work: CardWork) => this.did('approveWriteOff', work);
  refuseWriteOff = async (work: CardWork) => this.did('refuseWriteOff', work);
  forgetOld = async () => 0;

  private did(method: string, argument: unknown): OfflineCardRecord {
    this.asked.push({ method, argument });
    return this.card;
  }
}
