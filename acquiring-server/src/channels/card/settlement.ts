/**
 * 批结算: the terminal's totals against the host's. Agreed, the next batch begins; else a person looks. What is open in
 * the batch is reversed before, as no reversal reaches a settled one.
 *
 *   (nothing) ─commit─▶ sent ─verdict─▶ agreed | differs      sent ─never left, or not heard (77)─▶ (nothing)
 *                        │ no usable answer: the next one signs on first, and the host says which batch it is in
 *                        ├─▶ agreed       another one: the answer that was lost had closed it
 *                        └─▶ not_closed   the same: it is settled again
 */
import { currencyNumbers } from '@qiantai/protos';
import type { CardCredentials } from './card-credentials.ts';
import { askHost } from './card-host.ts';
import { type BatchTotals, settlementMessage, settlementVerdict } from './card-messages.ts';
import type { CardSettlementStore, StoredSettlement } from './card-settlement-store.ts';
import type { CardTerminal, CardTerminalOptions } from './card-terminal.ts';

export type SettlementOutcome =
  | { kind: 'agreed'; batch: number; totals: BatchTotals; endedAtMs: number }
  /** The host counts otherwise: something is missing here or there. */
  | { kind: 'differs'; batch: number; totals: BatchTotals; endedAtMs: number }
  /** Nothing stands in the batch, so there is nothing to settle. */
  | { kind: 'empty'; batch: number }
  /** Transactions whose outcome is open, and which could not be reversed first. */
  | { kind: 'open_transactions'; batch: number; totals: BatchTotals; count: number }
  /** The host was not asked, or did not take the question. */
  | { kind: 'not_sent'; why: string }
  | { kind: 'unknown'; batch: number; totals: BatchTotals; why: string };

export async function settleTerminal(
  terminal: CardTerminal,
  credentials: CardCredentials,
  options: CardTerminalOptions & { settlements: CardSettlementStore },
  settlementId: string,
): Promise<SettlementOutcome> {
  const { clock, store, settlements, tcp, log } = options;
  const { name } = terminal;
  const doubt = await settlements.doubtful(name);
  const signOn = await (doubt ? terminal.signOn() : terminal.signedOn());
  if (!signOn.ok) return doubt ? unknown(doubt, signOn.why) : { kind: 'not_sent', why: signOn.why };
  if (doubt) {
    const status = doubt.batch === signOn.batch ? 'not_closed' : 'agreed';
    log.info({ cardTerminalId: name.cardTerminalId, batch: doubt.batch, status }, 'card.settlement_found_out');
    await settlements.end(name, doubt.batch, status, clock.nowMs());
  }
  const before = await settlements.find(name, settlementId);
  if (before && (before.status === 'agreed' || before.batch !== signOn.batch)) return ended(before);

  await terminal.clearOpen(signOn.batch);
  const numbers = await store.takeNumbers(name, clock.nowMs());
  const { batch } = numbers;
  if (batch !== signOn.batch) return { kind: 'not_sent', why: 'the host went on to another batch by itself' };
  const { openCount, currency: inUse, ...totals } = await store.batchTotals(name, batch);
  if (openCount > 0) return { kind: 'open_transactions', batch, totals, count: openCount };
  if (totals.debitCount + totals.creditCount === 0) return { kind: 'empty', batch };
  const currency = inUse ?? 'CNY';
  await settlements.send(name, { settlementId, batch, totals, currency }, clock.nowMs());

  const identity = { cardTerminalId: name.cardTerminalId, acceptorId: credentials.acceptorId };
  const message = settlementMessage(identity, numbers, { ...totals, currencyNumber: currencyNumbers[currency] });
  const result = await askHost(tcp, credentials, { message });
  const doubtOf = (why: string): SettlementOutcome => ({ kind: 'unknown', batch, totals, why });
  if (result.kind === 'not_sent') {
    await settlements.forget(name, settlementId);
    return result;
  }
  if (result.kind === 'bad_mac') return doubtOf('the answer has a bad MAC');
  if (result.kind !== 'answer') return doubtOf(result.why);
  const responseCode = result.message.fields[39] ?? '';
  if (responseCode === '77') {
    // Not heard: somebody else closed the batch, and nobody compared it with ours (CardBatches says so).
    await settlements.forget(name, settlementId);
    await terminal.signOn();
    return { kind: 'not_sent', why: 'the host is in another batch' };
  }
  if (responseCode !== '00') return doubtOf(`the settlement is answered with ${responseCode}`);
  const verdict = settlementVerdict(result.message);
  log.info({ cardTerminalId: identity.cardTerminalId, batch, verdict }, 'card.settled');
  if (verdict === 'unclear') return doubtOf('the host gives no verdict');
  const endedAtMs = clock.nowMs();
  await settlements.end(name, batch, verdict === 'agrees' ? 'agreed' : 'differs', endedAtMs);
  if (verdict === 'differs') return { kind: 'differs', batch, totals, endedAtMs };
  await store.closeBatch(name, batch, endedAtMs);
  return { kind: 'agreed', batch, totals, endedAtMs };
}

function unknown({ batch, totals }: StoredSettlement, why: string): SettlementOutcome {
  return { kind: 'unknown', batch, totals, why };
}

/** Asked for before, and over. */
function ended(settlement: StoredSettlement): SettlementOutcome {
  const { status, batch, totals, endedAtMs } = settlement;
  if (status === 'agreed' || status === 'differs') return { kind: status, batch, totals, endedAtMs };
  return unknown(settlement, 'the host went on to another batch by itself');
}
