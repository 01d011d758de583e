// Original file: protos/proto/qiantai/edge/v1/queue.proto

import type { Person as _qiantai_edge_v1_Person, Person__Output as _qiantai_edge_v1_Person__Output } from '../../../qiantai/edge/v1/Person.ts';

export interface WriteOffRequest {
  'kind'?: (string);
  'key'?: (string);
  'reason'?: (string);
  'first'?: (_qiantai_edge_v1_Person | null);
  'second'?: (_qiantai_edge_v1_Person | null);
}

export interface WriteOffRequest__Output {
  'kind': (string);
  'key': (string);
  'reason': (string);
  'first': (_qiantai_edge_v1_Person__Output | null);
  'second': (_qiantai_edge_v1_Person__Output | null);
}
