// Original file: protos/proto/qiantai/acquiring/v1/account.proto

export const CustomerKind = {
  CUSTOMER_KIND_UNSPECIFIED: 'CUSTOMER_KIND_UNSPECIFIED',
  CUSTOMER_KIND_PERSON: 'CUSTOMER_KIND_PERSON',
  CUSTOMER_KIND_COMPANY: 'CUSTOMER_KIND_COMPANY',
  CUSTOMER_KIND_INTERNAL: 'CUSTOMER_KIND_INTERNAL',
} as const;

export type CustomerKind =
  | 'CUSTOMER_KIND_UNSPECIFIED'
  | 0
  | 'CUSTOMER_KIND_PERSON'
  | 1
  | 'CUSTOMER_KIND_COMPANY'
  | 2
  | 'CUSTOMER_KIND_INTERNAL'
  | 3

export type CustomerKind__Output = typeof CustomerKind[keyof typeof CustomerKind]
