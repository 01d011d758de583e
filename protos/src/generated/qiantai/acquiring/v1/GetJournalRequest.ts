// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface GetJournalRequest {
  'bookId'?: (string);
  'journalId'?: (string);
  'kind'?: (string);
  'reference'?: (string);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface GetJournalRequest__Output {
  'bookId': (string);
  'journalId': (string);
  'kind': (string);
  'reference': (string);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
