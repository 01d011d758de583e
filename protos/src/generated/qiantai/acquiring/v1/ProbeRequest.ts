// Original file: protos/proto/qiantai/acquiring/v1/acquiring.proto

import type { JournalHead as _qiantai_acquiring_v1_JournalHead, JournalHead__Output as _qiantai_acquiring_v1_JournalHead__Output } from '../../../qiantai/acquiring/v1/JournalHead.ts';
import type { Long } from '@grpc/proto-loader';

export interface ProbeRequest {
  'sentAtMs'?: (number | string | Long);
  'waiting'?: (number | string | Long);
  'oldestAgeMs'?: (number | string | Long);
  'bootId'?: (string);
  'heads'?: (_qiantai_acquiring_v1_JournalHead)[];
  'settingsVersion'?: (number | string | Long);
}

export interface ProbeRequest__Output {
  'sentAtMs': (string);
  'waiting': (string);
  'oldestAgeMs': (string);
  'bootId': (string);
  'heads': (_qiantai_acquiring_v1_JournalHead__Output)[];
  'settingsVersion': (string);
}
