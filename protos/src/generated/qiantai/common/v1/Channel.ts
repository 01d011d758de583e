// Original file: protos/proto/qiantai/common/v1/payment.proto

export const Channel = {
  CHANNEL_UNSPECIFIED: 'CHANNEL_UNSPECIFIED',
  CHANNEL_CASH: 'CHANNEL_CASH',
  CHANNEL_WECHAT: 'CHANNEL_WECHAT',
  CHANNEL_ALIPAY: 'CHANNEL_ALIPAY',
  CHANNEL_CARD: 'CHANNEL_CARD',
  CHANNEL_BALANCE: 'CHANNEL_BALANCE',
  CHANNEL_UNIONPAY: 'CHANNEL_UNIONPAY',
} as const;

export type Channel =
  | 'CHANNEL_UNSPECIFIED'
  | 0
  | 'CHANNEL_CASH'
  | 1
  | 'CHANNEL_WECHAT'
  | 2
  | 'CHANNEL_ALIPAY'
  | 3
  | 'CHANNEL_CARD'
  | 4
  | 'CHANNEL_BALANCE'
  | 5
  | 'CHANNEL_UNIONPAY'
  | 6

export type Channel__Output = typeof Channel[keyof typeof Channel]
