// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { DailyProof as _qiantai_acquiring_v1_DailyProof, DailyProof__Output as _qiantai_acquiring_v1_DailyProof__Output } from '../../../qiantai/acquiring/v1/DailyProof.ts';

export interface RunDailyProofReply {
  'proofs'?: (_qiantai_acquiring_v1_DailyProof)[];
}

export interface RunDailyProofReply__Output {
  'proofs': (_qiantai_acquiring_v1_DailyProof__Output)[];
}
