// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto

import type { ImportFault as _qiantai_acquiring_v1_ImportFault, ImportFault__Output as _qiantai_acquiring_v1_ImportFault__Output } from '../../../qiantai/acquiring/v1/ImportFault.ts';
import type { ImportSample as _qiantai_acquiring_v1_ImportSample, ImportSample__Output as _qiantai_acquiring_v1_ImportSample__Output } from '../../../qiantai/acquiring/v1/ImportSample.ts';
import type { Long } from '@grpc/proto-loader';

export interface PreviewImportReply {
  'importId'?: (string);
  'fileHash'?: (Buffer | Uint8Array | string);
  'rows'?: (number);
  'added'?: (number);
  'changed'?: (number);
  'removed'?: (number);
  'unchanged'?: (number);
  'badRows'?: (number);
  'faults'?: (_qiantai_acquiring_v1_ImportFault)[];
  'samples'?: (_qiantai_acquiring_v1_ImportSample)[];
  'baseVersion'?: (number | string | Long);
  'expiresAtMs'?: (number | string | Long);
  'encoding'?: (string);
}

export interface PreviewImportReply__Output {
  'importId': (string);
  'fileHash': (Buffer);
  'rows': (number);
  'added': (number);
  'changed': (number);
  'removed': (number);
  'unchanged': (number);
  'badRows': (number);
  'faults': (_qiantai_acquiring_v1_ImportFault__Output)[];
  'samples': (_qiantai_acquiring_v1_ImportSample__Output)[];
  'baseVersion': (string);
  'expiresAtMs': (string);
  'encoding': (string);
}
