// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface SettingFault {
  'code'?: (string);
  'at'?: (string);
  'message'?: (string);
}

export interface SettingFault__Output {
  'code': (string);
  'at': (string);
  'message': (string);
}
