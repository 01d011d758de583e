// Original file: protos/proto/qiantai/acquiring/v1/ledger.proto

import type { Long } from '@grpc/proto-loader';

export interface _qiantai_acquiring_v1_TrialBalance_Line {
  'level'?: (string);
  'code'?: (string);
  'number'?: (string);
  'nameEn'?: (string);
  'nameZh'?: (string);
  'accountClass'?: (string);
  'normalSide'?: (string);
  'currency'?: (string);
  'openingMinor'?: (number | string | Long);
  'debitsMinor'?: (number | string | Long);
  'creditsMinor'?: (number | string | Long);
  'closingMinor'?: (number | string | Long);
}

export interface _qiantai_acquiring_v1_TrialBalance_Line__Output {
  'level': (string);
  'code': (string);
  'number': (string);
  'nameEn': (string);
  'nameZh': (string);
  'accountClass': (string);
  'normalSide': (string);
  'currency': (string);
  'openingMinor': (string);
  'debitsMinor': (string);
  'creditsMinor': (string);
  'closingMinor': (string);
}

export interface _qiantai_acquiring_v1_TrialBalance_Total {
  'currency'?: (string);
  'openingDebitMinor'?: (number | string | Long);
  'openingCreditMinor'?: (number | string | Long);
  'debitsMinor'?: (number | string | Long);
  'creditsMinor'?: (number | string | Long);
  'closingDebitMinor'?: (number | string | Long);
  'closingCreditMinor'?: (number | string | Long);
  'balanced'?: (boolean);
}

export interface _qiantai_acquiring_v1_TrialBalance_Total__Output {
  'currency': (string);
  'openingDebitMinor': (string);
  'openingCreditMinor': (string);
  'debitsMinor': (string);
  'creditsMinor': (string);
  'closingDebitMinor': (string);
  'closingCreditMinor': (string);
  'balanced': (boolean);
}

export interface TrialBalance {
  'bookId'?: (string);
  'from'?: (string);
  'to'?: (string);
  'lines'?: (_qiantai_acquiring_v1_TrialBalance_Line)[];
  'totals'?: (_qiantai_acquiring_v1_TrialBalance_Total)[];
}

export interface TrialBalance__Output {
  'bookId': (string);
  'from': (string);
  'to': (string);
  'lines': (_qiantai_acquiring_v1_TrialBalance_Line__Output)[];
  'totals': (_qiantai_acquiring_v1_TrialBalance_Total__Output)[];
}
