// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { ProvedAccount as _qiantai_acquiring_v1_ProvedAccount, ProvedAccount__Output as _qiantai_acquiring_v1_ProvedAccount__Output } from '../../../qiantai/acquiring/v1/ProvedAccount.ts';
import type { ProofComponent as _qiantai_acquiring_v1_ProofComponent, ProofComponent__Output as _qiantai_acquiring_v1_ProofComponent__Output } from '../../../qiantai/acquiring/v1/ProofComponent.ts';
import type { ProofFinding as _qiantai_acquiring_v1_ProofFinding, ProofFinding__Output as _qiantai_acquiring_v1_ProofFinding__Output } from '../../../qiantai/acquiring/v1/ProofFinding.ts';
import type { Long } from '@grpc/proto-loader';

export interface DailyProof {
  'proofId'?: (string);
  'date'?: (string);
  'currency'?: (string);
  'passed'?: (boolean);
  'heldMinor'?: (number | string | Long);
  'owedMinor'?: (number | string | Long);
  'ownPartMinor'?: (number | string | Long);
  'accounts'?: (_qiantai_acquiring_v1_ProvedAccount)[];
  'components'?: (_qiantai_acquiring_v1_ProofComponent)[];
  'findings'?: (_qiantai_acquiring_v1_ProofFinding)[];
}

export interface DailyProof__Output {
  'proofId': (string);
  'date': (string);
  'currency': (string);
  'passed': (boolean);
  'heldMinor': (string);
  'owedMinor': (string);
  'ownPartMinor': (string);
  'accounts': (_qiantai_acquiring_v1_ProvedAccount__Output)[];
  'components': (_qiantai_acquiring_v1_ProofComponent__Output)[];
  'findings': (_qiantai_acquiring_v1_ProofFinding__Output)[];
}
