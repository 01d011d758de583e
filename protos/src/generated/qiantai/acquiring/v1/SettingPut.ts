// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SettingPut {
  'scope'?: (string);
  'kind'?: (string);
  'id'?: (string);
  'valueJson'?: (string);
}

export interface SettingPut__Output {
  'scope': (string);
  'kind': (string);
  'id': (string);
  'valueJson': (string);
}
