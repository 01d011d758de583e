// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface RemoveMemberCardRequest {
  'companyId'?: (string);
  'cardId'?: (string);
}

export interface RemoveMemberCardRequest__Output {
  'companyId': (string);
  'cardId': (string);
}
