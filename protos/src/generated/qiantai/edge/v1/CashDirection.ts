// Original file: protos/proto/qiantai/edge/v1/shift.proto

export const CashDirection = {
  CASH_DIRECTION_UNSPECIFIED: 'CASH_DIRECTION_UNSPECIFIED',
  CASH_DIRECTION_IN: 'CASH_DIRECTION_IN',
  CASH_DIRECTION_OUT: 'CASH_DIRECTION_OUT',
} as const;

export type CashDirection =
  | 'CASH_DIRECTION_UNSPECIFIED'
  | 0
  | 'CASH_DIRECTION_IN'
  | 1
  | 'CASH_DIRECTION_OUT'
  | 2

export type CashDirection__Output = typeof CashDirection[keyof typeof CashDirection]
