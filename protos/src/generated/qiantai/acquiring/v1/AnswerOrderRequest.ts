// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface AnswerOrderRequest {
  'orderId'?: (string);
  'part'?: (number);
  'text'?: (string);
  'outcome'?: (string);
  'errorCode'?: (string);
  'resultJson'?: (string);
}

export interface AnswerOrderRequest__Output {
  'orderId': (string);
  'part': (number);
  'text': (string);
  'outcome': (string);
  'errorCode': (string);
  'resultJson': (string);
}
