// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface RecordRiskRequest {
  'person'?: (string);
  'termsVersion'?: (string);
}

export interface RecordRiskRequest__Output {
  'person': (string);
  'termsVersion': (string);
}
