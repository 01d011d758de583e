// Original file: protos/proto/qiantai/acquiring/v1/account.proto


export interface Switches {
  'mayRecharge'?: (boolean);
  'mayWithdraw'?: (boolean);
  'mayOverdraw'?: (boolean);
  'active'?: (boolean);
}

export interface Switches__Output {
  'mayRecharge': (boolean);
  'mayWithdraw': (boolean);
  'mayOverdraw': (boolean);
  'active': (boolean);
}
