// Original file: protos/proto/qiantai/edge/v1/shift.proto

export const CashReason = {
  CASH_REASON_UNSPECIFIED: 'CASH_REASON_UNSPECIFIED',
  CASH_REASON_CHANGE: 'CASH_REASON_CHANGE',
  CASH_REASON_BANK: 'CASH_REASON_BANK',
  CASH_REASON_PETTY_CASH: 'CASH_REASON_PETTY_CASH',
  CASH_REASON_CORRECTION: 'CASH_REASON_CORRECTION',
  CASH_REASON_OTHER: 'CASH_REASON_OTHER',
} as const;

export type CashReason =
  | 'CASH_REASON_UNSPECIFIED'
  | 0
  | 'CASH_REASON_CHANGE'
  | 1
  | 'CASH_REASON_BANK'
  | 2
  | 'CASH_REASON_PETTY_CASH'
  | 3
  | 'CASH_REASON_CORRECTION'
  | 4
  | 'CASH_REASON_OTHER'
  | 5

export type CashReason__Output = typeof CashReason[keyof typeof CashReason]
