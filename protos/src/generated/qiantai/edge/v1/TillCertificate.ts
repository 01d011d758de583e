// Original file: protos/proto/qiantai/edge/v1/pairing.proto

import type { Long } from '@grpc/proto-loader';

export interface TillCertificate {
  'terminalId'?: (string);
  'storeId'?: (string);
  'certificate'?: (Buffer | Uint8Array | string);
  'authority'?: (Buffer | Uint8Array | string);
  'notAfterMs'?: (number | string | Long);
}

export interface TillCertificate__Output {
  'terminalId': (string);
  'storeId': (string);
  'certificate': (Buffer);
  'authority': (Buffer);
  'notAfterMs': (string);
}
