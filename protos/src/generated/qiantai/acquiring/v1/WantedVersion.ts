// Original file: protos/proto/qiantai/acquiring/v1/fleet_sync.proto


export interface WantedVersion {
  'component'?: (string);
  'version'?: (string);
  'packageHash'?: (string);
  'packageName'?: (string);
  'minimumVersion'?: (string);
}

export interface WantedVersion__Output {
  'component': (string);
  'version': (string);
  'packageHash': (string);
  'packageName': (string);
  'minimumVersion': (string);
}
