// Original file: protos/proto/qiantai/acquiring/v1/custody.proto


export interface CorporateHours {
  'opensMinute'?: (number);
  'closesMinute'?: (number);
  'weekdaysOnly'?: (boolean);
}

export interface CorporateHours__Output {
  'opensMinute': (number);
  'closesMinute': (number);
  'weekdaysOnly': (boolean);
}
