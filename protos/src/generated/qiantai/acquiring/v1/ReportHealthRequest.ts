// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface ReportHealthRequest {
  'reportJson'?: (string);
}

export interface ReportHealthRequest__Output {
  'reportJson': (string);
}
