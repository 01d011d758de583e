// Original file: protos/proto/qiantai/common/v1/payment.proto

export const Tender = {
  TENDER_UNSPECIFIED: 'TENDER_UNSPECIFIED',
  TENDER_CASH: 'TENDER_CASH',
  TENDER_PAYMENT_CODE: 'TENDER_PAYMENT_CODE',
  TENDER_QR: 'TENDER_QR',
  TENDER_CARD: 'TENDER_CARD',
  TENDER_BALANCE: 'TENDER_BALANCE',
} as const;

export type Tender =
  | 'TENDER_UNSPECIFIED'
  | 0
  | 'TENDER_CASH'
  | 1
  | 'TENDER_PAYMENT_CODE'
  | 2
  | 'TENDER_QR'
  | 3
  | 'TENDER_CARD'
  | 4
  | 'TENDER_BALANCE'
  | 5

export type Tender__Output = typeof Tender[keyof typeof Tender]
