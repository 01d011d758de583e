// Original file: protos/proto/qiantai/edge/v1/till.proto

import type { Long } from '@grpc/proto-loader';

export interface CompleteSaleReply {
  'receiptNo'?: (string);
  'journalSequence'?: (number | string | Long);
  'offline'?: (boolean);
  'saleJson'?: (string);
}

export interface CompleteSaleReply__Output {
  'receiptNo': (string);
  'journalSequence': (string);
  'offline': (boolean);
  'saleJson': (string);
}
