// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { OfflineCardRef as _qiantai_acquiring_v1_OfflineCardRef, OfflineCardRef__Output as _qiantai_acquiring_v1_OfflineCardRef__Output } from '../../../qiantai/acquiring/v1/OfflineCardRef.ts';
import type { Long } from '@grpc/proto-loader';

export interface OfflineCardWork {
  'card'?: (_qiantai_acquiring_v1_OfflineCardRef | null);
  'version'?: (number | string | Long);
  'why'?: (string);
}

export interface OfflineCardWork__Output {
  'card': (_qiantai_acquiring_v1_OfflineCardRef__Output | null);
  'version': (string);
  'why': (string);
}
