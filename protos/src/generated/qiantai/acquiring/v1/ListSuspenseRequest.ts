// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface ListSuspenseRequest {
  'pageSize'?: (number);
  'pageToken'?: (string);
}

export interface ListSuspenseRequest__Output {
  'pageSize': (number);
  'pageToken': (string);
}
