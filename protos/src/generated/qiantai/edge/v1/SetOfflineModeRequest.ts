// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface SetOfflineModeRequest {
  'mode'?: (string);
  'reason'?: (string);
}

export interface SetOfflineModeRequest__Output {
  'mode': (string);
  'reason': (string);
}
