// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface BalanceChargeStep {
  'companyId'?: (string);
  'accountNumber'?: (string);
  'chargeNo'?: (string);
  'password'?: (string);
}

export interface BalanceChargeStep__Output {
  'companyId': (string);
  'accountNumber': (string);
  'chargeNo': (string);
  'password': (string);
}
