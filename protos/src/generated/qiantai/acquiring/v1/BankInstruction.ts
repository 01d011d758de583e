// Original file: protos/proto/qiantai/acquiring/v1/custody.proto

import type { Money as _qiantai_common_v1_Money, Money__Output as _qiantai_common_v1_Money__Output } from '../../../qiantai/common/v1/Money.ts';
import type { InstructionStep as _qiantai_acquiring_v1_InstructionStep, InstructionStep__Output as _qiantai_acquiring_v1_InstructionStep__Output } from '../../../qiantai/acquiring/v1/InstructionStep.ts';
import type { Long } from '@grpc/proto-loader';

export interface BankInstruction {
  'instructionId'?: (string);
  'purpose'?: (string);
  'bankAccountId'?: (string);
  'payeeName'?: (string);
  'payeeBank'?: (string);
  'payeeKind'?: (string);
  'payeeAccountMasked'?: (string);
  'amount'?: (_qiantai_common_v1_Money | null);
  'merchantId'?: (string);
  'subjectReference'?: (string);
  'businessDate'?: (string);
  'platformDate'?: (string);
  'status'?: (string);
  'version'?: (number | string | Long);
  'waitsFor'?: (string);
  'bankReference'?: (string);
  'reasonCode'?: (string);
  'reasonText'?: (string);
  'settledOn'?: (string);
  'returnedOn'?: (string);
  'stepCount'?: (number);
  'dueAtMs'?: (number | string | Long);
  'requestedBy'?: (string);
  'createdAtMs'?: (number | string | Long);
  'updatedAtMs'?: (number | string | Long);
  'history'?: (_qiantai_acquiring_v1_InstructionStep)[];
}

export interface BankInstruction__Output {
  'instructionId': (string);
  'purpose': (string);
  'bankAccountId': (string);
  'payeeName': (string);
  'payeeBank': (string);
  'payeeKind': (string);
  'payeeAccountMasked': (string);
  'amount': (_qiantai_common_v1_Money__Output | null);
  'merchantId': (string);
  'subjectReference': (string);
  'businessDate': (string);
  'platformDate': (string);
  'status': (string);
  'version': (string);
  'waitsFor': (string);
  'bankReference': (string);
  'reasonCode': (string);
  'reasonText': (string);
  'settledOn': (string);
  'returnedOn': (string);
  'stepCount': (number);
  'dueAtMs': (string);
  'requestedBy': (string);
  'createdAtMs': (string);
  'updatedAtMs': (string);
  'history': (_qiantai_acquiring_v1_InstructionStep__Output)[];
}
