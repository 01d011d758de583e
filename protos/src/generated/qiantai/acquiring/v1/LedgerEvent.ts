// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface _qiantai_acquiring_v1_LedgerEvent_Member {
  'code'?: (string);
  'accountNumber'?: (string);
}

export interface _qiantai_acquiring_v1_LedgerEvent_Member__Output {
  'code': (string);
  'accountNumber': (string);
}

export interface LedgerEvent {
  'kind'?: (string);
  'reference'?: (string);
  'merchantId'?: (string);
  'currency'?: (string);
  'amounts'?: ({[key: string]: number | string | Long});
  'subjects'?: ({[key: string]: string});
  'members'?: ({[key: string]: _qiantai_acquiring_v1_LedgerEvent_Member});
  'businessDate'?: (string);
  'platformDate'?: (string);
  'note'?: (string);
}

export interface LedgerEvent__Output {
  'kind': (string);
  'reference': (string);
  'merchantId': (string);
  'currency': (string);
  'amounts': ({[key: string]: string});
  'subjects': ({[key: string]: string});
  'members': ({[key: string]: _qiantai_acquiring_v1_LedgerEvent_Member__Output});
  'businessDate': (string);
  'platformDate': (string);
  'note': (string);
}
