// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { OfflineCard as _qiantai_acquiring_v1_OfflineCard, OfflineCard__Output as _qiantai_acquiring_v1_OfflineCard__Output } from '../../../qiantai/acquiring/v1/OfflineCard.ts';
import type { OfflineCardStep as _qiantai_acquiring_v1_OfflineCardStep, OfflineCardStep__Output as _qiantai_acquiring_v1_OfflineCardStep__Output } from '../../../qiantai/acquiring/v1/OfflineCardStep.ts';

export interface OfflineCardDetails {
  'card'?: (_qiantai_acquiring_v1_OfflineCard | null);
  'steps'?: (_qiantai_acquiring_v1_OfflineCardStep)[];
}

export interface OfflineCardDetails__Output {
  'card': (_qiantai_acquiring_v1_OfflineCard__Output | null);
  'steps': (_qiantai_acquiring_v1_OfflineCardStep__Output)[];
}
