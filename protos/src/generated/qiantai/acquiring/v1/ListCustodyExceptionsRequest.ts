// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ListCustodyExceptionsRequest {
  'includeResolved'?: (boolean);
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListCustodyExceptionsRequest__Output {
  'includeResolved': (boolean);
  'pageSize': (number);
  'pageToken': (string);
}
