// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface ActivationCodeDescription {
  'codeId'?: (string);
  'storeId'?: (string);
  'state'?: (string);
  'createdAtMs'?: (number | string | Long);
  'createdBy'?: (string);
  'expiresAtMs'?: (number | string | Long);
  'endedAtMs'?: (number | string | Long);
  'agentId'?: (string);
  'replacesAgentId'?: (string);
}

export interface ActivationCodeDescription__Output {
  'codeId': (string);
  'storeId': (string);
  'state': (string);
  'createdAtMs': (string);
  'createdBy': (string);
  'expiresAtMs': (string);
  'endedAtMs': (string);
  'agentId': (string);
  'replacesAgentId': (string);
}
