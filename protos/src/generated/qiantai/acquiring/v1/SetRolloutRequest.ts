// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface SetRolloutRequest {
  'merchantId'?: (string);
  'component'?: (string);
  'channel'?: (string);
  'version'?: (string);
  'rolloutPercent'?: (number);
  'paused'?: (boolean);
}

export interface SetRolloutRequest__Output {
  'merchantId': (string);
  'component': (string);
  'channel': (string);
  'version': (string);
  'rolloutPercent': (number);
  'paused': (boolean);
}
