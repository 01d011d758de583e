// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface LedgerAccount {
  'accountId'?: (string);
  'bookId'?: (string);
  'code'?: (string);
  'subject'?: (string);
  'currency'?: (string);
  'name'?: (string);
  'number'?: (string);
  'nameEn'?: (string);
  'nameZh'?: (string);
  'accountClass'?: (string);
  'normalSide'?: (string);
  'nature'?: (string);
  'debitsMinor'?: (number | string | Long);
  'creditsMinor'?: (number | string | Long);
  'totalMinor'?: (number | string | Long);
  'tradeFrozenMinor'?: (number | string | Long);
  'riskFrozenMinor'?: (number | string | Long);
  'availableMinor'?: (number | string | Long);
  'flow'?: (string);
  'guarded'?: (boolean);
  'overdraftMinor'?: (number | string | Long);
  'version'?: (number | string | Long);
  'openedAtMs'?: (number | string | Long);
  'closedAtMs'?: (number | string | Long);
  'closedThrough'?: (string);
}

export interface LedgerAccount__Output {
  'accountId': (string);
  'bookId': (string);
  'code': (string);
  'subject': (string);
  'currency': (string);
  'name': (string);
  'number': (string);
  'nameEn': (string);
  'nameZh': (string);
  'accountClass': (string);
  'normalSide': (string);
  'nature': (string);
  'debitsMinor': (string);
  'creditsMinor': (string);
  'totalMinor': (string);
  'tradeFrozenMinor': (string);
  'riskFrozenMinor': (string);
  'availableMinor': (string);
  'flow': (string);
  'guarded': (boolean);
  'overdraftMinor': (string);
  'version': (string);
  'openedAtMs': (string);
  'closedAtMs': (string);
  'closedThrough': (string);
}
