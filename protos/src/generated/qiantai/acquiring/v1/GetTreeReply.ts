// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TreeRegion as _qiantai_acquiring_v1_TreeRegion, TreeRegion__Output as _qiantai_acquiring_v1_TreeRegion__Output } from '../../../qiantai/acquiring/v1/TreeRegion.ts';
import type { TreeStore as _qiantai_acquiring_v1_TreeStore, TreeStore__Output as _qiantai_acquiring_v1_TreeStore__Output } from '../../../qiantai/acquiring/v1/TreeStore.ts';
import type { TreeTerminal as _qiantai_acquiring_v1_TreeTerminal, TreeTerminal__Output as _qiantai_acquiring_v1_TreeTerminal__Output } from '../../../qiantai/acquiring/v1/TreeTerminal.ts';
import type { Long } from '@grpc/proto-loader';

export interface GetTreeReply {
  'merchantId'?: (string);
  'merchantName'?: (string);
  'currency'?: (string);
  'scope'?: (string);
  'path'?: (string)[];
  'regions'?: (_qiantai_acquiring_v1_TreeRegion)[];
  'stores'?: (_qiantai_acquiring_v1_TreeStore)[];
  'terminals'?: (_qiantai_acquiring_v1_TreeTerminal)[];
  'settingsVersion'?: (number | string | Long);
}

export interface GetTreeReply__Output {
  'merchantId': (string);
  'merchantName': (string);
  'currency': (string);
  'scope': (string);
  'path': (string)[];
  'regions': (_qiantai_acquiring_v1_TreeRegion__Output)[];
  'stores': (_qiantai_acquiring_v1_TreeStore__Output)[];
  'terminals': (_qiantai_acquiring_v1_TreeTerminal__Output)[];
  'settingsVersion': (string);
}
