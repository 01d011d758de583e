// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface GetMemberTermsRequest {
  'companyId'?: (string);
  'typeCode'?: (string);
  'kind'?: (string);
  'currency'?: (string);
}

export interface GetMemberTermsRequest__Output {
  'companyId': (string);
  'typeCode': (string);
  'kind': (string);
  'currency': (string);
}
