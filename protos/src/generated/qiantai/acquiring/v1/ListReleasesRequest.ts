// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface ListReleasesRequest {
  'merchantId'?: (string);
}

export interface ListReleasesRequest__Output {
  'merchantId': (string);
}
