// Original file: protos/proto/qiantai/edge/v1/shift.proto

export const ShiftStatus = {
  SHIFT_STATUS_UNSPECIFIED: 'SHIFT_STATUS_UNSPECIFIED',
  SHIFT_STATUS_OPEN: 'SHIFT_STATUS_OPEN',
  SHIFT_STATUS_CLOSING: 'SHIFT_STATUS_CLOSING',
  SHIFT_STATUS_CLOSED: 'SHIFT_STATUS_CLOSED',
} as const;

export type ShiftStatus =
  | 'SHIFT_STATUS_UNSPECIFIED'
  | 0
  | 'SHIFT_STATUS_OPEN'
  | 1
  | 'SHIFT_STATUS_CLOSING'
  | 2
  | 'SHIFT_STATUS_CLOSED'
  | 3

export type ShiftStatus__Output = typeof ShiftStatus[keyof typeof ShiftStatus]
