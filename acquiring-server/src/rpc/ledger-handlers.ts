/** LedgerService: decode, call, encode. */
import { ledgerExportHandlers } from './ledger-export-handlers.ts';
import { type LedgerServiceOptions, ledgerPostingHandlers } from './ledger-posting-handlers.ts';
import { ledgerReadingHandlers } from './ledger-reading-handlers.ts';

export type { LedgerServiceOptions } from './ledger-posting-handlers.ts';

export function ledgerHandlers(options: LedgerServiceOptions) {
  return { ...ledgerPostingHandlers(options), ...ledgerReadingHandlers(options), ...ledgerExportHandlers(options) };
}
