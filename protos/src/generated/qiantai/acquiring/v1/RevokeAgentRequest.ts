// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto


export interface RevokeAgentRequest {
  'merchantId'?: (string);
  'agentId'?: (string);
  'reason'?: (string);
}

export interface RevokeAgentRequest__Output {
  'merchantId': (string);
  'agentId': (string);
  'reason': (string);
}
