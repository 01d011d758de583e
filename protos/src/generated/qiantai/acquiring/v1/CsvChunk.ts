// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface CsvChunk {
  'data'?: (Buffer | Uint8Array | string);
}

export interface CsvChunk__Output {
  'data': (Buffer);
}
