// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface MemberOperationStep {
  'companyId'?: (string);
  'operationKey'?: (string);
  'accountNumber'?: (string);
  'why'?: (string);
}

export interface MemberOperationStep__Output {
  'companyId': (string);
  'operationKey': (string);
  'accountNumber': (string);
  'why': (string);
}
