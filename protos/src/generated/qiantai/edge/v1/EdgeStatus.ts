// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { Long } from '@grpc/proto-loader';

export interface EdgeStatus {
  'online'?: (boolean);
  'waiting'?: (number | string | Long);
  'oldestAgeMs'?: (number | string | Long);
  'dead'?: (number | string | Long);
  'reasonCode'?: (string);
  'sinceMs'?: (number | string | Long);
  'waitingAmount'?: (_qiantai_common_v1_Money | null);
  'offlineForced'?: (boolean);
  'cardsWaiting'?: (number | string | Long);
  'cardsWaitingAmount'?: (_qiantai_common_v1_Money | null);
  'cardsOldestAgeMs'?: (number | string | Long);
  'cardsLeftAmount'?: (_qiantai_common_v1_Money | null);
  'cardsLeftCount'?: (number | string | Long);
  'cardsLeftMs'?: (number | string | Long);
  'cardsReasonCode'?: (string);
  'settingsVersion'?: (number | string | Long);
  'agentVersion'?: (string);
  'agentUpdate'?: (string);
  'tillUpdate'?: (string);
  'agentStanding'?: (string);
  'cashOnly'?: (boolean);
  'ordersWaiting'?: (number);
  'ordersRevision'?: (number | string | Long);
  'signedInOperatorIds'?: (string)[];
}

export interface EdgeStatus__Output {
  'online': (boolean);
  'waiting': (string);
  'oldestAgeMs': (string);
  'dead': (string);
  'reasonCode': (string);
  'sinceMs': (string);
  'waitingAmount': (_qiantai_common_v1_Money__Output | null);
  'offlineForced': (boolean);
  'cardsWaiting': (string);
  'cardsWaitingAmount': (_qiantai_common_v1_Money__Output | null);
  'cardsOldestAgeMs': (string);
  'cardsLeftAmount': (_qiantai_common_v1_Money__Output | null);
  'cardsLeftCount': (string);
  'cardsLeftMs': (string);
  'cardsReasonCode': (string);
  'settingsVersion': (string);
  'agentVersion': (string);
  'agentUpdate': (string);
  'tillUpdate': (string);
  'agentStanding': (string);
  'cashOnly': (boolean);
  'ordersWaiting': (number);
  'ordersRevision': (string);
  'signedInOperatorIds': (string)[];
}
