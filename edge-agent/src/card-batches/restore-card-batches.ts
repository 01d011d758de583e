/** A settlement again, from its entry (an entry that came back); its cards are told by the server with the next one. */
import type { JournalEntry, JournalPayload } from '@qiantai/protos';
import type { CardBatchStore } from './card-batch-store.ts';

export function restoreCardBatches(cards: CardBatchStore, { kind, payload, terminalId }: JournalEntry): void {
  if (kind !== 'cards.settled') return;
  const settled = payload as JournalPayload<'cards.settled'>;
  if (cards.find(settled.settlementId)) return;
  cards.insert({
    ...{ settlementId: settled.settlementId, terminalId, shiftId: settled.shiftId ?? '' },
    ...{ operatorId: settled.operatorId, asked: settled.asked, reasonCode: '', tries: 1 },
    state: settled.outcome === 'agrees' ? 'settled' : 'differs',
    askedAtMs: settled.settledAtMs,
    endedAtMs: settled.settledAtMs,
    resultJson: JSON.stringify(settled),
  });
}
