// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { OfflineCardWork as _qiantai_acquiring_v1_OfflineCardWork, OfflineCardWork__Output as _qiantai_acquiring_v1_OfflineCardWork__Output } from '../../../qiantai/acquiring/v1/OfflineCardWork.ts';

export interface RecoverOfflineCardRequest {
  'work'?: (_qiantai_acquiring_v1_OfflineCardWork | null);
  'way'?: (string);
  'businessDate'?: (string);
}

export interface RecoverOfflineCardRequest__Output {
  'work': (_qiantai_acquiring_v1_OfflineCardWork__Output | null);
  'way': (string);
  'businessDate': (string);
}
