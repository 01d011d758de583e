/**
 * A card that was taken offline is written down once, whichever tells of it first: the payment that asks for its
 * money, or the entry of the terminal's journal. Its posting goes with the row, so a replay posts nothing.
 */
import type { PaymentDeps } from '../payment-deps.ts';
import type { PaymentRecord } from '../payment-record.ts';
import type { Queryable } from '../payment-store.ts';
import { openException } from '../record-store.ts';
import { takenPosting } from './offline-card-postings.ts';
import { differingOfflineFacts, type OfflineCardFacts, type OfflineCardRecord } from './offline-card-record.ts';
import { insertOfflineCard, lockOfflineCard, updateOfflineCard, writeOfflineCardStep } from './offline-card-store.ts';

type Told = 'by_payment' | 'by_journal';

/**
 * Within the caller's transaction.
 * @returns the card, and the exception that was opened where the two tellings differ, else ''
 */
export async function keepOfflineCard(
  deps: Pick<PaymentDeps, 'ledger' | 'ids'>,
  client: Queryable,
  input: { facts: OfflineCardFacts; told: Told; nowMs: number },
): Promise<{ card: OfflineCardRecord; isNew: boolean; exceptionCode: '' | 'OFFLINE_CARD_DIFFERS' }> {
  const { facts, told, nowMs } = input;
  const fresh: OfflineCardRecord = {
    ...facts,
    status: 'taken',
    version: 1,
    journalled: told === 'by_journal',
    reasonCode: '',
    presentations: told === 'by_payment' ? 1 : 0,
    representableUntilMs: null,
    writeOffRequestedBy: '',
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  if (await insertOfflineCard(client, fresh)) {
    const step = { version: 1, fromStatus: null, toStatus: fresh.status, byName: '', why: told, atMs: nowMs };
    await writeOfflineCardStep(client, fresh, { ...step, event: 'taken' });
    await deps.ledger.post(client, [takenPosting(facts)]);
    return { card: fresh, isNew: true, exceptionCode: '' };
  }
  const before = await lockOfflineCard(client, facts);
  if (!before) throw new TypeError(`the offline card ${facts.paymentKey} is there and is not`);
  const card = toldAgain(before, told);
  if (card !== before) await updateOfflineCard(client, card);
  return { card, isNew: false, exceptionCode: await openWhereDiffering(deps, client, { before, ...input }) };
}

function toldAgain(before: OfflineCardRecord, told: Told): OfflineCardRecord {
  if (told === 'by_journal') return before.journalled ? before : { ...before, journalled: true };
  return before.presentations > 0 ? before : { ...before, presentations: 1 };
}

async function openWhereDiffering(
  deps: Pick<PaymentDeps, 'ids'>,
  client: Queryable,
  input: { before: OfflineCardRecord; facts: OfflineCardFacts; told: Told; nowMs: number },
): Promise<'' | 'OFFLINE_CARD_DIFFERS'> {
  const differing = differingOfflineFacts(input.before, input.facts);
  if (differing.length === 0) return '';
  const { merchantId, paymentKey } = input.facts;
  const code = 'OFFLINE_CARD_DIFFERS';
  const detail = `told ${input.told} with another ${differing.join(', ')}`;
  await openException(client, deps.ids, { merchantId, code, subjectKey: paymentKey, detail, atMs: input.nowMs });
  return code;
}

/** The facts as the payment knows them. */
export function factsOfPayment(payment: PaymentRecord): OfflineCardFacts {
  const { offline } = payment;
  if (!offline) throw new TypeError(`payment ${payment.paymentKey} was not taken offline`);
  return {
    merchantId: payment.merchantId,
    paymentKey: payment.paymentKey,
    amount: payment.amount,
    brand: offline.brand,
    maskedPan: payment.maskedPan,
    storeId: payment.storeId,
    terminalId: payment.terminalId,
    operatorId: payment.operatorId,
    orderNo: payment.orderNo,
    businessDate: payment.businessDate,
    takenAtMs: offline.takenAtMs,
    forced: offline.forced,
  };
}
