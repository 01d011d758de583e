// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SettingName {
  'scope'?: (string);
  'kind'?: (string);
  'id'?: (string);
}

export interface SettingName__Output {
  'scope': (string);
  'kind': (string);
  'id': (string);
}
