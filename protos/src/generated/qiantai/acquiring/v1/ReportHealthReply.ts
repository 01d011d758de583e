// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto

import type { WantedVersion as _qiantai_acquiring_v1_WantedVersion, WantedVersion__Output as _qiantai_acquiring_v1_WantedVersion__Output } from '../../../qiantai/acquiring/v1/WantedVersion.ts';

export interface ReportHealthReply {
  'wanted'?: (_qiantai_acquiring_v1_WantedVersion)[];
}

export interface ReportHealthReply__Output {
  'wanted': (_qiantai_acquiring_v1_WantedVersion__Output)[];
}
