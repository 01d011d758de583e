// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ListInstructionsRequest {
  'status'?: (string);
  'purpose'?: (string);
  'bankAccountId'?: (string);
  'merchantId'?: (string);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListInstructionsRequest__Output {
  'status': (string);
  'purpose': (string);
  'bankAccountId': (string);
  'merchantId': (string);
  'pageSize': (number);
  'pageToken': (string);
}
