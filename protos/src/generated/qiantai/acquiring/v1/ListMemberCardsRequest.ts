// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface ListMemberCardsRequest {
  'companyId'?: (string);
  'accountNumber'?: (string);
}

export interface ListMemberCardsRequest__Output {
  'companyId': (string);
  'accountNumber': (string);
}
