// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface Balance {
  'totalMinor'?: (string);
  'availableMinor'?: (string);
  'frozenMinor'?: (string);
  'tradeFrozenMinor'?: (string);
  'riskFrozenMinor'?: (string);
}

export interface Balance__Output {
  'totalMinor': (string);
  'availableMinor': (string);
  'frozenMinor': (string);
  'tradeFrozenMinor': (string);
  'riskFrozenMinor': (string);
}
