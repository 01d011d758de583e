// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface FetchOrdersRequest {
  'limit'?: (number);
}

export interface FetchOrdersRequest__Output {
  'limit': (number);
}
