// Original file: protos/proto/qiantai/acquiring/v1/account.proto

export const FreezeKind = {
  FREEZE_KIND_UNSPECIFIED: 'FREEZE_KIND_UNSPECIFIED',
  FREEZE_KIND_TRADE: 'FREEZE_KIND_TRADE',
  FREEZE_KIND_RISK: 'FREEZE_KIND_RISK',
} as const;

export type FreezeKind =
  | 'FREEZE_KIND_UNSPECIFIED'
  | 0
  | 'FREEZE_KIND_TRADE'
  | 1
  | 'FREEZE_KIND_RISK'
  | 2

export type FreezeKind__Output = typeof FreezeKind[keyof typeof FreezeKind]
