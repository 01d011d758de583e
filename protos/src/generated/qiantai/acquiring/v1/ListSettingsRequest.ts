// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface ListSettingsRequest {
  'scope'?: (string);
  'kind'?: (string);
  'effective'?: (boolean);
  'pageSize'?: (number);
  'afterId'?: (string);
  'idPrefix'?: (string);
  'code'?: (string);
}

export interface ListSettingsRequest__Output {
  'scope': (string);
  'kind': (string);
  'effective': (boolean);
  'pageSize': (number);
  'afterId': (string);
  'idPrefix': (string);
  'code': (string);
}
