// Original file: protos/proto/qiantai/acquiring/v1/pushed_order_sync.proto


export interface FetchedTerminalOrder {
  'orderJson'?: (string);
  'cancelAsked'?: (boolean);
}

export interface FetchedTerminalOrder__Output {
  'orderJson': (string);
  'cancelAsked': (boolean);
}
