// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

export const LedgerFreeze = {
  LEDGER_FREEZE_UNSPECIFIED: 'LEDGER_FREEZE_UNSPECIFIED',
  LEDGER_FREEZE_TRADE: 'LEDGER_FREEZE_TRADE',
  LEDGER_FREEZE_RISK: 'LEDGER_FREEZE_RISK',
} as const;

export type LedgerFreeze =
  | 'LEDGER_FREEZE_UNSPECIFIED'
  | 0
  | 'LEDGER_FREEZE_TRADE'
  | 1
  | 'LEDGER_FREEZE_RISK'
  | 2

export type LedgerFreeze__Output = typeof LedgerFreeze[keyof typeof LedgerFreeze]
