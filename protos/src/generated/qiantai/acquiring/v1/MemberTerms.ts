// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto

import type { Long } from '@grpc/proto-loader';

export interface MemberTerms {
  'amountMinMinor'?: (number | string | Long);
  'amountMaxMinor'?: (number | string | Long);
  'dayAmountMaxMinor'?: (number | string | Long);
  'dayCountMax'?: (number);
  'feeBasisPoints'?: (number);
  'feeMinimumMinor'?: (number | string | Long);
  'feeMaximumMinor'?: (number | string | Long);
  'freePerMonthMinor'?: (number | string | Long);
  'reviewFromMinor'?: (number | string | Long);
  '_dayAmountMaxMinor'?: "dayAmountMaxMinor";
  '_dayCountMax'?: "dayCountMax";
  '_feeMaximumMinor'?: "feeMaximumMinor";
  '_reviewFromMinor'?: "reviewFromMinor";
}

export interface MemberTerms__Output {
  'amountMinMinor': (string);
  'amountMaxMinor': (string);
  'dayAmountMaxMinor'?: (string);
  'dayCountMax'?: (number);
  'feeBasisPoints': (number);
  'feeMinimumMinor': (string);
  'feeMaximumMinor'?: (string);
  'freePerMonthMinor': (string);
  'reviewFromMinor'?: (string);
  '_dayAmountMaxMinor'?: "dayAmountMaxMinor";
  '_dayCountMax'?: "dayCountMax";
  '_feeMaximumMinor'?: "feeMaximumMinor";
  '_reviewFromMinor'?: "reviewFromMinor";
}
