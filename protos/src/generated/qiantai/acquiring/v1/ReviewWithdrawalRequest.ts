// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface ReviewWithdrawalRequest {
  'companyId'?: (string);
  'operationKey'?: (string);
  'agreed'?: (boolean);
  'why'?: (string);
}

export interface ReviewWithdrawalRequest__Output {
  'companyId': (string);
  'operationKey': (string);
  'agreed': (boolean);
  'why': (string);
}
