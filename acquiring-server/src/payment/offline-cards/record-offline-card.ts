/** The terminal's journal tells of a card that was taken offline: written down once, with what it offends. */
import { z } from 'zod';
import { serverError } from '../../errors.ts';
import { checkTerminal } from '../accept-payment.ts';
import type { PaymentDeps } from '../payment-deps.ts';
import type { Caller, Offence, OfflineCardTaken } from '../payment-service.ts';
import { openException } from '../record-store.ts';
import { keepOfflineCard } from './keep-offline-card.ts';
import { takenPosting } from './offline-card-postings.ts';

const factSchema = z.object({
  terminalId: z.string().min(1).max(64),
  operatorId: z.string().max(64),
  businessDate: z.iso.date(),
  amount: z.object({ amountMinor: z.bigint().positive() }),
});

export async function recordOfflineCard(
  deps: PaymentDeps,
  caller: Caller,
  fact: OfflineCardTaken,
  offences: readonly Offence[],
): Promise<string> {
  checkTerminal(caller, fact.terminalId);
  const checked = factSchema.safeParse(fact);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw serverError('PAYMENT_BAD_REQUEST', { why: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  const facts = { ...fact, merchantId: caller.merchantId, storeId: caller.storeId };
  await deps.ledger.openAccounts([takenPosting(facts)]);
  return await deps.database.transaction(async (client) => {
    const nowMs = deps.clock.nowMs();
    const kept = await keepOfflineCard(deps, client, { facts, told: 'by_journal', nowMs });
    for (const { code, detail } of offences) {
      const { merchantId, paymentKey } = facts;
      await openException(client, deps.ids, { merchantId, code, subjectKey: paymentKey, detail, atMs: nowMs });
    }
    return offences[0]?.code ?? kept.exceptionCode;
  });
}
