// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface ListBalanceChargesRequest {
  'companyId'?: (string);
  'accountNumber'?: (string);
  'codeId'?: (string);
}

export interface ListBalanceChargesRequest__Output {
  'companyId': (string);
  'accountNumber': (string);
  'codeId': (string);
}
