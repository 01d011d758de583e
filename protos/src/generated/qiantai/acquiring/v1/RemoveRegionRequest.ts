// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface RemoveRegionRequest {
  'regionId'?: (string);
}

export interface RemoveRegionRequest__Output {
  'regionId': (string);
}
