/**
 * A journal tells of a card that was taken offline: always accepted, and held against what the merchant and
 * headquarters had said by then. What it offends becomes an exception for a person.
 *
 * The sums that the server sees are never above those that the store saw when it took the card: what is settled
 * at the store was settled here before. So a sum above the limit is an offence for certain.
 */
import type { JournalEntry, JournalPayload, PaymentKey, SettingValue } from '@qiantai/protos';
import { minorFromText } from '@qiantai/protos';
import type { Database } from '../db/database.ts';
import { readRiskAt } from '../merchants/offline-risk-store.ts';
import { readWaitingCards } from '../payment/offline-cards/offline-card-store.ts';
import type { Caller, Offence, OfflineCardTaken, PaymentService } from '../payment/payment-service.ts';
import { readOfflinePolicyAt, readSignerRevokedAtMs } from './offline-offence-store.ts';

type Policy = SettingValue<'offline_policy'>;
type Payload = JournalPayload<'card.taken_offline'>;

export class OfflineCardEffects {
  private readonly database: Database;
  private readonly payments: Pick<PaymentService, 'recordOfflineCard'>;

  constructor(options: { database: Database; payments: Pick<PaymentService, 'recordOfflineCard'> }) {
    this.database = options.database;
    this.payments = options.payments;
  }

  /** Answers the code of the exception that it opened, '' for none. */
  async take(caller: Caller, entry: JournalEntry): Promise<string> {
    const payload = entry.payload as Payload;
    const offences = await this.offences(caller, entry, payload);
    return await this.payments.recordOfflineCard(caller, factOf(entry, payload), offences);
  }

  private async offences(caller: Caller, entry: JournalEntry, payload: Payload): Promise<Offence[]> {
    const { merchantId, storeId } = caller;
    const { terminalId, sequence } = entry;
    const { pool } = this.database;
    // The server's clock, as far as the store knew it then.
    const takenAtMs = payload.takenAtMs + entry.clockOffsetMs;
    const offences: Offence[] = [];
    const revokedAtMs = await readSignerRevokedAtMs(pool, { merchantId, terminalId, sequence });
    if (revokedAtMs !== undefined && revokedAtMs <= takenAtMs) {
      offences.push({ code: 'OFFLINE_CARD_AGENT_REVOKED', detail: `taken ${takenAtMs - revokedAtMs} ms after it` });
    }
    if (!(await readRiskAt(pool, merchantId, takenAtMs))) {
      offences.push({ code: 'OFFLINE_CARD_NO_RISK', detail: 'the merchant had not taken the risk' });
    }
    const at = { merchantId, storeId, terminalId };
    const policy = await readOfflinePolicyAt(pool, { ...at, version: payload.settingsVersion });
    if (policy?.cards !== 'take' || (payload.forced && policy.forced !== 'allow')) {
      const detail = `by the settings of version ${payload.settingsVersion}`;
      offences.push({ code: 'OFFLINE_CARD_NOT_ALLOWED', detail });
      return offences;
    }
    const exceeded = await this.exceeded({ ...at, policy }, payload);
    if (exceeded.length > 0) offences.push({ code: 'OFFLINE_CARD_ABOVE_LIMIT', detail: exceeded.join(', ') });
    return offences;
  }

  /** Names of the limits that the card goes beyond, with what was reached. */
  private async exceeded(
    at: { merchantId: string; storeId: string; terminalId: string; policy: Policy },
    payload: Payload,
  ): Promise<string[]> {
    const { policy } = at;
    const { brand } = payload;
    const paymentKey = payload.paymentKey as PaymentKey;
    const waits = await readWaitingCards(this.database.pool, { ...at, brand, paymentKey });
    const amountMinor = minorFromText(payload.amountMinor, 'amountMinor');
    const ofBrand = policy.brands.find((one) => one.brand === brand);
    const limits: ReadonlyArray<readonly [name: string, reached: bigint, limit: bigint]> = [
      ['perTransactionMinor', amountMinor, BigInt(policy.perTransactionMinor)],
      ['brand perTransactionMinor', amountMinor, BigInt(ofBrand?.perTransactionMinor ?? 0)],
      ['brand storeSumMinor', waits.brandSumMinor + amountMinor, BigInt(ofBrand?.storeSumMinor ?? 0)],
      ['terminalSumMinor', waits.terminalSumMinor + amountMinor, BigInt(policy.terminalSumMinor)],
      ['storeSumMinor', waits.storeSumMinor + amountMinor, BigInt(policy.storeSumMinor)],
      ['terminalCount', BigInt(waits.terminalCount + 1), BigInt(policy.terminalCount)],
      ['storeCount', BigInt(waits.storeCount + 1), BigInt(policy.storeCount)],
    ];
    return limits
      .filter(([, reached, limit]) => reached > limit)
      .map(([name, reached, limit]) => `${name} ${limit}, reached ${reached}`);
  }
}

function factOf(entry: JournalEntry, payload: Payload): OfflineCardTaken {
  return {
    paymentKey: payload.paymentKey as PaymentKey,
    orderNo: payload.orderNo,
    amount: { amountMinor: minorFromText(payload.amountMinor, 'amountMinor'), currency: payload.currency },
    brand: payload.brand,
    maskedPan: payload.maskedPan,
    terminalId: entry.terminalId,
    operatorId: payload.operatorId,
    businessDate: payload.businessDate,
    takenAtMs: payload.takenAtMs,
    forced: payload.forced,
  };
}
