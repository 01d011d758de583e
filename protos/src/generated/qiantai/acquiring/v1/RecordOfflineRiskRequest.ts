// Original file: protos/proto/qiantai/acquiring/v1/offline_card.proto


export interface RecordOfflineRiskRequest {
  'merchantId'?: (string);
  'person'?: (string);
  'termsVersion'?: (string);
}

export interface RecordOfflineRiskRequest__Output {
  'merchantId': (string);
  'person': (string);
  'termsVersion': (string);
}
