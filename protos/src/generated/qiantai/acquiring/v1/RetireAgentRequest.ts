// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface RetireAgentRequest {
  'merchantId'?: (string);
  'agentId'?: (string);
  'reason'?: (string);
}

export interface RetireAgentRequest__Output {
  'merchantId': (string);
  'agentId': (string);
  'reason': (string);
}
