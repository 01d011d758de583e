import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { GreetReply as _qiantai_edge_v1_GreetReply, GreetReply__Output as _qiantai_edge_v1_GreetReply__Output } from './qiantai/edge/v1/GreetReply.ts';
import type { GreetRequest as _qiantai_edge_v1_GreetRequest, GreetRequest__Output as _qiantai_edge_v1_GreetRequest__Output } from './qiantai/edge/v1/GreetRequest.ts';
import type { PairRequest as _qiantai_edge_v1_PairRequest, PairRequest__Output as _qiantai_edge_v1_PairRequest__Output } from './qiantai/edge/v1/PairRequest.ts';
import type { PairingServiceClient as _qiantai_edge_v1_PairingServiceClient, PairingServiceDefinition as _qiantai_edge_v1_PairingServiceDefinition } from './qiantai/edge/v1/PairingService.ts';
import type { RenewRequest as _qiantai_edge_v1_RenewRequest, RenewRequest__Output as _qiantai_edge_v1_RenewRequest__Output } from './qiantai/edge/v1/RenewRequest.ts';
import type { TillCertificate as _qiantai_edge_v1_TillCertificate, TillCertificate__Output as _qiantai_edge_v1_TillCertificate__Output } from './qiantai/edge/v1/TillCertificate.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  qiantai: {
    edge: {
      v1: {
        GreetReply: MessageTypeDefinition<_qiantai_edge_v1_GreetReply, _qiantai_edge_v1_GreetReply__Output>
        GreetRequest: MessageTypeDefinition<_qiantai_edge_v1_GreetRequest, _qiantai_edge_v1_GreetRequest__Output>
        PairRequest: MessageTypeDefinition<_qiantai_edge_v1_PairRequest, _qiantai_edge_v1_PairRequest__Output>
        PairingService: SubtypeConstructor<typeof grpc.Client, _qiantai_edge_v1_PairingServiceClient> & { service: _qiantai_edge_v1_PairingServiceDefinition }
        RenewRequest: MessageTypeDefinition<_qiantai_edge_v1_RenewRequest, _qiantai_edge_v1_RenewRequest__Output>
        TillCertificate: MessageTypeDefinition<_qiantai_edge_v1_TillCertificate, _qiantai_edge_v1_TillCertificate__Output>
      }
    }
  }
}

