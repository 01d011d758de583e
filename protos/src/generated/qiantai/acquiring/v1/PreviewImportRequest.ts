// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { ImportHead as _qiantai_acquiring_v1_ImportHead, ImportHead__Output as _qiantai_acquiring_v1_ImportHead__Output } from '../../../qiantai/acquiring/v1/ImportHead.ts';

export interface PreviewImportRequest {
  'head'?: (_qiantai_acquiring_v1_ImportHead | null);
  'chunk'?: (Buffer | Uint8Array | string);
}

export interface PreviewImportRequest__Output {
  'head': (_qiantai_acquiring_v1_ImportHead__Output | null);
  'chunk': (Buffer);
}
