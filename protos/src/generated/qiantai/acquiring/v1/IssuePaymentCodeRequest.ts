// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface IssuePaymentCodeRequest {
  'companyId'?: (string);
  'accountNumber'?: (string);
}

export interface IssuePaymentCodeRequest__Output {
  'companyId': (string);
  'accountNumber': (string);
}
