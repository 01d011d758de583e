// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { PayRequest as _qiantai_acquiring_v1_PayRequest, PayRequest__Output as _qiantai_acquiring_v1_PayRequest__Output } from '../../../qiantai/acquiring/v1/PayRequest.ts';

export interface CancelPaymentRequest {
  'payment'?: (_qiantai_acquiring_v1_PayRequest | null);
  'reasonCode'?: (string);
  'waitMs'?: (number);
}

export interface CancelPaymentRequest__Output {
  'payment': (_qiantai_acquiring_v1_PayRequest__Output | null);
  'reasonCode': (string);
  'waitMs': (number);
}
