// Original file: protos/proto/qiantai/acquiring/v1/headquarters.proto


export interface CommitImportRequest {
  'importId'?: (string);
  'fileHash'?: (Buffer | Uint8Array | string);
  'note'?: (string);
}

export interface CommitImportRequest__Output {
  'importId': (string);
  'fileHash': (Buffer);
  'note': (string);
}
