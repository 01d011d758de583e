// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from '../../../google/protobuf/FieldMask.ts';

export interface ListJournalsRequest {
  'bookId'?: (string);
  'from'?: (string);
  'to'?: (string);
  'kind'?: (string);
  'postedBy'?: (string);
  'newestFirst'?: (boolean);
  'pageSize'?: (number);
  'pageToken'?: (string);
  'readMask'?: (_google_protobuf_FieldMask | null);
}

export interface ListJournalsRequest__Output {
  'bookId': (string);
  'from': (string);
  'to': (string);
  'kind': (string);
  'postedBy': (string);
  'newestFirst': (boolean);
  'pageSize': (number);
  'pageToken': (string);
  'readMask': (_google_protobuf_FieldMask__Output | null);
}
