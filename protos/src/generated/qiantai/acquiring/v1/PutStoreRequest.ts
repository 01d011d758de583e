// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { TreeStore as _qiantai_acquiring_v1_TreeStore, TreeStore__Output as _qiantai_acquiring_v1_TreeStore__Output } from '../../../qiantai/acquiring/v1/TreeStore.ts';

export interface PutStoreRequest {
  'store'?: (_qiantai_acquiring_v1_TreeStore | null);
  'receiptHeader'?: (string)[];
  'receiptFooter'?: (string)[];
  'keepReceipt'?: (boolean);
}

export interface PutStoreRequest__Output {
  'store': (_qiantai_acquiring_v1_TreeStore__Output | null);
  'receiptHeader': (string)[];
  'receiptFooter': (string)[];
  'keepReceipt': (boolean);
}
