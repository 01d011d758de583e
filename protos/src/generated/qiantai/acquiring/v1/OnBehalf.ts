// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface OnBehalf {
  'userId'?: (string);
  'companyId'?: (string);
  'party'?: "userId"|"companyId";
}

export interface OnBehalf__Output {
  'userId'?: (string);
  'companyId'?: (string);
  'party'?: "userId"|"companyId";
}
