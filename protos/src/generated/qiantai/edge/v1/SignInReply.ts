// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Operator as _qiantai_edge_v1_Operator, Operator__Output as _qiantai_edge_v1_Operator__Output } from '../../../qiantai/edge/v1/Operator.ts';

export interface SignInReply {
  'session'?: (string);
  'operator'?: (_qiantai_edge_v1_Operator | null);
  'businessDate'?: (string);
}

export interface SignInReply__Output {
  'session': (string);
  'operator': (_qiantai_edge_v1_Operator__Output | null);
  'businessDate': (string);
}
