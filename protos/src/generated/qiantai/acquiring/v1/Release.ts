// Original file: protos/proto/qiantai/acquiring/v1/fleet.proto

import type { Long } from '@grpc/proto-loader';

export interface Release {
  'component'?: (string);
  'channel'?: (string);
  'version'?: (string);
  'packageHash'?: (string);
  'packageName'?: (string);
  'rolloutPercent'?: (number);
  'paused'?: (boolean);
  'minimumVersion'?: (string);
  'putAtMs'?: (number | string | Long);
  'putBy'?: (string);
  'merchantId'?: (string);
}

export interface Release__Output {
  'component': (string);
  'channel': (string);
  'version': (string);
  'packageHash': (string);
  'packageName': (string);
  'rolloutPercent': (number);
  'paused': (boolean);
  'minimumVersion': (string);
  'putAtMs': (string);
  'putBy': (string);
  'merchantId': (string);
}
