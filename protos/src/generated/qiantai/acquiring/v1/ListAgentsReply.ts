// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { AgentDescription as _qiantai_acquiring_v1_AgentDescription, AgentDescription__Output as _qiantai_acquiring_v1_AgentDescription__Output } from '../../../qiantai/acquiring/v1/AgentDescription.ts';

export interface ListAgentsReply {
  'agents'?: (_qiantai_acquiring_v1_AgentDescription)[];
}

export interface ListAgentsReply__Output {
  'agents': (_qiantai_acquiring_v1_AgentDescription__Output)[];
}
