// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface PostJournalsReply {
  'replayed'?: (boolean);
  'journalIds'?: (string)[];
}

export interface PostJournalsReply__Output {
  'replayed': (boolean);
  'journalIds': (string)[];
}
