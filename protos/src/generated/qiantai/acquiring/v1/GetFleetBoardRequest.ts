// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface GetFleetBoardRequest {
  'merchantId'?: (string);
  'storeIds'?: (string)[];
}

export interface GetFleetBoardRequest__Output {
  'merchantId': (string);
  'storeIds': (string)[];
}
