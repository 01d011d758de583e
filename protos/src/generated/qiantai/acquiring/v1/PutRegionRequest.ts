// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TreeRegion as _qiantai_acquiring_v1_TreeRegion, TreeRegion__Output as _qiantai_acquiring_v1_TreeRegion__Output } from '../../../qiantai/acquiring/v1/TreeRegion.ts';

export interface PutRegionRequest {
  'region'?: (_qiantai_acquiring_v1_TreeRegion | null);
}

export interface PutRegionRequest__Output {
  'region': (_qiantai_acquiring_v1_TreeRegion__Output | null);
}
