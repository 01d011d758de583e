// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto

import type { OfflineCard as _qiantai_acquiring_v1_OfflineCard, OfflineCard__Output as _qiantai_acquiring_v1_OfflineCard__Output } from '../../../qiantai/acquiring/v1/OfflineCard.ts';

export interface ListOfflineCardsReply {
  'cards'?: (_qiantai_acquiring_v1_OfflineCard)[];
  'next'?: (string);
}

export interface ListOfflineCardsReply__Output {
  'cards': (_qiantai_acquiring_v1_OfflineCard__Output)[];
  'next': (string);
}
