// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface SuspenseToClearing {
  'merchantId'?: (string);
  'channelAccountId'?: (string);
}

export interface SuspenseToClearing__Output {
  'merchantId': (string);
  'channelAccountId': (string);
}
