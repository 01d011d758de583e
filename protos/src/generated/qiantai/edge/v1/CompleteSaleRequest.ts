// Original file: protos/proto/qiantai/edge/v1/till.proto


export interface CompleteSaleRequest {
  'saleJson'?: (string);
}

export interface CompleteSaleRequest__Output {
  'saleJson': (string);
}
