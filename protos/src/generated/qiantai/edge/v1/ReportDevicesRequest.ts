// Original file: protos/proto/qiantai/edge/v1/hub.proto

import type { DeviceReport as _qiantai_edge_v1_DeviceReport, DeviceReport__Output as _qiantai_edge_v1_DeviceReport__Output } from '../../../qiantai/edge/v1/DeviceReport.ts';

export interface ReportDevicesRequest {
  'appVersion'?: (string);
  'devices'?: (_qiantai_edge_v1_DeviceReport)[];
}

export interface ReportDevicesRequest__Output {
  'appVersion': (string);
  'devices': (_qiantai_edge_v1_DeviceReport__Output)[];
}
