// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface AgentDescription {
  'agentId'?: (string);
  'storeId'?: (string);
  'state'?: (string);
  'stateAtMs'?: (number | string | Long);
  'stateReason'?: (string);
  'deviceDescription'?: (string);
  'enrolledAtMs'?: (number | string | Long);
  'certificateEndsAtMs'?: (number | string | Long);
  'version'?: (string);
  'cloned'?: (boolean);
  'replacesAgentId'?: (string);
}

export interface AgentDescription__Output {
  'agentId': (string);
  'storeId': (string);
  'state': (string);
  'stateAtMs': (string);
  'stateReason': (string);
  'deviceDescription': (string);
  'enrolledAtMs': (string);
  'certificateEndsAtMs': (string);
  'version': (string);
  'cloned': (boolean);
  'replacesAgentId': (string);
}
