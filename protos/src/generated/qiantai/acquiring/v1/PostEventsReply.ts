// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto


export interface _qiantai_acquiring_v1_PostEventsReply_Result {
  'replayed'?: (boolean);
  'journalIds'?: (string)[];
  'errorCode'?: (string);
  'errorMessage'?: (string);
  'retryable'?: (boolean);
}

export interface _qiantai_acquiring_v1_PostEventsReply_Result__Output {
  'replayed': (boolean);
  'journalIds': (string)[];
  'errorCode': (string);
  'errorMessage': (string);
  'retryable': (boolean);
}

export interface PostEventsReply {
  'results'?: (_qiantai_acquiring_v1_PostEventsReply_Result)[];
}

export interface PostEventsReply__Output {
  'results': (_qiantai_acquiring_v1_PostEventsReply_Result__Output)[];
}
