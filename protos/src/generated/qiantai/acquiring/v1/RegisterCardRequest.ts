// Original file: protos/proto/qiantai/acquiring/v1/member_operation.proto


export interface RegisterCardRequest {
  'companyId'?: (string);
  'cardId'?: (string);
  'accountNumber'?: (string);
  'corporate'?: (boolean);
  'holderName'?: (string);
  'bankCode'?: (string);
  'cardNumber'?: (string);
  'entrustmentReference'?: (string);
}

export interface RegisterCardRequest__Output {
  'companyId': (string);
  'cardId': (string);
  'accountNumber': (string);
  'corporate': (boolean);
  'holderName': (string);
  'bankCode': (string);
  'cardNumber': (string);
  'entrustmentReference': (string);
}
