/** 批结算: the terminal's totals against the host's. Agreed, the next batch begins; else a person looks. */
import { currencyNumbers } from '@qiantai/protos';
import type { CardCredentials } from './card-credentials.ts';
import { askHost } from './card-host.ts';
import { type BatchTotals, settlementMessage, settlementVerdict } from './card-messages.ts';
import type { CardTerminal, CardTerminalOptions } from './card-terminal.ts';

export type SettlementOutcome =
  | { kind: 'agreed'; batch: number; totals: BatchTotals }
  /** The host counts otherwise: something is missing here or there. */
  | { kind: 'differs'; batch: number; totals: BatchTotals }
  /** Transactions whose outcome is open have to be reversed first. */
  | { kind: 'open_transactions'; batch: number; count: number }
  | { kind: 'unknown'; why: string };

export async function settleTerminal(
  terminal: CardTerminal,
  credentials: CardCredentials,
  options: CardTerminalOptions,
): Promise<SettlementOutcome> {
  const { clock, store, tcp, log } = options;
  const signOn = await terminal.signedOn();
  if (!signOn.ok) return { kind: 'unknown', why: signOn.why };
  const numbers = await store.takeNumbers(terminal.name, clock.nowMs());
  const { openCount, currency, ...totals } = await store.batchTotals(terminal.name, numbers.batch);
  if (openCount > 0) return { kind: 'open_transactions', batch: numbers.batch, count: openCount };
  const identity = { cardTerminalId: terminal.name.cardTerminalId, acceptorId: credentials.acceptorId };
  const message = settlementMessage(identity, numbers, {
    ...totals,
    currencyNumber: currencyNumbers[currency ?? 'CNY'],
  });
  const result = await askHost(tcp, credentials, { message });
  if (result.kind === 'bad_mac') return { kind: 'unknown', why: 'the answer has a bad MAC' };
  if (result.kind !== 'answer') return { kind: 'unknown', why: result.why };
  const responseCode = result.message.fields[39] ?? '';
  if (responseCode !== '00') return { kind: 'unknown', why: `the settlement is answered with ${responseCode}` };
  const verdict = settlementVerdict(result.message);
  log.info({ cardTerminalId: identity.cardTerminalId, batch: numbers.batch, verdict }, 'card.settled');
  if (verdict === 'unclear') return { kind: 'unknown', why: 'the host gives no verdict' };
  if (verdict === 'differs') return { kind: 'differs', batch: numbers.batch, totals };
  await store.closeBatch(terminal.name, numbers.batch, clock.nowMs());
  return { kind: 'agreed', batch: numbers.batch, totals };
}
